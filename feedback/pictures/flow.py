"""What became of the recommendations of one iteration in the next: a picture for each group."""

from collections.abc import Iterator
from dataclasses import dataclass

from recommendations.models import Iteration, Lineage, Recommendation, WorkingGroup
from recommendations.models.translated import texts_of

# In units of the picture, which the page scales as a whole.
WIDTH, STEP, TOP, BOX = 320, 30, 15, 84
GAP = 6
BEND = 60  # how far a band leaves its end before it turns


@dataclass
class Node:
    """A recommendation at one side: where its label and its band stand."""

    recommendation: Recommendation
    y: int
    x: int
    is_linked: bool

    @property
    def label_x(self) -> int:
        """Outside the bands, at whichever side it stands."""
        return self.x + GAP if self.x > WIDTH / 2 else self.x - GAP


@dataclass
class Band:
    edge: Lineage
    path: str


@dataclass
class Flow:
    """The picture of one group; ``gone`` are withdrawals without a successor."""

    group: WorkingGroup | None
    earlier: list[Node]
    later: list[Node]
    bands: list[Band]
    gone: list[Lineage]

    @property
    def height(self) -> int:
        return TOP + STEP * max(len(self.earlier), len(self.later), 1)

    @property
    def box(self) -> str:
        return f"0 0 {WIDTH} {self.height}"


def flows(earlier: Iteration, later: Iteration, *, mirrored: bool) -> list[Flow]:
    """One picture for each group that published in both; ``mirrored`` for right-to-left pages."""
    rows = _published([earlier, later])
    edges = list(
        Lineage.objects.in_language()
        .filter(earlier__in=[row.pk for row in rows if _round_of(row) == earlier.pk])
        .order_by("pk")
    )
    by_pk = {row.pk: row for row in rows}
    groups: dict[int | None, list[Recommendation]] = {}
    for row in rows:
        groups.setdefault(row.draft_set.group_id, []).append(row)
    found = [
        _flow(mine, earlier, by_pk, edges, mirrored=mirrored)
        for mine in groups.values()
        if {_round_of(row) for row in mine} == {earlier.pk, later.pk}
    ]
    return sorted(found, key=lambda flow: flow.group.position if flow.group else 0)


def rows_of(found: list[Flow]) -> Iterator[list[str]]:
    """For a file: a line for each edge, and for each recommendation that no edge leaves."""
    yield ["earlier", "later", "kind", "basis"]
    lines: dict[tuple, None] = {}  # an edge between two groups stands in the picture of both
    for flow in found:
        for edge in [*(band.edge for band in flow.bands), *flow.gone]:
            later = edge.later.code if edge.later else ""
            lines[edge.earlier.code, later, edge.kind, edge.basis] = None
        for node in flow.earlier:
            if not node.is_linked:
                lines[node.recommendation.code, "", "", ""] = None
    yield from (list(line) for line in lines)


def _published(iterations) -> list[Recommendation]:
    rows = Recommendation.objects.published().filter(draft_set__iteration__in=iterations)
    around = texts_of(Recommendation, "draft_set", "draft_set__group", "draft_set__iteration")
    rows = rows.in_language().prefetch_related(*around)
    return list(rows.order_by("draft_set__code", "position"))


def _round_of(row: Recommendation) -> int:
    return row.draft_set.iteration_id


def _flow(mine, earlier, by_pk, edges, *, mirrored) -> Flow:
    own = {row.pk for row in mine}
    here = [edge for edge in edges if {edge.earlier_id, edge.later_id} & own]
    for edge in here:
        edge.earlier = by_pk[edge.earlier_id]
        edge.later = by_pk.get(edge.later_id)
    drawn = [edge for edge in here if edge.later]
    rows = {row.pk: row for row in [*mine, *(each for e in drawn for each in (e.earlier, e.later))]}
    linked = {pk for edge in here for pk in (edge.earlier_id, edge.later_id)}
    old = [row for row in rows.values() if _round_of(row) == earlier.pk]
    places = {row.pk: place for place, row in enumerate(old)}
    new = [row for row in rows.values() if _round_of(row) != earlier.pk]
    new.sort(key=lambda row: _middle(row, drawn, places))
    left, right = (WIDTH - BOX, BOX) if mirrored else (BOX, WIDTH - BOX)
    before = [Node(row, _height(place), left, row.pk in linked) for place, row in enumerate(old)]
    after = [Node(row, _height(place), right, row.pk in linked) for place, row in enumerate(new)]
    nodes = {node.recommendation.pk: node for node in [*before, *after]}
    bands = [Band(edge, _path(nodes[edge.earlier_id], nodes[edge.later_id])) for edge in drawn]
    gone = [edge for edge in here if not edge.later and edge.later_id is None]
    return Flow(mine[0].draft_set.group, before, after, bands, gone)


def _middle(row, edges, places) -> float:
    """Beside where it comes from, so that few bands cross; what is new stands last."""
    found = [places[edge.earlier_id] for edge in edges if edge.later_id == row.pk]
    return sum(found) / len(found) if found else len(places)


def _height(place: int) -> int:
    return TOP + STEP * place


def _path(start: Node, end: Node) -> str:
    """A curve from one label to the other."""
    bend = BEND if end.x > start.x else -BEND
    return f"M{start.x} {start.y}C{start.x + bend} {start.y} {end.x - bend} {end.y} {end.x} {end.y}"
