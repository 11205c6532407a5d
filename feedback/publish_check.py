"""What is still open before a group publishes its next drafts: counted, and told plainly.

Two things stand in the way (``recommendations/publishing.py``); all others are left to the group.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from django.db.models import Case, CharField, Count, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.languages import ALL, SOURCE
from recommendations.behind import Lag, lags_of
from recommendations.changes import ChangedText, changed_texts
from recommendations.models import DraftSet, Freshness, Part, Recommendation
from recommendations.models.translated import texts_of
from recommendations.publishing import Obstacles, obstacles, set_before

from .group_input import GroupDesk, input_of, unanswered
from .models import Answer, AnswerChange, Comment
from .narrowing import on_red_lines

# Bands of age by the days that a contribution has waited at most; the last has no end.
BANDS = {7: _("up to 7 days"), 30: _("8 to 30 days"), 90: _("31 to 90 days"), 0: _("longer")}


def named_ages(by_age: list[int]) -> list[tuple[str, int]]:
    """Each number with the band it is of: a narrow page has no head of a table."""
    return [(str(band), number) for band, number in zip(BANDS.values(), by_age, strict=True)]


class InLanguage(NamedTuple):
    """How many contributions in one language have no answer, by how long they have waited."""

    language: str
    by_age: list[int]

    @property
    def total(self) -> int:
        return sum(self.by_age)

    @property
    def named_ages(self) -> list[tuple[str, int]]:
        return named_ages(self.by_age)


class RedLine(NamedTuple):
    """How many red lines on one recommendation, in one language, have no answer."""

    code: str
    language: str
    number: int


class Missing(NamedTuple):
    """How many of the new recommendations one language lacks, or has from an older source."""

    language: str
    missing: int
    behind: int


@dataclass
class Check:
    """All that is open before these drafts are published."""

    draft_set: DraftSet
    before: DraftSet | None
    obstacles: Obstacles
    unanswered: list[InLanguage]
    red_lines: list[RedLine]
    without_reason: list[ChangedText]
    translations: list[Missing]

    @property
    def number_unanswered(self) -> int:
        return sum(row.total for row in self.unanswered)

    @property
    def by_age(self) -> list[int]:
        return [sum(row.by_age[place] for row in self.unanswered) for place in range(len(BANDS))]

    @property
    def named_ages(self) -> list[tuple[str, int]]:
        return named_ages(self.by_age)

    @property
    def number_of_red_lines(self) -> int:
        return sum(row.number for row in self.red_lines)

    @property
    def is_anything_open(self) -> bool:
        """Then the group says in public why it publishes all the same."""
        return bool(self.unanswered or self.red_lines or self.without_reason or self.translations)


def check_of(draft_set: DraftSet, desk: GroupDesk, user) -> Check:
    """The whole check, in a number of questions that does not grow with the input."""
    before = set_before(draft_set)
    counted = _counted(unanswered(_input_on(before, desk, user), desk.group)) if before else []
    return Check(
        draft_set,
        before,
        obstacles(draft_set),
        _by_language_and_age(counted),
        _red_lines(counted),
        _without_reason(draft_set),
        _translations(draft_set, before),
    )


def left_unanswered(before: DraftSet | None) -> int:
    """How many public contributions on these drafts their group has not answered."""
    if before is None:
        return 0
    public = Comment.objects.readable().filter(draft_set=before)
    return unanswered(public, before.group).count()


def _input_on(before: DraftSet, desk: GroupDesk, user):
    """What this person reads of the input of one iteration, what others passed on with it."""
    found = input_of(desk.group, user).order_by()
    return found.filter(draft_set__iteration=before.iteration_id)


class Counted(NamedTuple):
    """Contributions without an answer in one language, of one age, on one text."""

    language: str
    band: str
    code: str | None
    whole: str
    number: int
    red: int


def _counted(comments) -> list[Counted]:
    """All of them and the red lines among them, in one walk through what may be 50,000."""
    now = timezone.now()
    since = [
        When(stored_at__gte=now - timedelta(days=days), then=Value(str(days)))
        for days in BANDS
        if days
    ]
    band = Case(*since, default=Value("0"), output_field=CharField())
    by = ("language", "band", "recommendation__code", "draft_set__code")
    rows = comments.annotate(band=band).values_list(*by)
    found = rows.annotate(number=Count("pk"), red=Count("pk", filter=on_red_lines()))
    return [Counted(*row) for row in found]


def _by_language_and_age(counted: list[Counted]) -> list[InLanguage]:
    found: dict[str, Counter[str]] = {}
    for row in counted:
        found.setdefault(row.language, Counter())[row.band] += row.number
    bands = [str(days) for days in BANDS]
    told = [InLanguage(code, [own[band] for band in bands]) for code, own in found.items()]
    return sorted(told, key=lambda row: (-row.total, row.language))


def _red_lines(counted: list[Counted]) -> list[RedLine]:
    """On a recommendation; or on the drafts as a whole, by their short id."""
    found: Counter[tuple[str, str]] = Counter()
    for row in counted:
        found[row.code or row.whole, row.language] += row.red
    return sorted(RedLine(*key, number) for key, number in found.items() if number)


def _without_reason(draft_set: DraftSet) -> list[ChangedText]:
    """Changed texts with neither a reason of the group nor an answer that led to them."""
    changes = AnswerChange.objects.filter(recommendation__draft_set=draft_set)
    led = changes.filter(answer__state=Answer.State.PUBLISHED)
    answered = set(led.values_list("recommendation", "part"))
    return [
        each
        for each in changed_texts(draft_set)
        if not each.has_reason
        and (each.recommendation.pk, each.part.pk if each.part else None) not in answered
    ]


def _translations(draft_set: DraftSet, before: DraftSet | None) -> list[Missing]:
    """For the planned languages; where none are planned, for those of the drafts before."""
    codes = draft_set.iteration.planned_languages or _languages_of(before)
    wanted = [each.code for each in ALL if each.code in codes and each.code != SOURCE]
    rows = list(Recommendation.objects.in_language().filter(draft_set=draft_set))
    found = _by_language(lags_of(rows, wanted))
    return [Missing(code, *found[code]) for code in wanted if code in found]


def _languages_of(before: DraftSet | None) -> set[str]:
    if before is None:
        return set()
    rows = Freshness.objects.filter(
        model="recommendation", object_id__in=before.recommendations.values("pk"), field="title"
    )
    return set(rows.values_list("language", flat=True))


def _by_language(lags: Iterable[Lag]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for lag in lags:
        missing, behind = found.get(lag.language, (0, 0))
        found[lag.language] = (missing + lag.is_missing, behind + (lag.behind > 0))
    return found


def named(changed: list[ChangedText]) -> list[ChangedText]:
    """The same with the questions of their parts, which a page names, in the reading language."""
    parts = Part.objects.in_language().prefetch_related(*texts_of(Part, "question"))
    known = parts.in_bulk([each.part.pk for each in changed if each.part])
    return [each._replace(part=known[each.part.pk]) if each.part else each for each in changed]
