"""What was there before: the text that a comment's author saw, and a comment's earlier wordings."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from modeltranslation.utils import build_localized_fieldname

from accounts.languages import direction, fallbacks
from recommendations.comparison import Segment, differences
from recommendations.models import DraftSet, Part, Recommendation
from recommendations.prose import render_markdown
from recommendations.templatetags.wording import Wording, wording_of

from .models import OPEN_FOR_REPLIES, READABLE, Comment, Decision, Visibility
from .permissions import may_decide_on

# The reason of history rows that a liaison's decision made: the wording is its author's still.
NO_WORDING = "redaction"
# What a reader of each of them has before their eyes.
TEXTS = {
    Recommendation: ("title", "summary"),
    DraftSet: ("introduction", "note", "consensus_note"),
    Part: ("text",),
}


@dataclass
class SeenText:
    """One text as it stood then; what has changed since, nothing where it is unchanged."""

    field: str
    then: Wording
    html: str
    changes: list[Segment]


@dataclass
class Sight:
    """All that stood before the author's eyes: the history row then, and the newest one."""

    then: object
    now: object
    texts: list[SeenText]

    @property
    def changed(self) -> list[SeenText]:
        return [text for text in self.texts if text.changes]


def sight_of(comment: Comment) -> Sight:
    """The text in exactly the revision and the language in which its author saw it."""
    seen = comment.text_read
    names = TEXTS[type(seen)]
    columns = [
        build_localized_fieldname(name, code)
        for name in names
        for code in fallbacks(comment.read_language)
    ]
    history = type(seen).history  # type: ignore[union-attr]
    rows = history.filter(id=seen.pk).only("history_date", "history_type", *columns)
    then = rows.filter(history_id=comment.read_revision).first()
    if then is None:
        raise Http404
    now = rows.latest()
    texts = [_seen(name, then, now, comment.read_language) for name in names]
    return Sight(then, now, [text for text in texts if text.then or text.changes])


def _seen(name, then, now, read_language) -> SeenText:
    was = wording_of(then, name, read_language)
    column = build_localized_fieldname(name, was.language)
    present = getattr(now, column) or ""
    changes = differences(was.text, present, was.language) if present != was.text else []
    html = render_markdown(was.text) if name == "text" else ""
    return SeenText(name, was, html, changes)


@dataclass
class EarlierWording:
    """One wording of a comment, and what it changed against the one before it."""

    written_at: datetime
    body: str
    language: str
    changes: list[Segment]
    is_first: bool

    @property
    def direction(self) -> str:
        return direction(self.language)


def wordings_open_to(comment: Comment, user) -> list[int]:
    """The history rows of the wordings that this person may read, newest first.

    Whoever may read the comment as it is may read what could be read before; wordings that no
    liaison ever let through, only its author and those who decide on it. Withdrawn words, nobody.
    """
    if comment.visibility == Visibility.WITHDRAWN:
        return []
    starts = _starts(comment)
    is_own = user.is_authenticated and comment.author_id == user.pk
    if not is_own and not may_decide_on(user, comment):
        starts = _that_could_be_read(comment, starts)
    return [start["history_id"] for start in starts]


def _starts(comment):
    """The history row with which each wording began, newest first."""
    history = Comment.history.model.objects.filter(id=comment.pk)
    rows = history.exclude(history_change_reason=NO_WORDING).order_by("-history_id")
    columns = ("version", "history_id", "history_date", "visibility")
    # Of several rows of one wording the last one read here, the oldest, is kept.
    return list({row["version"]: row for row in rows.values(*columns)}.values())


def _that_could_be_read(comment, starts):
    """The present wording, those that began in the open, and those that were let through.

    A wording that waited is open only if a liaison approved or restored it while it stood.
    """
    # Private words that this person may read now could be read in private before.
    open_then = OPEN_FOR_REPLIES if comment.visibility == Visibility.GROUP else READABLE
    kinds = [Decision.Kind.APPROVE, Decision.Kind.RESTORE]
    let_through = list(
        comment.decisions.filter(kind__in=kinds).values_list("decided_at", flat=True)
    )
    ends = [None, *(start["history_date"] for start in starts)]
    return [
        start
        for start, end in zip(starts, ends, strict=False)
        if end is None
        or start["visibility"] in open_then
        or any(start["history_date"] <= moment < end for moment in let_through)
    ]


def wordings(rows: list[int], count: int) -> list[EarlierWording]:
    """The first ``count`` of these wordings; the row after them serves for comparison only."""
    history = Comment.history.model.objects.filter(history_id__in=rows[: count + 1])
    found = list(history.order_by("-history_id"))
    befores = [*found[1:], None]
    return [_wording(row, before) for row, before in zip(found, befores, strict=True)][:count]


def _wording(row, before) -> EarlierWording:
    changes = differences(before.body, row.body, row.language) if before else []
    return EarlierWording(row.history_date, row.body, row.language, changes, before is None)
