"""What becomes of earlier recommendations: take up, let go, withdraw, take that back."""

from string import ascii_lowercase

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from modeltranslation.utils import build_localized_fieldname

from accounts.languages import SOURCE

from ..actions import correct_text, forget, write_new
from ..freshness import text_of
from ..models import DraftSet, Lineage, Part, Recommendation, Section
from .copying import copy_recommendations
from .room import history_of, locked
from .structure import remove_row, settle_kinds

NOTE = build_localized_fieldname("note", SOURCE)


@transaction.atomic
def take_up(recommendation: Recommendation, earlier: Recommendation, *, by) -> None:
    """Say that a draft comes from this earlier one, too, whichever group wrote it."""
    draft_set = locked(recommendation.draft_set)
    then = earlier.draft_set
    if not then.published_at or then.iteration.number >= draft_set.iteration.number:
        message = _("Only what was published in an earlier iteration can be taken up.")
        raise ValidationError(message, code="earlier")
    if not Lineage.objects.filter(earlier=earlier, later=recommendation).exists():
        write_new(Lineage(earlier=earlier, later=recommendation), by=by)
        settle_kinds(draft_set, by=by)


@transaction.atomic
def let_go(edge: Lineage, later: Recommendation, *, by) -> None:
    """A draft no longer comes from this one. The last edge of one of the group's own stays."""
    draft_set = locked(later.draft_set)
    others = Lineage.objects.filter(earlier=edge.earlier_id).exclude(pk=edge.pk)
    is_own = edge.earlier.draft_set.group_id == draft_set.group_id
    if is_own and not others.filter(later__draft_set=draft_set).exists():
        message = _("Nothing else comes from it: it would be lost. Withdraw it instead.")
        raise ValidationError(message, code="last")
    forget(edge, by=by)
    settle_kinds(draft_set, by=by)


@transaction.atomic
def withdraw(recommendation: Recommendation, *, note: str, by) -> None:
    """Take a recommendation out of the drafts; those it comes from end here, if nowhere else.

    Raises ValidationError without a note where one of them ends, or where something stands on it.
    """
    draft_set = locked(recommendation.draft_set)
    earlier = list(recommendation.forerunners.values_list("earlier", flat=True))
    remove_row(recommendation, by=by)
    going_on = Lineage.objects.filter(earlier__in=earlier, later__draft_set=draft_set)
    ended = set(earlier) - set(going_on.values_list("earlier", flat=True))
    gone = Lineage.objects.filter(earlier__in=ended, later=None)
    ended -= set(gone.values_list("earlier", flat=True))
    if ended and not note.strip():
        raise ValidationError(_("Say why it is withdrawn."), code="note")
    for pk in sorted(ended):
        edge = Lineage(earlier_id=pk, kind=Lineage.Kind.WITHDRAWN, withdrawn_in=draft_set)
        setattr(edge, NOTE, note)
        write_new(edge, by=by)
    settle_kinds(draft_set, by=by)


@transaction.atomic
def take_back(edge: Lineage, draft_set: DraftSet, *, by) -> Recommendation:
    """What was withdrawn comes again, with the English texts that were written before."""
    draft_set = locked(draft_set)
    earlier = Recommendation.objects.get(pk=edge.earlier_id)
    taken = set(draft_set.recommendations.values_list("number", flat=True))
    earlier.number = _free(earlier.number, taken)
    last = draft_set.recommendations.order_by("-position").values_list("position", flat=True)
    earlier.position = (last.first() or 0) + 1
    sections = {
        old.pk: new
        for old in Section.objects.filter(draft_set=earlier.draft_set_id)
        for new in Section.objects.filter(draft_set=draft_set, key=old.key)
    }
    forget(edge, by=by)
    made = copy_recommendations([earlier], draft_set, sections=sections, by=by)[earlier.pk]
    _write_again(made, earlier, by)
    settle_kinds(draft_set, by=by)
    return made


def _free(number: str, taken: set[str]) -> str:
    """The number itself, or the first with a letter behind it that nobody has."""
    wanted = [number, *(f"{number}{letter}" for letter in ascii_lowercase)]
    return next(each for each in wanted if each not in taken)


def _write_again(made: Recommendation, earlier: Recommendation, by) -> None:
    """Lay the texts over it that its predecessor in these drafts had when it was removed."""
    edges = history_of(Lineage).filter(earlier=earlier.pk, history_type="-").exclude(later=None)
    known = edges.order_by("-history_date", "-history_id").values_list("later", flat=True)
    gone = (
        history_of(Recommendation)
        .filter(id__in=list(known[:1]), history_type="-", draft_set=made.draft_set_id)
        .first()
    )
    if gone is None:
        return
    texts = {name: text_of(gone, name, SOURCE) for name in ("title", "summary")}
    correct_text(made, {build_localized_fieldname(n, SOURCE): t for n, t in texts.items()}, by=by)
    own = {part.key: part for part in made.parts.all()}
    rows = history_of(Part).filter(recommendation=gone.id, history_type="-")
    for row in rows.order_by("history_date", "history_id"):
        if row.key in own:
            text = {build_localized_fieldname("text", SOURCE): text_of(row, "text", SOURCE)}
            correct_text(own[row.key], text, by=by)
