"""The parts of a draft: add one, take one out, say which earlier parts it comes from."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from modeltranslation.utils import build_localized_fieldname

from accounts.languages import SOURCE

from ..actions import forget, write_new
from ..freshness import text_of
from ..models import ChangeReason, Part, PartLineage, PartQuestion, Recommendation
from .room import history_of, locked


@transaction.atomic
def add_part(recommendation: Recommendation, question: PartQuestion, *, by) -> Part:
    """Answer another question of the template; what was taken out before comes again."""
    locked(recommendation.draft_set)
    there = Part.objects.filter(recommendation=recommendation, key=question.key).first()
    if there:
        return there
    part = Part(
        recommendation=recommendation,
        question=question,
        key=question.key,
        position=question.position,
    )
    gone = (
        history_of(Part)
        .filter(recommendation=recommendation.pk, key=question.key, history_type="-")
        .first()
    )
    if gone:
        setattr(part, build_localized_fieldname("text", SOURCE), text_of(gone, "text", SOURCE))
    write_new(part, by=by)
    return part


@transaction.atomic
def remove_part(part: Part, *, by) -> None:
    """Take a part out; its history keeps the text."""
    locked(part.recommendation.draft_set)
    try:
        with transaction.atomic():
            for reason in ChangeReason.objects.filter(part=part):
                forget(reason, by=by)
            forget(part, by=by)
    except ProtectedError as error:
        message = _("Answers or contributions stand on this part. Take these away from it first.")
        raise ValidationError(message, code="in use") from error


@transaction.atomic
def set_sources(part: Part, earlier: Iterable[Part], *, by) -> None:
    """Say from which earlier parts this one comes; none: it is new."""
    locked(part.recommendation.draft_set)
    part.sources.all().delete()
    ids: list[int | None] = [each.pk for each in earlier]
    PartLineage.objects.bulk_create(
        PartLineage(later=part, earlier_id=pk) for pk in (ids or [None])
    )
