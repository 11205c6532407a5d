"""Contributions that say nearly the same, put under one of them: count and people are kept."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ..models import Comment, Decision, Rule
from .moderate import Particulars, decide
from .refile import NotPossibleError


@transaction.atomic
def bundle(
    head: Comment, chosen: list[tuple[Comment, int]], *, by, rule: Rule, reason: str
) -> list[Decision]:
    """Put contributions, each in the version that was read, under another one: all or none.

    What stands under another one bears nothing itself, so that a bundle has one head.
    """
    current = Comment.objects.select_for_update(of=("self",)).get(pk=head.pk)
    if current.same_as_id is not None:
        raise NotPossibleError(_("It stands under another contribution itself: choose that one."))
    made = []
    for comment, version in sorted(chosen, key=lambda each: each[0].pk):
        if comment.said_alike.exists():
            refusal = _("%(id)s has contributions under it: it cannot go under another one.")
            raise NotPossibleError(refusal % {"id": comment.short_id})
        made.append(
            decide(
                comment, Decision.Kind.BUNDLE, by=by, rule=rule, reason=reason,
                seen_version=version, particulars=Particulars(other=current),
            )
        )  # fmt: skip
    return made
