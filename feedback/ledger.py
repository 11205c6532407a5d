"""The change ledger: each text of a group's drafts that was changed, why, and because of whom."""

from collections import defaultdict
from dataclasses import dataclass, field

from recommendations.models import ChangeReason, DraftSet, Part, Recommendation
from recommendations.models.translated import texts_of

from .models import Answer, AnswerChange
from .outcomes import published_changes
from .voices import Voices, voices_of


@dataclass
class Cause:
    """One answer behind a changed text, the words it names, and the voices behind it."""

    answer: Answer
    quotes: list[str]
    voices: Voices


@dataclass
class Changed:
    """One text that was changed: the group's reason, and the answers that led to it."""

    part: Part | None  # nothing: title and summary
    reason: ChangeReason | None = None
    causes: list[Cause] = field(default_factory=list)


@dataclass
class Entry:
    """One recommendation with its changed texts, in their order."""

    recommendation: Recommendation
    texts: list[Changed]


def ledger_of(draft_set: DraftSet, user) -> list[Entry]:
    """What was changed in a published set of drafts, in constant queries."""
    changes = list(published_changes().filter(recommendation__draft_set=draft_set))
    answers = (
        Answer.objects.visible_to(user)
        .published()
        .with_texts()
        .in_bulk({change.answer_id for change in changes})
    )
    voices = voices_of(list(answers))
    found: dict[int, dict[int | None, Changed]] = defaultdict(dict)
    for reason in _reasons(draft_set):
        found[reason.recommendation_id][reason.part_id] = Changed(reason.part, reason)
    for change in changes:
        if answer := answers.get(change.answer_id):
            texts = found[change.recommendation_id]
            changed = texts.setdefault(change.part_id, Changed(change.part))
            _add_cause(changed, answer, change, voices.get(answer.pk, Voices()))
    recommendations = Recommendation.objects.for_page().filter(pk__in=found).order_by("position")
    return [Entry(each, _in_order(found[each.pk].values())) for each in recommendations]


def _add_cause(changed: Changed, answer: Answer, change: AnswerChange, voices: Voices) -> None:
    """An answer stands once with a text, whichever words of it are named."""
    cause = next((each for each in changed.causes if each.answer == answer), None)
    if cause is None:
        cause = Cause(answer, [], voices)
        changed.causes.append(cause)
    if change.quote:
        cause.quotes.append(change.quote)


def _reasons(draft_set: DraftSet):
    rows = ChangeReason.objects.in_language().filter(recommendation__draft_set=draft_set)
    return rows.prefetch_related(*texts_of(ChangeReason, "part"))


def _in_order(texts) -> list[Changed]:
    """Title and summary first, then part by part."""
    return sorted(texts, key=lambda each: each.part.position if each.part else -1)
