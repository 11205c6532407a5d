"""The list of monthly reports: which groups have one in which month, and how each stands."""

from dataclasses import dataclass, field
from datetime import UTC, date

from django.db.models.functions import TruncMonth
from django.utils import timezone

from recommendations.models import WorkingGroup

from ..forms.filters import of_group
from ..models import Comment, MonthlyReport
from .months import earlier_month, month_of, span_of, written
from .report import Report


@dataclass
class ListedMonth:
    """A month, and the reports that something stands in."""

    month: date
    reports: list[Report] = field(default_factory=list)

    @property
    def written(self) -> str:
        return written(self.month)


def months(slug: str) -> list[date]:
    """All months since the first words came, newest first."""
    said = Comment.objects.readable().filter(**of_group(slug)).order_by("stored_at")
    first = said.values_list("stored_at", flat=True).first()
    if first is None:
        return []
    found = [month_of(timezone.now())]
    while found[-1] > month_of(first):
        found.append(earlier_month(found[-1]))
    return found


def listed(chosen: list[date], slug: str) -> list[ListedMonth]:
    """These months with their reports, in as many queries for one as for all."""
    begin, end = span_of(chosen[-1]).begin, span_of(chosen[0]).end
    groups: list[WorkingGroup | None] = [None, *WorkingGroup.objects.in_language().in_order()]
    by_pk = {group.pk if group else None: group for group in groups}
    stored = {
        (each.month, each.group_id): each
        for each in MonthlyReport.objects.filter(month__range=(chosen[-1], chosen[0])).defer(
            "rows_opened", "rows_final", "rows_told", "earlier_changes"
        )
    }
    came = Comment.objects.readable().filter(
        **of_group(slug), stored_at__gte=begin, stored_at__lt=end
    )
    came = came.annotate(month=TruncMonth("stored_at", tzinfo=UTC)).order_by()
    pairs = came.values_list("month", "draft_set__group").distinct()
    there = {(moment.date(), group) for moment, group in pairs}
    return [
        ListedMonth(
            month,
            [
                Report(group, month, stored.get((month, pk)))
                for pk, group in by_pk.items()
                if (month, pk) in there
            ],
        )
        for month in chosen
    ]
