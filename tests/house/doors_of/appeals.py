"""Appeals: the author asks, somebody else than who decided answers."""

from feedback.addresses import appeal_link
from feedback.models import Decision
from tests import cast
from tests.feedback import appealing

from ..doors import (
    AUTHOR,
    EVERYONE,
    FORM,
    LIAISON,
    MODERATORS,
    NOBODY,
    ORGANISER,
    OTHER_LIAISON,
    Answer,
    Door,
    account,
)


def answered(*to):
    """Those who moderate hear nothing of appeals on what they may not know."""
    others = {who: 404 for who in MODERATORS if who not in to}
    return Answer(to, others=403, but=others, sign_in=True, sent=400)


OPEN_TO_WHO_HOLDS_IT = {
    "own": Answer(EVERYONE, sent=400),
    **dict.fromkeys(("another's", "unknown"), Answer(NOBODY)),
}
DOORS = {
    "feedback:appeal": Door(
        FORM,
        {
            "own": Answer((AUTHOR,), sign_in=True, sent=400),
            "unknown": Answer(NOBODY, sign_in=True),
        },
        method_first=False,
    ),
    "feedback:secret_appeal": Door(FORM, OPEN_TO_WHO_HOLDS_IT),
    "feedback:letter_appeal": Door(
        FORM, {"own": Answer(EVERYONE, sent=400), "unknown": Answer(NOBODY)}
    ),
    "feedback:appeals": account(to=MODERATORS),
    "feedback:answer_appeal": Door(
        FORM,
        {
            "in Arabic": answered(LIAISON, ORGANISER),
            "on one's own decision": Answer(
                (ORGANISER,), others=403, but={OTHER_LIAISON: 404, LIAISON: 404}, sign_in=True,
                sent=400,
            ),
            "unknown": answered(),
        },
        method_first=False,
    ),
}  # fmt: skip


def make(world):
    """The words are in Arabic; one was decided by a liaison who is not there, one by who is."""
    by = cast.liaison("ar", name="Deciding")
    hidden = world.comments["hidden"]
    decision = appealing.decision(comment=hidden, by=by)
    own = appealing.decision(comment=hidden, by=world.people[LIAISON])
    guests = appealing.decision(comment=world.guests_hidden, by=by)
    world.at["feedback:appeal", "own"] = [appealing.decision(comment=hidden, by=by).pk]
    world.at["feedback:appeal", "unknown"] = [77_777]
    for state, pk in {"own": guests.pk, "another's": decision.pk, "unknown": 77_777}.items():
        world.at["feedback:secret_appeal", state] = [world.secret, pk]
    world.at["feedback:letter_appeal", "own"] = [appeal_link(guests).split("/")[-3]]
    world.at["feedback:letter_appeal", "unknown"] = ["none"]
    states = {"in Arabic": decision, "on one's own decision": own}
    for state, about in states.items():
        assert about.kind == Decision.Kind.HIDE
        world.at["feedback:answer_appeal", state] = [appealing.appeal(decision=about).pk]
    world.at["feedback:answer_appeal", "unknown"] = [77_777]
