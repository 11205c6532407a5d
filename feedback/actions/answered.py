"""Which contributions an answer is for: one or thousands, with whatever stands under them."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q

from recommendations.models import Stamp
from recommendations.models.stamp import TALK, talk_about

from ..group_input import input_of
from ..models import (
    DELIVERED,
    READABLE,
    Answer,
    AnswerChange,
    AnswerTo,
    Comment,
    Outbox,
    Outcome,
    Visibility,
    stamp_keys,
)

CHUNK = 500
ADDRESS = "feedback.address_answer_letters"


class Added(NamedTuple):
    """How many came to an answer, and which private ones cannot be passed on with it."""

    number: int
    left_out: list[str]


def put_in(answer: Answer, contributions, *, by, at: datetime) -> Added:
    """Note that an answer is for these (a list or a query set), and for what stands under them.

    Only what has reached this group and what this person may read is taken.
    """
    there = set(answer.answered.values_list("comment", flat=True))
    left_out: list[str] = []
    added = 0
    for ids in _in_chunks(contributions):
        found = {row["pk"]: row for row in _to_answer(answer, ids, by)}
        rows = [row for pk, row in found.items() if pk not in there]
        if answer.outcome == Outcome.PASSED_ON:
            left_out += [row["slug"] for row in rows if _is_private(row)]
            rows = [row for row in rows if not _is_private(row)]
        made = [
            AnswerTo(
                answer=answer, comment_id=row["pk"], comment_version=row["version"], added_at=at
            )
            for row in rows
        ]
        AnswerTo.objects.bulk_create(made)
        there.update(row["pk"] for row in rows)
        added += len(made)
    return Added(added, [Comment(slug=slug).short_id for slug in left_out])


def _in_chunks(contributions) -> Iterator[list[int]]:
    if isinstance(contributions, list):
        ids = [comment.pk for comment in contributions]
    else:
        ids = list(contributions.order_by().values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]


COLUMNS = ("pk", "slug", "version", "visibility", "chosen_visibility")


def _to_answer(answer: Answer, ids: list[int], by):
    """These, and what stands under them: of other groups' drafts what anyone may read."""
    yield from input_of(answer.group, by).filter(pk__in=ids).values(*COLUMNS)
    under = Comment.objects.visible_to(by).filter(same_as__in=ids, removed_at=None)
    here = Q(visibility__in=DELIVERED, draft_set__group=answer.group)
    yield from under.filter(here | Q(visibility__in=READABLE)).values(*COLUMNS)


def _is_private(row: dict) -> bool:
    return Visibility.GROUP in {row["visibility"], row["chosen_visibility"]}


def leave_out_private(answer: Answer) -> list[str]:
    """What is for this group alone goes to no other one; the short ids of what was left out."""
    private = Q(comment__visibility=Visibility.GROUP) | Q(
        comment__chosen_visibility=Visibility.GROUP
    )
    found = answer.answered.filter(private)
    slugs = list(found.values_list("comment__slug", flat=True))
    found.delete()
    return [Comment(slug=slug).short_id for slug in slugs]


def put_in_what_stands_under(answer: Answer, *, by, at: datetime) -> None:
    """Whatever was bundled since the answer was drafted is answered with its statement."""
    heads = Comment.objects.filter(answered_by__answer=answer, said_alike__isnull=False).distinct()
    put_in(answer, heads, by=by, at=at)


def stamps_of(answer: Answer, *more: int) -> set[str]:
    """What pages depend on a published answer: the contributions' and those of changed texts."""
    answered = answer.answered.values("comment")
    places = {
        *_places(Comment.objects.filter(pk__in=answered)),
        *_places(Comment.objects.filter(same_as__in=answered)),
        *_places(Comment.objects.filter(pk__in=more)),
    }
    keys = {key for code, whole in places for key in stamp_keys(code or whole, whole)}
    changed = AnswerChange.objects.filter(answer=answer)
    codes = changed.values_list("recommendation__code", flat=True)
    return keys | {talk_about(code) for code in codes} | {TALK}


def _places(comments):
    rows = comments.order_by().values_list("recommendation__code", "draft_set__code")
    return rows.distinct()


def tell_everyone(answer: Answer, *more: int) -> None:
    """Pages that show it are new, and whoever spoke hears of it. Last in each deed."""
    Stamp.objects.touch(*stamps_of(answer, *more))
    Outbox.objects.write(ADDRESS, answer.pk)
