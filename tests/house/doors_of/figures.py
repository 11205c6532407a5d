"""Figures: read by all."""

from datetime import timedelta

from django.utils import timezone

from tests import make as rows

from ..doors import EVERYONE, NOBODY, READ, Answer, Door

FIGURE = Door(READ, {"there": Answer(EVERYONE), "unknown": Answer(NOBODY)})
DOORS = {
    "feedback:iteration_figures": FIGURE,
    "feedback:iteration_figure": FIGURE,
    "feedback:reach": FIGURE,
    "feedback:reach_file": FIGURE,
    "feedback:lineage": FIGURE,
    "feedback:lineage_file": FIGURE,
    "feedback:recommendation_figures": FIGURE,
    "feedback:recommendation_figure": FIGURE,
}


def make(world):
    iteration = world.draft_set.iteration
    opens = timezone.now() + timedelta(days=300)
    rows.iteration(number=iteration.number + 90, opens_at=opens)  # for lineage, one has to follow
    place = [iteration.number, world.group.slug, world.recommendation.number]
    for name in DOORS:
        key = ["languages"] if name.endswith("_figure") else []
        of_one = name.startswith("feedback:recommendation")
        there, unknown = (place, [*place[:2], "99"]) if of_one else ([place[0]], [777])
        world.at[name, "there"] = [*there, *key]
        world.at[name, "unknown"] = [*unknown, *key]
