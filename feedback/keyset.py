"""Pages of a very long list: each begins where the one before ended, so none counts what is above.

A place in the list is the value it is ordered by and the row's key: ``after-1566000000000000-417``.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import F, Q

# Sixteen digits hold every moment up to the year 2286, in microseconds.
PLACE = re.compile(r"(after|before)-([0-9]{1,16})-([0-9]{1,16})")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True)
class Order:
    """What a list is ordered by; rows with the same value stand by their keys."""

    field: str
    is_descending: bool
    is_moment: bool = False

    def value_of(self, number: int) -> datetime | int:
        return EPOCH + number * MICROSECOND if self.is_moment else number

    def number_of(self, value) -> int:
        return (value - EPOCH) // MICROSECOND if self.is_moment else value


@dataclass
class Page:
    """Some rows by their keys, and the places at which the pages around them begin."""

    keys: list[int]
    previous: str = ""
    next: str = ""

    @property
    def is_whole(self) -> bool:
        """Is this all there is?"""
        return not (self.previous or self.next)


def ordered(rows, order: Order):
    return rows.order_by(*_columns(order.field, order.is_descending))


def page_at(rows, order: Order, place: str, size: int) -> Page:
    """The rows at a place; without one, the first."""
    way, number, key = _read(place)
    is_backward = way == "before"
    is_descending = order.is_descending ^ is_backward
    if way:
        rows = rows.filter(_beyond(order.field, order.value_of(number), key, is_descending))
    found = list(
        rows.order_by(*_columns(order.field, is_descending)).values_list("pk", order.field)[
            : size + 1
        ]
    )
    goes_on, found = len(found) > size, found[:size]
    if is_backward:
        found.reverse()
    if not found:
        return Page([])
    first, last = (_place(order, row) for row in (found[0], found[-1]))
    has_previous, has_next = (goes_on, True) if is_backward else (bool(way), goes_on)
    return Page(
        [pk for pk, _value in found],
        f"before-{first}" if has_previous else "",
        f"after-{last}" if has_next else "",
    )


def _columns(field: str, is_descending: bool):
    return (F(field).desc(), F("pk").desc()) if is_descending else (F(field).asc(), F("pk").asc())


def _beyond(field: str, value: Any, key: int, is_descending: bool) -> Q:
    """What stands further on. The first condition alone lets an index begin at the place."""
    beyond = "lt" if is_descending else "gt"
    further = Q(**{f"{field}__{beyond}": value}) | Q(**{field: value, f"pk__{beyond}": key})
    return Q(**{f"{field}__{beyond}e": value}) & further


def _place(order: Order, row) -> str:
    pk, value = row
    return f"{order.number_of(value)}-{pk}"


def _read(place: str) -> tuple[str, int, int]:
    match = PLACE.fullmatch(place)
    return (match[1], int(match[2]), int(match[3])) if match else ("", 0, 0)
