"""Who reads words that are not public, and for how long they are kept: said before writing."""

from calendar import monthrange
from datetime import datetime
from typing import NamedTuple

from django.conf import settings

from accounts.languages import nearest
from accounts.liaisons import Liaison, listed
from recommendations.models import DraftSet, WorkingGroup


class Circle(NamedTuple):
    """The liaisons of a language as far as they are listed, the group, and the last day."""

    language: str
    liaisons: list[Liaison]
    group: WorkingGroup | None
    kept_until: datetime | None
    months: int


def circle_of(draft_set: DraftSet, language: str) -> Circle:
    """Who reads what is said in this language on these drafts for them only."""
    near = nearest(language)
    found = [each for each in listed() if each.is_for_all or near in each.languages]
    months = settings.PRIVATE_MONTHS
    return Circle(language, found, draft_set.group, kept_until(draft_set), months)


def kept_until(draft_set: DraftSet) -> datetime | None:
    """When private words on these drafts are removed; None while no end is announced."""
    closes_at = draft_set.window.closes_at
    return closes_at and months_later(closes_at, settings.PRIVATE_MONTHS)


def months_later(moment: datetime, months: int) -> datetime:
    """The same day so many months later (or earlier); the last of a month that is too short."""
    years, month = divmod(moment.month - 1 + months, 12)
    year, month = moment.year + years, month + 1
    return moment.replace(year=year, month=month, day=min(moment.day, monthrange(year, month)[1]))
