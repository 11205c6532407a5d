"""Counts of words that are not public: shown so that no small number comes out, by no subtraction.

Each number is shown beside its sum: of an iteration, of its groups, of their recommendations.
What is left out must not be what remains when the numbers shown are taken from the sum.
"""

from collections.abc import Mapping
from typing import Literal, TypeVar

SMALLEST = 5  # below this a number could say who it was

# What stands in the place of a number: fewer than SMALLEST, nobody of them even perhaps; or a
# number that is left out because of its neighbours, and may be any.
FEW: Literal["few"] = "few"
LEFT_OUT: Literal["left out"] = "left out"
Shown = int | Literal["few", "left out"]
Key = TypeVar("Key")


def of_sum(number: int) -> Shown:
    """A sum that stands alone; zero says nothing about anybody."""
    return number if number == 0 or number >= SMALLEST else FEW


def parts_of(total: Shown, parts: Mapping[Key, int]) -> dict[Key, Shown]:
    """The parts of a sum as they may stand beside it.

    Where one part is small, all small ones are left out, the empty ones with them; and as many
    others, the smallest first, as it takes until what is left out is no small number itself and
    says of none of its parts how large it is.
    """
    if not isinstance(total, int):
        return dict.fromkeys(parts, total)
    if not any(0 < number < SMALLEST for number in parts.values()):
        return dict(parts)
    in_order = sorted(parts, key=lambda key: parts[key])
    count = sum(number < SMALLEST for number in parts.values())
    while count < len(in_order) and _says_too_much([parts[key] for key in in_order[:count]]):
        count += 1
    hidden = in_order[:count]
    values = [parts[key] for key in hidden]
    mark = LEFT_OUT if max(values) >= SMALLEST or _are_the_largest(values) else FEW
    return {key: mark if key in hidden else parts[key] for key in parts}


def _says_too_much(hidden: list[int]) -> bool:
    """Would one small number, or exactly what each is, follow from the sum of these?"""
    return len(hidden) < 2 or sum(hidden) < SMALLEST or _are_the_largest(hidden)


def _are_the_largest(hidden: list[int]) -> bool:
    """Of several fours, none could be another small number, since their sum is known."""
    return all(number == SMALLEST - 1 for number in hidden)
