"""What readers do about words of others that break a rule: report them. It hides nothing."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from ..limits import may_report
from ..models import Comment, Decision, Flag
from ..waiting import note_waiting
from .block import refuse_blocked


class TooManyFlagsError(Exception):
    """This account or address has reported many contributions within the hour."""


class NotOpenForFlagsError(Exception):
    """The words cannot be read any more: there is nothing to report."""


def flag(comment: Comment, *, key: UUID, by, reason: str, note: str, language: str,
         address: str) -> Flag:  # fmt: skip
    """Report a comment; the same key, or the same account while it waits, is one report."""
    try:
        with transaction.atomic():
            return _flag(comment, key=key, by=by, reason=reason, note=note, language=language,
                         address=address)  # fmt: skip
    except IntegrityError:
        # The same form was sent twice at once: the other request stored it.
        return Flag.objects.get(key=key)


def _flag(comment, *, key, by, reason, note, language, address):
    refuse_blocked(by)
    current = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    earlier = Flag.objects.filter(key=key).first()
    if earlier is None and by is not None:
        earlier = current.flags.open().filter(by=by).first()
    if earlier is not None:
        return earlier
    if not current.is_readable:
        raise NotOpenForFlagsError
    if not may_report(by, address):
        raise TooManyFlagsError
    made = Flag.objects.create(
        key=key,
        comment=current,
        comment_version=current.version,
        reason=reason,
        note=note,
        language=language,
        by=by,
        made_at=timezone.now(),
    )
    note_waiting(current)
    return made


def settle_flags(decision: Decision) -> None:
    """Whoever reported the comment learns of this decision: they were followed, or they were not.

    Called in the transaction of the decision, which holds the comment.
    """
    is_dismissed = decision.kind == Decision.Kind.DISMISS
    state = Flag.State.DISMISSED if is_dismissed else Flag.State.FOLLOWED
    decision.comment.flags.open().update(state=state, decision=decision)
