"""What is found for a query: which things, in which order, and the words that show why."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core import paginator
from django.db.models import Case, Count, F, IntegerField, Value, When, Window
from django.db.models.functions import RowNumber

from accounts.languages import direction, fallbacks, reading_language
from recommendations.models import Page, Part, Recommendation, WorkingGroup
from recommendations.models.translated import texts_of
from recommendations.templatetags.wording import Wording, wording_of

from ..models import Comment, IndexedText
from ..threads import with_texts
from .query import Matches, Query
from .snippets import Marker, Passage

PER_PAGE = 20
MAX_PAGES = 10  # beyond these nobody looks: other words find more

Kind = IndexedText.Kind


@dataclass
class Hit:
    """One thing that was found, in the language of the words that were found in it."""

    row: IndexedText
    thing: Any
    marker: Marker

    @property
    def direction(self) -> str:
        return direction(self.row.language)

    @cached_property
    def snippet(self) -> list[Passage]:
        return self.marker.snippet(self.row.text, self.row.language) if self.row.text else []

    @cached_property
    def title(self) -> Wording:
        """The title of what it is or belongs to, in the reading language."""
        if isinstance(self.thing, WorkingGroup):
            return wording_of(self.thing, "name")
        if isinstance(self.thing, Page):
            return wording_of(self.thing, "title")
        return wording_of(self.recommendation, "title")

    @property
    def marked_title(self) -> list[Passage]:
        return self.marker.whole(self.title.text, self.title.language)

    @property
    def recommendation(self) -> Recommendation:
        return self.thing if self.row.kind == Kind.RECOMMENDATION else self.thing.recommendation


@dataclass
class Found:
    """What a query finds: how many things of each kind, and one page of them."""

    counts: dict[str, int]
    number: int
    page: paginator.Page
    hits: list[Hit]

    @property
    def is_bounded(self) -> bool:
        return self.number > PER_PAGE * MAX_PAGES


def search(query: Query, user, *, kind="", iteration=None, language="", page=1) -> Found:
    """One page of what this person may read of what was found, best first."""
    texts = IndexedText.objects.filter(Matches(query.terms)).visible_to(user)
    if iteration:
        texts = texts.filter(draft_set__iteration=iteration)
    if language:
        texts = texts.filter(language=language)
    counted = texts.values("kind").annotate(number=Count("object_id", distinct=True)).order_by()
    counts = dict(counted.values_list("kind", "number"))
    if kind:
        texts = texts.filter(kind=kind)
    number = counts.get(kind, 0) if kind else sum(counts.values())
    current = paginator.Paginator(range(min(number, PER_PAGE * MAX_PAGES)), PER_PAGE).page(page)
    start = (page - 1) * PER_PAGE
    rows = _in_order(texts, query)[start : start + PER_PAGE] if number else []
    return Found(counts, number, current, _hits([pk for pk, *_rest in rows], Marker(query)))


def _in_order(texts, query: Query):
    """Each thing once: in the reading language, what stands in for it, any other.

    What is found in a title comes first, then summaries, parts, contributions, and pages about the
    portal last; of equals the newest. The two databases weigh words differently, so their own
    weights are left aside.
    """
    nearness = Case(
        *(When(language=code, then=at) for at, code in enumerate(fallbacks(reading_language()))),
        default=Value(9),
        output_field=IntegerField(),
    )
    weight = Case(
        When(Matches(query.terms, title=True), then=0),
        When(kind__in=[Kind.RECOMMENDATION, Kind.GROUP], then=1),
        When(kind=Kind.PART, then=2),
        When(kind=Kind.COMMENT, then=3),
        default=Value(4),
        output_field=IntegerField(),
    )
    place = Window(
        RowNumber(),
        partition_by=[F("kind"), F("object_id")],
        order_by=[nearness.asc(), F("language").asc()],
    )
    return (
        texts.annotate(weight=weight, round=F("draft_set__iteration__number"), place=place)
        .filter(place=1)
        .order_by(
            "weight",
            F("said_at").desc(nulls_last=True),
            F("round").desc(nulls_last=True),
            "kind",
            "object_id",
        )
        .values_list("pk", "weight", "said_at", "round", "kind", "object_id")
    )


def _hits(pks: list[int], marker: Marker) -> list[Hit]:
    rows = IndexedText.objects.defer("tokens", "title_tokens").in_bulk(pks)
    things = {
        kind: _things(kind, [row for row in rows.values() if row.kind == kind]) for kind in Kind
    }
    found = ((rows[pk], things[Kind(rows[pk].kind)].get(rows[pk].object_id)) for pk in pks)
    return [Hit(row, thing, marker) for row, thing in found if thing]


def _things(kind: Kind, rows: list[IndexedText]) -> dict[int, Any]:
    """What stands behind the rows, with the texts that a line about it names."""
    ids = [row.object_id for row in rows]
    if kind == Kind.RECOMMENDATION:
        return Recommendation.objects.for_page().in_bulk(ids)
    if kind == Kind.GROUP:
        return WorkingGroup.objects.in_language().in_bulk(ids)
    if kind == Kind.PAGE:
        return Page.objects.titles().in_bulk(ids)
    if kind == Kind.COMMENT:
        return with_texts(Comment.objects.all()).in_bulk(ids)
    parts = Part.objects.only("pk", "key", "recommendation", "question").prefetch_related(
        *texts_of(Part, "recommendation", "recommendation__draft_set", "question"),
        *texts_of(Part, "recommendation__draft_set__group"),
        *texts_of(Part, "recommendation__draft_set__iteration"),
    )
    return parts.in_bulk(ids)
