"""May this person do this to that? Closed unless opened here."""

from accounts.languages import nearest
from accounts.models import Community
from accounts.roles import Permission, Scope, may, scopes

from .models import Comment, Visibility


def may_moderate(user) -> bool:
    """Enter the desk at all."""
    return may(user, Permission.MODERATE)


def may_decide_on(user, comment: Comment) -> bool:
    """Liaisons decide in their languages, organisers everywhere; nobody on their own words."""
    if comment.author_id is not None and comment.author_id == user.pk:
        return False
    if comment.conversation and comment.conversation.reported_by_id == user.pk:
        return False
    languages = scopes(user, Permission.MODERATE, Scope.LANGUAGE)
    if languages is None or nearest(comment.language) in languages:
        return True
    return _is_of_their_communities(user, comment)


def _is_of_their_communities(user, comment: Comment) -> bool:
    """Words of an affiliate's members, or brought in from there; private ones are not theirs."""
    slugs = scopes(user, Permission.MODERATE, Scope.COMMUNITY)
    if not slugs or Visibility.GROUP in {comment.visibility, comment.chosen_visibility}:
        return False
    known = Community.objects.filter(slug__in=slugs).values_list("pk", flat=True)
    of_author = comment.author.community_id if comment.author else None
    of_conversation = comment.conversation.community_id if comment.conversation else None
    return bool({of_author, of_conversation} & set(known))


def may_change(user, comment: Comment) -> bool:
    """Authors edit and withdraw their own words, but not words that a liaison has hidden."""
    is_own = user.is_authenticated and comment.author_id == user.pk
    return is_own and comment.visibility not in {Visibility.HIDDEN, Visibility.WITHDRAWN}


def may_agree(user, comment: Comment) -> bool:
    """«I see it this way too» is for people with an account, and not for one's own words."""
    return user.is_authenticated and comment.is_readable and comment.author_id != user.pk


def may_report(user, comment: Comment) -> bool:
    """Anyone reports words that anyone may read, except their own: these they withdraw."""
    is_own = user.is_authenticated and comment.author_id == user.pk
    return comment.is_readable and not is_own


def may_export(user) -> bool:
    """Enter the page of exports at all."""
    return may(user, Permission.EXPORT_GROUP)


def may_export_set(user, draft_set) -> bool:
    """Take the input of this group out as a file."""
    return may(user, Permission.EXPORT_GROUP, group=draft_set.group_slug)


def exportable_groups(user) -> list[str] | None:
    """The short names of the groups whose input a person may take out; None means all."""
    return scopes(user, Permission.EXPORT_GROUP, Scope.GROUP)
