"""Whose words answers are for: three numbers that are never added up."""

from collections import defaultdict
from typing import NamedTuple

from django.db.models import Count, Q

from .models import Answer, AnswerTo, Comment, Visibility
from .models.answer import PRIVATE
from .small_numbers import SMALLEST


class Voices(NamedTuple):
    """What anyone can read of what an answer is for.

    Statements are contributions. Accounts are those of people who gave their names: counting
    others could tell who wrote without one. People took part in conversations, as reported.
    """

    statements: int = 0
    accounts: int = 0
    people: int = 0


def voices_of(answers) -> dict[int, Voices]:
    """The voices behind each of these answers (by its id), in two queries."""
    readable = Comment.objects.readable().values("pk")
    said = AnswerTo.objects.filter(answer__in=answers, comment__in=readable).order_by()
    named = Q(comment__visibility=Visibility.PUBLIC)
    counted = said.values("answer").annotate(
        statements=Count("pk"), accounts=Count("comment__author", filter=named, distinct=True)
    )
    people: dict[int, int] = defaultdict(int)
    elsewhere = said.exclude(comment__conversation=None)
    columns = ("answer", "comment__conversation", "comment__conversation__people_count")
    for answer, _conversation, number in elsewhere.values_list(*columns).distinct():
        people[answer] += number or 0
    return {
        row["answer"]: Voices(row["statements"], row["accounts"], people[row["answer"]])
        for row in counted
    }


def at_least_private(answer: Answer) -> int:
    """How many contributions that are not public it is for, as far as that may be told.

    A multiple of the smallest number that is told, so that no small one is left over when it is
    taken from another number; 0 says that there are fewer, or none.
    """
    known = answer.answered.filter(PRIVATE, comment__draft_set__published_at__isnull=False)
    return known.count() // SMALLEST * SMALLEST
