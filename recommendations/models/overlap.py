"""Two recommendations that say the same, or the opposite."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.languages import direction

from .group import WorkingGroup, known_to
from .recommendation import Recommendation
from .translated import texts_of

MAX_NOTE = 1000


class OverlapQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(removed_at=None)

    def visible_to(self, user):
        """Those whose both sides this person may know of."""
        return self.filter(known_to(user, "first__draft_set__")).filter(
            known_to(user, "second__draft_set__")
        )

    def of_group(self, group: WorkingGroup | None):
        """Those in which a recommendation of this group stands on either side."""
        return self.filter(
            models.Q(first__draft_set__group=group) | models.Q(second__draft_set__group=group)
        )

    def with_texts(self):
        """With what a line about them names, in the reading language."""
        around = ("draft_set", "draft_set__group", "draft_set__iteration")
        return self.prefetch_related(
            *(
                each
                for side in ("first", "second")
                for each in texts_of(Overlap, side, *(f"{side}__{name}" for name in around))
            )
        )

    def with_one(self, recommendation: Recommendation):
        """Those that name this recommendation, on whichever side."""
        here = models.Q(first=recommendation) | models.Q(second=recommendation)
        return self.filter(here)


class Overlap(models.Model):
    """A member's note that two recommendations touch: both pages show it."""

    class Kind(models.TextChoices):
        OVERLAP = "overlap", _("They overlap")
        CONTRADICTION = "contradiction", _("They contradict each other")

    # The one with the lower id first, so that a pair is a pair whoever names it.
    first = models.ForeignKey(Recommendation, models.PROTECT, related_name="+")
    second = models.ForeignKey(Recommendation, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    note = models.TextField(_("note"), max_length=MAX_NOTE)
    language = models.CharField(_("language"), max_length=10)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="overlaps"
    )
    marked_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects = OverlapQuerySet.as_manager()

    class Meta:
        verbose_name = _("overlap")
        verbose_name_plural = _("overlaps")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="a_pair_in_one_order"
            ),
            models.UniqueConstraint(
                fields=["first", "second", "kind"],
                condition=models.Q(removed_at=None),
                name="one_mark_of_a_kind_and_pair",
            ),
        ]

    def __str__(self):
        return f"{self.first_id} {self.kind} {self.second_id}"

    @property
    def direction(self) -> str:
        return direction(self.language)
