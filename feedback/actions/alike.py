"""Contributions that say the same: one is marked, both stay to be read."""

from django.utils.translation import gettext_lazy as _

from ..models import Comment
from .refile import NotPossibleError


def mark_as_said_before(comment: Comment, other: Comment) -> None:
    """Mark words as saying what another contribution says; never in a circle."""
    known = Comment.objects.select_for_update(of=("self",))
    step: Comment | None = known.get(pk=other.pk)
    if step is not None and not step.is_readable:
        raise NotPossibleError(_("The other contribution cannot be read."))
    while step is not None:
        if step.pk == comment.pk:
            raise NotPossibleError(_("The other one is marked as saying the same as this one."))
        step = step.same_as
    Comment.objects.filter(pk=comment.pk).update(same_as=other.pk)
    comment.same_as = other


def unmark(comment: Comment) -> None:
    Comment.objects.filter(pk=comment.pk).update(same_as=None)
    comment.same_as = None
