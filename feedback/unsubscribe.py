"""The link in a letter that ends letters like it, without signing in (RFC 8058)."""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse

from accounts.frequency import Frequency
from accounts.letters import DATES, DECISIONS
from accounts.models import User

from .addresses import stop_link
from .models import Follow
from .wishes import Wish

SALT = "feedback.letters"
REPLIES = "replies"
FOLLOW = "follow"
DIGESTS = (Frequency.DAILY, Frequency.WEEKLY)


@dataclass(frozen=True)
class Letters:
    """One kind of letters to one person: about replies, decisions or dates, digests, a follow."""

    person_id: int
    kind: str
    about: str = ""
    key: str = ""

    @classmethod
    def of(cls, person: User, wish: Wish) -> "Letters":
        if wish.follow:
            return cls(person.pk, FOLLOW, wish.follow.about, wish.follow.key)
        return cls(person.pk, REPLIES)


def link_to_end(letters: Letters) -> str:
    """The address, in the language that is spoken; it holds for as long as there are letters."""
    told = [letters.person_id, letters.kind, letters.about, letters.key]
    token = signing.dumps(told, salt=SALT)
    return settings.BASE_URL + reverse("feedback:stop_letters", args=[token])


def ending(person: User | None, kind: str, address: str) -> str:
    """The link in an account's letters of one kind; guests end all letters to their address."""
    return link_to_end(Letters(person.pk, kind)) if person else stop_link(address)


def letters_named(token: str) -> Letters | None:
    """Which letters a link is about; None for a link that was never sent."""
    try:
        return Letters(*signing.loads(token, salt=SALT))
    except signing.BadSignature:
        return None


@transaction.atomic
def end(letters: Letters) -> None:
    """Exactly these letters come no more. Done twice, it is done once."""
    person = User.objects.select_for_update().filter(pk=letters.person_id).first()
    if person is None:
        return
    follows = Follow.objects.filter(person=person)
    if letters.kind == FOLLOW:
        follows.filter(about=letters.about, key=letters.key).delete()
    elif letters.kind in (DECISIONS, DATES):
        setattr(person, letters.kind, False)
        person.save(update_fields=[letters.kind])
    elif letters.kind in DIGESTS:
        follows.filter(frequency=letters.kind).update(frequency=Frequency.PORTAL)
    if letters.kind == REPLIES or letters.kind == person.replies_frequency:
        person.replies_frequency = Frequency.PORTAL
        person.save(update_fields=["replies_frequency"])
