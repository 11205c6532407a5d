"""What an import says of itself: what it did, or why it did nothing."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

MOST_LINES = 100  # of one kind: a file broken throughout need not fill the screen
KINDS = ("created", "changed", "unchanged")


class Problem(NamedTuple):
    """Something in the file that cannot be imported: where it stands, and what is wrong."""

    place: str
    reason: str

    def __str__(self):
        return f"{self.place}: {self.reason}" if self.place else self.reason


class Refused(Exception):  # noqa: N818 - it says what became of the file
    """The file was not imported; nothing has changed."""

    def __init__(self, problems):
        self.problems = list(problems)
        super().__init__(f"{len(self.problems)} problems")

    def lines(self) -> list[str]:
        return _shortened([str(problem) for problem in self.problems])


@dataclass
class Report:
    """What became of each row of the file."""

    counts: dict[str, Counter] = field(default_factory=lambda: {kind: Counter() for kind in KINDS})
    changes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, kind: str, model, place: str) -> None:
        self.counts[kind][str(model._meta.verbose_name_plural)] += 1
        if kind == "changed":
            self.changes.append(f"changed: {place}")

    def total(self, kind: str) -> int:
        return self.counts[kind].total()

    @property
    def did_something(self) -> bool:
        return bool(self.total("created") or self.total("changed"))

    def lines(self) -> list[str]:
        lines = []
        for kind in KINDS:
            models = ", ".join(f"{number} {name}" for name, number in self.counts[kind].items())
            lines.append(f"{kind}: {self.total(kind)}" + (f" ({models})" if models else ""))
        return [*lines, "refused: 0", *_shortened(self.changes), *self.notes]


def _shortened(lines: list[str]) -> list[str]:
    if len(lines) <= MOST_LINES:
        return lines
    return [*lines[:MOST_LINES], f"and {len(lines) - MOST_LINES} more"]
