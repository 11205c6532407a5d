"""How far a group has read: visits of its desk, and deliberate marks of reading."""

from datetime import datetime, timedelta

from django.utils import timezone

from ..models import GroupVisit

NEW_VISIT_AFTER = timedelta(hours=1)  # who comes back sooner is still on the same visit


def note_visit(user, group_slug: str) -> datetime | None:
    """Write down that somebody reads a group's desk.

    Returns when they were there before; nothing on the first visit.
    """
    now = timezone.now()
    visit, is_first = GroupVisit.objects.get_or_create(
        person=user, group_slug=group_slug, defaults={"last_at": now}
    )
    if is_first:
        return None
    if now - visit.last_at > NEW_VISIT_AFTER:
        visit.previous_at = visit.last_at
    visit.last_at = now
    visit.save(update_fields=["last_at", "previous_at"])
    return visit.previous_at
