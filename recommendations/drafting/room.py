"""Which drafts a group is preparing, and which texts they come from."""

from django.core.exceptions import ValidationError
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from ..models import DraftSet, Iteration, Lineage, Recommendation, WorkingGroup
from ..models.recommendation import RecommendationQuerySet


def sets_of(group: WorkingGroup | None) -> QuerySet:
    """A group's sets, those of the whole movement where there is none, the latest first."""
    return DraftSet.objects.filter(group=group).order_by("-iteration__number")


def in_preparation(group: WorkingGroup | None) -> DraftSet | None:
    """The set that this group is writing now."""
    return sets_of(group).filter(published_at=None).first()


def base_of(group: WorkingGroup | None, number: int) -> DraftSet | None:
    """The published set from which the drafts of an iteration with this number come."""
    known = sets_of(group).filter(published_at__isnull=False)
    return known.filter(iteration__number__lt=number).first()


def iterations_to_begin(group: WorkingGroup | None) -> QuerySet:
    """The iterations after the group's latest drafts, for which nothing is there yet."""
    latest = sets_of(group).values_list("iteration__number", flat=True).first() or 0
    return Iteration.objects.in_language().filter(number__gt=latest).in_order()


def without_successor(draft_set: DraftSet) -> RecommendationQuerySet:
    """Recommendations of which nobody has said what becomes of them in these drafts."""
    base = base_of(draft_set.group, draft_set.iteration.number)
    edges = Lineage.objects.filter(earlier=OuterRef("pk"))
    here = edges.filter(Q(later__draft_set=draft_set) | Q(later=None))
    return Recommendation.objects.filter(draft_set=base).exclude(Exists(here))


def history_of(model: type[Model]) -> QuerySet:
    """What stood in the rows of a model, the newest entries first."""
    return model.history.order_by("-history_date", "-history_id")  # type: ignore[attr-defined]


def locked(draft_set: DraftSet) -> DraftSet:
    """The set, held until the deed is done, so that nobody publishes it meanwhile.

    Raises ValidationError where it is published: these texts are frozen.
    """
    row = DraftSet.objects.select_for_update(of=("self",)).get(pk=draft_set.pk)
    if row.published_at:
        raise ValidationError(_("These drafts are published: they are frozen."), code="published")
    return row
