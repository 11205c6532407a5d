"""Begin a group's next iteration from its last published texts."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ..actions import write_new
from ..models import DraftSet, Iteration, Recommendation, Section, WorkingGroup
from ..models.group import WHOLE_MOVEMENT_CODE
from .copying import copy_recommendations, copy_rows
from .room import base_of, in_preparation


@transaction.atomic
def begin_next(group: WorkingGroup | None, iteration: Iteration, *, by) -> DraftSet:
    """Make a set for this iteration that nobody outside knows of, with copies of all texts.

    Numbers stay, texts come along in every language, and each copy comes from its original. Twice
    is once. Raises ValidationError where other drafts have to be published first.
    """
    # Two members may press the button in one moment: the second finds what the first has made.
    Iteration.objects.select_for_update(of=("self",)).get(pk=iteration.pk)
    if there := DraftSet.objects.filter(group=group, iteration=iteration).first():
        return there
    if in_preparation(group):
        raise ValidationError(_("The group is preparing other drafts already."), code="busy")
    if DraftSet.objects.filter(group=group, iteration__number__gt=iteration.number).exists():
        raise ValidationError(_("The group has drafts of a later iteration."), code="late")
    base = base_of(group, iteration.number)
    made = _new_set(group, iteration, base, by)
    if base is not None:
        sections = copy_rows(list(Section.objects.filter(draft_set=base)), by=by, draft_set=made)
        rows = list(Recommendation.objects.filter(draft_set=base).order_by("position", "pk"))
        copy_recommendations(rows, made, sections=sections, by=by)
    return made


def _new_set(group, iteration, base: DraftSet | None, by) -> DraftSet:
    """What was noted about the old set, its window and its totals, is not true of the new one."""
    code = f"{group.code if group else WHOLE_MOVEMENT_CODE}{iteration.number}"
    fresh = {"iteration": iteration, "code": code, "published_at": None, "is_complete": True}
    if base is None:
        made = DraftSet(group=group, **fresh)
        write_new(made, by=by)
        return made
    left: dict[str, Any] = {
        field.name: None for field in DraftSet._meta.fields if _is_of_its_time(field.name)
    }
    old = DraftSet.objects.get(pk=base.pk)
    return copy_rows([old], by=by, **(fresh | left))[old.pk]


def _is_of_its_time(name: str) -> bool:
    times = {"opens_at", "closes_at", "published_total"}
    return name in times or name.startswith(("note_", "consensus_note_"))
