"""The rows of a table as statements, and what is wrong in which row and column."""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from babel import Locale
from django.db.models import TextChoices
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.customs import number
from accounts.languages import ALL, SOURCE, reading_language
from recommendations.models import GuidingQuestion
from recommendations.templatetags.wording import wording_of

from ..actions.conversations import Statement
from ..forms.words import is_language_tag
from ..models import Stance, Wording
from ..short_ids import plain
from ..statement_places import Places
from .columns import FIELDS
from .tables import Table

FIRST_ROW = 2  # as a spreadsheet counts: the headings are row 1
MOST_PEOPLE = 100_000
DAY_FIRST = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})")
UNREADABLE = "\ufffd"


class Problem(NamedTuple):
    """What is wrong, and in which column."""

    column: str
    sentence: str


class WrongError(Exception):
    """Why a cell cannot be taken, as a sentence."""


@dataclass
class CheckedRow:
    """One row: what stands in it by field, and what became of it."""

    number: int
    cells: dict[str, str]
    statement: Statement = field(default_factory=Statement)
    problems: list[Problem] = field(default_factory=list)


def checked(table: Table, columns: dict[str, int | None]) -> list[CheckedRow]:
    """All rows but the empty ones, each with its statement or with what is wrong in it."""
    chosen = {name: place for name, place in columns.items() if place is not None}
    rows = [
        CheckedRow(count, {name: row[place].strip() for name, place in chosen.items()})
        for count, row in enumerate(table.rows, FIRST_ROW)
        if any(cell.strip() for cell in row)
    ]
    reader = _Reader(rows)
    for row in rows:
        reader.read(row)
    return rows


class _Reader:
    """Reads cells; what they can name is loaded once for all rows."""

    def __init__(self, rows: list[CheckedRow]):
        self.places = Places(_code(row.cells.get("target", "")) for row in rows)

    def read(self, row: CheckedRow) -> None:
        values = {}
        for name, cell in row.cells.items():
            try:
                if cell:
                    values[name] = getattr(self, name)(cell, row)
            except WrongError as error:
                row.problems.append(Problem(str(FIELDS[name]), str(error)))
        if not row.cells.get("body"):
            row.problems.append(Problem(str(FIELDS["body"]), _("There are no words in this row.")))
        row.statement = Statement(**values)

    def target(self, cell: str, _row) -> str:
        code = _code(cell)
        if code not in self.places.targets:
            raise WrongError(
                _("“%(cell)s” is no recommendation that is published here. Write its short id, "
                  "for example DV1-9.") % {"cell": _short(cell)}
            )  # fmt: skip
        return code

    def part(self, cell: str, row: CheckedRow) -> str:
        found = self.places.part(_code(row.cells.get("target", "")), cell.lower())
        if found is None:
            raise WrongError(
                _("This recommendation has no part “%(cell)s”. Write its key, for example Q1.")
                % {"cell": _short(cell)}
            )
        return found.key

    def question(self, cell: str, _row) -> GuidingQuestion:
        found = self.questions.get(cell.casefold())
        if found is None:
            raise WrongError(
                _("“%(cell)s” is no guiding question. These are: %(known)s.")
                % {"cell": _short(cell), "known": ", ".join(self.keys)}
            )
        return found

    def body(self, cell: str, _row) -> str:
        if UNREADABLE in cell:
            raise WrongError(_("Some signs could not be read: they stand as �."))
        return cell

    english = body

    def language(self, cell: str, _row) -> str:
        tag = cell.lower().replace("_", "-")
        if is_language_tag(tag):
            return tag
        if known := self.languages.get(cell.casefold()):
            return known
        raise WrongError(
            _("“%(cell)s” is no language that is known here. Write its code, for example sw.")
            % {"cell": _short(cell)}
        )

    def wording(self, cell: str, _row) -> str:
        return _one_of(Wording, self.wordings, cell)

    def stance(self, cell: str, _row) -> str:
        return _one_of(Stance, self.stances, cell)

    def voiced_by(self, cell: str, _row) -> int:
        digits = plain(cell)
        if not re.fullmatch(r"\d{1,6}", digits) or not 1 <= int(digits) <= MOST_PEOPLE:
            raise WrongError(
                _("“%(cell)s” is no number of people from 1 to %(most)s.")
                % {"cell": _short(cell), "most": number(MOST_PEOPLE)}
            )
        return int(digits)

    def said_on(self, cell: str, _row) -> date:
        found = day_of(cell)
        if found > timezone.now().date():
            raise WrongError(_("This day is still to come."))
        return found

    @cached_property
    def questions(self) -> dict[str, GuidingQuestion]:
        """By their keys, and by their labels and wordings in the reading language."""
        found = {}
        for each in GuidingQuestion.objects.in_language():
            for name in (wording_of(each, "text"), wording_of(each, "label")):
                found[name.text.casefold()] = each
            found[each.key.casefold()] = each
        return found

    @cached_property
    def keys(self) -> list[str]:
        return list(dict.fromkeys(each.key for each in self.questions.values()))

    @cached_property
    def languages(self) -> dict[str, str]:
        """By the names that they give themselves, and by those in English and on this page."""
        found: dict[str, str] = {}
        for name in (reading_language().partition("-")[0], SOURCE):
            names = Locale(name).languages if name else {}
            found |= {str(text).casefold(): code.lower() for code, text in names.items()}
        return found | {each.autonym.casefold(): each.code for each in ALL}

    @cached_property
    def wordings(self) -> dict[str, str]:
        return _by_names(Wording)

    @cached_property
    def stances(self) -> dict[str, str]:
        return _by_names(Stance)


def _by_names(kinds: type[TextChoices]) -> dict[str, str]:
    """The values by their labels in all languages, and by themselves."""
    found: dict[str, str] = {}
    for language in ALL:
        with translation.override(language.code):
            found |= {str(kind.label).casefold(): kind.value for kind in kinds}
    return found | {kind.value: kind.value for kind in kinds}


def _one_of(kinds: type[TextChoices], known: dict[str, str], cell: str) -> str:
    found = known.get(cell.casefold())
    if found is None:
        labels = ", ".join(str(kind.label) for kind in kinds)
        raise WrongError(
            _("“%(cell)s” is none of these: %(known)s.") % {"cell": _short(cell), "known": labels}
        )
    return found


def day_of(cell: str) -> date:
    """A day by ISO 8601, or with the day first; with the month first it is refused, not guessed."""
    written = plain(cell)
    match = DAY_FIRST.fullmatch(written)
    try:
        if match:
            day, month, year = map(int, match.groups())
            if month > 12 >= day:
                raise WrongError(_("Write the day first, then the month: 31/12/2019."))
            return date(year, month, day)
        return date.fromisoformat(written if len(written) == len("2019-12-31") else "")
    except ValueError as error:
        raise WrongError(
            _("“%(cell)s” is no day. Write 31/12/2019, 31.12.2019 or 2019-12-31.")
            % {"cell": _short(cell)}
        ) from error


def _code(cell: str) -> str:
    return plain(cell).upper()


def _short(cell: str) -> str:
    return cell if len(cell) <= 60 else f"{cell[:60]}…"
