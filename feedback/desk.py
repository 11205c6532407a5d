"""What is before a liaison: who reaches what, and the page-shaped reads of desk and decision."""

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from accounts.communities import Named, named
from accounts.models import Community
from accounts.roles import Permission, Scope, scopes

from .models import Block, Comment, Decision, Escalation, Flag, Visibility
from .models.coverage import left_open_to, of_communities, own_communities
from .threads import with_texts
from .varieties import in_languages

open_escalation = Escalation.objects.filter(comment=OuterRef("pk"), settled_at=None)


def languages_of(user) -> list[str] | None:
    """The languages in which a person moderates; None means all of them."""
    return scopes(user, Permission.MODERATE, Scope.LANGUAGE)


def communities_of(user) -> list[Named]:
    """The affiliates and communities for which a person moderates."""
    return named(Community.objects.filter(pk__in=own_communities(user)))


def in_reach_of(user):
    """What this person may decide on: ``permissions.may_decide_on``, said to the database."""
    return _not_theirs(user).filter(_decided_by(user) | left_open_to(user))


def in_scope_of(user):
    """Of that, what is theirs by their languages and affiliates."""
    return _not_theirs(user).filter(_decided_by(user))


def left_to_all(user):
    """Of that, what nobody's scope covers, and what has waited too long."""
    return _not_theirs(user).filter(left_open_to(user))


def scope_condition(user) -> Q:
    """The condition on words in a person's languages, or of their affiliates."""
    languages = languages_of(user)
    if languages is None:
        return Q()
    scope = in_languages(languages)
    if communities := own_communities(user):
        scope |= of_communities(communities)
    return scope


def _not_theirs(user):
    comments = Comment.objects.visible_to(user)
    return comments.exclude(author=user).exclude(conversation__reported_by=user)


def _decided_by(user) -> Q:
    """Within the scope; private words are decided on by those who speak their language."""
    languages = languages_of(user)
    if languages is None:
        return Q(pk__isnull=False)
    private = Q(visibility=Visibility.GROUP) | Q(chosen_visibility=Visibility.GROUP)
    return in_languages(languages) | (scope_condition(user) & ~private)


def escalated(comments):
    """What a liaison has given to the organisers."""
    return comments.waiting().filter(Exists(open_escalation))


def languages_waiting() -> list[str]:
    """The languages in which something waits, for a choice."""
    codes = Comment.objects.waiting().order_by("language").values_list("language", flat=True)
    return list(codes.distinct())


def with_context(comments):
    """All that a liaison needs to judge: who, where, in answer to what, what was decided before."""
    open_ones = Escalation.objects.filter(settled_at=None).select_related("by")
    return with_texts(comments).prefetch_related(
        Prefetch("parent", Comment.objects.readable()),
        Prefetch("decisions", Decision.objects.for_comment()),
        Prefetch("author__blocks", Block.objects.in_force(timezone.now())),
        Prefetch("escalations", open_ones, to_attr="open_escalations"),
    )


def with_flags(comments):
    """With every open flag on them and its words, for the page of one decision."""
    flags = Flag.objects.open().select_related("by").order_by("made_at", "pk")
    return comments.prefetch_related(Prefetch("flags", flags))
