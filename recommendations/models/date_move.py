"""Dates that were moved: what held before stays on record, and shown wherever the date is."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.languages import SOURCE

from .erratum import MAX_REASON
from .group import DraftSet
from .iteration import Iteration, Milestone


class DateMove(models.Model):
    """One move of a window for feedback or of a milestone, with a public reason. Never edited.

    Dates stand as ISO 8601: moments for a window, days or months for a milestone; empty for none.
    """

    iteration = models.ForeignKey(Iteration, models.PROTECT, null=True, related_name="moves")
    draft_set = models.ForeignKey(DraftSet, models.PROTECT, null=True, related_name="moves")
    milestone = models.ForeignKey(Milestone, models.PROTECT, null=True, related_name="moves")
    old_start = models.CharField(max_length=32, blank=True)
    old_end = models.CharField(max_length=32, blank=True)
    new_start = models.CharField(max_length=32, blank=True)
    new_end = models.CharField(max_length=32, blank=True)
    reason = models.CharField(_("reason"), max_length=MAX_REASON)
    # The language of the page on which the reason was typed.
    reason_language = models.CharField(max_length=10, default=SOURCE)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    moved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("moved date")
        verbose_name_plural = _("moved dates")
        ordering = ["-moved_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(iteration__isnull=False, draft_set=None, milestone=None)
                | Q(iteration=None, draft_set__isnull=False, milestone=None)
                | Q(iteration=None, draft_set=None, milestone__isnull=False),
                name="a_move_is_of_one_thing",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_move_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.old_start}/{self.old_end} to {self.new_start}/{self.new_end}"

    @property
    def moves_start(self) -> bool:
        return self.old_start != self.new_start

    @property
    def moves_end(self) -> bool:
        return self.old_end != self.new_end

    @property
    def old_opening(self) -> datetime | None:
        return moment_of(self.old_start)

    @property
    def old_closing(self) -> datetime | None:
        return moment_of(self.old_end)

    @property
    def new_opening(self) -> datetime | None:
        return moment_of(self.new_start)

    @property
    def new_closing(self) -> datetime | None:
        return moment_of(self.new_end)


def moment_of(stored: str) -> datetime | None:
    return datetime.fromisoformat(stored) if stored else None
