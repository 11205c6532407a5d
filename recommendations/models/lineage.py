"""What became of a recommendation in a later iteration."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .recommendation import Recommendation
from .translated import TranslatedQuerySet


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

    objects = TranslatedQuerySet.as_manager()

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
        ]

    def __str__(self):
        return f"{self.earlier_id} → {self.later_id}"
