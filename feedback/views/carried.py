"""Pages of a later recommendation about the feedback on what came before it."""

from django.core.paginator import EmptyPage, Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from recommendations.models import Recommendation
from recommendations.models.stamp import TALK
from recommendations.reading import reading_page

from ..carried import carried, earlier_contributions, in_order
from ..forms.carried import EarlierFilter
from ..forms.filters import clean_or_refuse
from ..what_happened import changes_of, with_unexplained, with_voices

PER_PAGE = 25


@reading_page(lambda **place: (TALK,), daily=True)
def earlier(request, iteration, group, number):
    """Everything that was said on the forerunners, and what became of each."""
    thing = recommendation_at(request, iteration, group, number)
    form = EarlierFilter(request.GET)
    values = clean_or_refuse(form)
    words = form.filter(earlier_contributions(thing, request.user))
    try:
        page = Paginator(in_order(words), PER_PAGE).page(values["page"] or 1)
    except EmptyPage as error:
        raise Http404 from error
    context = {
        **around(thing),
        "form": form,
        "page": page,
        "carried": carried(page.object_list, thing, request.user),
    }
    return render(request, "feedback/earlier.html", context)


@reading_page(lambda **place: (TALK,), daily=True)
def what_happened(request, iteration, group, number):
    """Each change of a recommendation, why it was made, and because of whose words."""
    thing = recommendation_at(request, iteration, group, number)
    changes = with_unexplained(changes_of(thing, request.user), thing)
    with_voices(changes, request.user)
    context = {**around(thing), "changes": changes}
    return render(request, "feedback/what_happened.html", context)


def recommendation_at(request, iteration, group, number):
    known = Recommendation.objects.visible_to(request.user)
    return get_object_or_404(known.at(iteration, group, number).for_page())


def around(thing):
    """What the pages of one recommendation name above their own content."""
    return {
        "recommendation": thing,
        "iteration": thing.draft_set.iteration,
        "group": thing.draft_set.group,
        "group_slug": thing.draft_set.group_slug,
    }
