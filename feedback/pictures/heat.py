"""How much was said on each part of a recommendation, as a quiet bar beside its text."""

from typing import NamedTuple

from recommendations.models import GuidingQuestion, Recommendation

from ..figures import shares
from ..models import Comment
from .figure import FULL

SHADES = 4  # as many guiding questions get a shade of their own


class Stretch(NamedTuple):
    """The contributions that answer one guiding question: where they begin, how long they are."""

    start: int
    length: int
    shade: int  # of the question, from 1; 0 for none of them


class Heat(NamedTuple):
    total: int
    stretches: list[Stretch]


def heat_of_parts(recommendation: Recommendation) -> dict[int, Heat]:
    """By the id of each part on which somebody spoke; the longest bar is the loudest part's."""
    said = Comment.objects.readable().about(recommendation).exclude(part=None)
    found: dict[int, dict[int | None, int]] = {}
    for (part, question), number in shares(said, "part", "question").items():
        found.setdefault(part, {})[question] = number
    order = list(GuidingQuestion.objects.order_by("position").values_list("pk", flat=True))
    largest = max((sum(numbers.values()) for numbers in found.values()), default=1)
    return {part: _heat(numbers, order[:SHADES], largest) for part, numbers in found.items()}


def _heat(numbers: dict[int | None, int], questions: list[int], largest: int) -> Heat:
    total, start, stretches = sum(numbers.values()), 0, []
    shaded = [(numbers.get(pk, 0), place) for place, pk in enumerate(questions, start=1)]
    rest = total - sum(number for number, _shade in shaded)
    for number, shade in [*shaded, (rest, 0)]:
        length = round(FULL * number / largest)
        if number:
            stretches.append(Stretch(start, length, shade))
            start += length
    return Heat(total, stretches)
