"""Authors say whether their points still stand on the next drafts."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations.models import Stamp

from ..models import Comment, Standing, Submission


@transaction.atomic
def say_whether_it_stands(standing: Standing, choice: str) -> Standing:
    """Keep it, or call it settled: the words stay where they are, and so does the address.

    Raises ValidationError once it was said anew, for then the new words say what holds.
    """
    row = _open(standing)
    row.choice, row.answered_at = choice, timezone.now()
    row.save(update_fields=["choice", "answered_at"])
    Stamp.objects.touch(*row.comment.stamp_keys)
    return row


@transaction.atomic
def say_anew(standing: Standing, submission: Submission) -> Standing:
    """Note which new words stand in the place of the old ones; the same send twice is one."""
    row = Standing.objects.select_for_update(of=("self",)).get(pk=standing.pk)
    said = Comment.objects.filter(submission=submission).order_by("pk").first()
    if said is None or row.said_anew_id:
        return row
    row.choice, row.answered_at, row.said_anew = Standing.Choice.ANEW, timezone.now(), said
    row.save(update_fields=["choice", "answered_at", "said_anew"])
    Stamp.objects.touch(*row.comment.stamp_keys)
    return row


def _open(standing: Standing) -> Standing:
    row = Standing.objects.select_for_update(of=("self",)).get(pk=standing.pk)
    if row.said_anew_id:
        raise ValidationError(_("You have said this anew already."), code="anew")
    return row
