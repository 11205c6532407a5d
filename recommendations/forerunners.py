"""A recommendation beside those of earlier iterations that it comes from."""

from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.languages import direction, fallbacks, reading_language

from .comparison import SAME, Segment, differences
from .freshness import text_of
from .models import Lineage, Part, PartQuestion, Recommendation
from .models.translated import texts_of
from .templatetags.wording import wording_of

BOTH, NEW, GONE, APART = "both", "new", "gone", "apart"
AROUND = ("draft_set", "draft_set__group", "draft_set__iteration")


@dataclass
class Pair:
    """One text then and now, in one language."""

    of: str
    state: str  # in both; new here; gone from here; or in no language that both have
    language: str
    segments: list[Segment]
    question: PartQuestion | None = None

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def is_fallback(self) -> bool:
        return self.language != reading_language()

    @property
    def is_unchanged(self) -> bool:
        return self.state == BOTH and all(each.kind == SAME for each in self.segments)


def edges_to(recommendation: Recommendation, user) -> QuerySet:
    """Where it comes from, with the whole texts of what came before."""
    known = Recommendation.objects.visible_to(user).values("pk")
    around = [f"earlier__{name}" for name in (*AROUND, "parts", "parts__question")]
    return (
        Lineage.objects.in_language()
        .filter(later=recommendation, earlier__in=known)
        .prefetch_related(*texts_of(Lineage, "earlier", *around))
        .order_by("earlier__draft_set__iteration__number", "earlier__code")
    )


def edges_from(recommendation: Recommendation, user) -> QuerySet:
    """What became of it, as far as that is known to this person."""
    around = [f"later__{name}" for name in AROUND]
    return (
        Lineage.objects.in_language()
        .visible_to(user)
        .filter(earlier=recommendation)
        .prefetch_related(*texts_of(Lineage, "later", *around))
        .order_by("later__draft_set__iteration__number", "later__code")
    )


def compare(earlier: Recommendation, later: Recommendation) -> list[Pair]:
    """Title, summary, and the parts by their keys; what is empty in both is left out."""
    pairs = [_pair(field, earlier, later, field) for field in ("title", "summary")]
    before, now = _by_key(earlier), _by_key(later)
    for key in sorted({**before, **now}, key=lambda key: (now.get(key) or before[key]).position):
        pair = _pair(key, before.get(key), now.get(key), "text")
        if pair:
            pair.question = (now.get(key) or before[key]).question
        pairs.append(pair)
    return [pair for pair in pairs if pair]


def _by_key(recommendation: Recommendation) -> dict[str, Part]:
    return {part.key: part for part in recommendation.parts.all()}


def _pair(of: str, earlier, later, field: str) -> Pair | None:
    """Both texts in the first of the reader's languages that both have."""
    for code in fallbacks(reading_language()):
        old = text_of(earlier, field, code) if earlier else ""
        new = text_of(later, field, code) if later else ""
        if old and new:
            return Pair(of, BOTH, code, differences(old, new, code))
    was, now = (wording_of(each, field) if each else None for each in (earlier, later))
    if was and now:
        return Pair(of, APART, now.language, [])
    if there := now or was:
        return Pair(of, NEW if now else GONE, there.language, [Segment(SAME, there.text)])
    return None
