"""The codebook of an iteration, and what was put under its themes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from recommendations.models import Iteration
from recommendations.models.translated import TranslatedQuerySet

from ..passages import Passage
from .comment import Comment
from .stance import Stance

MAX_DEFINITION = 2000  # signs in one language


class ThemeQuerySet(TranslatedQuerySet):
    def in_use(self):
        """Without those that were merged into others."""
        return self.filter(merged_into=None)

    def in_order(self):
        return self.order_by("position", "key")


class Theme(models.Model):
    """A node of the codebook: a key that stays, label and definition in several languages."""

    iteration = models.ForeignKey(
        Iteration, models.PROTECT, related_name="+", verbose_name=_("iteration")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children",
        verbose_name=_("under"),
    )  # fmt: skip
    key = models.SlugField(_("key"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    label = models.CharField(_("label"), max_length=120)
    definition = models.TextField(_("definition"), blank=True)
    # A theme that was merged stays, empty: its address and its history lead on.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        constraints = [
            models.UniqueConstraint(fields=["iteration", "key"], name="one_theme_per_key"),
        ]

    def __str__(self):
        return self.key


class CodingQuerySet(models.QuerySet):
    def standing(self):
        """Those that nobody has taken back."""
        return self.filter(removed_at=None)


class Coding(models.Model):
    """Somebody put a contribution, or a passage of it, under a theme."""

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="codings")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="codings")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="codings"
    )
    # The wording that was coded.
    comment_version = models.PositiveIntegerField()
    # The passage, in Unicode code points of the plain words; nothing for the whole contribution.
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    # The words of the passage: they go where the words of the contribution go.
    quote = models.TextField(blank=True)
    coded_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    # What a page shows of it to one viewer: set for a whole page at once by ``codings``.
    may_take_back: bool
    is_of_earlier_words: bool
    passage: Passage | None

    objects = CodingQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["quote"])

    class Meta:
        verbose_name = _("coding")
        verbose_name_plural = _("codings")
        constraints = [
            models.CheckConstraint(
                condition=Q(start=None, end=None)
                | Q(start__isnull=False, end__isnull=False, end__gt=models.F("start")),
                name="a_passage_has_both_ends",
            ),
            models.UniqueConstraint(
                fields=["comment", "theme", "by"],
                condition=Q(start=None, removed_at=None),
                name="coded_whole_once",
            ),
            models.UniqueConstraint(
                fields=["comment", "theme", "by", "start", "end"],
                condition=Q(start__isnull=False, removed_at=None),
                name="coded_passage_once",
            ),
        ]
        indexes = [models.Index(fields=["theme", "comment"])]

    def __str__(self):
        return f"{self.comment_id} {self.theme_id}"


class CodedStance(models.Model):
    """How a coder reads the stance of a contribution; kept apart from what its author said."""

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="coded_stances")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="coded_stances"
    )
    stance = models.CharField(_("stance"), max_length=8, choices=Stance)
    coded_at = models.DateTimeField()

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("coded stance")
        verbose_name_plural = _("coded stances")
        constraints = [
            models.UniqueConstraint(fields=["comment", "by"], name="one_stance_a_coder"),
        ]
        indexes = [models.Index(fields=["stance", "comment"])]

    def __str__(self):
        return f"{self.comment_id} {self.stance}"
