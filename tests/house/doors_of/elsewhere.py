"""Reports of what was said elsewhere: read, written, handed in, published."""

from feedback.models import Conversation
from tests import make as rows

from ..doors import (
    ALLOWED,
    AUTHOR,
    EVERYONE,
    FORM,
    MEMBER,
    MODERATORS,
    NOBODY,
    ORGANISER,
    PUBLIC,
    READ,
    UNFINISHED,
    Answer,
    Door,
    account,
)

STATES = {
    "published": Conversation.State.PUBLISHED,
    "submitted": Conversation.State.SUBMITTED,
    "draft": Conversation.State.DRAFT,
}


def deed(to, methods, sent, *, published=None):
    """What is done with a report by who reported it, or by the liaisons for it."""
    unseen = {"others": 404, "sign_in": True, "sent": sent}
    refused = {who: 403 for who in UNFINISHED if who not in to}
    of_draft = Answer(to, **unseen) if AUTHOR in to else Answer(NOBODY, but={AUTHOR: 403}, **unseen)
    return Door(
        methods,
        {
            "published": Answer(to if published is None else published, 403, {}, True, sent),
            "submitted": Answer(to, but=refused, **unseen),
            "draft": of_draft,
            "unknown": Answer(NOBODY, **unseen),
        },
        method_first=False,
    )


DOORS = {
    "feedback:alike": Door(
        READ,
        {
            "visible": Answer(EVERYONE),
            **dict.fromkeys(("hidden", "withdrawn", "waiting", "group only"), Answer(NOBODY)),
            "unpublished": Answer((MEMBER, ORGANISER)),
            "unknown": Answer(NOBODY),
        },
    ),
    "feedback:bundle": Door(
        FORM,
        {
            "visible": Answer(MODERATORS, 403, sign_in=True),
            **dict.fromkeys(
                ("hidden", "withdrawn", "waiting", "group only", "unknown"),
                Answer(NOBODY, 403, dict.fromkeys(MODERATORS, 404), sign_in=True),
            ),
        },
        method_first=False,
    ),
    "feedback:conversations": PUBLIC,
    "feedback:conversation": Door(
        READ,
        {
            "published": Answer(EVERYONE),
            "submitted": Answer(UNFINISHED),
            "draft": Answer((AUTHOR,)),
            "unknown": Answer(NOBODY),
        },
    ),
    "feedback:new_conversation": account(FORM, sent=400),
    "feedback:my_conversations": account(),
    "feedback:edit_conversation": deed((AUTHOR,), FORM, 400),
    "feedback:import_statements": deed((AUTHOR,), FORM, 400),
    "feedback:carry_back": Door(
        READ,
        {
            "published": Answer(UNFINISHED, 403, {}, True),
            "submitted": Answer(NOBODY, 404, dict.fromkeys(UNFINISHED, 403), True),
            "draft": Answer(NOBODY, 404, {AUTHOR: 403}, True),
            "unknown": Answer(NOBODY, sign_in=True),
        },
        method_first=False,
    ),
    "feedback:correct_conversation": Door(
        FORM,
        {
            "published": Answer(UNFINISHED, 403, {}, True, 200),
            "submitted": Answer(NOBODY, 404, dict.fromkeys(UNFINISHED, 403), True),
            "draft": Answer(NOBODY, 404, {AUTHOR: 403}, True),
            "unknown": Answer(NOBODY, sign_in=True),
        },
        method_first=False,
    ),
    "feedback:delete_conversation": deed((AUTHOR,), FORM, 302, published=NOBODY),
    "feedback:hand_in_conversation": deed((AUTHOR,), ("POST",), 400),
    "feedback:review_conversation": deed(ALLOWED, ("POST",), 400),
}


def make(world):
    """A report in each state, in the language of the first liaison."""
    found = {
        name: rows.conversation(language="ar", reported_by=world.people[AUTHOR], state=state).pk
        for name, state in STATES.items()
    }
    for name, door in DOORS.items():
        for state in door.states:
            if state and name not in ("feedback:alike", "feedback:bundle"):
                world.at[name, state] = [found.get(state, 7777)]
