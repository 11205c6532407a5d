"""Whether a point still stands on the next iteration: its author is asked once."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from recommendations.models import DraftSet

from .comment import Comment
from .visibility import DELIVERED


class StandingQuerySet(models.QuerySet):
    def about_words_of(self, person):
        """The questions to somebody about words of theirs that are still there."""
        own = self.filter(person=person, comment__author=person, comment__removed_at=None)
        there = own.filter(comment__visibility__in=DELIVERED)
        return there.filter(draft_set__published_at__isnull=False)

    def open_to(self, person):
        """Of these, what they have not answered."""
        return self.about_words_of(person).filter(choice=Standing.Choice.ASKED)

    def open_first(self):
        """Those without an answer before the others; of each the newest first."""
        is_open = models.Case(models.When(choice="asked", then=0), default=1)
        return self.order_by(is_open, "-asked_at", "-pk")


class Standing(models.Model):
    """The question to one author about one contribution, and the answer."""

    class Choice(models.TextChoices):
        ASKED = "asked", _("Not answered yet")
        KEEP = "keep", _("It still stands")
        WITHDRAW = "withdraw", _("Settled for me")
        ANEW = "anew", _("Said anew")

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="standings")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="standings"
    )
    # The drafts that came after what was commented on.
    draft_set = models.ForeignKey(DraftSet, models.PROTECT, related_name="+")
    choice = models.CharField(_("answer"), max_length=8, choices=Choice, default=Choice.ASKED)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    # What was said on the new text in its place.
    said_anew = models.ForeignKey(Comment, models.PROTECT, null=True, related_name="+")

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = _("question whether a point still stands")
        verbose_name_plural = _("questions whether a point still stands")
        constraints = [
            models.UniqueConstraint(fields=["comment", "draft_set"], name="asked_once"),
        ]
        indexes = [models.Index(fields=["person", "choice"])]

    def __str__(self):
        return f"{self.comment_id} {self.choice}"
