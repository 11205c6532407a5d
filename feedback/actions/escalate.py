"""A liaison gives a contribution to the organisers; a decision settles it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ..models import Comment, Escalation, Visibility
from ..waiting import note_waiting


class NothingToEscalateError(Exception):
    """Its author has withdrawn it in the meantime."""


@transaction.atomic
def escalate(comment: Comment, *, by, note: str = "") -> bool:
    """Put a comment before the organisers; False if it stands there already."""
    now = timezone.now()
    current = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if current.visibility == Visibility.WITHDRAWN:
        raise NothingToEscalateError
    _, is_new = Escalation.objects.get_or_create(
        comment=current, settled_at=None, defaults={"by": by, "note": note, "made_at": now}
    )
    note_waiting(current)
    return is_new


def settle(comment: Comment, *, at: datetime) -> None:
    """Something was decided on a comment: the organisers need not look at it any more."""
    Escalation.objects.filter(comment=comment, settled_at=None).update(settled_at=at)
    note_waiting(comment)
