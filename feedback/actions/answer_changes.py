"""Linking an answer with the texts of a later iteration that it changed."""

from html import unescape

from django.db import transaction
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from accounts.languages import ALL
from recommendations.actions import save_texts
from recommendations.models import Part, Recommendation, Stamp

from ..models import Answer, AnswerChange
from .answer import AnswerConflictError, NotReadyError
from .answered import stamps_of


@transaction.atomic
def link(
    answer: Answer,
    recommendation: Recommendation,
    part: Part | None = None,
    *,
    quote: str = "",
    version: int,
    by,
) -> AnswerChange:
    """Say that this text is new because of what was said; its words, where they are known.

    Without a part it is about the title or the summary.
    """
    current = _locked(answer, version)
    if part is not None and part.recommendation_id != recommendation.pk:
        raise NotReadyError(_("It is a part of another recommendation."))
    if recommendation.draft_set.group_id != current.group_id:
        raise NotReadyError(_("It is a text of another group."))
    if recommendation.draft_set.iteration.number <= current.iteration.number:
        raise NotReadyError(_("It belongs to no later iteration."))
    quote = " ".join(quote.split())
    if quote and not occurs(quote, recommendation, part):
        raise NotReadyError(_("These words do not stand in the new text."))
    made, is_new = AnswerChange.objects.get_or_create(
        answer=current, recommendation=recommendation, part=part, quote=quote
    )
    if is_new:
        _note(current, f"+ {name_of(made)}", by)
    return made


@transaction.atomic
def unlink(answer: Answer, change: AnswerChange, *, version: int, by) -> None:
    """It was no cause of this text after all."""
    current = _locked(answer, version)
    keys = stamps_of(current)
    name = name_of(change)
    if current.changes.filter(pk=change.pk).delete()[0]:
        _note(current, f"− {name}", by)
        if current.is_published:
            Stamp.objects.touch(*keys)


def occurs(quote: str, recommendation: Recommendation, part: Part | None) -> bool:
    """Whether these words stand in the text, as a page shows it, in any language."""
    rows = [(part, "html")] if part else [(recommendation, "title"), (recommendation, "summary")]
    texts = (
        getattr(row, build_localized_fieldname(field, language.code)) or ""
        for row, field in rows
        for language in ALL
    )
    return any(quote in _as_read(text, is_html=part is not None) for text in texts)


def _as_read(text: str, *, is_html: bool) -> str:
    """One line, as somebody copies it from the page."""
    return " ".join((unescape(strip_tags(text)) if is_html else text).split())


def name_of(change: AnswerChange) -> str:
    """The text as people cite it, in every language: DV2-1 Q1."""
    code = change.recommendation.code
    return f"{code} {change.part.key.upper()}" if change.part else code


def _locked(answer: Answer, version: int) -> Answer:
    current = Answer.objects.select_for_update(of=("self",)).get(pk=answer.pk)
    if current.version != version:
        raise AnswerConflictError
    return current


def _note(answer: Answer, reason: str, by) -> None:
    """A line in the history that everybody can read, once the answer is published."""
    answer.version += 1
    save_texts(answer, ["version"], by=by, reason=reason)
    if answer.is_published:
        Stamp.objects.touch(*stamps_of(answer))
