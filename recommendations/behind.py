"""How recommendations stand in each language, and which of them wait for translators."""

from collections import Counter
from typing import NamedTuple

from django.db.models import F, OuterRef, Subquery

from accounts.languages import ALL, SOURCE, spoken

from .models import DraftSet, Freshness, Iteration, Part, Recommendation
from .models.translated import texts_of


class Lag(NamedTuple):
    """One recommendation in one language: texts behind; is the short version missing?"""

    recommendation: Recommendation
    language: str
    behind: int
    is_missing: bool

    @property
    def address(self) -> str:
        """The recommendation as it stands in that language."""
        with spoken(self.language):
            return self.recommendation.get_absolute_url()


def lags(languages: list[str] | None) -> list[Lag]:
    """What is behind or missing in these languages; None: in those that are planned."""
    sets = _open_sets()
    if languages is None:
        languages = _planned(sets)
    codes = [each.code for each in ALL if each.code in languages and each.code != SOURCE]
    return lags_of(_recommendations(sets), codes)


def lags_of(rows: list[Recommendation], codes: list[str]) -> list[Lag]:
    """What of these recommendations is behind or missing in these languages."""
    behind, there = _behind(rows, codes), _translated(rows, codes)
    found = [
        Lag(row, code, behind[row.pk, code], (row.pk, code) not in there)
        for code in codes
        for row in rows
    ]
    return [lag for lag in found if lag.behind or lag.is_missing]


def standing(rows: list[Recommendation], codes: list[str]) -> dict[tuple[int, str], str]:
    """``current`` or ``behind`` for each recommendation (its id) whose short version is there."""
    older = _behind(rows, codes)
    return {key: "behind" if older[key] else "current" for key in _translated(rows, codes)}


def _open_sets() -> list[DraftSet]:
    published = DraftSet.objects.filter(published_at__isnull=False).in_language()
    sets = published.prefetch_related(*texts_of(DraftSet, "iteration", "group"))
    return [each for each in sets if each.window.phase() == "open"]


def _planned(sets: list[DraftSet]) -> list[str]:
    iterations: dict[int, Iteration] = {each.iteration_id: each.iteration for each in sets}
    return [code for each in iterations.values() for code in each.planned_languages]


def _recommendations(sets: list[DraftSet]) -> list[Recommendation]:
    by_pk = {each.pk: each for each in sets}
    rows = Recommendation.objects.in_language().filter(draft_set__in=by_pk)
    found = list(rows.order_by("draft_set__iteration__number", "draft_set__code", "position"))
    for row in found:
        row.draft_set = by_pk[row.draft_set_id]
    return found


def _behind(rows, codes) -> Counter[tuple[int, str]]:
    """How many texts of each recommendation and language were made from an older source."""
    parts = dict(Part.objects.filter(recommendation__in=rows).values_list("pk", "recommendation"))
    source = Freshness.objects.filter(
        model=OuterRef("model"),
        object_id=OuterRef("object_id"),
        field=OuterRef("field"),
        language=SOURCE,
    )
    older = (
        Freshness.objects.filter(language__in=codes, model__in=["recommendation", "part"])
        .annotate(now=Subquery(source.values("source_digest")[:1]))
        .filter(now__isnull=False)
        .exclude(source_digest=F("now"))
    )
    found: Counter[tuple[int, str]] = Counter()
    wanted = {row.pk for row in rows}
    for model, pk, code in older.values_list("model", "object_id", "language"):
        about = pk if model == "recommendation" else parts.get(pk, 0)
        if about in wanted:
            found[about, code] += 1
    return found


def _translated(rows, codes) -> set[tuple[int, str]]:
    """Where the title, and the summary if there is one, can be read in a language."""
    there = Freshness.objects.filter(
        model="recommendation",
        object_id__in=[row.pk for row in rows],
        field__in=["title", "summary"],
    ).values_list("object_id", "language", "field")
    fields: dict[tuple[int, str], set[str]] = {}
    for pk, code, field in there:
        fields.setdefault((pk, code), set()).add(field)
    return {
        (pk, code)
        for (pk, code), names in fields.items()
        if code in codes and names >= fields.get((pk, SOURCE), {"title"})
    }
