"""What became of a recommendation in a later iteration."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .group import DraftSet, known_to
from .recommendation import Part, Recommendation
from .translated import TranslatedQuerySet


class LineageQuerySet(TranslatedQuerySet):
    def visible_to(self, user):
        """What this person may know became of texts: nothing that is still being prepared."""
        known = models.Q(later__isnull=False) & known_to(user, "later__draft_set__")
        gone = models.Q(withdrawn_in=None) | known_to(user, "withdrawn_in__")
        return self.filter(known | models.Q(later=None) & gone)


class Lineage(models.Model):
    """An edge from a recommendation to one of a later iteration; many to many."""

    class Kind(models.TextChoices):
        REVISED = "revised", _("Revised")
        MERGED = "merged", _("Merged")
        SPLIT = "split", _("Split")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Basis(models.TextChoices):
        GROUP = "group", _("Stated by the group")
        SAME_TITLE = "same-title", _("Judged by the same title")
        SIMILAR_TITLE = "similar-title", _("Judged by a similar title")

    earlier = models.ForeignKey(
        Recommendation, models.PROTECT, related_name="successors", verbose_name=_("from")
    )
    # Nothing where the recommendation was withdrawn without a successor.
    later = models.ForeignKey(
        Recommendation, models.PROTECT, null=True, blank=True, related_name="forerunners",
        verbose_name=_("to"),
    )  # fmt: skip
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.REVISED)
    basis = models.CharField(_("basis"), max_length=14, choices=Basis, default=Basis.GROUP)
    note = models.TextField(_("note"), blank=True)
    # Whose publication makes a withdrawal known; nothing where it is known already.
    withdrawn_in = models.ForeignKey(
        DraftSet, models.PROTECT, null=True, blank=True, related_name="withdrawals",
        verbose_name=_("withdrawn in"),
    )  # fmt: skip

    objects = LineageQuerySet.as_manager()

    class Meta:
        verbose_name = _("lineage")
        verbose_name_plural = _("lineages")
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="one_edge_per_pair"),
            models.UniqueConstraint(
                fields=["earlier"],
                condition=models.Q(later=None),
                name="withdrawn_once",
            ),
            models.CheckConstraint(
                condition=models.Q(later__isnull=False) | models.Q(kind="withdrawn"),
                name="only_the_withdrawn_lead_nowhere",
            ),
            models.CheckConstraint(
                condition=models.Q(later=None) | models.Q(withdrawn_in=None),
                name="only_what_leads_nowhere_was_withdrawn_in_drafts",
            ),
        ]

    def __str__(self):
        return f"{self.earlier_id} → {self.later_id}"


class PartLineage(models.Model):
    """A part of a text and one that it comes from, where that is not the one with its key."""

    later = models.ForeignKey(Part, models.CASCADE, related_name="sources")
    # Nothing: it comes from no earlier part at all.
    earlier = models.ForeignKey(Part, models.PROTECT, null=True, related_name="taken_up_in")

    class Meta:
        verbose_name = _("lineage of a part")
        verbose_name_plural = _("lineages of parts")
        constraints = [
            models.UniqueConstraint(fields=["later", "earlier"], name="one_edge_per_pair_of_parts"),
            # NULL is never equal to NULL, so a part without a source needs a rule of its own.
            models.UniqueConstraint(
                fields=["later"],
                condition=models.Q(earlier=None),
                name="without_a_source_once",
            ),
        ]

    def __str__(self):
        return f"{self.earlier_id} → {self.later_id}"
