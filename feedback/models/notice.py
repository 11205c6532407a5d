"""What people were told: one row in the inbox for each thing, and the letters that gather them."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.frequency import Frequency
from recommendations.models import DraftSet

from .answer import Answer
from .comment import Comment
from .decision import Decision
from .visibility import DELIVERED

KEPT_FOR = timedelta(days=180)  # by then everything has been said on an iteration


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A person's own, about words that they may read now; decisions are on their own words."""
        words = Comment.objects.visible_to(user)
        readable = Q(comment__visibility__in=DELIVERED) | Q(kind=Notice.Kind.DECISION)
        on_words = readable & Q(comment__in=words.values("pk"))
        return self.filter(on_words | Q(draft_set__published_at__isnull=False), person=user)

    def unread(self):
        return self.filter(read_at=None)

    def to_be_told(self, *frequencies: str):
        """Those whose letter has not been taken in hand yet."""
        return self.filter(told_at=None, frequency__in=frequencies)

    def outlived(self, at: datetime):
        return self.filter(made_at__lt=at - KEPT_FOR)


class DigestQuerySet(models.QuerySet):
    def outlived(self, at: datetime):
        return self.filter(due_on__lt=(at - KEPT_FOR).date())


class Digest(models.Model):
    """One letter for a day or a week to one person: a row, so that two relays cannot write two."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digests")
    frequency = models.CharField(max_length=8, choices=Frequency)
    due_on = models.DateField()
    # When it was taken in hand.
    told_at = models.DateTimeField(null=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        constraints = [
            models.UniqueConstraint(
                fields=["due_on", "frequency", "person"], name="one_digest_a_person_and_day"
            ),
        ]

    def __str__(self):
        return f"{self.person_id} {self.frequency} {self.due_on}"


class Notice(models.Model):
    """One thing that one person is told, in the inbox of the portal and perhaps by letter."""

    class Kind(models.TextChoices):
        REPLY = "reply", _("Reply")
        DECISION = "decision", _("Decision")
        CONTRIBUTION = "contribution", _("Contribution")
        ANSWER = "answer", _("Answer of a group")
        PUBLISHED = "published", _("New drafts")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=14, choices=Kind)
    # Nothing where it is not about words, but about drafts that were published.
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, related_name="notices")
    draft_set = models.ForeignKey(DraftSet, models.CASCADE, null=True, related_name="+")
    decision = models.ForeignKey(Decision, models.CASCADE, null=True, related_name="notices")
    # The answer of a group to these words, and perhaps to more by the same person.
    answer = models.ForeignKey(Answer, models.CASCADE, null=True, related_name="notices")
    # How soon its letter comes. Decisions, answers and new drafts have letters of their own: here
    # it is the portal's.
    frequency = models.CharField(max_length=8, choices=Frequency)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    # When the letter with it was taken in hand, and which one it was, if it gathers several.
    told_at = models.DateTimeField(null=True, editable=False)
    digest = models.ForeignKey(Digest, models.SET_NULL, null=True, related_name="notices")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "comment"],
                condition=Q(decision=None, answer=None),
                name="one_notice_a_person_and_comment",
            ),
            models.UniqueConstraint(
                fields=["person", "decision"], name="one_notice_a_person_and_decision"
            ),
            models.UniqueConstraint(
                fields=["person", "answer"], name="one_notice_a_person_and_answer"
            ),
            models.UniqueConstraint(
                fields=["person", "draft_set"], name="one_notice_a_person_and_draft_set"
            ),
            models.CheckConstraint(
                condition=Q(kind="published", comment=None, draft_set__isnull=False)
                | (~Q(kind="published") & Q(comment__isnull=False, draft_set=None)),
                name="a_notice_is_about_words_or_drafts",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-made_at"]),
            models.Index(fields=["person"], name="notices_unread", condition=Q(read_at=None)),
            models.Index(
                fields=["frequency", "person"],
                name="notices_to_send",
                condition=Q(told_at=None),
            ),
            models.Index(fields=["made_at"], name="notices_by_age"),
        ]

    def __str__(self):
        return f"{self.person_id} {self.kind} {self.comment_id or self.draft_set_id}"
