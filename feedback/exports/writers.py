"""The forms of a file: CSV for spreadsheets, JSON Lines for programs."""

import csv
import json
import unicodedata
from collections.abc import Callable
from typing import NamedTuple, TextIO

from ..models import Export
from .rows import Row

Cell = str | int | bool | None
Write = Callable[[Row], None]
# A spreadsheet takes a cell that begins so for a formula, or for the end of the cell before.
FORMULA_SIGNS = "=+-@"
CELL_BREAKS = "\t\r\n"
SHIELD = "'"


class Form(NamedTuple):
    """How a kind of file is written: its encoding, its media type, what begins it."""

    encoding: str
    content_type: str
    begin: Callable[[TextIO], Write]


def begin_csv(file: TextIO) -> Write:
    """A line of column names; then each row, with formulas made harmless."""
    lines = csv.writer(file)
    lines.writerow(Row._fields)

    def write(row: Row) -> None:
        lines.writerow([as_cell(value) for value in row])

    return write


def begin_jsonl(file: TextIO) -> Write:
    """One JSON object a line, every text exactly as it was written."""

    def write(row: Row) -> None:
        line = json.dumps(row._asdict(), ensure_ascii=False)
        # These stand for line ends in some readers; JSON allows to write them out.
        for sign in "\x85\u2028\u2029":
            line = line.replace(sign, f"\\u{ord(sign):04x}")
        file.write(f"{line}\n")

    return write


FORMS = {
    # Without the mark at its beginning Excel takes the file for Latin-1.
    Export.Format.CSV: Form("utf-8-sig", "text/csv; charset=utf-8", begin_csv),
    Export.Format.JSONL: Form("utf-8", "application/jsonl; charset=utf-8", begin_jsonl),
}


def as_cell(value: Cell) -> str:
    """A value as a cell of a CSV file."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return shielded(value) if isinstance(value, str) else "" if value is None else str(value)


def shielded(text: str) -> str:
    """The text behind an apostrophe, where a spreadsheet would take it for a formula."""
    return SHIELD + text if text.startswith(SHIELD) or _reads_as_formula(text) else text


def unshielded(cell: str) -> str:
    """The original text of a cell."""
    return cell.removeprefix(SHIELD)


def _reads_as_formula(text: str) -> bool:
    """Blanks, controls and zero-width signs do not protect; full-width signs count as plain."""
    for sign in text:
        if sign in CELL_BREAKS:
            return True
        if not (sign.isspace() or unicodedata.category(sign) in {"Cc", "Cf"}):
            return unicodedata.normalize("NFKC", sign) in FORMULA_SIGNS
    return False
