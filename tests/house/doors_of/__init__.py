"""Doors by topic: each module has its ``DOORS``, and ``make(world)`` for what lies behind them.

``world.at["feedback:message", "unknown"] = [7777]`` says of what an address is made in a state.
"""

from . import (
    appeals,
    desk,
    elsewhere,
    messages,
    moderation,
    monthly_reports,
)

TOPICS = (
    appeals,
    desk,
    elsewhere,
    messages,
    moderation,
    monthly_reports,
)
DOORS = {name: door for topic in TOPICS for name, door in topic.DOORS.items()}


def make(world):
    for topic in TOPICS:
        topic.make(world)
