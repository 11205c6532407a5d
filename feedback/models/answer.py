"""What a group did with what was said: its outcome, its reason, and what it changed."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from accounts.languages import ALL, SOURCE
from accounts.roles import Permission, Scope, scopes
from recommendations.models import Iteration, Part, Recommendation, WorkingGroup
from recommendations.models.group import WHOLE_MOVEMENT_SLUG
from recommendations.models.translated import TranslatedQuerySet, render_each, texts_of
from recommendations.prose import render_markdown

from ..small_numbers import SMALLEST
from .comment import Comment
from .visibility import Visibility

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


PRIVATE = Q(comment__visibility=Visibility.GROUP) | Q(comment__chosen_visibility=Visibility.GROUP)


def in_first_language(field: str) -> Case:
    """The column in which the reason was first written."""
    own = (
        When(language=each.code, then=F(build_localized_fieldname(field, each.code)))
        for each in ALL
    )
    return Case(*own, default=Value(""), output_field=models.TextField())


class AnswerQuerySet(TranslatedQuerySet):
    def published(self):
        return self.filter(state=Answer.State.PUBLISHED)

    def public(self):
        """Published ones that anyone may read.

        An answer to a few private contributions alone speaks of what they say: it is for those
        who may read one of them.
        """
        known = AnswerTo.objects.filter(
            answer=OuterRef("pk"), comment__draft_set__published_at__isnull=False
        )
        private = known.filter(PRIVATE).order_by().values("answer")
        many = private.annotate(number=Count("pk")).filter(number__gte=SMALLEST)
        return self.published().filter(Q(Exists(known.exclude(PRIVATE))) | Q(Exists(many)))

    def visible_to(self, user):
        """Public ones; to words that this person may read; a group's own, for its members."""
        if not user.is_authenticated:
            return self.public()
        groups = scopes(user, Permission.ANALYSE, Scope.GROUP)
        if groups is None:
            return self.all()
        words = Comment.objects.visible_to(user).values("pk")
        own = Exists(AnswerTo.objects.filter(answer=OuterRef("pk"), comment__in=words))
        public = Q(pk__in=Answer.objects.public().values("pk"))
        return self.filter(
            public | (Q(state=Answer.State.PUBLISHED) & Q(own)) | Q(group__slug__in=groups)
        )

    def with_texts(self):
        """What a page shows: texts in the reading language, and the reason as first written.

        ``first_reason`` and ``first_html`` stand in where neither it nor English is there.
        """
        first = {f"first_{name}": in_first_language(name) for name in ("reason", "html")}
        named = texts_of(Answer, "group", "iteration", "passed_to")
        return self.in_language().annotate(**first).prefetch_related(*named)

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
    # The language in which its reason was first written; others are translations of it.
    language = models.CharField(_("language"), max_length=10, default=SOURCE)
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

    # The wording in the language in which it was first written: set by ``with_texts``.
    first_reason: str
    first_html: str

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

    @property
    def said_at(self):
        """When its present wording was made public; letters are about this moment."""
        return self.changed_at or self.published_at

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
