"""What groups answer: read by all once it is published, written by their members."""

from feedback.models import Visibility
from tests.feedback.answering import drafted, published

from ..doors import (
    AUTHOR,
    EVERYONE,
    FORM,
    LIAISON,
    MEMBER,
    NOBODY,
    ORGANISER,
    READ,
    Answer,
    Door,
)

LIST = Door(READ, {"there": Answer(EVERYONE), "unknown": Answer(NOBODY)})
OURS = (MEMBER, ORGANISER)
DESK = Door(
    READ,
    {
        "of the group": Answer(OURS, sign_in=True),
        "of the whole movement": Answer((ORGANISER,), sign_in=True),
        "unknown": Answer(NOBODY, sign_in=True),
    },
    method_first=False,
)
# Without anything chosen it leads back to the list.
NEW = Door(
    FORM,
    {
        "of the group": Answer(NOBODY, but=dict.fromkeys(OURS, 302), sign_in=True),
        "unknown": Answer(NOBODY, sign_in=True),
    },
    method_first=False,
)
ONE = Door(
    FORM,
    {
        "draft": Answer(OURS, sign_in=True),
        "of another group": Answer(NOBODY, sign_in=True),
        "unknown": Answer(NOBODY, sign_in=True),
    },
    method_first=False,
)
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
    "feedback:translate_answer": Door(
        FORM,
        {
            # The page is in English, and so are these answers: it takes another language.
            "published": Answer(NOBODY, others=403, sign_in=True),
            "draft": Answer(NOBODY, but={MEMBER: 403, ORGANISER: 403}, sign_in=True),
            "unknown": Answer(NOBODY, sign_in=True),
        },
        method_first=False,
    ),
    "feedback:desk_answers": DESK,
    "feedback:new_answer": NEW,
    "feedback:edit_answer": ONE,
    "feedback:review_answer": ONE,
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
        world.at["feedback:translate_answer", state] = [answer.pk]
    world.at["feedback:answer", "unknown"] = [7777]
    world.at["feedback:translate_answer", "unknown"] = [7777]
    for name in ("feedback:desk_answers", "feedback:new_answer"):
        world.at[name, "of the group"] = ["diversity"]
        world.at[name, "of the whole movement"] = ["all"]
        world.at[name, "unknown"] = ["nowhere"]
    for name in ("feedback:edit_answer", "feedback:review_answer"):
        world.at[name, "draft"] = ["diversity", answers["draft"].pk]
        world.at[name, "of another group"] = ["other", answers["draft"].pk]
        world.at[name, "unknown"] = ["diversity", 7777]
    number = world.draft_set.iteration.number
    for name in ("feedback:answers", "feedback:changes"):
        world.at[name, "there"] = ["diversity", number]
        world.at[name, "unknown"] = ["diversity", 777]
    world.at["feedback:answers_feed_of_group", "there"] = ["diversity"]
    world.at["feedback:answers_feed_of_group", "unknown"] = ["none"]
