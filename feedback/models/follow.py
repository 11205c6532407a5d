"""Who wants to hear of what, and what was told."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .comment import Comment
from .decision import Decision


class Frequency(models.TextChoices):
    """How soon a letter comes; the inbox of the portal always has the notice."""

    AT_ONCE = "at-once", _("At once")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")
    PORTAL = "portal", _("Only in the portal")


class Follow(models.Model):
    """One wish to hear of something; what it is about is named by a key that stays."""

    class About(models.TextChoices):
        RECOMMENDATION = "recommendation", _("Recommendation")
        GROUP = "group", _("Working group")
        THREAD = "thread", _("Thread")
        LANGUAGE = "language", _("Everything in a language")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows")
    about = models.CharField(max_length=14, choices=About)
    # The short id of a recommendation or a comment, the short name of a group, a language.
    key = models.CharField(max_length=50)
    frequency = models.CharField(
        _("letters"), max_length=8, choices=Frequency, default=Frequency.AT_ONCE
    )
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        constraints = [
            models.UniqueConstraint(fields=["person", "about", "key"], name="one_follow_of_a_kind"),
        ]
        indexes = [models.Index(fields=["about", "key"])]

    def __str__(self):
        return f"{self.about} {self.key}"


class Notice(models.Model):
    """One thing that one person is told, in the inbox of the portal and perhaps by letter."""

    class Kind(models.TextChoices):
        REPLY = "reply", _("Reply")
        DECISION = "decision", _("Decision")
        CONTRIBUTION = "contribution", _("Contribution")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=14, choices=Kind)
    comment = models.ForeignKey(Comment, models.CASCADE, related_name="notices")
    decision = models.ForeignKey(Decision, models.CASCADE, null=True, related_name="notices")
    frequency = models.CharField(max_length=8, choices=Frequency)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    # When the letter with it was taken in hand.
    told_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "comment"],
                condition=Q(decision=None),
                name="one_notice_a_person_and_comment",
            ),
            models.UniqueConstraint(
                fields=["person", "decision"], name="one_notice_a_person_and_decision"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-made_at"]),
            models.Index(
                fields=["frequency", "person"],
                name="notices_to_send",
                condition=Q(told_at=None),
            ),
        ]

    def __str__(self):
        return f"{self.person_id} {self.kind} {self.comment_id}"
