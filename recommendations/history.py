"""Revisions of recommendations and of their parts, as their history rows tell them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F, Model, Q, QuerySet, TextField, Value, Window
from django.db.models.functions import Coalesce, Lag
from django.db.models.lookups import Exact
from modeltranslation.utils import build_localized_fieldname

from accounts.languages import ALL, fallbacks, reading_language
from accounts.models import name_shown

from .freshness import text_fields, text_of
from .models import Part, PartQuestion, Recommendation

PER_PAGE = 50
OWN_TEXTS = ("title", "summary")
KINDS: dict[str, type[Model]] = {"recommendation": Recommendation, "part": Part}


@dataclass
class Change:
    """One text that a revision changed, and the languages it was changed in."""

    of: str
    languages: list[str]


@dataclass
class Revision:
    """One history row, and what it changed against the row before it."""

    kind: str
    history_id: int
    date: datetime
    type: str
    effect: str
    reason: str
    by: str
    previous: int | None
    recommendation_id: int
    key: str  # of a part
    question_id: int | None
    changes: list[Change]
    recommendation: Recommendation | None = field(default=None, repr=False)
    question: PartQuestion | None = field(default=None, repr=False)

    @property
    def is_first(self) -> bool:
        return self.previous is None

    @property
    def is_removal(self) -> bool:
        return self.type == "-"


def revisions(recommendations: QuerySet) -> QuerySet:
    """Pointers to the revisions of these recommendations and of their parts, newest first.

    A page of pointers (kind, history id, date, id of the thing) is handed to ``load``.
    """
    ids = recommendations.order_by().values("pk")
    own = _pointers("recommendation").filter(id__in=ids).order_by()
    parts = _pointers("part").filter(recommendation__in=ids).order_by()
    return own.union(parts, all=True).order_by("-history_date", "kind", "-history_id")


def revisions_of_text(recommendation: Recommendation, of: str) -> QuerySet:
    """The same for one text: the title or summary, or the part with this key."""
    return _pointers(kind_of(of)).filter(**_place(recommendation, of))


def kind_of(of: str) -> str:
    return "recommendation" if of in OWN_TEXTS else "part"


def _place(recommendation: Recommendation, of: str) -> dict:
    """A part that was taken out and put in again has the same key and another id."""
    if of in OWN_TEXTS:
        return {"id": recommendation.pk}
    return {"recommendation": recommendation.pk, "key": of}


def _pointers(kind: str) -> QuerySet:
    history = KINDS[kind].history.model  # type: ignore[attr-defined]
    return (
        history.objects.annotate(kind=Value(kind))
        .order_by("-history_date", "-history_id")
        .values_list("kind", "history_id", "history_date", "id")
    )


def load(pointers: Iterable[tuple]) -> list[Revision]:
    """The revisions at these places, in the same order, in one query for each kind of row."""
    pointers = list(pointers)
    found = {}
    for kind in KINDS:
        wanted = {history_id: pk for each, history_id, _date, pk in pointers if each == kind}
        for row in _rows(kind, set(wanted.values())) if wanted else ():
            if row["history_id"] in wanted:
                found[kind, row["history_id"]] = _revision(kind, row)
    return [found[kind, history_id] for kind, history_id, _date, _pk in pointers]


def _rows(kind: str, ids: set[int]) -> QuerySet:
    """All rows of these things, each compared with the one before it: the texts stay behind.

    Which languages changed can only be known from all seventeen. The database compares them, and
    sends a yes or no for each; no text is loaded.
    """
    history = KINDS[kind].history.model  # type: ignore[attr-defined]
    same = {f"same_{column}": _is_as_before(column) for column in _columns(kind)}
    plain = ["recommendation_id", "question_id", "key"] if kind == "part" else []
    rows = history.objects.filter(id__in=ids).annotate(
        **same, previous=_before(F("history_id")), by=F("history_user__name")
    )
    return rows.order_by().values(
        "id", "history_id", "history_date", "history_type", "history_change_reason", "effect",
        "previous", "by", *plain, *same,
    )  # fmt: skip


def _columns(kind: str) -> dict[str, tuple[str, str]]:
    """``title_ar`` to ``("title", "ar")``, for each text of a row."""
    return {
        build_localized_fieldname(name, language.code): (name, language.code)
        for name in text_fields(KINDS[kind])
        for language in ALL
    }


def _before(expression, **extra) -> Window:
    """A value in the row before, of the same thing."""
    return Window(
        Lag(expression, **extra),
        partition_by=[F("id")],
        order_by=[F("history_date").asc(), F("history_id").asc()],
    )


def _is_as_before(column: str) -> Exact:
    empty = Value("", output_field=TextField())  # before the first row every text is empty
    text = Coalesce(F(column), empty, output_field=TextField())
    return Exact(text, _before(text, default=empty, output_field=TextField()))


def _revision(kind: str, row: dict) -> Revision:
    changed: dict[str, list[str]] = {}
    for column, (name, language) in _columns(kind).items():
        if not row[f"same_{column}"]:
            changed.setdefault(row["key"] if kind == "part" else name, []).append(language)
    return Revision(
        kind=kind,
        history_id=row["history_id"],
        date=row["history_date"],
        type=row["history_type"],
        effect=row["effect"],
        reason=row["history_change_reason"] or "",
        by="" if row["by"] is None else name_shown(row["by"]),
        previous=row["previous"],
        recommendation_id=row["recommendation_id"] if kind == "part" else row["id"],
        key=row.get("key", ""),
        question_id=row.get("question_id"),
        changes=[Change(of, languages) for of, languages in changed.items()],
    )


def with_texts(found: list[Revision]) -> list[Revision]:
    """Give each revision the recommendation it belongs to, and a part's its question."""
    recommendations = (
        Recommendation.objects.for_page()
        .filter(pk__in={each.recommendation_id for each in found})
        .in_bulk()
    )
    questions = PartQuestion.objects.in_language().in_bulk(
        {each.question_id for each in found if each.question_id}
    )
    for each in found:
        each.recommendation = recommendations[each.recommendation_id]
        each.question = questions.get(each.question_id)
    return found


