"""Which recommendations there are: add, number and order them, split one, merge several."""

from collections import Counter
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from modeltranslation.utils import build_localized_fieldname

from accounts.languages import SOURCE

from ..actions import correct_text, forget, save_texts, write_new
from ..freshness import text_of
from ..models import ChangeReason, DraftSet, Lineage, Part, PartLineage, Recommendation, Section
from .copying import copy_parts
from .room import locked

Kind = Lineage.Kind
TITLE = build_localized_fieldname("title", SOURCE)


@transaction.atomic
def add_recommendation(
    draft_set: DraftSet, *, number: str, title: str, section: Section | None = None, by
) -> Recommendation:
    """Put a new one at the end. Raises ValidationError where the number is taken."""
    row = locked(draft_set)
    check_number(row, number)
    last = row.recommendations.order_by("-position").values_list("position", flat=True).first()
    made = Recommendation(
        draft_set=row,
        section=section,
        number=number,
        code=f"{row.code}-{number}",
        position=(last or 0) + 1,
        status=Recommendation.Status.DRAFT,
        **{TITLE: title},
    )
    write_new(made, by=by)
    return made


def check_number(draft_set: DraftSet, number: str, but: Recommendation | None = None) -> None:
    same = draft_set.recommendations.filter(number=number)
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise ValidationError(_("Another recommendation has this number."), code="number")


@transaction.atomic
def rearrange(
    recommendation: Recommendation, *, number: str, place: int, status: str,
    section: Section | None, by,
) -> None:  # fmt: skip
    """Give one another number, status or section, and put it at a place in the list, from 1."""
    draft_set = locked(recommendation.draft_set)
    check_number(draft_set, number, but=recommendation)
    rows = list(draft_set.recommendations.order_by("position", "pk"))
    row = next(each for each in rows if each.pk == recommendation.pk)
    wanted = {"number": number, "status": status, "section": section}
    wanted["code"] = f"{draft_set.code}-{number}"
    changed = [name for name, value in wanted.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, wanted[name])
    rows.remove(row)
    rows.insert(max(place - 1, 0), row)
    for position, each in enumerate(rows, 1):
        names = changed if each is row else []
        if each.position != position:
            each.position, names = position, [*names, "position"]
        if names:
            save_texts(each, names, by=by)


@transaction.atomic
def split(
    recommendation: Recommendation, *, number: str, title: str, keys: Collection[str], by
) -> Recommendation:
    """Make another of one, from the same forerunners, with copies of the parts with these keys."""
    made = add_recommendation(
        recommendation.draft_set,
        number=number,
        title=title,
        section=recommendation.section,
        by=by,
    )
    parts = list(recommendation.parts.filter(key__in=keys))
    copies = copy_parts(parts, {recommendation.pk: made}, by=by)
    sources = PartLineage.objects.filter(later__in=copies)
    PartLineage.objects.bulk_create(
        PartLineage(later=copies[each.later_id], earlier_id=each.earlier_id) for each in sources
    )
    for edge in recommendation.forerunners.all():
        write_new(Lineage(earlier_id=edge.earlier_id, later=made, kind=Kind.SPLIT), by=by)
    settle_kinds(made.draft_set, by=by)
    return made


@transaction.atomic
def merge(into: Recommendation, others: list[Recommendation], *, by) -> None:
    """Make one of several: their texts stand below each other, it comes from all of theirs.

    Raises ValidationError where answers or contributions stand on one that would go.
    """
    locked(into.draft_set)
    into = Recommendation.objects.select_for_update(of=("self",)).get(pk=into.pk)
    for other in others:
        _take_summary(into, other, by)
        _take_parts(into, other, by)
        _take_edges(into, other, by)
        _take_reasons(into, other, by)
        remove_row(other, by=by)
    settle_kinds(into.draft_set, by=by)


def joined(first: str, second: str) -> str:
    """One text below the other; a text that is there already is not said twice."""
    if not first or not second or second in first:
        return first or second
    return f"{first}\n\n{second}"


