"""What the page of a monthly report shows beside its rows: changes and corrections."""

from typing import NamedTuple

from django.db.models import F

from ..models import ReportCorrection
from .changes import Change
from .months import span_of
from .report import Report
from .rows import Row, rows_of


class ShownRow(NamedTuple):
    """A row, what differs in it from what was opened, and what people say is wrong in it."""

    row: Row
    changes: list[Change]
    corrections: list[ReportCorrection]


class PageOfReport:
    """One page of a report; the corrections that belong to none of its rows stand below it."""

    def __init__(self, report: Report, page):
        changes = report.changes()
        corrections = _corrections(report)
        keys = {row.key for row in report.planned}
        self.rows = [
            ShownRow(
                row,
                [each for each in changes if each.row == row.key and not row.is_continued],
                [each for each in corrections if each.about == row.key and not row.is_continued],
            )
            for batch in page
            for row in rows_of(batch, report.group)
        ]
        self.gone = [each for each in changes if each.row not in keys and each.slug]
        self.corrections = [each for each in corrections if each.about not in keys]
        self.earlier_changes = _earlier_changes(report)
        self.late_corrections = _late_corrections(report)


def _corrections(report: Report) -> list[ReportCorrection]:
    if report.stored is None:
        return []
    found = report.stored.corrections.select_related("by")
    if report.stored.final_at:
        found = found.filter(made_at__lt=report.stored.final_at)
    return list(found)


def _earlier_changes(report: Report) -> list[tuple[str, list[Change]]]:
    if report.stored is None:
        return []
    return [
        (month, [Change(*change) for change in found])
        for month, found in report.stored.earlier_changes
    ]


def _late_corrections(report: Report) -> list[ReportCorrection]:
    """What people said in this month about reports that were final by then."""
    begin, end = span_of(report.month)
    said = ReportCorrection.objects.filter(
        report__group=report.group,
        report__final_at__lte=F("made_at"),
        made_at__gte=begin,
        made_at__lt=end,
    )
    return list(said.select_related("by", "report"))
