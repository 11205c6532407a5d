"""Why somebody is told of certain words, and how soon: their own wishes, as they stand now."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from accounts.frequency import Frequency
from accounts.models import User

from .models import DELIVERED, Block, Comment, Follow, Notice, subjects_of
from .permissions import is_own


@dataclass(frozen=True)
class Wish:
    """The most immediate of the wishes that the words fulfil."""

    kind: Notice.Kind
    frequency: str
    follow: Follow | None = None  # none: it is the wish to hear of replies to one's own words


def rank(frequency: str) -> int:
    """The lower, the sooner."""
    return Frequency.values.index(frequency)


def wish_for(person: User, comment: Comment, follows: Iterable[Follow]) -> Wish | None:
    """What makes this comment worth telling this person, of the things that they follow."""
    is_reply = is_reply_to(person, comment)
    kind = Notice.Kind.REPLY if is_reply else Notice.Kind.CONTRIBUTION
    wishes = [Wish(kind, person.replies_frequency)] if is_reply else []
    subjects = set(subjects_of(comment))
    wishes += [
        Wish(kind, follow.frequency, follow)
        for follow in follows
        if (follow.about, follow.key) in subjects
    ]
    return min(wishes, key=lambda wish: rank(wish.frequency), default=None)


def is_reply_to(person: User, comment: Comment) -> bool:
    """Whether it answers words of this person that are still there to be answered."""
    parent = comment.parent
    return bool(parent and is_own(person, parent) and parent.visibility in DELIVERED)


def may_be_told(person: User, comment: Comment) -> bool:
    """Whether letters about these words go to this person: not to, nor about, who is blocked."""
    return not blocked_among({person.pk, comment.author_id})


def blocked_among(people: set[int | None]) -> set[int]:
    """Those of them who may not write now."""
    known = [pk for pk in people if pk is not None]
    blocks = Block.objects.in_force(timezone.now()).filter(person__in=known)
    return set(blocks.values_list("person", flat=True))
