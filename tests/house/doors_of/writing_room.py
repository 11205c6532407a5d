"""The writing room of a group: for its members and for organisers, and for nobody else."""

from ..doors import FORM, MEMBER, NOBODY, ORGANISER, READ, Answer, Door

PAGES = {
    "feedback:draft": (READ, 200),
    "feedback:draft_people": (READ, 200),
    "feedback:save_draft": (("POST",), 400),
    "feedback:explain_draft": (("POST",), 302),
    "feedback:draft_structure": (FORM, 400),
}


def door(methods, sent, *states):
    answers = {state: Answer((MEMBER, ORGANISER), sign_in=True, sent=sent) for state in states}
    nobody = {"unknown": Answer(NOBODY, sign_in=True)}
    return Door(methods, {**answers, **nobody}, method_first=False)


DOORS = {
    "feedback:writing_room": door(FORM, 400, "of the group"),
    **{name: door(*page, "of the group") for name, page in PAGES.items()},
}


def make(world):
    world.at["feedback:writing_room", "of the group"] = ["diversity"]
    world.at["feedback:writing_room", "unknown"] = ["nowhere"]
    for page in PAGES:
        world.at[page, "of the group"] = ["diversity", world.unpublished.pk]
        # Published, so it is not among the drafts.
        world.at[page, "unknown"] = ["diversity", world.recommendation.pk]
