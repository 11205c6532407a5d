"""How far a group has read: visits of its desk, and deliberate marks of reading."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from recommendations.models import Stamp, WorkingGroup

from ..group_input import Selection
from ..models import Comment, GroupVisit, ReadMark

CHUNK = 1000  # rows that are written at once
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


@transaction.atomic
def mark_read(chosen: Selection, *, by, group: WorkingGroup | None) -> int:
    """Write down that somebody has read these words for a group, each in the wording they saw.

    Returns how many there were. The first mark of a group changes what readers are shown.
    """
    now, comments = timezone.now(), list(_to_mark(chosen))
    new_to_group: list[Comment] = []
    for some in _in_chunks(comments):
        marks = list(ReadMark.objects.filter(group=group, comment__in=some))
        own = {mark.comment_id: mark for mark in marks if mark.person_id == by.pk}
        known = {mark.comment_id for mark in marks}
        new_to_group += [each for each in some if each.pk not in known]
        new: list[ReadMark] = []
        newer: list[ReadMark] = []
        for each in some:
            version = min(each.version, chosen.seen.get(each.slug, each.version))
            mark = own.get(each.pk) or ReadMark(comment=each, group=group, person=by)
            if mark.pk and mark.comment_version >= version:
                continue
            mark.comment_version, mark.read_at = version, now
            (newer if mark.pk else new).append(mark)
        ReadMark.objects.bulk_update(newer, ["comment_version", "read_at"])
        # The same person may have pressed the button in another window.
        ReadMark.objects.bulk_create(new, ignore_conflicts=True)
    _touch(new_to_group)
    return len(comments)


@transaction.atomic
def mark_unread(chosen: Selection, *, by, group: WorkingGroup | None) -> int:
    """Take one's own marks of reading back; returns how many contributions were chosen."""
    comments = list(_to_mark(chosen))
    unread: list[Comment] = []
    for some in _in_chunks(comments):
        marks = ReadMark.objects.filter(group=group, comment__in=some)
        if not marks.filter(person=by).delete()[0]:
            continue
        still = set(marks.values_list("comment", flat=True))
        unread += [each for each in some if each.pk not in still]
    _touch(unread)
    return len(comments)


def _to_mark(chosen: Selection):
    """With what their stamps are made of, and nothing more."""
    needed = ("slug", "version", "visibility", "chosen_visibility", "first_draft_set")
    codes = ("recommendation__code", "draft_set__code")
    named = chosen.comments.select_related("recommendation", "draft_set")
    return named.order_by().only(*needed, *codes)


def _in_chunks(comments: list[Comment]):
    return (comments[first : first + CHUNK] for first in range(0, len(comments), CHUNK))


def _touch(comments: list[Comment]) -> None:
    """What anyone can read of these has changed; private words stand on no page for everybody."""
    keys = {key for each in comments if each.is_readable for key in each.stamp_keys}
    Stamp.objects.touch(*keys)
