"""Taking a passage out of words that stay, wherever they are stored, and bringing it back."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from recommendations.prose import render_markdown

from ..models import (
    Coding,
    Comment,
    Decision,
    Export,
    Redaction,
    Rendering,
    StatementDraft,
)
from ..past import NO_WORDING
from .export import drop_files

MARK = "███"


def redact(comment: Comment, decision: Decision, passage: str) -> None:
    """Put a mark in the place of a passage, in the words and in every earlier wording.

    The words as they were stay in the redaction alone, for an appeal.
    """
    standing = list(Redaction.objects.standing_on(comment))
    before = next((each.body for each in standing if each.version == comment.version), comment.body)
    originals = _redact_history(comment, passage, standing)
    unchanged = [each.pk for each in standing if each.version == comment.version]
    _put(comment, comment.body.replace(passage, MARK))
    Redaction.objects.filter(pk__in=unchanged).update(version=comment.version)
    Redaction.objects.create(
        decision=decision,
        passage=passage,
        version=comment.version,
        body=before,
        history=originals,
    )
    _clear_copies(comment)


def occurs(comment: Comment, passage: str) -> bool:
    """Does a passage stand in the words, or in an earlier wording of them?"""
    earlier = Comment.history.model.objects.filter(id=comment.pk)
    return passage in comment.body or any(
        passage in body for body in earlier.values_list("body", flat=True)
    )


def restore_passages(comment: Comment, redactions: Iterable[Redaction], *, at: datetime) -> None:
    """Bring passages back; in the words themselves unless their author has rewritten them."""
    back = list(redactions)
    ids = {each.pk for each in back}
    staying = [each for each in Redaction.objects.standing_on(comment) if each.pk not in ids]
    history = Comment.history.model.objects.filter(id=comment.pk)
    originals = {row: body for each in reversed(back) for row, body in each.history.items()}
    for row, body in originals.items():
        history.filter(pk=int(row)).update(body=_covered(body, staying))
    unchanged = [each for each in back if each.version == comment.version]
    if unchanged:
        kept = [each for each in staying if each.version == comment.version]
        _put(comment, _covered(unchanged[0].body, kept))
        Redaction.objects.filter(pk__in=[each.pk for each in kept]).update(version=comment.version)
    Redaction.objects.filter(pk__in=ids).update(restored_at=at)


def _covered(text: str, redactions: Iterable[Redaction]) -> str:
    for each in redactions:
        text = text.replace(each.passage, MARK)
    return text


def _redact_history(comment: Comment, passage: str, standing: list[Redaction]) -> dict[str, str]:
    rows = Comment.history.model.objects.filter(id=comment.pk)
    originals = {}
    for pk, body in rows.values_list("pk", "body"):
        if passage in body:
            known = (each.history.get(str(pk)) for each in standing)
            originals[str(pk)] = next(filter(None, known), body)
            rows.filter(pk=pk).update(body=body.replace(passage, MARK))
    return originals


def _put(comment: Comment, body: str) -> None:
    """Other words under another version; its row in the history is no wording of the author."""
    comment.body, comment.html = body, render_markdown(body)
    comment.version += 1
    comment._change_reason = NO_WORDING  # type: ignore[attr-defined]
    comment.save(update_fields=["body", "html", "version"])


def _clear_copies(comment: Comment) -> None:
    """Renderings say it in other words, so they go; files and drafts of it go, or are covered."""
    Rendering.objects.filter(comment=comment).update(
        state=Rendering.State.REMOVED, body="", html="", reason=""
    )
    StatementDraft.objects.filter(comment=comment).update(body=comment.body, english="")
    # A coder's passage may be, or hold, what was taken out; of an earlier wording, too.
    quotes = Coding.objects.filter(comment=comment).exclude(quote="")
    gone = [pk for pk, quote in quotes.values_list("pk", "quote") if quote not in comment.body]
    quotes.filter(pk__in=gone).update(quote="")
    sets = Q(draft_set=comment.draft_set_id) | Q(draft_set=comment.first_draft_set_id)
    drop_files(Export.objects.filter(sets))
