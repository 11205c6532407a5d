"""What became of a report: what liaisons decided on it, and the facts that were corrected."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .conversation import Conversation

MAX_NOTE = 500


class ConversationReview(models.Model):
    """A liaison published a report, or gave it back with a note."""

    class Kind(models.TextChoices):
        PUBLISHED = "published", _("Published")
        GIVEN_BACK = "given-back", _("Given back")

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="reviews")
    kind = models.CharField(_("decision"), max_length=10, choices=Kind)
    note = models.TextField(_("note"), max_length=MAX_NOTE, blank=True)
    # The language of the page on which the note was typed.
    note_language = models.CharField(max_length=10, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="conversation_reviews"
    )
    made_at = models.DateTimeField()
    # When the letter to who reported it was taken in hand.
    told_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="given-back") | ~Q(note=""),
                name="what_is_given_back_has_a_note",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.conversation_id}"


class ConversationCorrection(models.Model):
    """Facts of a published conversation as they were before and after; everyone can read them."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="corrections")
    # By the name of each field that was changed: the earlier value and the new one, as texts.
    changes = models.JSONField(default=dict)
    reason = models.CharField(_("reason"), max_length=MAX_NOTE)
    reason_language = models.CharField(max_length=10)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="conversation_corrections",
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"{self.conversation_id}: {self.made_at:%Y-%m-%d}"
