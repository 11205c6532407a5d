"""What people do with what they are told: follow, follow no more, read."""

from django.db import transaction
from django.utils import timezone

from accounts.frequency import Frequency
from accounts.models import User

from ..models import Follow
from ..subjects import Subject


def follow(subject: Subject, *, by: User, frequency: Frequency) -> Follow:
    """Hear of a thing, or hear of it at other times than until now."""
    return Follow.objects.update_or_create(
        person=by,
        about=subject.about,
        key=subject.key,
        defaults={"frequency": frequency},
        create_defaults={"frequency": frequency, "since": timezone.now()},
    )[0]


def unfollow(subject: Subject, *, by: User) -> None:
    """Hear of it no more; what stands in the inbox stays there."""
    Follow.objects.filter(person=by, about=subject.about, key=subject.key).delete()


@transaction.atomic
def choose_letters(person: User, wishes: dict, follows: dict[int, str | None]) -> None:
    """Which letters come, and how soon: about one's own words, and for each thing followed.

    ``follows`` has only what was changed; what has no frequency is followed no more.
    """
    for field, wanted in wishes.items():
        setattr(person, field, wanted)
    person.save(update_fields=list(wishes))
    own = Follow.objects.filter(person=person)
    for pk, frequency in follows.items():
        if frequency:
            own.filter(pk=pk).update(frequency=frequency)
        else:
            own.filter(pk=pk).delete()


def mark_read(notices) -> int:
    """One or many: those that are read already keep their time."""
    return notices.unread().update(read_at=timezone.now())
