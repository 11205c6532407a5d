"""What was there before: the text that a comment's author saw, and a comment's earlier wordings."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min
from django.http import Http404
from modeltranslation.utils import build_localized_fieldname

from accounts.languages import direction, fallbacks
from recommendations.comparison import Segment, differences
from recommendations.models import DraftSet, Part, Recommendation
from recommendations.prose import render_markdown
from recommendations.templatetags.wording import Wording, wording_of

from .models import Comment, Decision, Visibility
from .permissions import may_decide_on

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
    seen = comment.part or comment.target
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
    history = Comment.history.model.objects.filter(id=comment.pk).order_by()
    starts = list(
        history.values("version")
        .annotate(row=Min("history_id"), at=Min("history_date"))
        .order_by("-version")
    )
    is_own = user.is_authenticated and comment.author_id == user.pk
    if is_own or may_decide_on(user, comment):
        return [start["row"] for start in starts]
    ends = [None, *(start["at"] for start in starts)]
    was_open = _open_times(comment)
    return [
        start["row"]
        for start, end in zip(starts, ends, strict=False)
        if end is None or was_open(start["at"], end)
    ]


def _open_times(comment):
    """Could a wording that stood from one moment to another be read by those who read it now?

    Where a comment had to be approved, what stood before the approval was read by nobody. Edits
    of people with an account need no second approval; those of guests do, each time.
    """
    kinds = [Decision.Kind.APPROVE]
    is_guest = bool(comment.submission.secret_digest)
    if is_guest:
        kinds.append(Decision.Kind.RESTORE)
    approvals = list(
        comment.decisions.filter(kind__in=kinds)
        .order_by("decided_at")
        .values_list("decided_at", flat=True)
    )

    def was_open(start, end):
        if any(start <= approval < end for approval in approvals):
            return True
        return not is_guest and (not approvals or start > approvals[0])

    return was_open


def wordings(rows: list[int], count: int) -> list[EarlierWording]:
    """The first ``count`` of these wordings; the row after them serves for comparison only."""
    history = Comment.history.model.objects.filter(history_id__in=rows[: count + 1])
    found = list(history.order_by("-history_id"))
    befores = [*found[1:], None]
    return [_wording(row, before) for row, before in zip(found, befores, strict=True)][:count]


def _wording(row, before) -> EarlierWording:
    changes = differences(before.body, row.body, row.language) if before else []
    return EarlierWording(row.history_date, row.body, row.language, changes, before is None)
