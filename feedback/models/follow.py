"""Who wants to hear of what."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.frequency import Frequency
from accounts.languages import nearest

from .comment import Comment


class FollowQuerySet(models.QuerySet):
    def of(self, comment: Comment):
        """The wishes to hear of words like these."""
        wished = Q()
        for about, key in subjects_of(comment):
            wished |= Q(about=about, key=key)
        return self.filter(wished)

    def threads_of(self, person, comments: Iterable[Comment]):
        """Which of the threads that begin with these comments a person follows."""
        first = [comment.slug for comment in comments if comment.parent_id is None]
        return self.filter(person=person, about=Follow.About.THREAD, key__in=first)


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

    objects = FollowQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        constraints = [
            models.UniqueConstraint(fields=["person", "about", "key"], name="one_follow_of_a_kind"),
        ]
        # With the person: whoever follows a thing is read in batches, in this order.
        indexes = [models.Index(fields=["about", "key", "person"])]

    def __str__(self):
        return f"{self.about} {self.key}"


def subjects_of(comment: Comment) -> Iterable[tuple[str, str]]:
    """All that one can follow to hear of this comment."""
    yield Follow.About.LANGUAGE, nearest(comment.language)
    if comment.draft_set.group:
        yield Follow.About.GROUP, comment.draft_set.group.slug
    if comment.recommendation:
        yield Follow.About.RECOMMENDATION, comment.recommendation.code
    if comment.thread:
        yield Follow.About.THREAD, comment.thread.slug
