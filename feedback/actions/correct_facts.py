"""Facts of a published conversation are corrected; what stood there before stays to be read."""

from django.db import transaction
from django.utils import timezone

from accounts.languages import reading_language
from recommendations.models import Stamp

from ..models import Comment, Conversation, ConversationCorrection
from ..report_checks import missing_facts
from .conversations import IncompleteReportError, ReportConflictError, Seen


@transaction.atomic
def correct_facts(
    conversation: Conversation, facts: dict, *, by, reason: str, seen: Seen
) -> ConversationCorrection | None:
    """Put other facts in the place of those that stand there; None where nothing differs."""
    current = Conversation.objects.select_for_update(of=("self",)).get(pk=conversation.pk)
    if not current.is_published or current.version != seen.version:
        raise ReportConflictError
    changes = {}
    for name, value in facts.items():
        if (before := getattr(current, name)) != value:
            changes[name] = [_said(before), _said(value)]
            setattr(current, name, value)
    if not changes:
        return None
    if missing_facts(current):
        raise IncompleteReportError
    current.version += 1
    current.save(update_fields=[*changes, "version"])
    correction = ConversationCorrection.objects.create(
        conversation=current,
        changes=changes,
        reason=reason,
        reason_language=reading_language(),
        by=by,
        made_at=timezone.now(),
    )
    _touch(current)
    return correction


def _said(value) -> str:
    """A fact as a text: a community by its short name, a day as the calendar writes it."""
    return str(getattr(value, "slug", value)) if value is not None else ""


def _touch(conversation: Conversation) -> None:
    """Its kind and title stand beside each of its statements."""
    statements = Comment.objects.filter(conversation=conversation).select_related("draft_set")
    keys = {key for comment in statements for key in comment.stamp_keys}
    Stamp.objects.touch(*keys)
