"""What liaisons do with what people said: approve, hide, restore."""

from django.db import transaction
from django.utils import timezone

from accounts.languages import reading_language
from recommendations.models import Stamp

from ..models import Comment, Decision, Outbox, Rule, Visibility
from ..models.decision import is_possible
from .flag import settle_flags


class DecisionError(Exception):
    """The comment is no longer what the liaison saw: nothing was decided."""


class AlreadyDecidedError(DecisionError):
    """Another decision, or the author's own, was quicker."""


class WordsChangedError(DecisionError):
    """The author has written something else since the liaison read it."""


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
) -> Decision:
    """Approve, hide or restore: write down who did it, by which rule and why; tell the author."""
    now = timezone.now()
    current = Comment.objects.select_for_update().get(pk=comment.pk)
    if not is_possible(kind, current):
        raise AlreadyDecidedError
    if seen_version not in (None, current.version):
        raise WordsChangedError
    if kind == Decision.Kind.HIDE:
        current.visibility = Visibility.HIDDEN
    elif kind in (Decision.Kind.APPROVE, Decision.Kind.RESTORE):
        current.visibility = current.chosen_visibility
    # Not saved: its history is that of the words, and these stay as they are.
    Comment.objects.filter(pk=current.pk).update(visibility=current.visibility)
    decision = Decision.objects.create(
        comment=current,
        kind=kind,
        rule=rule,
        by=by,
        reason=reason,
        reason_language=reason_language or reading_language(),
        decided_at=now,
    )
    settle_flags(decision)
    Outbox.objects.write("feedback.tell_author", decision.pk)
    if current.parent_id and current.is_readable:
        Outbox.objects.write("feedback.tell_of_reply", current.pk)
    Stamp.objects.touch(*comment.stamp_keys)
    comment.visibility = current.visibility
    return decision
