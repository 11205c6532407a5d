"""What a later recommendation says of the feedback before it, and what authors are asked."""

from recommendations.overlaps import mark_overlap
from tests import make as rows

from ..doors import AUTHOR, DRAFT, FORM, MEMBER, NOBODY, ORGANISER, Answer, Door, account

DOORS = {
    "feedback:earlier": DRAFT,
    "feedback:what_happened": DRAFT,
    "feedback:publish": Door(
        FORM,
        {
            "own": Answer((MEMBER, ORGANISER), sign_in=True, sent=302),
            "unknown": Answer(NOBODY, sign_in=True),
        },
        method_first=False,
    ),
    "feedback:overlaps": Door(
        FORM,
        {
            "own": Answer((MEMBER, ORGANISER), sign_in=True, sent=400),
            "unknown": Answer(NOBODY, sign_in=True),
        },
        method_first=False,
    ),
    "feedback:overlap": Door(
        FORM,
        {
            "own": Answer((MEMBER, ORGANISER), sign_in=True, sent=302),
            "with drafts of another group": Answer((ORGANISER,), sign_in=True, sent=302),
            "unknown": Answer(NOBODY, sign_in=True),
        },
        method_first=False,
    ),
    "feedback:standing": account(FORM, sent=400),
    "feedback:say_anew": Door(
        FORM,
        {
            "own": Answer((AUTHOR,), sign_in=True),
            "hidden": Answer(NOBODY, sign_in=True),
            "unknown": Answer(NOBODY, sign_in=True),
        },
        method_first=False,
    ),
}


def make(world):
    addresses = {
        "published": [1, "diversity", "1"],
        "unpublished": [2, "diversity", "1"],
        "unknown": [1, "diversity", "77"],
    }
    for name in ("feedback:earlier", "feedback:what_happened"):
        for state, arguments in addresses.items():
            world.at[name, state] = arguments
    for name in ("feedback:publish", "feedback:overlaps"):
        world.at[name, "own"] = ["diversity"]
        world.at[name, "unknown"] = ["none"]
    later_set = rows.draft_set(group=world.group, iteration=rows.iteration(number=9))
    later = rows.recommendation(draft_set=later_set)
    rows.lineage(earlier=world.recommendation, later=later)
    for state, comment in {"own": "visible", "hidden": "hidden"}.items():
        asked = rows.standing(comment=world.comments[comment], draft_set=later_set)
        world.at["feedback:say_anew", state] = [asked.pk, later.code]
    world.at["feedback:say_anew", "unknown"] = [7777, later.code]
    _make_overlaps(world)


def _make_overlaps(world):
    elsewhere = {
        "own": rows.draft_set(group=world.other_group),
        "with drafts of another group": rows.draft_set(group=world.other_group, published_at=None),
    }
    for state, draft_set in elsewhere.items():
        other = rows.recommendation(draft_set=draft_set)
        marked = mark_overlap(world.recommendation, other, kind="overlap", note="Same.", by=None)
        world.at["feedback:overlap", state] = ["diversity", marked.pk]
    world.at["feedback:overlap", "unknown"] = ["diversity", 7777]
