"""Who may read one's own words, chosen anew: less public at any time, more public hardly ever."""

from django.db import transaction
from django.utils import timezone

from recommendations.models import Stamp

from ..models import READABLE, Comment, Decision, Export, Visibility
from .export import drop_files
from .participate import EditConflictError


def choices_left(comment: Comment) -> list[Visibility]:
    """What an author may still choose: what was private once is never made public again.

    A guest's hidden name was seen by no liaison, so it does not come out later either.
    """
    match comment.chosen_visibility:
        case Visibility.PUBLIC:
            return [Visibility.UNNAMED, Visibility.GROUP]
        case Visibility.UNNAMED:
            return [Visibility.PUBLIC, Visibility.GROUP] if comment.author else [Visibility.GROUP]
    return []


@transaction.atomic
def choose_readers(comment: Comment, chosen: Visibility, *, seen: Visibility) -> Comment:
    """Let others read one's own words than before; who may not any more, sees them nowhere at once.

    Raises EditConflictError when what was chosen before is not what the author saw, or when the
    words are gone.
    """
    current = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    gone = current.visibility in {Visibility.HIDDEN, Visibility.WITHDRAWN} or current.removed_at
    if current.chosen_visibility != seen or chosen not in choices_left(current) or gone:
        raise EditConflictError
    if chosen == Visibility.GROUP and _was_public(current):
        current.made_private_at = timezone.now()
    if current.visibility != Visibility.WAITING:
        current.visibility = chosen
    current.chosen_visibility = chosen
    # Without a row of history, which is that of the words.
    Comment.objects.filter(pk=current.pk).update(
        visibility=current.visibility,
        chosen_visibility=chosen,
        made_private_at=current.made_private_at,
    )
    drop_files(Export.objects.filter(draft_set=current.draft_set_id))
    Stamp.objects.touch(*current.stamp_keys)
    return current


def _was_public(comment: Comment) -> bool:
    """Could everybody read it, in this or an earlier wording? Then its address may be known."""
    let_through = [Decision.Kind.APPROVE, Decision.Kind.RESTORE]
    return (
        comment.visibility in READABLE
        or comment.history.filter(visibility__in=READABLE).exists()
        or comment.decisions.filter(kind__in=let_through).exists()
    )
