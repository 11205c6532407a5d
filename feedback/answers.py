"""Answers as pages show them: the reason in the reader's language, and how it was changed."""

from dataclasses import replace
from datetime import datetime
from html import unescape
from typing import NamedTuple

from django.utils.html import strip_tags

from recommendations.templatetags.wording import Wording, wording_of

from .models import Answer


def reason_of(answer: Answer) -> Wording:
    """The reason in the reading language, else in what stands in for it, else as first written.

    The answer comes from ``with_texts``, or is loaded whole.
    """
    return wording_of(answer, "reason") or _first(answer, "reason")


def html_of(answer: Answer) -> Wording:
    """The same as the HTML that was rendered when it was written."""
    return wording_of(answer, "html") or _first(answer, "html")


def reason_in_plain(answer: Answer) -> Wording:
    """The reason on one line, without the signs of its Markdown: for excerpts and other places."""
    shown = html_of(answer)
    return replace(shown, text=" ".join(unescape(strip_tags(shown.text)).split()))


def _first(answer: Answer, field: str) -> Wording:
    if hasattr(answer, f"first_{field}"):
        return Wording(getattr(answer, f"first_{field}") or "", answer.language, True)
    return wording_of(answer, field, answer.language)


class Change(NamedTuple):
    """One change of a published answer, as everybody may know it: when and why, and not by whom."""

    changed_at: datetime
    reason: str


def changes_of(answer: Answer) -> list[Change]:
    """How an answer was changed since it was published, newest first."""
    if answer.published_at is None:
        return []
    rows = answer.history.filter(state=Answer.State.PUBLISHED)  # type: ignore[attr-defined]
    told = rows.exclude(history_change_reason=None).exclude(history_change_reason="")
    columns = ("history_date", "history_change_reason")
    return [Change(*row) for row in told.order_by("-history_id").values_list(*columns)]
