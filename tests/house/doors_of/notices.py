"""Following, the inbox, and letters."""

from feedback.announcing import announce
from feedback.models import Notice
from feedback.unsubscribe import Letters, link_to_end
from tests import cast

from ..doors import (
    EVERYONE,
    FORM,
    MEMBER,
    NOBODY,
    ORGANISER,
    READ,
    READER,
    WITH_ACCOUNT,
    Answer,
    Door,
    account,
)

DOORS = {
    "feedback:follow": Door(
        FORM,
        {
            "published": Answer(WITH_ACCOUNT, sign_in=True, sent=400),
            "unpublished": Answer((MEMBER, ORGANISER), sign_in=True, sent=400),
            "unknown": Answer(NOBODY, sign_in=True),
        },
        method_first=False,
    ),
    "feedback:notices": account(FORM, sent=400),
    "feedback:notice": Door(
        READ,
        {
            "one's own": Answer(NOBODY, but={READER: 302}, sign_in=True),  # on to the words
            "unknown": Answer(NOBODY, sign_in=True),
        },
        method_first=False,
    ),
    "feedback:notice_settings": account(FORM, sent=400),
    "feedback:stop_letters": Door(FORM, {"own": Answer(EVERYONE), "unknown": Answer(NOBODY)}),
}


def make(world):
    recommendations = {
        "published": world.recommendation.code,
        "unpublished": world.unpublished.code,
        "unknown": "XX9-9",
    }
    for state, code in recommendations.items():
        world.at["feedback:follow", state] = ["recommendation", code]
    reader = world.people[READER]
    cast.follow(reader, world.recommendation)
    announce(world.comments["visible"].pk)
    world.at["feedback:notice", "one's own"] = [Notice.objects.get().pk]
    world.at["feedback:notice", "unknown"] = [7777]
    token = link_to_end(Letters(reader.pk, "daily")).split("/")[-2]
    world.at["feedback:stop_letters", "own"] = [token]
    world.at["feedback:stop_letters", "unknown"] = ["none"]
