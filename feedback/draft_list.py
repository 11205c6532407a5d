"""The list of a group's next drafts: where each comes from, what is changed, what was said."""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from accounts.languages import SOURCE
from recommendations.changes import changed_texts, with_forerunners
from recommendations.drafting.room import without_successor
from recommendations.drafting.writing import others_at
from recommendations.models import (
    DraftSet,
    Editing,
    Lineage,
    Recommendation,
)

from .draft_page import input_counts

NEW, MERGED, SPLIT, CHANGED, UNCHANGED = "new", "merged", "split", "changed", "unchanged"


@dataclass
class Forerunner:
    """An earlier recommendation, and what was said on it."""

    recommendation: Recommendation
    said: int
    unanswered: int


@dataclass
class Draft:
    """One line of the list."""

    recommendation: Recommendation
    state: str
    forerunners: list[Forerunner]
    changed: int = 0
    unexplained: int = 0
    people: list[Editing] = field(default_factory=list)


@dataclass
class DraftList:
    drafts: list[Draft]
    withdrawn: list[tuple[Lineage, Forerunner]]
    lost: list[Recommendation]


def draft_list(draft_set: DraftSet, user) -> DraftList:
    """Everything about the drafts of a set, in constant queries."""
    rows = with_forerunners(draft_set)
    earlier = Recommendation.objects.in_language(SOURCE)
    gone = list(
        Lineage.objects.in_language(SOURCE)
        .filter(withdrawn_in=draft_set)
        .prefetch_related(Prefetch("earlier", queryset=earlier))
        .order_by("earlier__position", "pk")
    )
    old = [edge.earlier for row in rows for edge in row.forerunners.all()]
    counts = input_counts(old + [edge.earlier for edge in gone], user, draft_set.group)
    changes: dict[int, list[bool]] = {}
    for change in changed_texts(draft_set):
        changes.setdefault(change.recommendation.pk, []).append(change.has_reason)
    people = others_at(draft_set, than=user)
    drafts = []
    for row in rows:
        found = changes.get(row.pk, [])
        come_from = [_forerunner(edge, counts) for edge in row.forerunners.all()]
        state = _state(row, bool(found))
        drafts.append(
            Draft(row, state, come_from, len(found), found.count(False), people.get(row.pk, []))
        )
    lost = without_successor(draft_set).in_language(SOURCE)
    return DraftList(drafts, [(edge, _forerunner(edge, counts)) for edge in gone], list(lost))


def _forerunner(edge: Lineage, counts: dict) -> Forerunner:
    return Forerunner(edge.earlier, *counts.get(edge.earlier_id, (0, 0)))


def _state(row: Recommendation, is_changed: bool) -> str:
    kinds = {edge.kind for edge in row.forerunners.all()}
    if not kinds:
        return NEW
    if Lineage.Kind.MERGED in kinds:
        return MERGED
    if Lineage.Kind.SPLIT in kinds:
        return SPLIT
    return CHANGED if is_changed else UNCHANGED
