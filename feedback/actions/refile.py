"""Filing a contribution again where it belongs. Its id and its address stay, replies come along."""

from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from recommendations.models import DraftSet, Part, Recommendation

from ..models import MAX_DEPTH, Comment, Decision, Visibility
from ..search.index import index


class NotPossibleError(Exception):
    """What a liaison asked for cannot be done; the message says why."""


@dataclass(frozen=True)
class NewPlace:
    """Where words are filed: under a text, perhaps one part of it; or under what they answer."""

    target: Recommendation | DraftSet
    part: Part | None = None
    parent: Comment | None = None

    @property
    def draft_set(self) -> DraftSet:
        return self.target if isinstance(self.target, DraftSet) else self.target.draft_set

    def __str__(self):
        if self.parent:
            return self.parent.short_id
        return f"{self.target.code}/{self.part.key}" if self.part else self.target.code


def place_of(comment: Comment) -> NewPlace:
    """Where words stand now."""
    return NewPlace(comment.target, comment.part, comment.parent)


def place_named(named: str) -> NewPlace:
    """The place that a decision names: DV1-9, DV1-9/q1, DV1, or DV1-9#12 for a reply."""
    if "#" in named:
        parent = Comment.objects.get(slug=named.replace("#", "-"))
        if parent.depth < MAX_DEPTH:
            return NewPlace(parent.target, None, parent)
        return NewPlace(parent.target)
    code, _slash, key = named.partition("/")
    target = Recommendation.objects.filter(code=code).first()
    if target is None:
        return NewPlace(DraftSet.objects.get(code=code))
    return NewPlace(target, Part.objects.filter(recommendation=target, key=key).first())


def refile(comment: Comment, decision: Decision, place: NewPlace) -> None:
    """Move words and all replies to them; the first place of each stays written down."""
    _refuse(comment, place)
    root = comment.thread_id or comment.pk
    below = Comment.objects.filter(thread=root, path__startswith=f"{comment.path}.")
    replies = list(below.select_for_update(of=("self",)).order_by("path"))
    depth = place.parent.depth + 1 if place.parent else 0
    if max([comment, *replies], key=lambda each: each.depth).depth - comment.depth + depth > (
        MAX_DEPTH
    ):
        place, depth = NewPlace(place.target), 0
    stays = (comment.recommendation_id, comment.draft_set_id) == _ids(place)
    old_path, deeper = comment.path, depth - comment.depth
    _note_first_place([comment, *replies])
    thread = (place.parent.thread or place.parent) if place.parent else None
    own = comment.path.rpartition(".")[2]
    comment.path = f"{place.parent.path}.{own}" if place.parent else own
    comment.parent, comment.thread, comment.depth = place.parent, thread, depth
    comment.part = place.part
    for reply in replies:
        reply.thread = thread or comment
        reply.path = comment.path + reply.path.removeprefix(old_path)
        reply.depth += deeper
        reply.part = reply.part if stays else None
    _store(comment, replies, place)


def _ids(place: NewPlace) -> tuple[int | None, int]:
    on_set = isinstance(place.target, DraftSet)
    return (None if on_set else place.target.pk), place.draft_set.pk


def _refuse(comment: Comment, place: NewPlace) -> None:
    if str(place_of(comment)) == str(place):
        raise NotPossibleError(_("It stands there already."))
    if place.draft_set.published_at is None:
        raise NotPossibleError(_("These drafts are not published yet."))
    is_private = Visibility.GROUP in {comment.visibility, comment.chosen_visibility}
    if is_private and place.draft_set.group_id != comment.draft_set.group_id:
        raise NotPossibleError(
            _("These words are for one working group only: they cannot be given to another.")
        )


def _note_first_place(comments: list[Comment]) -> None:
    """Once: whatever becomes of them later, it is known where they were said."""
    new = [each.pk for each in comments if each.first_draft_set_id is None]
    Comment.objects.filter(pk__in=new).update(
        first_draft_set=F("draft_set"),
        first_recommendation=F("recommendation"),
        first_part=F("part"),
    )


def _store(comment: Comment, replies: list[Comment], place: NewPlace) -> None:
    recommendation, draft_set = _ids(place)
    for each in [comment, *replies]:
        each.recommendation_id, each.draft_set_id = recommendation, draft_set
        Comment.objects.filter(pk=each.pk).update(
            recommendation=recommendation,
            draft_set=draft_set,
            part=each.part,
            parent=each.parent_id,
            thread=each.thread,
            path=each.path,
            depth=each.depth,
        )
    comment.refresh_from_db(fields=["first_draft_set", "first_recommendation", "first_part"])
    index(Comment, [comment, *replies])
