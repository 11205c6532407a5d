"""Reach and silence: which language has spoken on which recommendation, and where none has."""

from collections.abc import Iterator
from dataclasses import dataclass

from accounts.languages import ALL
from recommendations.behind import standing
from recommendations.models import Iteration, Recommendation
from recommendations.models.translated import texts_of

from ..figures import shares
from ..models import Comment
from .figure import Cell, counted, str_of

STEPS = (1, 3, 10, 30)  # from so many contributions on a cell is a step darker
CURRENT, BEHIND, MISSING = "current", "behind", "missing"


@dataclass
class Square:
    """One recommendation in one language."""

    cell: Cell
    step: int  # 0: nobody has spoken; then by the number of contributions
    state: str  # of the short version in this language: current, behind, missing


@dataclass
class GridLine:
    recommendation: Recommendation
    squares: list[Square]


@dataclass
class Grid:
    """Languages across, recommendations down."""

    languages: list[str]
    lines: list[GridLine]

    def rows(self) -> Iterator[list[str | int]]:
        """For a file: one line for each recommendation and language, the silent ones too."""
        yield ["recommendation_id", "language", "contributions", "translation"]
        for line in self.lines:
            for language, square in zip(self.languages, line.squares, strict=True):
                number = str_of(square.cell.shown)
                yield [line.recommendation.code, language, number, square.state]


def grid(iteration: Iteration) -> Grid:
    """Every published recommendation of an iteration in every language, the silent ones too."""
    readable = Comment.objects.readable().filter(draft_set__iteration=iteration)
    found = shares(readable.exclude(recommendation=None), "recommendation", "language")
    rows = _recommendations(iteration)
    extra = {language for _pk, language in found} - {each.code for each in ALL}
    languages = [*(each.code for each in ALL), *sorted(extra)]
    there = standing(rows, [each.code for each in ALL])
    lines = [
        GridLine(row, [_square(row, code, found, there, iteration) for code in languages])
        for row in rows
    ]
    return Grid(languages, lines)


def _recommendations(iteration: Iteration) -> list[Recommendation]:
    published = Recommendation.objects.published().filter(draft_set__iteration=iteration)
    rows = published.in_language().prefetch_related(
        *texts_of(Recommendation, "draft_set", "draft_set__group", "draft_set__iteration")
    )
    return list(rows.order_by("draft_set__code", "position"))


def _square(row, code: str, found, there, iteration) -> Square:
    number = found.get((row.pk, code), 0)
    scope = {"iteration": iteration.number, "recommendation": row.code}
    step = sum(number >= least for least in STEPS)
    return Square(counted(number, scope, language=code), step, there.get((row.pk, code), MISSING))
