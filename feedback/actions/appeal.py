"""A second look at a decision: an author asks for it, somebody else than who decided answers."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.languages import reading_language
from recommendations.models import Stamp

from ..models import Appeal, Decision, Outbox, Rule
from .moderate import DecisionError, NotPossibleError, Particulars, decide
from .refile import place_named, place_of

Kind = Decision.Kind
# How each decision is taken back. What is not named here left nothing to be undone.
UNDOING = {
    Kind.HIDE: Kind.RESTORE,
    Kind.REDACT: Kind.RESTORE,
    Kind.MOVE: Kind.MOVE,
    Kind.DUPLICATE: Kind.UNBUNDLE,
    Kind.BUNDLE: Kind.UNBUNDLE,
    Kind.BLOCK: Kind.UNBLOCK,
}


class AlreadyAnsweredError(Exception):
    """Somebody else has answered this appeal. Nothing was changed."""


def appeal(decision: Decision, *, by, words: str, language: str) -> Appeal:
    """Ask for a second look, once: who asks again gets the appeal that is there."""
    try:
        with transaction.atomic():
            made = Appeal.objects.create(
                decision=decision, by=by, words=words, language=language, made_at=timezone.now()
            )
            Stamp.objects.touch(*decision.comment.stamp_keys)
            return made
    except IntegrityError:
        return Appeal.objects.get(decision=decision)


@transaction.atomic
def answer(
    asked: Appeal,
    outcome: Appeal.State,
    *,
    by,
    rule: Rule,
    reason: str,
    reason_language: str = "",
) -> Appeal:
    """Let the decision stand, or take it back; the author is told in their language."""
    current = Appeal.objects.select_for_update(of=("self",)).get(pk=asked.pk)
    if current.state != Appeal.State.OPEN:
        raise AlreadyAnsweredError
    current.state, current.answer, current.answered_by = outcome, reason, by
    current.answer_language = reason_language or reading_language()
    current.answered_at = timezone.now()
    current.save(update_fields=["state", "answer", "answered_by", "answer_language", "answered_at"])
    if outcome == Appeal.State.OVERTURNED:
        _undo(current.decision, by=by, rule=rule, reason=reason, language=current.answer_language)
    Outbox.objects.write("feedback.tell_of_appeal", current.pk)
    Stamp.objects.touch(*current.decision.comment.stamp_keys)
    return current


def _undo(decision: Decision, *, by, rule: Rule, reason: str, language: str) -> None:
    """By a decision of its own, where there is still something to take back."""
    kind = UNDOING.get(Kind(decision.kind))
    if kind is None or not _still_holds(decision):
        return
    try:
        with transaction.atomic():
            decide(
                decision.comment,
                kind,
                by=by,
                rule=rule,
                reason=reason,
                reason_language=language,
                particulars=_particulars_of_undoing(decision),
            )
    except (DecisionError, NotPossibleError):
        return  # the words were restored, or withdrawn, in the meantime


def _still_holds(decision: Decision) -> bool:
    """Has nobody taken it back, or decided otherwise, in the meantime?"""
    comment = decision.comment
    match decision.kind:
        case Kind.REDACT:
            return decision.redaction.restored_at is None
        case Kind.MOVE:
            return str(place_of(comment)) == decision.place_after
        case Kind.DUPLICATE | Kind.BUNDLE:
            return comment.same_as_id == decision.other_id
        case Kind.BLOCK:
            return decision.block.is_in_force
    return True


def _particulars_of_undoing(decision: Decision) -> Particulars:
    if decision.kind == Kind.REDACT:
        return Particulars(redaction=decision.redaction)
    if decision.kind == Kind.MOVE:
        return Particulars(place=place_named(decision.place_before))
    return Particulars()
