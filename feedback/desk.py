"""What is before a liaison: the page-shaped read behind the desk and behind one decision."""

from django.db.models import BooleanField, Case, Prefetch, Value, When
from django.utils import timezone

from accounts.models import Assignment
from accounts.roles import Permission, Role, Scope, scopes

from .models import Block, Comment, Decision, Flag
from .threads import with_texts
from .varieties import in_languages

PER_PAGE = 25


def languages_of(user) -> list[str] | None:
    """The languages in which a person moderates; None means all of them."""
    return scopes(user, Permission.MODERATE, Scope.LANGUAGE)


def in_reach_of(user):
    """What this person may decide on: what they may read, in their languages, not their own."""
    comments = Comment.objects.visible_to(user).exclude(author=user)
    languages = languages_of(user)
    return comments if languages is None else comments.filter(in_languages(languages))


def in_turn(comments):
    """First what no liaison's languages cover, then what has been there longest."""
    covered = Assignment.objects.filter(role=Role.LIAISON, user__is_active=True)
    held = set(covered.values_list("scope", "value"))
    if (Scope.EVERYWHERE, "") in held:
        return comments.annotate(has_liaison=Value(True)).order_by("stored_at", "pk")
    languages = [value for scope, value in held if scope == Scope.LANGUAGE]
    is_covered = Case(
        When(in_languages(languages), then=True), default=False, output_field=BooleanField()
    )
    return comments.annotate(has_liaison=is_covered).order_by("has_liaison", "stored_at", "pk")


def with_context(comments):
    """All that a liaison needs to judge: who, where, in answer to what, what was decided before."""
    return with_texts(comments).prefetch_related(
        Prefetch("parent", Comment.objects.readable()),
        Prefetch("decisions", Decision.objects.for_comment()),
        Prefetch("author__blocks", Block.objects.in_force(timezone.now())),
        Prefetch("flags", Flag.objects.open().select_related("by").order_by("made_at", "pk")),
    )


def languages_present(comments) -> list[str]:
    """The languages of these comments, for a choice."""
    return list(comments.order_by("language").values_list("language", flat=True).distinct())
