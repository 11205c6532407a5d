"""What a group said when it published its next drafts."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .date_move import DateMove
from .group import DraftSet

MAX_NOTE = 1000


class Publication(models.Model):
    """One publishing: who pressed, what was left open and why, and the window it ended.

    Never edited: what was said at that moment stays shown on the drafts.
    """

    draft_set = models.OneToOneField(DraftSet, models.PROTECT, related_name="publication")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    # Of the public contributions on the drafts before, those that had no answer yet.
    left_unanswered = models.PositiveIntegerField(default=0)
    # Why it was published with things left open; empty where nothing was.
    note = models.TextField(_("explanation"), max_length=MAX_NOTE, blank=True)
    language = models.CharField(_("language"), max_length=10)
    # The end of the time for feedback on the drafts before, if it was still open.
    closing = models.OneToOneField(DateMove, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")

    def __str__(self):
        return str(self.draft_set_id)
