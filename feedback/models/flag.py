"""Alarms: a reader's about a comment, a liaison's to the organisers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .comment import Comment
from .decision import Decision

MAX_NOTE = 500


class FlagQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=Flag.State.OPEN)


class Flag(models.Model):
    """Somebody reports a comment. It hides nothing by itself."""

    class Reason(models.TextChoices):
        ATTACK = "attack", _("It attacks or insults somebody")
        PRIVATE_DATA = "private-data", _("It says private things about somebody")
        SPAM = "spam", _("It is advertising or spam")
        OFF_TOPIC = "off-topic", _("It has nothing to do with the recommendation")
        FALSE_VOICE = "false-voice", _("It speaks in the name of somebody else")
        TRANSLATION = "translation", _("A translation of it is wrong")
        OTHER = "other", _("Something else")

    class State(models.TextChoices):
        OPEN = "open", _("Waiting for a liaison")
        FOLLOWED = "followed", _("A liaison decided on the contribution")
        DISMISSED = "dismissed", _("A liaison saw no reason to act")

    # Made with the form: a second click is the same flag; who knows it may read the receipt.
    key = models.UUIDField(unique=True)
    comment = models.ForeignKey(Comment, models.PROTECT, related_name="flags")
    comment_version = models.PositiveIntegerField()
    reason = models.CharField(_("reason"), max_length=12, choices=Reason)
    note = models.CharField(_("note"), max_length=MAX_NOTE, blank=True)
    language = models.CharField(max_length=10)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="flags"
    )
    made_at = models.DateTimeField()
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    # The decision that settled it.
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="flags")

    objects = FlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("flag")
        verbose_name_plural = _("flags")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", decision=None) | ~Q(state="open"),
                name="an_open_flag_has_no_decision",
            ),
        ]
        indexes = [
            models.Index(fields=["comment"], name="open_flags", condition=Q(state="open")),
        ]

    def __str__(self):
        return f"{self.comment_id} {self.reason}"

    def get_absolute_url(self):
        """The receipt, for whoever knows the key."""
        return reverse("feedback:flag_receipt", args=[self.key])

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN


class Escalation(models.Model):
    """A liaison gives a comment to the organisers, because it cannot wait or is not theirs."""

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="escalations")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="escalations")
    note = models.CharField(_("note"), max_length=MAX_NOTE, blank=True)
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("escalation")
        verbose_name_plural = _("escalations")
        constraints = [
            models.UniqueConstraint(
                fields=["comment"],
                condition=Q(settled_at=None),
                name="one_open_escalation_a_comment",
            ),
        ]

    def __str__(self):
        return str(self.comment_id)
