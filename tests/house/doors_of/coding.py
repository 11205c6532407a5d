"""The codebook and what stands under it: on a group's desk, and for everybody."""

from django.utils import timezone

from feedback.models import AlikeProposal
from tests import make as rows
from tests.feedback import themes

from ..doors import (
    EVERYONE,
    FORM,
    MEMBER,
    NOBODY,
    ORGANISER,
    OTHER_MEMBER,
    READ,
    Answer,
    Door,
)

UNKNOWN = Answer(NOBODY, sign_in=True)


def of_the_group(methods=FORM, sent=302, **states):
    """For those who work on the group's desk; others do not know of it."""
    there = {"of the group": Answer((MEMBER, ORGANISER), sign_in=True, sent=sent)}
    return Door(methods, {**there, "unknown": UNKNOWN, **states}, method_first=False)


PUBLIC = Door(READ, {"there": Answer(EVERYONE), "unknown": Answer(NOBODY)})
HIDDEN = {"hidden": UNKNOWN}
DOORS = {
    "feedback:codebook": PUBLIC,
    "feedback:public_theme": PUBLIC,
    "feedback:themes": of_the_group(sent=200),
    "feedback:coding_agreement": of_the_group(READ),
    "feedback:look_alike": of_the_group(READ),
    # Without a choice it is the present iteration, of which this group has no drafts.
    "feedback:search_alike": of_the_group(("POST",), sent=404),
    "feedback:decide_alike": of_the_group(("POST",)),
    "feedback:copy_themes": of_the_group(("POST",)),
    "feedback:theme": of_the_group(sent=200),
    "feedback:place_theme": of_the_group(("POST",)),
    "feedback:merge_theme": of_the_group(sent=200),
    "feedback:split_theme": of_the_group(sent=200),
    "feedback:code": of_the_group(("POST",)),
    "feedback:take_back": of_the_group(
        ("POST",),
        **HIDDEN,
        **{"of another coder": Answer((ORGANISER,), but={MEMBER: 403}, sign_in=True, sent=302)},
    ),
    "feedback:code_one": of_the_group(
        sent=200,
        **HIDDEN,
        **{"of another group": Answer((ORGANISER, OTHER_MEMBER), sign_in=True)},
    ),
}


def make(world):
    iteration = world.draft_set.iteration
    theme = themes.theme(iteration=iteration, key="access")
    seen, hidden = world.comments["visible"], world.comments["hidden"]
    own = themes.coding(seen, theme, world.people[MEMBER])
    others = themes.coding(seen, theme, world.people[ORGANISER])
    unseen = themes.coding(hidden, theme, world.people[MEMBER])
    for name in ("codebook", "public_theme"):
        key = ["access"] if name == "public_theme" else []
        world.at[f"feedback:{name}", "there"] = [iteration.number, *key]
        world.at[f"feedback:{name}", "unknown"] = [777, *key]
    for name in ("themes", "coding_agreement", "copy_themes", "code", "look_alike", "search_alike"):
        world.at[f"feedback:{name}", "of the group"] = ["diversity"]
        world.at[f"feedback:{name}", "unknown"] = ["nowhere"]
    for name in ("theme", "place_theme", "merge_theme", "split_theme"):
        place = ["diversity", iteration.number]
        world.at[f"feedback:{name}", "of the group"] = [*place, "access"]
        world.at[f"feedback:{name}", "unknown"] = [*place, "none"]
    proposal = AlikeProposal.objects.create(
        head=seen, draft_set=world.draft_set, found_at=timezone.now()
    )
    world.at["feedback:decide_alike", "of the group"] = ["diversity", proposal.pk]
    world.at["feedback:decide_alike", "unknown"] = ["diversity", 77_777]
    states = {"of the group": own, "of another coder": others, "hidden": unseen}
    for state, coding in states.items():
        world.at["feedback:take_back", state] = ["diversity", coding.pk]
    world.at["feedback:take_back", "unknown"] = ["diversity", 77_777]
    elsewhere = rows.draft_set(group=world.other_group, iteration=iteration)
    other = rows.comment(draft_set=elsewhere)
    one = "feedback:code_one"
    world.at[one, "of the group"] = ["diversity", seen.slug]
    world.at[one, "hidden"] = ["diversity", hidden.slug]
    world.at[one, "of another group"] = ["other", other.slug]
    world.at[one, "unknown"] = ["diversity", f"{world.recommendation.code}-999"]
