"""Which recommendations one comes from, and which came of it, over all iterations between."""

from collections import defaultdict

from .models import Lineage


def before(recommendation_id: int) -> set[int]:
    """The ids of all that it comes from, however many iterations ago. One query."""
    return _reached(recommendation_id, [(later, earlier) for earlier, later in _edges()])


def after(recommendation_id: int) -> set[int]:
    """The ids of all that came of it, in however many iterations. One query."""
    return _reached(recommendation_id, _edges())


def _edges() -> list[tuple[int, int]]:
    """Earlier and later, of the whole strategy: some hundreds of pairs."""
    edges = Lineage.objects.exclude(later=None).order_by().values_list("earlier", "later")
    return list(edges)


def _reached(start: int, edges: list[tuple[int, int]]) -> set[int]:
    ways: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in edges:
        ways[one].add(other)
    found: set[int] = set()
    to_follow = [start]
    while to_follow:
        fresh = ways[to_follow.pop()] - found - {start}
        found |= fresh
        to_follow += fresh
    return found
