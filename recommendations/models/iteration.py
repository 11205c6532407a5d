"""Rounds of drafts, the time in which feedback is taken, and the milestones of the process."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .translated import TranslatedQuerySet, texts_of

# A day, or a month where only the month is known: a month is never turned into its first day.
day_or_month = RegexValidator(
    r"^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$", _("Write YYYY-MM-DD or YYYY-MM.")
)


def last_day(day: str) -> str:
    """The day itself, or the last one of a month: for saying which of two dates is later."""
    if len(day) != len("2019-09"):
        return day
    year, month = (int(number) for number in day.split("-"))
    return f"{day}-{monthrange(year, month)[1]}"


class Days(NamedTuple):
    """When a milestone takes place: days or months; without an end it is one."""

    start: str
    end: str = ""


def stored_moment(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat() if moment else ""


@dataclass(frozen=True)
class Window:
    """The time in which feedback is asked for. Without an opening none was announced."""

    opens_at: datetime | None
    closes_at: datetime | None

    def phase(self, at: datetime | None = None) -> str:
        """``unannounced``, ``planned``, ``open`` or ``closed`` at a moment (now, if none)."""
        at = at or timezone.now()
        if self.opens_at is None:
            return "unannounced"
        if at < self.opens_at:
            return "planned"
        if self.closes_at is None or at < self.closes_at:
            return "open"
        return "closed"

    @property
    def stored(self) -> tuple[str, str]:
        """As a move keeps it."""
        return stored_moment(self.opens_at), stored_moment(self.closes_at)

    def is_late(self, at: datetime) -> bool:
        """Was something said after the window closed? Derived, so an extension unmarks it."""
        return self.phase(at) == "closed"


class Windowed(models.Model):
    """Something with a window for feedback."""

    opens_at = models.DateTimeField(_("feedback from"), null=True, blank=True)
    closes_at = models.DateTimeField(_("feedback until"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at=None)
                | models.Q(opens_at__isnull=False, closes_at__gt=models.F("opens_at")),
                name="%(class)s_closes_after_it_opens",
            ),
        ]


class IterationQuerySet(TranslatedQuerySet):
    def in_order(self):
        return self.order_by("number")


class Iteration(Windowed):
    """A round of drafts with a window for feedback."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    slug = models.SlugField(_("short name"), unique=True)
    title = models.CharField(_("title"), max_length=200)
    published_on = models.CharField(
        _("published on"), max_length=10, blank=True, validators=[day_or_month]
    )
    published_total = models.PositiveSmallIntegerField(
        _("recommendations published in all"), null=True, blank=True
    )
    # Languages into which the abbreviated versions were to be translated: "planned" until done.
    planned_languages = models.JSONField(_("planned languages"), default=list, blank=True)
    note = models.TextField(_("note"), blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    # The demo opens a window of its own, so that an open and a closed one can be seen.
    is_demo_window = models.BooleanField(_("demo window"), default=False)

    objects = IterationQuerySet.as_manager()

    class Meta(Windowed.Meta):
        verbose_name = _("iteration")
        verbose_name_plural = _("iterations")

    def __str__(self):
        return self.title or self.slug

    def get_absolute_url(self):
        return reverse("recommendations:iteration", args=[self.number])

    @property
    def window(self) -> Window:
        return Window(self.opens_at, self.closes_at)


class MilestoneQuerySet(TranslatedQuerySet):
    def for_timeline(self):
        return (
            self.in_language()
            .prefetch_related(*texts_of(Milestone, "replaces"), "moves")
            .order_by("start", "key")
        )


class Milestone(models.Model):
    """A date of the process, planned or actual."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        ACTUAL = "actual", _("Actual")

    key = models.SlugField(_("key"), unique=True)
    start = models.CharField(_("from"), max_length=10, validators=[day_or_month])
    end = models.CharField(_("until"), max_length=10, blank=True, validators=[day_or_month])
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("text"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status)
    # The planned milestone that this one carried out, at another date.
    replaces = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaced_by",
        verbose_name=_("replaces"),
    )  # fmt: skip
    source = models.CharField(_("source"), max_length=300, blank=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")

    def __str__(self):
        return self.key
