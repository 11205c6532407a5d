"""Whose scope covers what, and what is left to every liaison."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from accounts.languages import nearest
from accounts.liaisons import holders
from accounts.models import Community
from accounts.roles import Permission, Scope, may, scopes

from ..varieties import in_languages
from .visibility import READABLE, Visibility

OVERDUE_AFTER = timedelta(hours=48)  # as long as a weekend of the one liaison of a language
# What anyone who moderates may be shown once nobody has taken it in hand.
OPEN_STATES = (Visibility.WAITING, *READABLE)


def of_communities(keys) -> Q:
    """The condition on words of members of these communities (ids), or brought in from them."""
    return Q(author__community__in=keys) | Q(conversation__community__in=keys)


def in_circle_of(languages) -> Q:
    """The condition on words whose private readers speak these languages.

    Whoever begins a private conversation chose the liaisons of that language, whatever language
    the replies are in.
    """
    begun = Q(private_with=None) & in_languages(languages)
    return begun | in_languages(languages, "private_with__language")


class Coverage(NamedTuple):
    """The scopes of all liaisons whose accounts are in use."""

    is_everything: bool
    languages: list[str]
    communities: list[int]

    def covers(self, comment) -> bool:
        if self.is_everything or nearest(comment.language) in self.languages:
            return True
        return bool(communities_of_words(comment) & set(self.communities))

    @property
    def condition(self) -> Q:
        """The same, said to the database."""
        covered = in_languages(self.languages)
        return covered | of_communities(self.communities) if self.communities else covered


def communities_of_words(comment) -> set[int]:
    """The communities of whoever wrote it, or of the conversation that it comes from."""
    of_author = comment.author.community_id if comment.author else None
    of_conversation = comment.conversation.community_id if comment.conversation else None
    return {pk for pk in (of_author, of_conversation) if pk is not None}


def coverage_for(user) -> Coverage:
    """Who covers what now; asked for once a request."""
    if not hasattr(user, "loaded_coverage"):
        held = set(holders().values_list("scope", "value"))
        user.loaded_coverage = Coverage(
            is_everything=(Scope.EVERYWHERE, "") in held,
            languages=sorted(value for scope, value in held if scope == Scope.LANGUAGE),
            communities=_ids(value for scope, value in held if scope == Scope.COMMUNITY),
        )
    return user.loaded_coverage


def own_communities(user) -> list[int]:
    """The communities (ids) for which a person moderates; asked for once a request."""
    if not hasattr(user, "loaded_communities"):
        user.loaded_communities = _ids(scopes(user, Permission.MODERATE, Scope.COMMUNITY) or [])
    return user.loaded_communities


def _ids(slugs) -> list[int]:
    slugs = list(slugs)
    if not slugs:
        return []
    return sorted(Community.objects.filter(slug__in=slugs).values_list("pk", flat=True))


def left_open_to(user) -> Q:
    """What waits and is in nobody's scope, or has waited too long: every liaison's to decide on.

    What its author keeps from the public stays with those who speak its language.
    """
    if not may(user, Permission.MODERATE):
        return Q(pk__in=[])
    left = Q(waits_since__lte=timezone.now() - OVERDUE_AFTER)
    coverage = coverage_for(user)
    if not coverage.is_everything:
        left |= Q(waits_since__isnull=False) & ~coverage.condition
    return left & Q(visibility__in=OPEN_STATES) & ~Q(chosen_visibility=Visibility.GROUP)


def is_left_open_to(user, comment) -> bool:
    """The same of one comment."""
    if comment.waits_since is None or not may(user, Permission.MODERATE):
        return False
    if comment.visibility not in OPEN_STATES or comment.chosen_visibility == Visibility.GROUP:
        return False
    return is_overdue(comment.waits_since) or not coverage_for(user).covers(comment)


def is_overdue(since: datetime) -> bool:
    return since <= timezone.now() - OVERDUE_AFTER
