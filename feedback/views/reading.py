"""Pages about what people say: one comment in its place, and the newest of all."""

from django.core.paginator import EmptyPage, Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from accounts.search_engines import indexed, indexed_at_its_place
from recommendations.models import DraftSet, Recommendation
from recommendations.models.stamp import TALK, talk_about
from recommendations.reading import reading_page
from recommendations.views.reading import group_page, iteration_page, recommendation_page

from ..forms.filters import RecentFilter, clean_or_refuse
from ..models import Comment
from ..threads import for_viewer, places_known_to, with_texts

RECENT_PER_PAGE = 25


def stamps_of_comment(slug):
    return (TALK, talk_about(slug.rpartition("-")[0]))


@indexed_at_its_place
@reading_page(stamps_of_comment, daily=True)
def comment(request, slug):
    """The page on which a comment stands, opened at it; its place, where the words are gone."""
    places = places_known_to(request.user)
    linked = get_object_or_404(places.select_related("author"), slug=slug)
    if linked.recommendation_id is None:
        return set_page(request, linked)
    thing = get_object_or_404(
        Recommendation.objects.visible_to(request.user).for_page(), pk=linked.recommendation_id
    )
    return recommendation_page(request, thing, linked)


def set_page(request, linked):
    """The page with the remarks on drafts as a whole: their group's, else their iteration's."""
    place = DraftSet.objects.filter(pk=linked.draft_set_id)
    found = place.values("group__slug", "iteration__number").get()
    if found["group__slug"]:
        return group_page(request, found["group__slug"], linked)
    return iteration_page(request, found["iteration__number"], linked)


@indexed(paged=True)
@reading_page(lambda: (TALK,), daily=True)
def recent(request):
    """The newest contributions, by group, language, question and period."""
    readable = Comment.objects.readable()
    languages = sorted(readable.values_list("language", flat=True).distinct().order_by())
    form = RecentFilter(request.GET, languages=languages)
    clean_or_refuse(form)
    found = form.filter(readable).order_by("-stored_at", "-pk")
    try:
        page = Paginator(found, RECENT_PER_PAGE).page(form.cleaned_data["page"] or 1)
    except EmptyPage as error:
        raise Http404 from error
    ids = [each.pk for each in page]
    loaded = with_texts(Comment.objects.filter(pk__in=ids).order_by("-stored_at", "-pk"))
    context = {"form": form, "page": page, "comments": for_viewer(loaded, request.user)}
    return render(request, "feedback/recent.html", context)
