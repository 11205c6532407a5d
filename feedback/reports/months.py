"""Months of reports: from midnight to midnight UTC, written 2019-09."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple


class Month:
    """The converter of addresses: ``<month:month>`` is the first day of a month."""

    regex = r"(?:19|20)\d{2}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(f"{value}-01")

    def to_url(self, value: date) -> str:
        return written(value)


class Span(NamedTuple):
    """The moments between which something reached the portal; the second one is outside."""

    begin: datetime
    end: datetime

    @property
    def condition(self) -> dict:
        return {"stored_at__gte": self.begin, "stored_at__lt": self.end}


def written(month: date) -> str:
    """2019-09, as ``|day`` takes it for a month."""
    return f"{month:%Y-%m}"


def month_of(moment: datetime) -> date:
    return moment.astimezone(UTC).date().replace(day=1)


def next_month(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def earlier_month(month: date, count: int = 1) -> date:
    for _step in range(count):
        month = (month - timedelta(days=1)).replace(day=1)
    return month


def span_of(month: date) -> Span:
    return Span(_midnight(month), _midnight(next_month(month)))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)
