"""What anyone may read: the arguments of every public address, and when its page last changed."""

from collections.abc import Iterable

from django.db.models import Max

from accounts.search_engines import Address

from .models import Iteration, Page, Part, Recommendation, WorkingGroup
from .models.group import WHOLE_MOVEMENT_SLUG


def every_iteration() -> Iterable[Address]:
    numbers = Iteration.objects.in_order().values_list("number", flat=True)
    return [({"iteration": number}, None) for number in numbers]


def every_group() -> Iterable[Address]:
    slugs = WorkingGroup.objects.in_order().values_list("slug", flat=True)
    return [({"slug": slug}, None) for slug in slugs]


def every_page() -> Iterable[Address]:
    """The site's own pages; their history tells when each has changed."""
    changes = _last_changes(Page, "id")
    for pk, key in Page.objects.with_address().in_order().values_list("pk", "key"):
        yield {"key": key}, changes.get(pk)


def every_recommendation() -> Iterable[Address]:
    """Those of published drafts; a page changes when it is published and when a text is."""
    own = _last_changes(Recommendation, "id")
    parts = _last_changes(Part, "recommendation_id")
    rows = Recommendation.objects.published().in_order().values_list(
        "pk", "number", "draft_set__iteration__number", "draft_set__group__slug",
        "draft_set__published_at",
    )  # fmt: skip
    for pk, number, iteration, group, published_at in rows:
        arguments = {"iteration": iteration, "group": group or WHOLE_MOVEMENT_SLUG}
        moments = (published_at, own.get(pk), parts.get(pk))
        yield {**arguments, "number": number}, max(each for each in moments if each)


def _last_changes(model, of: str) -> dict:
    rows = model.history.order_by().values(of).annotate(last=Max("history_date"))
    return dict(rows.values_list(of, "last"))
