"""Members mark two recommendations that say the same, or the opposite; and take the mark away."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.languages import reading_language

from .models import Overlap, Recommendation, Stamp
from .models.overlap import MAX_NOTE
from .models.stamp import TEXTS


@transaction.atomic
def mark_overlap(
    one: Recommendation, other: Recommendation, *, kind: str, note: str, by
) -> Overlap:
    """Say on both pages that two recommendations touch, and how.

    Raises ValidationError for one with itself, and where the same is marked already.
    """
    if not note.strip() or len(note) > MAX_NOTE:
        raise ValueError("A mark needs a note, and not a longer one than there is room for.")
    if one.pk == other.pk:
        raise ValidationError(_("Choose two different recommendations."), code="same")
    first, second = sorted((one, other), key=lambda each: each.pk)
    # Whoever marks the same pair at the same moment waits here, and then finds it marked.
    Recommendation.objects.select_for_update().only("pk").get(pk=first.pk)
    pair = {"first": first, "second": second, "kind": kind}
    if Overlap.objects.standing().filter(**pair).exists():
        raise ValidationError(_("These two are marked so already."), code="marked")
    language, now = reading_language(), timezone.now()
    marked = Overlap.objects.create(
        **pair, note=note.strip(), language=language, by=by, marked_at=now
    )
    Stamp.objects.touch(TEXTS)
    return marked


@transaction.atomic
def unmark_overlap(overlap: Overlap) -> None:
    """Take a mark from both pages; done twice, it is done once."""
    standing = Overlap.objects.standing().filter(pk=overlap.pk)
    if standing.update(removed_at=timezone.now()):
        Stamp.objects.touch(TEXTS)
