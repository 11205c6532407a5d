"""Messages to liaisons and to the organisers."""

from tests import make as rows

from ..doors import (
    EVERYONE,
    FORM,
    LIAISON,
    MODERATORS,
    NOBODY,
    ORGANISER,
    OTHER_LIAISON,
    READER,
    Answer,
    Door,
    account,
)


def inboxed(*to):
    """A message in an inbox: those who moderate do not know of each other's."""
    others = {who: 404 for who in MODERATORS if who not in to}
    return Answer(to, others=403, but=others, sign_in=True, sent=400)


DOORS = {
    "feedback:write_to_organisers": Door(FORM, {"": Answer(EVERYONE, sent=400)}),
    "feedback:write_to_liaison": Door(
        FORM,
        {
            "listed": Answer(EVERYONE, sent=400),
            **dict.fromkeys(("not listed", "unknown"), Answer(NOBODY)),
        },
    ),
    "feedback:messages": account(to=MODERATORS),
    "feedback:message": Door(
        FORM,
        {
            "to a liaison": inboxed(LIAISON),
            "to the organisers": inboxed(ORGANISER),
            "to a liaison of long ago": inboxed(ORGANISER),
            "unknown": inboxed(),
        },
        method_first=False,
    ),
}


def make(world):
    liaison, other = world.people[LIAISON], world.people[OTHER_LIAISON]
    rows.listing(person=liaison)
    rows.listing(person=other, is_listed=False)
    for state, pk in {"listed": liaison.pk, "not listed": other.pk, "unknown": 7777}.items():
        world.at["feedback:write_to_liaison", state] = [pk]
    messages = {
        "to a liaison": rows.message(to=liaison).pk,
        "to the organisers": rows.message().pk,
        "to a liaison of long ago": rows.message(to=world.people[READER]).pk,
        "unknown": 7777,
    }
    for state, pk in messages.items():
        world.at["feedback:message", state] = [pk]
