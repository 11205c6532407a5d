"""What differs between a set of drafts and the texts it comes from, in the source language."""

from typing import NamedTuple

from django.db.models import Prefetch

from accounts.languages import SOURCE

from .freshness import text_of
from .models import ChangeReason, DraftSet, Lineage, Part, PartLineage, Recommendation
from .models.translated import texts_of

OWN_TEXTS = ("title", "summary")


class ChangedText(NamedTuple):
    """A text that differs from what it comes from; without a part, the title and the summary."""

    recommendation: Recommendation
    part: Part | None
    has_reason: bool


class Sources:
    """Which earlier parts each part of a set comes from, all of them in a few queries.

    A part comes from those with its key in the recommendations that its own comes from, unless
    somebody has said otherwise.
    """

    def __init__(self, recommendations: list[Recommendation]):
        said: dict[int, list[Part]] = {}
        rows = PartLineage.objects.filter(later__recommendation__in=recommendations)
        earlier = Part.objects.in_language(SOURCE)
        for row in rows.order_by("earlier__position", "pk").prefetch_related(
            Prefetch("earlier", queryset=earlier)
        ):
            said.setdefault(row.later_id, []).extend([row.earlier] if row.earlier else [])
        self.by_part: dict[int, list[Part]] = {}
        for each in recommendations:
            for part in each.parts.all():
                self.by_part[part.pk] = said.get(part.pk, _of_this_key(each, part.key))

    def of(self, part: Part) -> list[Part]:
        return self.by_part.get(part.pk, [])

    def left_over(self, recommendation: Recommendation) -> list[Part]:
        """Earlier parts with a text of which no part of the set has taken anything up."""
        taken = {part.pk for parts in self.by_part.values() for part in parts}
        return [
            part
            for edge in recommendation.forerunners.all()
            for part in edge.earlier.parts.all()
            if part.pk not in taken and text_of(part, "text", SOURCE)
        ]


def _of_this_key(recommendation: Recommendation, key: str) -> list[Part]:
    return [
        part
        for edge in recommendation.forerunners.all()
        for part in edge.earlier.parts.all()
        if part.key == key
    ]


def with_forerunners(draft_set: DraftSet) -> list[Recommendation]:
    """A set's recommendations in their order, with parts and with whole forerunners."""
    parts = Prefetch("parts", queryset=Part.objects.in_language(SOURCE).in_order())
    around = texts_of(Recommendation, "draft_set", "draft_set__group", "draft_set__iteration")
    earlier = Recommendation.objects.in_language(SOURCE).prefetch_related(parts, *around)
    edges = Lineage.objects.in_language(SOURCE).order_by("pk")
    edges = edges.prefetch_related(Prefetch("earlier", queryset=earlier))
    rows = Recommendation.objects.in_language(SOURCE).filter(draft_set=draft_set)
    rows = rows.prefetch_related(parts, Prefetch("forerunners", queryset=edges))
    return list(rows.order_by("position", "pk"))


def changed_texts(draft_set: DraftSet) -> list[ChangedText]:
    """Every text of a set that differs from what it comes from, and whether it is said why.

    A new recommendation is one change, whatever parts it has. Parts that were left out change the
    recommendation that they were part of.
    """
    recommendations = with_forerunners(draft_set)
    sources = Sources(recommendations)
    reasons = ChangeReason.objects.filter(recommendation__draft_set=draft_set)
    explained = set(
        reasons.exclude(reason_en="").exclude(reason_en=None).values_list("recommendation", "part")
    )
    return [
        ChangedText(each, part, (each.pk, part.pk if part else None) in explained)
        for each in recommendations
        for part in [None, *each.parts.all()]
        if (part_is_changed(part, each, sources) if part else is_changed(each, sources))
    ]


def is_changed(recommendation: Recommendation, sources: Sources) -> bool:
    """Do title, summary, or what it is made of differ from its one forerunner?"""
    edges = list(recommendation.forerunners.all())
    if len(edges) != 1 or edges[0].kind != Lineage.Kind.REVISED:
        return True
    earlier = edges[0].earlier
    differs = any(
        text_of(recommendation, name, SOURCE) != text_of(earlier, name, SOURCE)
        for name in OWN_TEXTS
    )
    return differs or bool(sources.left_over(recommendation))


def part_is_changed(part: Part, recommendation: Recommendation, sources: Sources) -> bool:
    """Does the text say anything that the texts it comes from do not, or leave one of them out?"""
    if not recommendation.forerunners.all():
        return False
    then = {text_of(each, "text", SOURCE) for each in sources.of(part)} - {""}
    return then != {text_of(part, "text", SOURCE)} - {""}
