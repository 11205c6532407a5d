"""Whether the text that somebody spoke about still stands in a later recommendation."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from accounts.languages import SOURCE
from recommendations.freshness import text_of
from recommendations.models import Part, PartLineage, Recommendation

from .models import Comment

UNCHANGED, CHANGED, GONE = "unchanged", "changed", "gone"
TOLD = {
    UNCHANGED: _("Text unchanged"),
    CHANGED: _("Text changed since"),
    GONE: _("Passage gone"),
}
OWN_TEXTS = ("title", "summary")
Pair = tuple[int, int]


def text_states(pairs: Iterable[tuple[Comment, int]]) -> dict[Pair, str]:
    """The state of each comment in each recommendation it is paired with, by both ids.

    Compared with what its author read, in the language they read where both texts have it, else in
    the source. Empty where they had neither a recommendation nor a part before their eyes.
    """
    pairs = list(pairs)
    languages = sorted({SOURCE, *(comment.read_language for comment, _later in pairs)})
    then = _texts_then([comment for comment, _later in pairs], languages)
    later = {pk for _comment, pk in pairs}
    own = Recommendation.objects.only("pk", *_columns(OWN_TEXTS, languages)).in_bulk(later)
    columns = _columns(("text",), languages)
    parts = heirs_in(later, Part.objects.only("key", "recommendation", *columns))
    found = {}
    for comment, pk in pairs:
        kind = _kind_read(comment)
        row, state = then.get((kind, comment.read_revision)), ""
        if row and kind is Part:
            heirs = parts[pk].of(row.id, row.key)
            state = _best(row, heirs, ("text",), comment.read_language)
        elif row:
            state = _best(row, [own[pk]], OWN_TEXTS, comment.read_language)
        found[comment.pk, pk] = state
    return found


@dataclass
class Heirs:
    """The parts of one recommendation, by what they come from.

    That is the part with their key, unless their group has said otherwise.
    """

    by_source: dict[int, list[Part]] = field(default_factory=dict)
    by_key: dict[str, Part] = field(default_factory=dict)

    def of(self, part_id: int, key: str) -> list[Part]:
        found = self.by_source.get(part_id, [])
        return [*found, self.by_key[key]] if key in self.by_key else found


def heirs_in(recommendations: Iterable[int], parts) -> dict[int, Heirs]:
    """What took up the parts of earlier texts, for each of these recommendations."""
    found = {pk: Heirs() for pk in recommendations}
    said = defaultdict(list)
    rows = PartLineage.objects.filter(later__recommendation__in=found)
    for later, earlier in rows.values_list("later", "earlier"):
        said[later].append(earlier)
    for part in parts.filter(recommendation__in=found):
        heirs = found[part.recommendation_id]
        for source in said.get(part.pk, []):
            heirs.by_source.setdefault(source, []).append(part)
        if part.pk not in said:
            heirs.by_key[part.key] = part
    return found


def _kind_read(comment: Comment):
    """What kind of text its author had before their eyes, by ids alone."""
    if comment.first_draft_set_id is None:
        return Part if comment.part_id else Recommendation
    if comment.first_part_id:
        return Part
    return Recommendation if comment.first_recommendation_id else None


def _texts_then(comments: list[Comment], languages: list[str]) -> dict[tuple, Any]:
    """The history rows that their authors saw, by kind and number."""
    found = {}
    for kind, names, plain in ((Part, ("text",), ["key"]), (Recommendation, OWN_TEXTS, [])):
        wanted = {each.read_revision for each in comments if _kind_read(each) is kind}
        if wanted:
            rows = kind.history.filter(history_id__in=wanted)  # type: ignore[union-attr]
            for row in rows.only("history_id", "id", *plain, *_columns(names, languages)):
                found[kind, row.history_id] = row
    return found


def _columns(names: tuple[str, ...], languages: list[str]) -> list[str]:
    return [build_localized_fieldname(name, code) for name in names for code in languages]


def _best(then, heirs: list, names: tuple[str, ...], read_language: str) -> str:
    """Where a text was taken up in several, one that kept it is enough."""
    states = {_state(then, heir, names, read_language) for heir in heirs}
    return next((state for state in (UNCHANGED, CHANGED) if state in states), GONE)


def _state(then, now, names: tuple[str, ...], read_language: str) -> str:
    for code in (read_language, SOURCE):
        was, is_now = ([text_of(row, name, code) for name in names] for row in (then, now))
        if any(was) and any(is_now):
            return UNCHANGED if was == is_now else CHANGED
    return GONE
