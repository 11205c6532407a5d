"""How the contributions that anyone can read spread: by language, channel, question, stance."""

from collections.abc import Mapping
from typing import NamedTuple

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from ..models import Conversation, Origin, Stance
from ..small_numbers import Shown, of_sum, parts_of

SAID_ELSEWHERE = Q(origin=Origin.ELSEWHERE)


class Voices(NamedTuple):
    """Where contributions come from, and whose they are: numbers that are never added up.

    ``accounts`` are people who wrote here, each once; ``participants`` those whom reports of
    conversations name, each report on its own, and ``without_number`` the reports that name none.
    """

    on_site: int
    statements: int
    accounts: int
    conversations: int
    participants: int
    without_number: int


def voices(comments) -> Voices:
    """The voices behind these contributions."""
    said = comments.aggregate(
        on_site=Count("pk", filter=~SAID_ELSEWHERE),
        statements=Count("pk", filter=SAID_ELSEWHERE),
        accounts=Count("author", distinct=True),
    )
    held = comments.exclude(conversation=None).order_by().values("conversation")
    reported = Conversation.objects.filter(pk__in=held).aggregate(
        conversations=Count("pk"),
        participants=Coalesce(Sum("people_count"), 0),
        without_number=Count("pk", filter=Q(people_count=None)),
    )
    return Voices(**said, **reported)


def shares(comments, *fields: str) -> dict:
    """How many of these contributions have each value of a field, or each pair of two fields."""
    rows = comments.order_by().values_list(*fields).annotate(number=Count("pk"))
    return {key[0] if len(key) == 1 else tuple(key): number for *key, number in rows}


def stances_by_language(comments) -> dict[str, Mapping[str, Shown]]:
    """What authors said of their stance, in each language; small numbers are left out.

    Without those who said nothing. A language with a small sum shows no number at all.
    """
    found: dict[str, dict[str, int]] = {}
    said = shares(comments.exclude(stance=""), "language", "stance")
    for (language, stance), number in said.items():
        found.setdefault(language, dict.fromkeys(Stance.values, 0))[stance] = number
    return {
        language: parts_of(of_sum(sum(numbers.values())), numbers)
        for language, numbers in found.items()
    }
