"""How many say nearly the same as a contribution under which liaisons have put others."""

from typing import NamedTuple

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce

from .models import Comment


class Alike(NamedTuple):
    """What stands under a contribution: others written here, their people, and statements."""

    contributions: int
    people: int
    statements: int


def said_alike(comments) -> dict[int, Alike]:
    """What anyone can read of what says nearly the same as these (by their ids).

    People are accounts, and sends of those without one. Statements from elsewhere are on their own.
    """
    here, guest = Q(conversation=None), Q(conversation=None, author=None)
    found = Comment.objects.readable().filter(same_as__in=comments).order_by()
    rows = found.values("same_as").annotate(
        contributions=Count("pk", filter=here),
        accounts=Count("author", distinct=True),
        guests=Count("submission", distinct=True, filter=guest),
        statements=Count("pk", filter=~here),
    )
    return {
        row["same_as"]: Alike(
            row["contributions"], row["accounts"] + row["guests"], row["statements"]
        )
        for row in rows
    }


def senders_of(heads) -> dict[int, int]:
    """How many people sent the same text as these (ids), under which others stand; these too."""
    here = Comment.objects.readable().filter(conversation=None).order_by()
    same = here.filter(Q(same_as__in=heads) | Q(pk__in=heads))
    guest = Q(author=None)
    rows = same.values(head=Coalesce(F("same_as"), F("pk"))).annotate(
        accounts=Count("author", distinct=True),
        guests=Count("submission", distinct=True, filter=guest),
    )
    return {row["head"]: row["accounts"] + row["guests"] for row in rows}
