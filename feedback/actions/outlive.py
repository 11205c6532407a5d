"""Private words that were kept for as long as was promised: the words go, the rest stays."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from recommendations.models import DraftSet, Stamp

from ..circle import months_later
from ..models import (
    Appeal,
    Coding,
    Comment,
    Escalation,
    Export,
    Flag,
    Redaction,
    Rendering,
    StatementDraft,
    Visibility,
)
from ..search.index import forget
from .export import drop_files

BATCH = 100


def outlived(at: datetime):
    """Private words whose window closed so many months ago, whatever state they are in."""
    limit = months_later(at, -settings.PRIVATE_MONTHS)
    # The set's own window where it has one, else the iteration's; one without an end never closes.
    closed = Q(opens_at=None, iteration__closes_at__lt=limit)
    closed |= Q(opens_at__isnull=False, closes_at__lt=limit)
    # Asked first: for most of a portal's life there is none, and no contribution is looked at.
    sets = list(DraftSet.objects.filter(closed).values_list("pk", flat=True))
    private = Q(chosen_visibility=Visibility.GROUP) | Q(visibility=Visibility.GROUP)
    return Comment.objects.filter(private, draft_set__in=sets, removed_at=None)


def remove_private_words(*, at: datetime) -> int:
    """Remove what is due, some at a time; done twice, it is done once."""
    removed = 0
    while ids := list(outlived(at).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        removed += _remove(ids, at)
    return removed


@transaction.atomic
def _remove(ids: list[int], at: datetime) -> int:
    """Words, names, wordings, what was found by them and what others wrote down of them.

    Id, place, language, dates and state stay, and so does the count.
    """
    rows = Comment.objects.select_for_update(of=("self",)).select_related("draft_set")
    comments = list(rows.filter(pk__in=ids, removed_at=None).order_by("pk"))
    pks = [comment.pk for comment in comments]
    Comment.objects.filter(pk__in=pks).update(
        body="", html="", name="", question_asked="", version=F("version") + 1, removed_at=at,
        waits_since=None, open_flags=0,
    )  # fmt: skip
    Comment.history.model.objects.filter(id__in=pks).update(body="")
    for comment in comments:
        forget(comment)
    _remove_copies(pks)
    drop_files(Export.objects.filter(draft_set__in={comment.draft_set_id for comment in comments}))
    Stamp.objects.touch(*{key for comment in comments for key in comment.stamp_keys})
    return len(comments)


def _remove_copies(pks: list[int]) -> None:
    Rendering.objects.filter(comment__in=pks).update(
        body="", html="", reason="", state=Rendering.State.REMOVED
    )
    Redaction.objects.filter(decision__comment__in=pks).update(body="", passage="", history={})
    Appeal.objects.filter(decision__comment__in=pks).update(words="")
    Flag.objects.filter(comment__in=pks).update(note="")
    Escalation.objects.filter(comment__in=pks).update(note="")
    StatementDraft.objects.filter(comment__in=pks).update(body="", english="")
    Coding.objects.filter(comment__in=pks).update(quote="")
