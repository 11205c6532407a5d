"""What groups answer: read by all once it is published, written by their members."""

from feedback.models import Visibility
from tests.feedback.answering import drafted, published

from ..doors import AUTHOR, EVERYONE, LIAISON, MEMBER, NOBODY, ORGANISER, READ, Answer, Door

LIST = Door(READ, {"there": Answer(EVERYONE), "unknown": Answer(NOBODY)})
DOORS = {
    "feedback:answer": Door(
        READ,
        {
            "published": Answer(EVERYONE),
            "to private words alone": Answer((AUTHOR, LIAISON, MEMBER, ORGANISER)),
            "draft": Answer((MEMBER, ORGANISER)),
            "unknown": Answer(NOBODY),
        },
    ),
    "feedback:answers": LIST,
    "feedback:changes": LIST,
    "feedback:answers_feed": Door(READ, {"": Answer(EVERYONE)}),
    "feedback:answers_feed_of_group": LIST,
}


def make(world):
    comment = world.comments["visible"]
    private = world.comment(Visibility.GROUP, chosen_visibility=Visibility.GROUP)
    answers = {
        "published": published(comment),
        "to private words alone": published(private),
        "draft": drafted(comment),
    }
    for state, answer in answers.items():
        world.at["feedback:answer", state] = [answer.pk]
    world.at["feedback:answer", "unknown"] = [7777]
    number = world.draft_set.iteration.number
    for name in ("feedback:answers", "feedback:changes"):
        world.at[name, "there"] = ["diversity", number]
        world.at[name, "unknown"] = ["diversity", 777]
    world.at["feedback:answers_feed_of_group", "there"] = ["diversity"]
    world.at["feedback:answers_feed_of_group", "unknown"] = ["none"]
