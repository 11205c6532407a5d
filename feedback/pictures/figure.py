"""A figure as a page shows it and as a file gives it out: numbers, what they count, their lists."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from django.urls import reverse
from django.utils.http import urlencode

from ..small_numbers import Shown

FULL = 1000  # the length of the longest bar: a picture is drawn in thousandths of its width


class Cell(NamedTuple):
    """One number, and the list of what it counts; ``missing`` says that nothing could be there."""

    shown: Shown
    address: str = ""


@dataclass
class Line:
    """What one line counts, its numbers, and the bar beside them."""

    label: str
    cells: list[Cell]
    language: str = ""  # of the label, where it is not the page's
    address: str = ""
    length: int = 0


@dataclass
class Figure:
    """A table whose last column is drawn; the table and the picture are one."""

    key: str
    title: str
    definition: str  # what is counted, and what is not
    head: list[str]  # of the labels, then of each number
    lines: list[Line]
    has_bars: bool = True
    note: str = ""
    file: str = field(default="", compare=False)  # the address of the same as CSV

    def __post_init__(self):
        if self.has_bars:
            draw(self.lines)

    @property
    def is_empty(self) -> bool:
        return not any(cell.shown for line in self.lines for cell in line.cells)

    def rows(self) -> Iterator[list[str | int]]:
        """The same for a file: heading, then the lines."""
        yield list(self.head)
        for line in self.lines:
            yield [line.label, *(str_of(cell.shown) for cell in line.cells)]


def draw(lines: list[Line]) -> None:
    """Give each line a bar as long as its first number, beside the largest."""
    numbers = [number_of(line.cells[0].shown) for line in lines]
    largest = max(numbers, default=0) or 1
    for line, number in zip(lines, numbers, strict=True):
        line.length = round(FULL * number / largest)


def number_of(shown: Shown) -> int:
    """The length that may be drawn: nothing where the number is left out."""
    return shown if isinstance(shown, int) else 0


def str_of(shown: Shown) -> str | int:
    """A number for a file; empty where it is left out because it is small."""
    return shown if isinstance(shown, int) else ""


def list_of(scope: Mapping[str, str | int], **narrowed: str | int) -> str:
    """The address of the list that a number counts."""
    return f"{reverse('feedback:recent')}?{urlencode({**scope, **narrowed})}"


def counted(number: int, scope: Mapping[str, str | int], **narrowed: str | int) -> Cell:
    """A number with the way to its list; nothing leads to an empty list."""
    return Cell(number, list_of(scope, **narrowed) if number else "")
