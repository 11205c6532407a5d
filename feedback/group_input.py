"""What a group has before it: all that was said on its drafts, and what others passed on to it."""

from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from recommendations.models import WorkingGroup
from recommendations.models.group import WHOLE_MOVEMENT_SLUG

from .models import DELIVERED, READABLE, Answer, AnswerTo, Comment
from .permissions import groups_to_analyse, may_analyse


class GroupDesk(NamedTuple):
    """The desk at one address; without a group, that of the texts of the whole movement."""

    slug: str
    group: WorkingGroup | None


class Selection(NamedTuple):
    """Chosen contributions, and of ticked ones the version that was before the reader's eyes."""

    comments: QuerySet[Comment]
    seen: dict[str, int]

    def has_changed(self, comment: Comment) -> bool:
        """Did its author edit it after the page was made?"""
        return comment.version > self.seen.get(comment.slug, comment.version)


def desk_at(slug: str, user) -> GroupDesk:
    """The desk of this group, for those who work on it.

    Raises ``Http404`` where there is no such group or the person has no desk there.
    """
    if not may_analyse(user, slug):
        raise Http404
    if slug == WHOLE_MOVEMENT_SLUG:
        return GroupDesk(slug, None)
    group = WorkingGroup.objects.in_language().filter(slug=slug).first()
    if group is None:
        raise Http404
    return GroupDesk(slug, group)


def desks_of(user) -> list[GroupDesk]:
    """All desks of this person, in the order of the groups; that of the whole movement last."""
    slugs = groups_to_analyse(user)
    groups = WorkingGroup.objects.in_language().in_order()
    if slugs is not None:
        groups = groups.filter(slug__in=slugs)
    desks = [GroupDesk(group.slug, group) for group in groups]
    return desks if slugs is not None else [*desks, GroupDesk(WHOLE_MOVEMENT_SLUG, None)]


def passed_to(group: WorkingGroup | None) -> Exists | Q:
    """The condition under which words on drafts of others were passed on to this group."""
    if group is None:
        return Q(pk=None)
    passing = AnswerTo.objects.filter(comment=OuterRef("pk"), answer__passed_to=group)
    return Exists(passing.filter(answer__state=Answer.State.PUBLISHED))


def input_of(group: WorkingGroup | None, user):
    """All words that reached a group and that this person may read, from every channel."""
    readable = Comment.objects.visible_to(user).filter(visibility__in=DELIVERED, removed_at=None)
    return readable.filter(Q(draft_set__group=group) | passed_to(group))


def unanswered(comments, group: WorkingGroup | None):
    """Of these, what the group has not answered yet, nor what they were put under."""
    answers = AnswerTo.objects.filter(answer__group=group, answer__state=Answer.State.PUBLISHED)
    own = answers.filter(comment=OuterRef("pk"))
    shared = answers.filter(comment=OuterRef("same_as"), comment__visibility__in=READABLE)
    return comments.exclude(Exists(own)).exclude(Exists(shared))
