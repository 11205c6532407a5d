"""Groups' desks: those of one's own groups, and of all groups for organisers."""

from ..doors import (
    MEMBER,
    NOBODY,
    ORGANISER,
    OTHER_MEMBER,
    READ,
    Answer,
    Door,
    account,
)

DOORS = {
    "feedback:group_desks": account(to=(MEMBER, OTHER_MEMBER, ORGANISER)),
    "feedback:group_desk": Door(
        READ,
        {
            "of the group": Answer((MEMBER, ORGANISER), sign_in=True),
            "of the whole movement": Answer((ORGANISER,), sign_in=True),
            "unknown": Answer(NOBODY, sign_in=True),
        },
        method_first=False,
    ),
}


def make(world):
    page = "feedback:group_desk"
    world.at[page, "of the group"] = ["diversity"]
    world.at[page, "of the whole movement"] = ["all"]
    world.at[page, "unknown"] = ["nowhere"]
