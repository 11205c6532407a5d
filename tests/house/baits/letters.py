"""Messages, and what liaisons who are not in the list would say there."""

from tests import make

from ..crowd import STAFF
from ..doors import LIAISON, ORGANISER


def plant(bait):
    for to in (bait.liaison, None):
        kind = f"message to {to.name if to else 'the organisers'}"
        message = make.message(
            to=to,
            name=bait.token(f"{kind}, name"),
            body=bait.token(f"{kind}, words"),
            reply_address=f"{bait.token(f'{kind}, address')}@example.org",
        )
        bait.addresses.append(f"/en/desk/messages/{message.pk}/")
    make.listing(person=bait.liaison, is_listed=False, introduction=bait.token("not listed"))
    bait.addresses.append(f"/en/liaisons/{bait.liaison.pk}/write/")
    bait.is_for((LIAISON,), "message to Deciding", "not listed")
    bait.is_for((ORGANISER, STAFF), "message to the organisers")
