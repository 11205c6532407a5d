"""A recommendation in one iteration, and the parts of its full version."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..prose import render_markdown
from .group import WHOLE_MOVEMENT_SLUG, DraftSet, Section, known_to
from .question import PartQuestion
from .translated import TranslatedQuerySet, render_each, texts_of


class RecommendationQuerySet(TranslatedQuerySet):
    def published(self):
        return self.exclude(draft_set__published_at=None)

    def visible_to(self, user):
        """What this person may know exists: drafts only for those who write or translate them."""
        return self.filter(known_to(user, "draft_set__"))

    def in_order(self):
        return self.order_by("draft_set__iteration__number", "draft_set__code", "position")

    def at(self, iteration: int, group: str, number: str):
        """The one with this address; the texts of the whole movement stand under ``all``."""
        slug = None if group == WHOLE_MOVEMENT_SLUG else group
        return self.filter(
            draft_set__iteration__number=iteration, draft_set__group__slug=slug, number=number
        )

    def for_page(self):
        """With its set, group and iteration in the reading language."""
        return self.in_language().prefetch_related(
            *texts_of(
                Recommendation, "draft_set", "draft_set__group", "draft_set__iteration", "section"
            )
        )


class Recommendation(models.Model):
    """What a group recommends in one iteration: number, title, summary; parts hang on it."""

    class Status(models.TextChoices):
        STUB = "stub", _("Stub")
        DRAFT = "draft", _("Draft")
        NO_FULL_CONSENSUS = "no-full-consensus", _("No full consensus in the group")
        FINAL = "final", _("Final")

    class TitleKind(models.TextChoices):
        TITLE = "title", _("As published")
        SHORT = "short", _("Shortened by us")

    draft_set = models.ForeignKey(
        DraftSet, models.PROTECT, related_name="recommendations", verbose_name=_("set of drafts")
    )
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, related_name="recommendations",
        verbose_name=_("section"),
    )  # fmt: skip
    code = models.CharField(_("short id"), max_length=24, unique=True, editable=False)
    # Text: groups wrote 1, 6A, Q1-R2 or letters.
    number = models.CharField(_("number"), max_length=16)
    position = models.PositiveSmallIntegerField(_("position"))
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.DRAFT)
    title_kind = models.CharField(
        _("kind of title"), max_length=8, choices=TitleKind, default=TitleKind.TITLE
    )
    title = models.CharField(_("title"), max_length=300)
    summary = models.TextField(_("summary"), blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        constraints = [
            models.UniqueConstraint(fields=["draft_set", "number"], name="one_number_per_set"),
        ]

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        return reverse(
            "recommendations:recommendation",
            args=[self.draft_set.iteration.number, self.draft_set.group_slug, self.number],
        )


class PartQuerySet(TranslatedQuerySet):
    def in_order(self):
        return self.order_by("position")


class Part(models.Model):
    """A section of the full version: a key that stays, and a text in Markdown.

    One long text per row: several in 17 languages would pass PostgreSQL's limit for a row.
    """

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="parts")
    question = models.ForeignKey(
        PartQuestion, models.PROTECT, related_name="+", verbose_name=_("question")
    )
    # The question's key at first; kept here so that it stays whatever becomes of the template.
    key = models.SlugField(_("key"))
    position = models.PositiveSmallIntegerField(_("position"))
    text = models.TextField(_("text"), blank=True)
    # The text as a page shows it: rendered when it is written, never when it is read.
    html = models.TextField(blank=True, editable=False)

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = _("part")
        verbose_name_plural = _("parts")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "key"], name="one_part_per_key"),
        ]

    def __str__(self):
        return f"{self.recommendation_id}:{self.key}"

    def render_text(self):
        """Renew the stored HTML of every language; the caller saves."""
        render_each(self, "text", render_markdown)
