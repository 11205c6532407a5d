"""Figures: read by all."""

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
    place = [world.draft_set.iteration.number, world.group.slug, world.recommendation.number]
    for name in DOORS:
        key = ["languages"] if name.endswith("_figure") else []
        of_one = name.startswith("feedback:recommendation")
        there, unknown = (place, [*place[:2], "99"]) if of_one else ([place[0]], [777])
        world.at[name, "there"] = [*there, *key]
        world.at[name, "unknown"] = [*unknown, *key]
