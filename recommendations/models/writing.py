"""Writing the next iteration together: who is at which text, and why it was changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .recommendation import Part, Recommendation
from .translated import TranslatedQuerySet


class Editing(models.Model):
    """Somebody has a text open; a mark that is not renewed says nothing after some minutes."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="editings")
    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="+")
    # The key of the part, or ``title`` and ``summary``.
    text = models.CharField(max_length=50)
    seen_at = models.DateTimeField()
    # The window that saved the text last, and what it wrote: a lost answer is no conflict.
    saved_from = models.UUIDField(null=True)
    saved_digest = models.CharField(max_length=32, blank=True)

    class Meta:
        verbose_name = _("open text")
        verbose_name_plural = _("open texts")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "recommendation", "text"], name="open_once_for_each"
            ),
        ]

    def __str__(self):
        return f"{self.person_id} {self.recommendation_id} {self.text}"


class ChangeReason(models.Model):
    """Why a text differs from its forerunners, in the name of the group."""

    recommendation = models.ForeignKey(
        Recommendation, models.PROTECT, related_name="change_reasons"
    )
    # Nothing: the title and the summary.
    part = models.ForeignKey(Part, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("reason"), max_length=2000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="change_reasons"
    )
    written_at = models.DateTimeField()

    objects = TranslatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("reason of a change")
        verbose_name_plural = _("reasons of changes")
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "part"], name="one_reason_a_part"),
            # NULL is never equal to NULL, so title and summary need a rule of their own.
            models.UniqueConstraint(
                fields=["recommendation"],
                condition=models.Q(part=None),
                name="one_reason_for_title_and_summary",
            ),
        ]

    def __str__(self):
        return f"{self.recommendation_id} {self.part_id or ''}"
