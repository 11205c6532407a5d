"""Words in other languages: proposed by those who may read them, judged by liaisons in reach."""

from tests.feedback.rendering import rendering

from ..doors import (
    AUTHOR,
    FORM,
    LIAISON,
    MEMBER,
    MODERATORS,
    NOBODY,
    ORGANISER,
    PRIVATE,
    READER,
    WITH_ACCOUNT,
    Answer,
    Door,
    account,
)


def judged(*to):
    """Those who moderate hear nothing of what is not before them; others may not at all."""
    others = {who: 404 for who in MODERATORS if who not in to}
    return Answer(to, others=403, but=others, sign_in=True, sent=400)


def by_machine(*known):
    """Whoever knows of the words may not: this portal has no machine."""
    return Answer(NOBODY, but=dict.fromkeys(known, 403), sign_in=True)


GONE = ("hidden", "withdrawn", "waiting", "unknown")
DOORS = {
    "feedback:render": Door(
        FORM,
        {
            "visible": Answer(WITH_ACCOUNT, sign_in=True, sent=400),
            **dict.fromkeys(GONE, Answer(NOBODY, sign_in=True)),
            "group only": Answer(PRIVATE, sign_in=True, sent=400),
            "unpublished": Answer((MEMBER, ORGANISER), sign_in=True, sent=400),
        },
        method_first=False,
    ),
    "feedback:ask_machine": Door(
        ("POST",),
        {
            "visible": by_machine(*WITH_ACCOUNT),
            **dict.fromkeys(GONE, by_machine()),
            "group only": by_machine(*PRIVATE),
            "unpublished": by_machine(MEMBER, ORGANISER),
        },
        method_first=False,
    ),
    "feedback:renderings": account(to=MODERATORS),
    "feedback:decide_rendering": Door(
        FORM,
        {
            "of public words": judged(LIAISON, ORGANISER),
            "of private words": judged(LIAISON, ORGANISER),
            "of hidden words": judged(),
            "unknown": judged(),
        },
        method_first=False,
    ),
}


def make(world):
    words = {
        "of public words": "visible",
        "of private words": "group only",
        "of hidden words": "hidden",
    }
    for state, name in words.items():
        made = rendering(comment=world.comments[name], by=world.people[READER])
        world.at["feedback:decide_rendering", state] = [made.pk]
    world.at["feedback:decide_rendering", "unknown"] = [77_777]
    assert world.comments["visible"].author == world.people[AUTHOR]
