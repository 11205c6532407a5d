"""What a member sees of their group's answers: those under way, and what is still open."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q

from accounts.models import User
from accounts.roles import Role, Scope
from recommendations.models import WorkingGroup

from .group_input import input_of, unanswered
from .models import Answer

RECENT, OLD = timedelta(days=7), timedelta(days=30)


@dataclass
class OpenInput:
    """Contributions of one language without an answer of the group, by how long they wait."""

    language: str
    number: int
    recent: int  # up to a week
    older: int  # up to a month
    oldest: int  # longer
    since: datetime


def open_input(group: WorkingGroup | None, user, *, at: datetime) -> list[OpenInput]:
    """By language, most of them first: as far as this person may read them."""
    waiting = unanswered(input_of(group, user), group).order_by()
    rows = waiting.values("language").annotate(
        number=Count("pk"),
        recent=Count("pk", filter=Q(stored_at__gt=at - RECENT)),
        older=Count("pk", filter=Q(stored_at__lte=at - RECENT, stored_at__gt=at - OLD)),
        oldest=Count("pk", filter=Q(stored_at__lte=at - OLD)),
        since=Min("stored_at"),
    )
    found = [OpenInput(**row) for row in rows]
    return sorted(found, key=lambda each: (-each.number, each.language))


def answers_of(group: WorkingGroup | None, *states: str):
    """The group's answers in these states, with how many contributions each is for."""
    answers = Answer.objects.of_group(group).filter(state__in=states).with_texts()
    counted = answers.annotate(number=Count("answered", distinct=True))
    return counted.select_related("drafted_by", "published_by").order_by("-pk")


def other_eyes(answer: Answer):
    """Who could publish it: other members of the group, and organisers."""
    here = Q(
        assignments__role=Role.GROUP_MEMBER, assignments__scope=Scope.GROUP,
        assignments__value=answer.group_slug,
    )  # fmt: skip
    may = here | Q(assignments__role__in=[Role.ORGANISER, Role.STAFF])
    others = User.objects.exclude(pk=answer.drafted_by_id) if answer.drafted_by_id else User.objects
    return others.filter(may, is_active=True).distinct().order_by("name")
