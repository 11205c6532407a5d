"""Since when a contribution waits for a liaison: worked out anew in each deed that touches it."""

from datetime import datetime

from django.db.models import Count, Min

from .models import Comment, Escalation, Flag, Visibility


def note_waiting(comment: Comment) -> None:
    """Write down since when a comment waits, and how many flags on it are open.

    Called in the deed's transaction, with the comment as the deed left it.
    """
    flags = Flag.objects.filter(comment=comment, state=Flag.State.OPEN)
    flagged = flags.aggregate(number=Count("pk"), first=Min("made_at"))
    comment.open_flags = flagged["number"]
    comment.waits_since = _waits_since(comment, flagged["first"])
    Comment.objects.filter(pk=comment.pk).update(
        waits_since=comment.waits_since, open_flags=comment.open_flags
    )


def _waits_since(comment: Comment, flagged: datetime | None) -> datetime | None:
    if comment.visibility == Visibility.WITHDRAWN:
        return None
    escalated = Escalation.objects.filter(comment=comment, settled_at=None)
    reasons = [escalated.aggregate(first=Min("made_at"))["first"]]
    if comment.visibility != Visibility.HIDDEN:
        reasons.append(flagged)
    if comment.visibility == Visibility.WAITING:
        # A guest who edits once more does not begin to wait anew.
        reasons.append(comment.waits_since or comment.edited_at or comment.stored_at)
    return min(filter(None, reasons), default=None)
