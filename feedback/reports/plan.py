"""What stands in which row of a monthly report: numbers, codes and short ids, and nobody's words.

Rows are kept so while a report is open and when it is final. The words are read at the moment in
which they are shown, through ``Comment.objects.readable``: what was hidden, redacted or withdrawn
since is in no report of the past either.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.db.models import F, Q

from accounts.models import Assignment
from accounts.roles import Role, Scope
from recommendations.models import WorkingGroup

from ..models import Comment, Conversation, Visibility
from .months import span_of

PRIVATE = "private"
FEWEST_TOLD = 5  # a smaller number of private contributions is not told
MOST_IN_A_PIECE = 100  # contributions of a row that are read and written at a time
CONVERSATION_FACTS = (
    "kind", "began_on", "ended_on", "language", "people_count", "people_certainty", "community",
)  # fmt: skip
CONVERSATION_TEXTS = ("title", "place", "link", "context")

Facts = dict[str, Any]


class Planned(NamedTuple):
    """One row: where its contributions come from, and which they are, in which wording."""

    key: str
    facts: Facts
    items: list  # of [slug, version]
    is_continued: bool = False  # a later piece of a long row

    @property
    def kept(self) -> list:
        """As JSON keeps it."""
        return [self.key, self.facts, self.items]


def of_kept(rows: list) -> list[Planned]:
    return [Planned(*row) for row in rows]


def contributions_of(group: WorkingGroup | None, month: date):
    """What anyone may read of what reached the portal in a month; not the group's own replies."""
    found = Comment.objects.readable().filter(draft_set__group=group, **span_of(month).condition)
    return found.exclude(is_response(group))


def is_response(group: WorkingGroup | None) -> Q:
    """Replies by members of the group under their names; to the whole movement's, by organisers.

    What a member wrote without a name is a contribution like others: here it would give away
    that a member wrote it.
    """
    return Q(
        parent__isnull=False,
        visibility=Visibility.PUBLIC,
        author__in=get_user_model().objects.filter(assignments__in=_speaking_for(group)),
    )


def _speaking_for(group):
    if group is None:
        return Assignment.objects.filter(role=Role.ORGANISER)
    return Assignment.objects.filter(role=Role.GROUP_MEMBER, scope=Scope.GROUP, value=group.slug)


def plan(group: WorkingGroup | None, month: date) -> list[Planned]:
    """The rows as they stand now: conversations first, then what was written on the portal."""
    found: dict[str, list[Facts]] = {}
    for each in _in_order(contributions_of(group, month)):
        found.setdefault(_key(each), []).append(each)
    conversations = _facts_of_conversations(each[0]["conversation_id"] for each in found.values())
    rows = []
    for key, of_row in found.items():
        conversation = of_row[0]["conversation_id"]
        facts = conversations.get(conversation) if conversation else _facts_on_site(of_row)
        if facts is not None:
            items = [[each["slug"], each["version"]] for each in of_row]
            rows.append(Planned(key, facts, items))
    if private := private_contributions(group, month):
        rows.append(Planned(PRIVATE, {"count": private}, []))
    return rows


def _in_order(comments):
    first = {"nulls_first": True}
    return comments.order_by(
        F("conversation").asc(nulls_last=True), "draft_set__iteration__number", "draft_set__code",
        F("recommendation__position").asc(**first), "recommendation__code",
        F("part__position").asc(**first), F("question__position").asc(nulls_last=True),
        "language", "origin", "path", "pk",
    ).values(
        "slug", "version", "origin", "language", "visibility", "name", "author_id",
        "conversation_id", "draft_set__code", "recommendation__code", "part__key",
        "question__key",
    )  # fmt: skip


def _key(each: Facts) -> str:
    if each["conversation_id"]:
        return conversation_key(each["conversation_id"])
    return "/".join(
        (_target(each), each["part__key"] or "", each["question__key"] or "", each["language"],
         each["origin"])
    )  # fmt: skip


def conversation_key(pk: int) -> str:
    return f"conversation-{pk}"


def _target(each: Facts) -> str:
    return each["recommendation__code"] or each["draft_set__code"]


def _facts_on_site(found: list[Facts]) -> Facts:
    """Accounts are counted where they gave their names: else a number could tell who wrote."""
    first = found[0]
    named = [each for each in found if each["visibility"] == Visibility.PUBLIC]
    return {
        "target": _target(first),
        "part": first["part__key"] or "",
        "question": first["question__key"] or "",
        "language": first["language"],
        "origin": first["origin"],
        "accounts": len({each["author_id"] for each in named if each["author_id"]}),
        "guests": sum(not each["author_id"] and bool(each["name"]) for each in named),
        "unnamed": len(found) - len(named),
    }


def _facts_of_conversations(pks: Iterable[int | None]) -> dict[int, Facts]:
    wanted = [pk for pk in pks if pk]
    rows = (
        Conversation.objects.published()
        .filter(pk__in=wanted)
        .values("pk", *CONVERSATION_FACTS, *CONVERSATION_TEXTS)
    )
    return {row["pk"]: _facts_of_conversation(row) for row in rows}


def _facts_of_conversation(row: Facts) -> Facts:
    """Texts by their fingerprints only: so a change is seen, and what was taken out is gone."""
    facts = {name: row[name] for name in CONVERSATION_FACTS}
    for name in ("began_on", "ended_on"):
        facts[name] = facts[name].isoformat() if facts[name] else ""
    for name in CONVERSATION_TEXTS:
        facts[name] = hashlib.sha256(row[name].encode()).hexdigest()[:16]
    return {"conversation": row["pk"], **facts}


def private_contributions(group: WorkingGroup | None, month: date) -> int:
    """How many contributions of a month are for liaisons and the group only."""
    return Comment.objects.filter(
        draft_set__group=group,
        draft_set__published_at__isnull=False,
        visibility=Visibility.GROUP,
        **span_of(month).condition,
    ).count()


def pieces(rows: list[Planned], most: int = MOST_IN_A_PIECE) -> Iterator[Planned]:
    """The rows, long ones cut: none is longer than a page or a turn of reading can bear."""
    for row in rows:
        for start in range(0, max(len(row.items), 1), most):
            yield row._replace(items=row.items[start : start + most], is_continued=start > 0)


def batches(rows: list[Planned], most: int = MOST_IN_A_PIECE) -> Iterator[list[Planned]]:
    """Pieces that are read, shown and written together: as many as hold so many contributions."""
    batch: list[Planned] = []
    size = 0
    for piece in pieces(rows, most):
        weight = max(len(piece.items), 1)
        if batch and size + weight > most:
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += weight
    if batch:
        yield batch


def statements_in(rows: list[Planned]) -> int:
    return sum(len(row.items) for row in rows)
