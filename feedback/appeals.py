"""Which appeals are before whom."""

from datetime import datetime

from django.db.models import Q

from accounts.liaisons import holders
from accounts.roles import Permission, Scope, may

from .desk import in_reach_of
from .models import Appeal
from .models.coverage import OVERDUE_AFTER
from .varieties import in_languages

LANGUAGE_OF_WORDS = "decision__comment__language"


def answerable_by(user):
    """On decisions of others, about words that this person may decide on."""
    about = Appeal.objects.filter(decision__comment__in=in_reach_of(user).values("pk"))
    return about.exclude(decision__by=user)


def before(user, *, at: datetime):
    """What waits for this person's answer: organisers are asked where no liaison is left.

    What has waited too long is before everyone who may answer it.
    """
    waiting = answerable_by(user).filter(state=Appeal.State.OPEN).order_by("made_at", "pk")
    if not may(user, Permission.ORGANISE):
        return waiting
    return waiting.exclude(_has_another_liaison(), made_at__gt=at - OVERDUE_AFTER)


def _has_another_liaison() -> Q:
    """Somebody else than who decided is a liaison for the language of the words."""
    held = holders().filter(scope__in=[Scope.LANGUAGE, Scope.EVERYWHERE])
    rows = set(held.values_list("user", "scope", "value"))
    everywhere = {user for user, scope, _value in rows if scope == Scope.EVERYWHERE}
    by_language: dict[str, set] = {}
    for user, scope, value in rows:
        if scope == Scope.LANGUAGE:
            by_language.setdefault(value, set()).add(user)
    found = _someone_of(everywhere)
    for language, users in by_language.items():
        of_language = in_languages([language], LANGUAGE_OF_WORDS)
        found |= of_language & _someone_of(users | everywhere)
    return found


def _someone_of(users: set) -> Q:
    """One of these people did not decide."""
    if len(users) == 1:
        return ~Q(decision__by__in=users)
    return Q(pk__isnull=not users)
