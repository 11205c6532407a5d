"""Making new rows from those of an earlier iteration, many at once, in every language."""

from typing import Any

from django.db.models import Model
from django.utils.translation import override
from simple_history.utils import bulk_create_with_history

from accounts.languages import SOURCE

from ..freshness import text_of
from ..models import DraftSet, Freshness, Lineage, Part, Recommendation
from ..models.translated import translated_fields
from ..signals import texts_made


def copy_rows(rows: list, *, by, reason: str = "", **changes) -> dict[int, Any]:
    """Write a copy of each row, with its texts in all languages; new ones by the old ids.

    ``changes`` are values for every copy, or functions that make one from the old row. The copies
    are as fresh as what they were made from: where their source changes, translations fall behind.
    """
    if not rows:
        return {}
    model = type(rows[0])
    left_out = {"id", *translated_fields(model), *changes}
    kept = [f.attname for f in model._meta.concrete_fields if f.name not in left_out]
    made = []
    for row in rows:
        own = {name: value(row) if callable(value) else value for name, value in changes.items()}
        made.append(model(**{name: getattr(row, name) for name in kept}, **own))
    # The columns without a language mirror the source, whatever language is spoken now.
    with override(SOURCE):
        made = bulk_create_with_history(
            made, model, default_user=by, default_change_reason=reason or None
        )
    pairs = {row.pk: new for row, new in zip(rows, made, strict=True)}
    _copy_freshness(model, pairs)
    texts_made.send(model, rows=made)
    return pairs


def _copy_freshness(model: type[Model], pairs: dict[int, Any]) -> None:
    rows = Freshness.objects.filter(model=model._meta.model_name, object_id__in=pairs)
    copies = [row for row in rows if text_of(pairs[row.object_id], row.field, row.language)]
    for row in copies:
        row.pk, row.object_id = None, pairs[row.object_id].pk
        row._state.adding = True
    Freshness.objects.bulk_create(copies)


def copy_recommendations(
    rows: list[Recommendation], draft_set: DraftSet, *, sections: dict, by
) -> dict[int, Recommendation]:
    """Take recommendations over into a set, with their parts and an edge from each to its copy."""
    made = copy_rows(
        rows,
        by=by,
        draft_set=draft_set,
        section=lambda old: sections.get(old.section_id),
        code=lambda old: f"{draft_set.code}-{old.number}",
        status=Recommendation.Status.DRAFT,
        source="",
    )
    copy_parts(Part.objects.filter(recommendation__in=rows).in_order(), made, by=by)
    edges = [Lineage(earlier=row, later=made[row.pk]) for row in rows]
    with override(SOURCE):
        bulk_create_with_history(edges, Lineage, default_user=by)
    return made


def copy_parts(parts, made: dict[int, Recommendation], *, by) -> dict[int, Part]:
    """Copy these parts to what was made of the recommendations that they are part of."""
    return copy_rows(list(parts), by=by, recommendation=lambda old: made[old.recommendation_id])
