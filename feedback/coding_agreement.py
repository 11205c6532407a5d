"""How far two coders agree: by theme, and by the language of the contributions.

The unit is a contribution that both have marked as read for this group. The value is whether the
coder has put it, or a passage of it, under the theme or under one beneath it. So what only one of
them has read says nothing about agreement.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from nltk.metrics.agreement import AnnotationTask

from accounts.models import User
from recommendations.models import Iteration, WorkingGroup

from .codebook import flat, tree_of
from .group_input import input_of
from .models import Coding, ReadMark, Theme

FEWEST = 10  # units below which a coefficient says nothing
MOST = 1000  # units that are looked at, the newest: more take too long and say no more
FIRST, SECOND = "first", "second"


@dataclass(frozen=True)
class Agreed:
    """Counts of units, and two coefficients: None where they say nothing."""

    units: int
    both: int
    only_first: int
    only_second: int
    kappa: float | None = None
    alpha: float | None = None

    @property
    def is_too_few(self) -> bool:
        return self.units < FEWEST

    @property
    def is_without_difference(self) -> bool:
        """Neither has ever used it, or both always have: chance and agreement look the same."""
        used = self.both + self.only_first + self.only_second
        return used == 0 or self.both == self.units


@dataclass
class Pair:
    """Two coders, and what both have read, the newest first."""

    first: User
    second: User
    units: list[int]

    @property
    def key(self) -> str:
        return f"{self.first.pk}-{self.second.pk}"


def pairs_of(group: WorkingGroup | None, iteration: Iteration, user) -> list[Pair]:
    """All pairs of coders of an iteration, those who have read the most together first."""
    comments = input_of(group, user).filter(draft_set__iteration=iteration)
    coded = Coding.objects.standing().filter(theme__iteration=iteration, comment__in=comments)
    coders = set(coded.exclude(by=None).order_by().values_list("by", flat=True).distinct())
    marks = ReadMark.objects.filter(group=group, person__in=coders, comment__in=comments)
    read: dict[int, set[int]] = {pk: set() for pk in coders}
    for person, comment in marks.values_list("person", "comment"):
        read[person].add(comment)
    people = User.objects.in_bulk(coders)
    found = [
        Pair(people[one], people[other], sorted(read[one] & read[other], reverse=True))
        for one, other in combinations(sorted(coders), 2)
    ]
    return sorted(found, key=lambda pair: (-len(pair.units), pair.key))


class Comparison:
    """What two coders made of the units that both have read."""

    def __init__(self, pair: Pair, iteration: Iteration, languages: dict[int, str]):
        self.pair, self.languages = pair, languages
        self.units = [unit for unit in pair.units if unit in languages][:MOST]
        self.nodes = tree_of(iteration)
        below = {each.theme.pk: top.theme.pk for top in self.nodes for each in top.children}
        self.used: set[tuple[int, int, int]] = set()
        people = [pair.first.pk, pair.second.pk]
        codings = Coding.objects.standing().filter(by__in=people, theme__iteration=iteration)
        wanted = set(self.units)
        for person, theme, comment in codings.values_list("by", "theme", "comment"):
            if comment in wanted:
                self.used |= {(person, theme, comment), (person, below.get(theme, theme), comment)}

    @property
    def themes(self) -> list[Theme]:
        return flat(self.nodes)

    def on(self, theme: Theme) -> Agreed:
        """The agreement on one theme."""
        return self._agreed([theme], self.units)

    def in_language(self, language: str) -> Agreed:
        """The agreement on all themes together, in contributions in one language."""
        units = [unit for unit in self.units if self.languages[unit] == language]
        return self._agreed([top.theme for top in self.nodes], units)

    def units_by_language(self) -> list[tuple[str, int]]:
        return Counter(self.languages[unit] for unit in self.units).most_common()

    def _agreed(self, themes: list[Theme], units: list[int]) -> Agreed:
        first, second = self.pair.first.pk, self.pair.second.pk
        values = [
            ((theme.pk, unit), (first, theme.pk, unit) in self.used,
             (second, theme.pk, unit) in self.used)
            for theme in themes
            for unit in units
        ]  # fmt: skip
        return agreement(values, units=len(units))


def agreement(values: Iterable[tuple], *, units: int) -> Agreed:
    """Cohen's kappa and Krippendorff's alpha of items, each with what both said of it."""
    values = list(values)
    counts = Counter((one, other) for _item, one, other in values)
    plain = Agreed(
        units, counts[True, True], counts[True, False], counts[False, True]
    )  # fmt: skip
    has_one_value = len({value for _item, *both in values for value in both}) < 2
    if plain.is_too_few or has_one_value:
        return plain
    rows = [(FIRST, item, one) for item, one, _other in values]
    rows += [(SECOND, item, other) for item, _one, other in values]
    task = AnnotationTask(data=rows)
    return Agreed(
        plain.units, plain.both, plain.only_first, plain.only_second,
        kappa=float(task.kappa()), alpha=float(task.alpha()),
    )  # fmt: skip
