"""One monthly report as it is told: whose it is, how it stands, and its rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.customs import day, number
from recommendations.models import WorkingGroup
from recommendations.models.group import WHOLE_MOVEMENT_SLUG
from recommendations.templatetags.wording import wording_of

from ..models import Comment, MonthlyReport
from .changes import Change, changes
from .months import month_of, span_of, written
from .plan import PRIVATE, Planned, batches, of_kept, pieces, plan
from .rows import Row, rows_of


@dataclass
class Report:
    """The report of one group on one month; ``stored`` since somebody opened it for checking."""

    group: WorkingGroup | None
    month: date
    stored: MonthlyReport | None

    @property
    def group_slug(self) -> str:
        return self.group.slug if self.group else WHOLE_MOVEMENT_SLUG

    @property
    def group_name(self) -> str:
        return wording_of(self.group, "name").text if self.group else _("The whole movement")

    @property
    def written_month(self) -> str:
        return written(self.month)

    @property
    def title(self) -> str:
        return _("Monthly report: %(group)s, %(month)s") % {
            "group": self.group_name,
            "month": day(self.written_month),
        }

    @property
    def is_final(self) -> bool:
        return bool(self.stored and self.stored.final_at)

    @property
    def is_open(self) -> bool:
        return bool(self.stored and not self.stored.final_at)

    @property
    def may_be_opened(self) -> bool:
        """Nobody has opened it, and the month is over."""
        return self.stored is None and span_of(self.month).end <= timezone.now()

    @property
    def state(self) -> str:
        """How it stands, as one sentence; without a clock, so that it holds until it changes."""
        if self.stored is None:
            return _("In preparation: it shows what has reached the portal until now.")
        if self.stored.final_at:
            return _("Final since %(day)s.") % {"day": day(self.stored.final_at.date())}
        return _("Open for checking until %(day)s.") % {"day": day(self.stored.open_until.date())}

    @cached_property
    def now(self) -> list[Planned]:
        """The rows as they stand at this moment."""
        return plan(self.group, self.month)

    @cached_property
    def planned(self) -> list[Planned]:
        """The rows of this report: those of this moment until it is final."""
        if self.stored and self.stored.rows_final is not None:
            return of_kept(self.stored.rows_final)
        return self.now

    @cached_property
    def batches(self) -> list[list[Planned]]:
        return list(batches(self.planned))

    def rows(self) -> Iterator[Row]:
        """All rows, some at a time: each turn is read to its end before it is handed on."""
        for batch in self.batches:
            yield from rows_of(batch, self.group)

    def row(self, key: str) -> Row | None:
        """The first piece of one row."""
        found = [row for row in self.planned if row.key == key]
        first = next(pieces(found), None)
        return rows_of([first], self.group)[0] if first else None

    def changes(self) -> list[Change]:
        """What differs, while it is open, from what was opened for checking."""
        if self.stored is None or self.stored.final_at:
            return []
        return changes(of_kept(self.stored.rows_opened), self.now)

    @property
    def figures(self) -> list[str]:
        """How many of each kind. They are never added up."""
        told = [row for row in self.planned if row.key != PRIVATE]
        elsewhere = [row for row in told if "conversation" in row.facts]
        stated = sum(len(row.items) for row in elsewhere)
        on_site = sum(len(row.items) for row in told) - stated
        texts = [
            (
                len(elsewhere),
                ngettext("%(number)s conversation", "%(number)s conversations", len(elsewhere)),
            ),
            (
                stated,
                ngettext(
                    "%(number)s statement from elsewhere",
                    "%(number)s statements from elsewhere",
                    stated,
                ),
            ),
            (
                on_site,
                ngettext(
                    "%(number)s contribution on this portal",
                    "%(number)s contributions on this portal",
                    on_site,
                ),
            ),
        ]
        return [text % {"number": number(count)} for count, text in texts]


def report_at(slug: str, month: date) -> Report:
    """The report at this address; months before the first words and after this one have none."""
    group = None
    if slug != WHOLE_MOVEMENT_SLUG:
        group = WorkingGroup.objects.in_language().filter(slug=slug).first()
        if group is None:
            raise Http404
    stored = MonthlyReport.objects.filter(group=group, month=month).first()
    if stored is None and not first_month(group) <= month <= month_of(timezone.now()):
        raise Http404
    return Report(group, month, stored)


def first_month(group: WorkingGroup | None) -> date:
    """The month in which the first words for a group reached the portal; this one, if none did.

    Whatever became of these words: an address that was given to others stays.
    """
    came = Comment.objects.filter(draft_set__group=group, draft_set__published_at__isnull=False)
    first = came.order_by("stored_at").values_list("stored_at", flat=True).first()
    return month_of(first or timezone.now())
