"""The liaisons' desk, its lists, and what is given to the organisers from there."""

from ..doors import (
    ALLOWED,
    FORM,
    MODERATORS,
    NOBODY,
    Answer,
    Door,
    account,
)


def given(*to):
    """By those who moderate, of what they can read; others may not at all."""
    unseen = {who: 404 for who in MODERATORS if who not in to}
    return Answer(to, others=403, but=unseen, sign_in=True, sent=302)


DOORS = {
    "feedback:desk": account(to=MODERATORS),
    "feedback:queue": account(FORM, sent=400, to=MODERATORS),
    "feedback:desk_questions": account(to=MODERATORS),
    "feedback:desk_translations": account(to=MODERATORS),
    "feedback:escalate": Door(
        FORM,
        {
            "visible": given(*MODERATORS),
            **dict.fromkeys(("waiting", "hidden", "group only"), given(*ALLOWED)),
            "unknown": given(*NOBODY),
        },
        method_first=False,
    ),
}


def make(world):
    """The comments of the world are enough."""
