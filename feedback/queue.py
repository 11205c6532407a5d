"""The queue of the desk: one page of it, read in a few queries however long it is."""

from django.core.paginator import Paginator
from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.functional import cached_property

from .desk import with_context
from .models import Comment, Flag
from .models.coverage import coverage_for, is_overdue

PER_PAGE = 25
MOST_COUNTED = 1000  # to count further would cost more than the page; nobody works through more
NOTES_SHOWN = 3

OLDEST, MOST_FLAGS, NEWEST = "oldest", "flags", "newest"
ORDERS = {
    OLDEST: ("waits_since", "pk"),
    MOST_FLAGS: ("-open_flags", "waits_since", "pk"),
    NEWEST: ("-waits_since", "-pk"),
}
# Hidden words wait for nobody: they stand by when they came, as the index of that has them.
ORDERS_OF_HIDDEN = {
    OLDEST: ("stored_at", "-pk"),
    MOST_FLAGS: ("-open_flags", "-stored_at", "pk"),
    NEWEST: ("-stored_at", "pk"),
}


class LongPaginator(Paginator):
    """Pages of a list that may be very long: counted up to a limit, and reached as far."""

    object_list: QuerySet

    @cached_property
    def found(self) -> int:
        return self.object_list.order_by()[: MOST_COUNTED + 1].count()

    @property
    def is_more(self) -> bool:
        return self.found > MOST_COUNTED

    @cached_property
    def count(self) -> int:
        return min(self.found, MOST_COUNTED)


def in_order(comments, order: str, *, hidden: bool):
    return comments.order_by(*(ORDERS_OF_HIDDEN if hidden else ORDERS)[order])


def page_of(comments, number: int | None, user):
    """One page with all that a liaison needs to judge.

    The page a liaison comes back to may have emptied: then the last one is shown.
    """
    page = LongPaginator(comments, PER_PAGE).get_page(number)
    ids = [comment.pk for comment in page.object_list]
    loaded = with_context(Comment.objects.visible_to(user)).in_bulk(ids)
    page.object_list = for_liaison([loaded[pk] for pk in ids if pk in loaded], user)
    return page


def for_liaison(comments: list, user) -> list:
    """Give each what the desk shows of it: flags, how late it is, and who covers it."""
    reasons, notes = _reasons_of(comments), _notes_of(comments)
    coverage = coverage_for(user)
    for comment in comments:
        comment.flag_reasons = reasons.get(comment.pk, [])
        comment.flag_notes = notes.get(comment.pk, [])
        comment.is_overdue = comment.waits_since is not None and is_overdue(comment.waits_since)
        comment.has_liaison = coverage.covers(comment)
    return comments


def _reasons_of(comments) -> dict[int, list[tuple[str, int]]]:
    """How often each reason was given in open flags, the most frequent first."""
    flags = Flag.objects.filter(comment__in=comments, state=Flag.State.OPEN)
    counted = flags.values("comment", "reason").annotate(number=Count("pk"))
    found: dict[int, list[tuple[str, int]]] = {}
    for row in counted.order_by("-number", "reason"):
        label = str(Flag.Reason(row["reason"]).label)
        found.setdefault(row["comment"], []).append((label, row["number"]))
    return found


def _notes_of(comments) -> dict[int, list[Flag]]:
    """The newest notes on open flags, a few of each comment."""
    flags = Flag.objects.filter(comment__in=comments, state=Flag.State.OPEN).exclude(note="")
    place = Window(RowNumber(), partition_by="comment", order_by=F("made_at").desc())
    found: dict[int, list[Flag]] = {}
    for flag in flags.annotate(place=place).filter(place__lte=NOTES_SHOWN).order_by("place"):
        found.setdefault(flag.comment_id, []).append(flag)
    return found