def part_questions(recommendation: Recommendation) -> dict[str, PartQuestion]:
    """The questions of all parts that are or were there, by the keys of the parts."""
    history = KINDS["part"].history.model  # type: ignore[attr-defined]
    rows = history.objects.filter(recommendation=recommendation.pk).order_by()
    keys = dict(rows.values_list("key", "question_id").distinct())
    questions = PartQuestion.objects.in_language().in_bulk(set(keys.values()))
    in_order = sorted(keys, key=lambda key: questions[keys[key]].position)
    return {key: questions[keys[key]] for key in in_order}


@dataclass
class Version:
    """One text as it stood after a revision, in one language."""

    row: Model
    text: str


def versions(
    recommendation: Recommendation, of: str, history_ids: Iterable[int], language: str
) -> tuple[dict[int, Version], str, list[str]]:
    """A text after some revisions, the language it is in, and the languages it could be had in.

    Without a language it is the first of the reader's that has a text in any of them.
    """
    name = of if of in OWN_TEXTS else "text"
    codes = {build_localized_fieldname(name, each.code): each.code for each in ALL}
    wanted = [language] if language else fallbacks(reading_language())
    rows = (
        KINDS[kind_of(of)].history.model.objects  # type: ignore[attr-defined]
        .filter(history_id__in=set(history_ids), **_place(recommendation, of))
        .select_related("history_user")
        .annotate(**{f"has_{column}": Q(**{f"{column}__gt": ""}) for column in codes})
        .only(
            "history_date", "history_type", "history_change_reason", "effect",
            "history_user__name", *(build_localized_fieldname(name, code) for code in wanted),
        )
    )  # fmt: skip
    there = [
        code for column, code in codes.items() if any(getattr(row, f"has_{column}") for row in rows)
    ]
    chosen = next((code for code in wanted if code in there), wanted[0])
    return (
        {row.history_id: Version(row, _text_after(row, name, chosen)) for row in rows},
        chosen,
        there,
    )


def _text_after(row, name: str, language: str) -> str:
    """A row that notes a removal still holds the text that was removed."""
    return "" if row.history_type == "-" else text_of(row, name, language)
