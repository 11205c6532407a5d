"""Reports of contributions, decisions on them, and appeals."""

from tests import make as rows

from ..doors import AUTHOR, EVERYONE, FORM, MEMBER, NOBODY, ORGANISER, READ, READER, Answer, Door

DOORS = {
    "feedback:flag": Door(
        FORM,
        {
            "visible": Answer(EVERYONE, but={AUTHOR: 403}, sent=400),
            **dict.fromkeys(
                ("hidden", "withdrawn", "waiting", "group only", "unknown"), Answer(NOBODY)
            ),
            "unpublished": Answer((ORGANISER,), but={MEMBER: 403}, sent=400),
        },
    ),
    "feedback:flag_receipt": Door(
        READ, {"of somebody": Answer(EVERYONE), "unknown": Answer(NOBODY)}
    ),
}


def make(world):
    flag = rows.flag(comment=world.comments["unnamed"], by=world.people[READER])
    world.at["feedback:flag_receipt", "of somebody"] = [flag.key]
    world.at["feedback:flag_receipt", "unknown"] = ["11111111-1111-4111-8111-111111111111"]
