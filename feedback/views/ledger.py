"""The change ledger of a group and an iteration."""

from django.shortcuts import get_object_or_404, render

from accounts.search_engines import indexed
from recommendations.models import DraftSet
from recommendations.models.group import WHOLE_MOVEMENT_SLUG
from recommendations.models.stamp import TALK
from recommendations.reading import reading_page

from ..ledger import ledger_of
from .answers import group_and_iteration


def every_set():
    """Those that are published, for the sitemap."""
    rows = DraftSet.objects.published().order_by("pk").select_related(None)
    for slug, number in rows.values_list("group__slug", "iteration__number"):
        yield {"group": slug or WHOLE_MOVEMENT_SLUG, "iteration": number}, None


@indexed(every_set)
@reading_page(lambda group, iteration: (TALK,))
def changes(request, group, iteration):
    """Each changed text with its reasons, and the answers and voices that led to it."""
    name, round_ = group_and_iteration(group, iteration)
    published = DraftSet.objects.published().in_language()
    drafts = get_object_or_404(published, group=name, iteration=round_)
    context = {
        "group": name,
        "group_slug": group,
        "iteration": round_,
        "entries": ledger_of(drafts, request.user),
    }
    return render(request, "feedback/changes.html", context)
