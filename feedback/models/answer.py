"""What a group did with what was said: its outcome, its reason, and what it changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from recommendations.models import Iteration, Part, Recommendation, WorkingGroup
from recommendations.models.group import WHOLE_MOVEMENT_SLUG
from recommendations.models.translated import TranslatedQuerySet, render_each
from recommendations.prose import render_markdown

from .comment import Comment

MAX_REASON = 5000  # signs of a reason


class Outcome(models.TextChoices):
    """What became of words."""

    TAKEN_UP = "taken-up", _("Taken up")
    PARTLY = "partly", _("Partly taken up")
    ALREADY_COVERED = "covered", _("Already covered")
    LATER_STAGE = "later", _("For a later stage")
    PASSED_ON = "passed-on", _("Passed to another group")
    NOT_TAKEN_UP = "not-taken", _("Not taken up")
    NEEDS_CLARIFICATION = "unclear", _("Needs clarification")


class AnswerQuerySet(TranslatedQuerySet):
    def published(self):
        return self.filter(state=Answer.State.PUBLISHED)

    def of_group(self, group: WorkingGroup | None):
        """Those of a group; of the texts of the whole movement where there is none."""
        return self.filter(group=group)


class Answer(models.Model):
    """One outcome with its reason, in the name of a group, for one contribution or thousands."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        REVIEW = "review", _("Waits for a second pair of eyes")
        PUBLISHED = "published", _("Published")

    # Nobody's, where the texts of the whole movement are answered for.
    group = models.ForeignKey(
        WorkingGroup, models.PROTECT, null=True, related_name="+", verbose_name=_("working group")
    )
    iteration = models.ForeignKey(
        Iteration, models.PROTECT, related_name="+", verbose_name=_("iteration")
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    # The group whose desk it comes to next.
    passed_to = models.ForeignKey(
        WorkingGroup, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("passed to"),
    )  # fmt: skip
    # In Markdown; one text in each language.
    reason = models.TextField(_("reason"), blank=True)
    html = models.TextField(blank=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    # Grows with each change, so that two members cannot overwrite each other unseen.
    version = models.PositiveIntegerField(default=1)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="answers_drafted"
    )
    drafted_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="answers_published"
    )
    published_at = models.DateTimeField(null=True)
    # When a published answer was last changed; its history says why.
    changed_at = models.DateTimeField(null=True)
    contributions = models.ManyToManyField(
        Comment, through="AnswerTo", related_name="answers", editable=False
    )

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="passed-on", passed_to__isnull=False)
                | (~Q(outcome="passed-on") & Q(passed_to=None)),
                name="what_is_passed_on_has_a_goal",
            ),
            models.CheckConstraint(
                condition=Q(state="published", published_at__isnull=False)
                | (~Q(state="published") & Q(published_at=None)),
                name="a_published_answer_has_a_moment",
            ),
        ]
        indexes = [models.Index(fields=["group", "iteration", "state"])]

    def __str__(self):
        return f"{self.pk} {self.outcome}"

    def get_absolute_url(self):
        return reverse("feedback:answer", args=[self.pk])

    @property
    def group_slug(self) -> str:
        return self.group.slug if self.group else WHOLE_MOVEMENT_SLUG

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED

    def render_text(self):
        """Renew the stored HTML of every language; the caller saves."""
        render_each(self, "reason", render_markdown)


class AnswerTo(models.Model):
    """One contribution that an answer is for, in the wording that was answered."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="answered")
    comment = models.ForeignKey(Comment, models.PROTECT, related_name="answered_by")
    comment_version = models.PositiveIntegerField()
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("answered contribution")
        verbose_name_plural = _("answered contributions")
        constraints = [
            models.UniqueConstraint(fields=["answer", "comment"], name="answered_once_by_each"),
        ]

    def __str__(self):
        return f"{self.answer_id} {self.comment_id}"


class AnswerChange(models.Model):
    """A text of a later iteration that was changed because of what was said."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="changes")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="+")
    # Nothing: the title or the summary.
    part = models.ForeignKey(Part, models.PROTECT, null=True, blank=True, related_name="+")
    # The words of the new text that it is about; empty for the whole part.
    quote = models.CharField(_("changed words"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("changed text")
        verbose_name_plural = _("changed texts")
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "recommendation", "part", "quote"], name="changed_once_by_each"
            ),
        ]
        indexes = [models.Index(fields=["recommendation", "part"])]

    def __str__(self):
        return f"{self.answer_id} {self.recommendation_id} {self.part_id or ''}"
