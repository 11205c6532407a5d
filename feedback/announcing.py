"""Telling people of words that can now be read: first the rows of their inboxes, then letters.

Recipients are an access decision. Whoever may not read the words at this moment gets no row, and
everything is asked once more when a letter goes out.
"""

from collections import defaultdict
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from accounts.frequency import Frequency
from accounts.models import Assignment, User

from .authorship import answerable_for
from .models import DELIVERED, Comment, Follow, Notice, Outbox
from .threads import with_texts
from .wishes import wish_for

ANNOUNCE = "feedback.announce"
TELL = "feedback.tell_of_notice"
BATCH = 500


def announce(comment_id: int) -> int:
    """Note for everyone concerned that these words are there; a second run adds nobody."""
    comment = (
        for_wishes(Comment.objects.filter(visibility__in=DELIVERED)).filter(pk=comment_id).first()
    )
    if comment is None:
        return 0
    return sum(_announce_to(comment, people) for people in _people_concerned(comment))


def for_wishes(comments):
    """Comments with all that a wish or a letter names."""
    return with_texts(comments).select_related(
        "author", "conversation__reported_by", "thread", "parent__author",
        "parent__conversation__reported_by",
    )  # fmt: skip


def _people_concerned(comment: Comment) -> Iterator[list[int]]:
    """The author of what it replies to, then all who follow something of it, in batches."""
    person = answerable_for(comment.parent) if comment.parent else None
    if person:
        yield [person.pk]
    last = 0
    following = Follow.objects.of(comment).order_by("person").values_list("person", flat=True)
    while people := list(following.filter(person__gt=last).distinct()[:BATCH]):
        yield people
        last = people[-1]


@transaction.atomic
def _announce_to(comment: Comment, people: list[int]) -> int:
    # Whoever hides the words waits for this batch, and the next one finds them hidden.
    words = (
        Comment.objects.filter(visibility__in=DELIVERED)
        .select_for_update(of=("self",))
        .filter(pk=comment.pk)
    )
    if words.values("pk").first() is None:
        return 0
    told = Notice.objects.filter(comment=comment, decision=None, answer=None, person__in=people)
    people = list(set(people) - set(told.values_list("person", flat=True)))
    rows = list(_notices(comment, people))
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    at_once = Notice.objects.to_be_told(Frequency.AT_ONCE).filter(
        comment=comment, decision=None, answer=None, person__in=people
    )
    Outbox.objects.write_each(TELL, list(at_once.values_list("pk", flat=True)))
    return len(rows)


def _notices(comment: Comment, people: list[int]) -> Iterator[Notice]:
    """One for each of them who may read the words and wishes to hear of them."""
    now, follows = timezone.now(), defaultdict(list)
    for follow in Follow.objects.of(comment).filter(person__in=people):
        follows[follow.person_id].append(follow)
    for person in _who_may_read(comment, people):
        if wish := wish_for(person, comment, follows[person.pk]):
            told = {"kind": wish.kind, "frequency": wish.frequency}
            yield Notice(person=person, comment=comment, made_at=now, **told)


def _who_may_read(comment: Comment, people: list[int]) -> Iterator[User]:
    """Those of them who may read the words now; who said or reported them needs no telling."""
    roles = Prefetch("assignments", Assignment.objects.all(), to_attr="loaded_assignments")
    found = User.objects.filter(pk__in=people, is_active=True).prefetch_related(roles)
    words = Comment.objects.filter(pk=comment.pk)
    is_public = words.readable().exists()
    said_by = {comment.author_id, comment.conversation and comment.conversation.reported_by_id}
    for person in found:
        if person.pk in said_by:
            continue
        if is_public or words.visible_to(person).exists():
            yield person
