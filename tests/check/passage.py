"""Something that was read."""

from typing import NamedTuple


class Passage(NamedTuple):
    """By whom (nobody: it lies behind), in what kind of place, where, and what stood there."""

    who: str
    kind: str
    where: str
    text: str
