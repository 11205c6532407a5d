"""What happened to the feedback: each change of a recommendation, with the voices behind it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from recommendations.changes import changed_texts
from recommendations.models import ChangeReason, Part, Recommendation
from recommendations.models.translated import texts_of

from .models import DELIVERED, Answer, AnswerChange, AnswerTo, Comment
from .threads import for_viewer, with_texts

VOICES = 5  # contributions shown with each answer; its own page has all of them
OWN_TEXTS = ("title", "summary")
# What stands for title and summary in the address of a change.
WHOLE = "whole"


@dataclass
class Led:
    """One answer that led to a change: the words it is about, and who asked for it."""

    answer: Answer
    quotes: list[str]
    voices: list[Comment] = field(default_factory=list)
    # How many contributions this viewer can read of those it answers.
    total: int = 0

    @property
    def more(self) -> int:
        return self.total - len(self.voices)


@dataclass
class Change:
    """One text of a recommendation that was changed: why, and because of whom."""

    key: str
    part: Part | None = None
    reason: ChangeReason | None = None
    led: list[Led] = field(default_factory=list)

    @property
    def is_unexplained(self) -> bool:
        return not (self.reason or self.led)

    def place_of(self, words: str) -> str:
        """Where a reader finds what led to these words: an answer about them, else all of them."""
        said = _plain(words)
        for each in self.led:
            if any(_plain(q) in said or said in _plain(q) for q in each.quotes if said and q):
                return f"{self.key}-{each.answer.pk}"
        return self.key


def _plain(words: str) -> str:
    return " ".join(words.split())


def changes_of(recommendation: Recommendation, user) -> dict[str, Change]:
    """What changed and why, by the key of the text, in the order of the page."""
    reasons = {
        each.part_id: each
        for each in ChangeReason.objects.in_language().filter(recommendation=recommendation)
    }
    led = _led_to(recommendation, user)
    parts = Part.objects.in_language().filter(recommendation=recommendation)
    parts = parts.prefetch_related(*texts_of(Part, "question")).in_order()
    found = {}
    for part in [None, *parts]:
        pk, key = (part.pk, part.key) if part else (None, WHOLE)
        if pk in reasons or pk in led:
            found[key] = Change(key, part, reasons.get(pk), led.get(pk, []))
    return found


def with_unexplained(changes: dict[str, Change], recommendation: Recommendation) -> list[Change]:
    """These, and the texts that differ from what came before though nobody said why."""
    changed = [
        each.part
        for each in changed_texts(recommendation.draft_set)
        if each.recommendation == recommendation and each.recommendation.forerunners.all()
    ]
    parts = Part.objects.in_language().filter(pk__in=[part.pk for part in changed if part])
    around = {each.pk: each for each in parts.prefetch_related(*texts_of(Part, "question"))}
    found = dict(changes)
    for part in changed:
        key = part.key if part else WHOLE
        found.setdefault(key, Change(key, around[part.pk] if part else None))
    return sorted(found.values(), key=lambda each: each.part.position if each.part else 0)


def _led_to(recommendation: Recommendation, user) -> dict[int | None, list[Led]]:
    """The published answers that changed a text of it, by the id of the part."""
    known = Answer.objects.visible_to(user).published()
    rows = AnswerChange.objects.filter(recommendation=recommendation, answer__in=known.values("pk"))
    answers = Answer.objects.with_texts().in_bulk(set(rows.values_list("answer", flat=True)))
    found: dict[int | None, dict[int, Led]] = {}
    for row in rows.order_by("answer", "pk"):
        of_part = found.setdefault(row.part_id, {})
        led = of_part.setdefault(row.answer_id, Led(answers[row.answer_id], []))
        led.quotes += [row.quote] if row.quote else []
    return {part: list(of_part.values()) for part, of_part in found.items()}


def with_voices(changes: Iterable[Change], user) -> None:
    """Give each answer the first contributions it answers, and how many this viewer can read."""
    led = [each for change in changes for each in change.led]
    rows = AnswerTo.objects.filter(
        answer__in={each.answer.pk for each in led}, comment__in=_readable_by(user)
    )
    totals = dict(rows.order_by().values_list("answer").annotate(number=Count("pk")))
    first = rows.annotate(
        place=Window(RowNumber(), partition_by=[F("answer")], order_by=[F("comment").asc()])
    ).filter(place__lte=VOICES)
    pairs = list(first.order_by("answer", "comment").values_list("answer", "comment"))
    words = with_texts(_readable_by(user).filter(pk__in={comment for _answer, comment in pairs}))
    comments = {each.pk: each for each in for_viewer(words, user)}
    for each in led:
        own = [comment for answer, comment in pairs if answer == each.answer.pk]
        each.voices = [comments[pk] for pk in own if pk in comments]
        each.total = totals.get(each.answer.pk, 0)


def _readable_by(user):
    return Comment.objects.visible_to(user).filter(visibility__in=DELIVERED, removed_at=None)


def address_of(recommendation: Recommendation) -> str:
    """The page that tells what happened."""
    draft_set = recommendation.draft_set
    place = [draft_set.iteration.number, draft_set.group_slug, recommendation.number]
    return reverse("feedback:what_happened", args=place)
