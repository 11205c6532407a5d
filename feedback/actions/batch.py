"""One decision on several contributions: each goes through the same deed as if it were alone."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import TextChoices

from ..desk import in_reach_of
from ..models import Comment, Decision
from .moderate import AlreadyDecidedError, WordsChangedError, decide

# What makes sense for many at once; other decisions are about one contribution each.
BATCH_KINDS = (
    Decision.Kind.APPROVE,
    Decision.Kind.HIDE,
    Decision.Kind.DISMISS,
    Decision.Kind.RESTORE,
)


class Why(TextChoices):
    """Why one of several was not decided."""

    DONE = ""
    GONE = "gone"
    OVERTAKEN = "overtaken"
    CHANGED = "changed"


class Seen(NamedTuple):
    """What a liaison had before them: the version of the words, and the newest decision."""

    version: int
    decision: int


@dataclass
class Outcome:
    """What became of one: decided, or why not and what was decided last."""

    slug: str
    why: Why = Why.DONE
    latest: Decision | None = None

    @property
    def short_id(self) -> str:
        return Comment(slug=self.slug).short_id


def decide_each(seen: dict[str, Seen], kind: Decision.Kind, *, by, **words) -> list[Outcome]:
    """Decide on these, each (by its slug) as it was seen: nothing newer is overwritten."""
    in_reach = {comment.slug: comment for comment in in_reach_of(by).filter(slug__in=seen)}
    return [
        _decide(
            slug,
            in_reach.get(slug),
            kind,
            by=by,
            seen_version=seen[slug].version,
            seen_decision=seen[slug].decision,
            **words,
        )
        for slug in seen
    ]


def _decide(slug: str, comment: Comment | None, kind, **words) -> Outcome:
    if comment is None:
        return Outcome(slug, Why.GONE)
    try:
        decide(comment, kind, **words)
    except WordsChangedError:
        return Outcome(slug, Why.CHANGED)
    except AlreadyDecidedError:
        decided = Decision.objects.for_comment().filter(comment=comment)
        return Outcome(slug, Why.OVERTAKEN, decided.last())
    return Outcome(slug)
