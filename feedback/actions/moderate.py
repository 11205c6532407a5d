"""What liaisons decide on what people said: each time by a rule and with a reason."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.languages import reading_language
from recommendations.models import Stamp

from ..announcing import ANNOUNCE
from ..models import DELIVERED, Comment, Decision, Outbox, Redaction, Rule, Visibility
from ..models.decision import is_possible
from ..permissions import may_block
from .alike import mark_as_said_before, unmark
from .block import block, unblock
from .escalate import settle
from .flag import settle_flags
from .redact import occurs, redact, restore_passages
from .refile import NewPlace, NotPossibleError, place_of, refile

Kind = Decision.Kind


class DecisionError(Exception):
    """The comment is no longer what the liaison saw: nothing was decided."""


class AlreadyDecidedError(DecisionError):
    """Another decision, or the author's own, was quicker."""


class WordsChangedError(DecisionError):
    """The author has written something else since the liaison read it."""


@dataclass(frozen=True)
class Particulars:
    """What some kinds of decision need to know beside the rule and the reason."""

    passage: str = ""
    place: NewPlace | None = None
    other: Comment | None = None
    days: int = 0
    # The one passage that comes back, where not everything does.
    redaction: Redaction | None = None


@transaction.atomic
def decide(
    comment: Comment,
    kind: Decision.Kind,
    *,
    by,
    rule: Rule,
    reason: str,
    reason_language: str = "",
    seen_version: int | None = None,
    seen_decision: int | None = None,
    particulars: Particulars = Particulars(),
) -> Decision:
    """Do what was decided: write down who did it, by which rule and why; tell the author.

    Raises NotPossibleError where the particulars do not fit, with a sentence for the liaison.
    """
    current = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    was = current.visibility
    if not is_possible(kind, current):
        raise AlreadyDecidedError
    if seen_decision not in (None, current.newest_decision):
        raise AlreadyDecidedError
    if seen_version not in (None, current.version):
        raise WordsChangedError
    if kind == Kind.BLOCK and not may_block(by, current.author):
        raise PermissionDenied
    touched = current.stamp_keys
    is_move = kind == Kind.MOVE
    decision = Decision.objects.create(
        comment=current,
        kind=kind,
        rule=rule,
        by=by,
        reason=reason,
        reason_language=reason_language or reading_language(),
        place_before=str(place_of(current)) if is_move else "",
        place_after=str(particulars.place) if is_move else "",
        other=particulars.other,
        decided_at=timezone.now(),
    )
    EFFECTS[kind](current, decision, particulars)
    settle_flags(decision)
    settle(current, at=decision.decided_at)
    Outbox.objects.write("feedback.tell_author", decision.pk)
    if current.visibility in DELIVERED and was not in DELIVERED:
        Outbox.objects.write(ANNOUNCE, current.pk)
    Stamp.objects.touch(*touched, *current.stamp_keys)
    comment.visibility = current.visibility
    return decision


def _show_as_chosen(comment: Comment, decision: Decision, particulars: Particulars) -> None:
    _set_visibility(comment, Visibility(comment.chosen_visibility))


def _hide(comment: Comment, decision: Decision, particulars: Particulars) -> None:
    _set_visibility(comment, Visibility.HIDDEN)


def _restore(comment: Comment, decision: Decision, particulars: Particulars) -> None:
    """Hidden words are shown again; of words that are shown, the passages that were taken out."""
    if particulars.redaction:
        restore_passages(comment, [particulars.redaction], at=decision.decided_at)
    elif comment.visibility == Visibility.HIDDEN:
        _show_as_chosen(comment, decision, particulars)
    else:
        standing = Redaction.objects.standing_on(comment)
        restore_passages(comment, standing, at=decision.decided_at)


def _set_visibility(comment: Comment, visibility: Visibility) -> None:
    # Not saved: its history is that of the words, and these stay as they are.
    comment.visibility = visibility
    Comment.objects.filter(pk=comment.pk).update(visibility=visibility)


def _redact(comment: Comment, decision: Decision, particulars: Particulars) -> None:
    if not occurs(comment, particulars.passage):
        raise WordsChangedError
    redact(comment, decision, particulars.passage)


def _refile(comment: Comment, decision: Decision, particulars: Particulars) -> None:
    if particulars.place is not None:
        refile(comment, decision, particulars.place)


def _mark(comment: Comment, decision: Decision, particulars: Particulars) -> None:
    if particulars.other is not None:
        mark_as_said_before(comment, particulars.other)


def _block(comment: Comment, decision: Decision, particulars: Particulars) -> None:
    block(comment, decision, particulars.days)


EFFECTS: dict[str, Callable[[Comment, Decision, Particulars], None]] = {
    Kind.APPROVE: _show_as_chosen,
    Kind.HIDE: _hide,
    Kind.RESTORE: _restore,
    Kind.REDACT: _redact,
    Kind.MOVE: _refile,
    Kind.DUPLICATE: _mark,
    Kind.BUNDLE: _mark,
    Kind.UNBUNDLE: lambda comment, decision, particulars: unmark(comment),
    # Nothing but the decision itself, which the author is told of.
    Kind.WARN: lambda comment, decision, particulars: None,
    Kind.DISMISS: lambda comment, decision, particulars: None,
    Kind.BLOCK: _block,
    Kind.UNBLOCK: lambda comment, decision, particulars: unblock(comment, decision),
}

__all__ = [
    "AlreadyDecidedError",
    "DecisionError",
    "NotPossibleError",
    "Particulars",
    "WordsChangedError",
    "decide",
]
