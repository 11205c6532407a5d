"""Statements out of a table: kept while they are looked at, then all taken in, or none."""

from django.db import transaction
from django.utils import timezone

from ..forms.conversations import MAX_STATEMENTS
from ..imports.rows import CheckedRow
from ..imports.tables import Table
from ..models import Conversation, PendingImport
from .conversations import Seen, add_statements


class WrongRowsError(Exception):
    """At least one row cannot be taken: nothing was stored."""


class TooManyStatementsError(Exception):
    """The report would hold more statements than its page can show: nothing was stored."""


def keep_table(conversation: Conversation, table: Table, *, by) -> PendingImport:
    """Keep a table until its columns are named; it takes the place of an earlier one."""
    kept, _is_new = PendingImport.objects.update_or_create(
        conversation=conversation,
        person=by,
        defaults={"heads": table.heads, "rows": table.rows, "made_at": timezone.now()},
    )
    return kept


def discard(conversation: Conversation, *, by) -> None:
    PendingImport.objects.filter(conversation=conversation, person=by).delete()


@transaction.atomic
def take_in(conversation: Conversation, rows: list[CheckedRow], *, seen: Seen, by) -> int:
    """Put the statements of all rows behind those of a report; one wrong row, and none is."""
    if not rows or any(row.problems for row in rows):
        raise WrongRowsError
    if conversation.drafts.unpublished().count() + len(rows) > MAX_STATEMENTS:
        raise TooManyStatementsError
    add_statements(conversation, [row.statement for row in rows], seen=seen)
    discard(conversation, by=by)
    return len(rows)
