"""A monthly report as CSV: a line for each contribution, with its source and context beside it."""

import csv
import io
from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings

from ..exports.writers import Cell, as_cell
from .passage import Passage
from .report import Report
from .rows import Row


class SheetLine(NamedTuple):
    """The columns in their order. What is not there is empty."""

    month: str
    working_group: str
    row: int
    source: str
    context: str
    public_id: str | None
    language: str | None
    direction: str | None
    content: str | None
    notes: str | None
    content_en: str | None
    content_en_by_machine: bool | None
    working_group_response: str | None
    permalink: str | None


def parts(report: Report) -> Iterator[str]:
    """The file, line by line; the mark at its beginning tells Excel that it is UTF-8."""
    yield "\ufeff" + _written(SheetLine._fields)
    place = 0
    for row in report.rows():
        place += not row.is_continued
        for line in _lines(report, place, row):
            yield _written([as_cell(cell) for cell in line])


def _written(cells: list | tuple) -> str:
    file = io.StringIO()
    csv.writer(file).writerow(cells)
    return file.getvalue()


def _lines(report: Report, place: int, row: Row) -> Iterator[list[Cell]]:
    source = "; ".join(line.text for line in row.source)
    context = " / ".join(" ".join(line.text.split()) for line in row.context)
    told = [_of_passage(passage, row) for passage in row.content] or [[None] * 9]
    for each in told:
        yield [report.written_month, report.group_slug, place, source, context, *each]


def _of_passage(passage: Passage, row: Row) -> list[Cell]:
    answers = [
        f"{each.short_id}: {each.body}"
        for each in row.response
        if passage.slug in (each.to, *each.also)
    ]
    return [
        passage.short_id,
        passage.language or None,
        passage.direction if passage.language else None,
        passage.body or None,
        "; ".join(passage.notes) or None,
        passage.english or None,
        passage.is_machine if passage.english else None,
        "\n\n".join(answers) or None,
        f"{settings.BASE_URL}{passage.path}",
    ]
