"""Doors by topic: each module here, found by itself, has its ``DOORS``, and ``make(world)``
for what lies behind them.

``world.at["feedback:message", "unknown"] = [7777]`` says of what an address is made in a state.
"""

from importlib import import_module
from pkgutil import iter_modules

TOPICS = [import_module(f"{__name__}.{each.name}") for each in iter_modules(__path__)]
DOORS = {name: door for topic in TOPICS for name, door in topic.DOORS.items()}


def make(world):
    for topic in TOPICS:
        topic.make(world)
