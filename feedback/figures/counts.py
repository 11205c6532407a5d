"""Counts of contributions, of what waits, and of what is not public."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Exists, Min, Q, Sum
from django.db.models.functions import Coalesce

from accounts.models import Assignment
from accounts.roles import Role, Scope
from recommendations.models import DraftSet, Recommendation

from ..models import READABLE, Comment, Visibility
from ..small_numbers import Shown, of_sum, parts_of
from ..threads import visible_reply

READABLE_ONLY = Q(visibility__in=READABLE)
# What ``Comment.objects.readable`` says, for counts of several things at once.
BEFORE_THE_PUBLIC = READABLE_ONLY & Q(draft_set__published_at__isnull=False)
WAITING = Q(visibility=Visibility.WAITING)
# Guests may leave out their name where it is not shown.
BY_GUESTS = Q(author=None) & (~Q(name="") | ~Q(submission__secret_digest=""))


def contributions_by_recommendation(iteration=None, group=None) -> dict[int, int]:
    """How many contributions anyone can read on each recommendation (by its id), replies too."""
    rows = Comment.objects.readable().exclude(recommendation=None)
    if iteration is not None:
        rows = rows.filter(draft_set__iteration=iteration)
    if group is not None:
        rows = rows.filter(draft_set__group=group)
    counted = rows.values("recommendation").annotate(number=Count("pk")).order_by()
    return {row["recommendation"]: row["number"] for row in counted}


def discussion_counts(comments) -> dict[str, int]:
    """``contributions``, ``threads`` and ``replies`` of a discussion that anyone can read."""
    return comments.aggregate(
        contributions=Count("pk", filter=READABLE_ONLY),
        threads=Count("pk", filter=READABLE_ONLY & Q(parent=None)),
        replies=Count("pk", filter=READABLE_ONLY & Q(parent__isnull=False)),
    )


def own_words(person) -> int:
    """How many contributions somebody made with their account, whatever became of them."""
    return Comment.objects.filter(author=person).count()


class Elsewhere(NamedTuple):
    """Published conversations, the statements of them that anyone can read, and who took part.

    Three numbers that are never added up. People are those that reports name, each report on its
    own: whoever was at two meetings is counted at both. Some reports give no number.
    """

    conversations: int
    statements: int
    people: int
    without_number: int


def said_elsewhere(conversations) -> Elsewhere:
    """What these published conversations brought."""
    told = conversations.aggregate(
        conversations=Count("pk"),
        people=Coalesce(Sum("people_count"), 0),
        without_number=Count("pk", filter=Q(people_count=None)),
    )
    ids = conversations.values("pk")
    return Elsewhere(
        statements=Comment.objects.readable().filter(conversation__in=ids).count(), **told
    )


class PrivateWords(NamedTuple):
    """How many contributions are not public, as far as that may be told: in each iteration, on
    each set of drafts, on each recommendation (all by their ids)."""

    by_iteration: dict[int, Shown]
    by_set: dict[int, Shown]
    by_recommendation: dict[int, Shown]


def private_words(iterations) -> PrivateWords:
    """Those for liaisons and the working group only; removed ones too, waiting ones not."""
    published = DraftSet.objects.filter(iteration__in=iterations, published_at__isnull=False)
    rounds = dict(published.values_list("pk", "iteration"))
    targets: dict[int, dict[int | None, int]] = {pk: {None: 0} for pk in rounds}
    there = Recommendation.objects.filter(draft_set__in=rounds).values_list("draft_set", "pk")
    for draft_set, recommendation in there:
        targets[draft_set][recommendation] = 0
    said = Comment.objects.filter(draft_set__in=rounds, visibility=Visibility.GROUP)
    counted = said.values_list("draft_set", "recommendation").annotate(number=Count("pk"))
    for draft_set, recommendation, number in counted.order_by():
        targets[draft_set][recommendation] = number
    found = PrivateWords({}, {}, {})
    for iteration in set(rounds.values()):
        sets = {pk: sum(targets[pk].values()) for pk in rounds if rounds[pk] == iteration}
        found.by_iteration[iteration] = of_sum(sum(sets.values()))
        found.by_set.update(parts_of(found.by_iteration[iteration], sets))
    for pk, numbers in targets.items():
        shown = parts_of(found.by_set[pk], numbers)
        found.by_recommendation.update({key: mark for key, mark in shown.items() if key})
    return found


class Work(NamedTuple):
    """Contributions of one kind: how many anyone can read, how many of these nobody has replied
    to, how many wait for a liaison, and since when the oldest does."""

    readable: int
    unanswered: int
    waiting: int
    oldest: datetime | None

    @classmethod
    def none(cls) -> "Work":
        return cls(0, 0, 0, None)


WORK = {
    "readable": Count("pk", filter=BEFORE_THE_PUBLIC),
    # Replies are answers themselves: only what begins a thread can be left without one.
    "unanswered": Count("pk", filter=BEFORE_THE_PUBLIC & Q(parent=None, has_reply=False)),
    "waiting": Count("pk", filter=WAITING),
    "oldest": Min("stored_at", filter=WAITING),
}


def work_by(comments, field: str) -> dict[object, Work]:
    """What came and what waits by one field: a language, a group (its id), a channel."""
    counted = comments.annotate(has_reply=Exists(visible_reply)).values(field).annotate(**WORK)
    found = {row.pop(field): Work(**row) for row in counted.order_by()}
    return {key: work for key, work in found.items() if work.readable or work.waiting}


def work_in_all(comments, user) -> dict[str, int]:
    """The same of all of these; whose words they are; and what stands in no list of readers."""
    return comments.annotate(has_reply=Exists(visible_reply)).aggregate(
        **WORK,
        waiting_own=Count("pk", filter=WAITING & Q(author=user)),
        accounts=Count("author", distinct=True, filter=BEFORE_THE_PUBLIC),
        guests=Count("submission", distinct=True, filter=BEFORE_THE_PUBLIC & BY_GUESTS),
        hidden=Count("pk", filter=Q(visibility=Visibility.HIDDEN)),
        private=Count("pk", filter=Q(visibility=Visibility.GROUP)),
    )


def liaisons_by_language() -> dict[str, int]:
    """How many liaisons each language has; those of all languages stand under the empty code."""
    held = Assignment.objects.filter(
        role=Role.LIAISON, user__is_active=True, scope__in=[Scope.LANGUAGE, Scope.EVERYWHERE]
    )
    counted = held.values("value").annotate(number=Count("user", distinct=True)).order_by()
    return {row["value"]: row["number"] for row in counted}
