"""The questions that readers are asked, and those that a full recommendation answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .page import Page
from .translated import TranslatedQuerySet


class GuidingQuestionQuerySet(TranslatedQuerySet):
    def to_answer(self):
        """As they are asked: with what should be read before answering."""
        pages = models.Prefetch("read_first", queryset=Page.objects.titles())
        return self.in_language().prefetch_related(pages)


class GuidingQuestion(models.Model):
    """What readers are asked: the key stays, the wording can change."""

    key = models.SlugField(_("key"), unique=True)
    position = models.PositiveSmallIntegerField(_("position"))
    label = models.CharField(_("label"), max_length=200)
    text = models.TextField(_("text"))
    read_first = models.ForeignKey(
        Page, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("page to read first"),
    )  # fmt: skip
    source = models.CharField(_("source"), max_length=300, blank=True)

    objects = GuidingQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("guiding question")
        verbose_name_plural = _("guiding questions")
        ordering = ["position"]

    def __str__(self):
        return self.key


class PartQuestion(models.Model):
    """One of the questions that the full version of a recommendation answers, part by part."""

    key = models.SlugField(_("key"), unique=True)
    topic = models.SlugField(_("topic"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"))
    text = models.TextField(_("text"))
    seen_in_source = models.BooleanField(_("seen in the source"), default=True)

    objects = TranslatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("question of the full version")
        verbose_name_plural = _("questions of the full version")
        ordering = ["position"]

    def __str__(self):
        return self.key