def _take_summary(into: Recommendation, other: Recommendation, by) -> None:
    text = joined(*(text_of(each, "summary", SOURCE) for each in (into, other)))
    _write(into, "summary", text, by)


def _take_parts(into: Recommendation, other: Recommendation, by) -> None:
    own = {part.key: part for part in into.parts.all()}
    for part in other.parts.all():
        if part.key not in own:
            part.recommendation = into
            save_texts(part, ["recommendation"], by=by)
            continue
        here = own[part.key]
        text = joined(*(text_of(each, "text", SOURCE) for each in (here, part)))
        _write(here, "text", text, by)
        _join_sources(here, part)


def _join_sources(here: Part, part: Part) -> None:
    """What was said of either holds for both; where nothing was said, both keys do it."""
    said = {each: list(each.sources.values_list("earlier", flat=True)) for each in (here, part)}
    if not any(said.values()):
        return
    wanted = {pk for each in (here, part) for pk in said[each] or _by_key(each)} - {None}
    here.sources.all().delete()
    PartLineage.objects.bulk_create(
        PartLineage(later=here, earlier_id=pk) for pk in wanted or [None]
    )


def _by_key(part: Part) -> list[int]:
    earlier = Lineage.objects.filter(later=part.recommendation_id).values("earlier")
    found = Part.objects.filter(recommendation__in=earlier, key=part.key)
    return list(found.values_list("pk", flat=True))


def _take_edges(into: Recommendation, other: Recommendation, by) -> None:
    known = set(into.forerunners.values_list("earlier", flat=True))
    for edge in Lineage.objects.filter(later=other):
        if edge.earlier_id in known:
            forget(edge, by=by)
        else:
            edge.later = into
            save_texts(edge, ["later"], by=by)


def _take_reasons(into: Recommendation, other: Recommendation, by) -> None:
    """A reason goes along, unless the text that stays has one of its own."""
    own = {part.key: part for part in into.parts.all()}
    kept = set(ChangeReason.objects.filter(recommendation=into).values_list("part", flat=True))
    for reason in ChangeReason.objects.filter(recommendation=other).select_related(None):
        part = own[reason.part.key] if reason.part else None
        if (part.pk if part else None) in kept:
            forget(reason, by=by)
        else:
            reason.recommendation, reason.part = into, part
            save_texts(reason, ["recommendation", "part"], by=by)


def _write(row, name: str, text: str, by) -> None:
    if text != text_of(row, name, SOURCE):
        correct_text(row, {build_localized_fieldname(name, SOURCE): text}, by=by)


def remove_row(recommendation: Recommendation, *, by) -> None:
    """Take an unpublished recommendation away, with its parts and reasons.

    Its history keeps the texts. Raises ValidationError where something else stands on it.
    """
    try:
        with transaction.atomic():
            for reason in ChangeReason.objects.filter(recommendation=recommendation):
                forget(reason, by=by)
            for edge in Lineage.objects.filter(later=recommendation):
                forget(edge, by=by)
            for part in recommendation.parts.all():
                forget(part, by=by)
            forget(recommendation, by=by)
    except ProtectedError as error:
        message = _("Answers or contributions stand on %(code)s. Take these away from it first.")
        params = {"code": recommendation.code}
        raise ValidationError(message, code="in use", params=params) from error


def settle_kinds(draft_set: DraftSet, *, by) -> None:
    """Call each edge into a set what it is now: merged where several meet, split, or revised."""
    edges = list(Lineage.objects.filter(later__draft_set=draft_set))
    ways_in = Counter(edge.later_id for edge in edges)
    ways_out = Counter(edge.earlier_id for edge in edges)
    for edge in edges:
        kind = Kind.SPLIT if ways_out[edge.earlier_id] > 1 else Kind.REVISED
        kind = Kind.MERGED if ways_in[edge.later_id] > 1 else kind
        if edge.kind != kind:
            edge.kind = kind
            save_texts(edge, ["kind"], by=by)
