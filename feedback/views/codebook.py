"""The codebook for everybody: what each theme means, and what anyone can read under it."""

from django.core.paginator import EmptyPage, Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from recommendations.models import Iteration
from recommendations.models.stamp import PEOPLE, TALK
from recommendations.reading import reading_page

from ..codebook import count_in, tree_of
from ..models import Coding, Comment, Theme
from ..stamps import themes_of
from ..threads import for_viewer, with_texts

PER_PAGE = 25


def _stamps(iteration, **_where) -> tuple[str, ...]:
    return PEOPLE, TALK, themes_of(iteration)


@reading_page(_stamps)
def codebook(request, iteration):
    """The themes of an iteration with their definitions and numbers of public contributions."""
    shown = get_object_or_404(Iteration.objects.in_language(), number=iteration)
    nodes = tree_of(shown)
    if not nodes:
        raise Http404
    count_in(nodes, Comment.objects.readable(), shown)
    return render(request, "feedback/codebook.html", {"iteration": shown, "nodes": nodes})


@reading_page(_stamps)
def public_theme(request, iteration, key):
    """What anyone can read of the contributions under a theme, and under those beneath it."""
    themes = Theme.objects.in_language().select_related(None)
    theme = get_object_or_404(themes, iteration__number=iteration, key=key)
    if theme.merged_into_id:
        into = Theme.objects.only("key").get(pk=theme.merged_into_id)
        return redirect("feedback:public_theme", iteration, into.key)
    under = Theme.objects.in_use().in_language().filter(parent=theme).in_order()
    ids = [theme.pk, *(each.pk for each in under)]
    coded = Coding.objects.standing().filter(theme__in=ids).values("comment")
    readable = Comment.objects.readable().filter(pk__in=coded)
    found = with_texts(readable).order_by("-stored_at", "-pk")
    try:
        page = Paginator(found, PER_PAGE).page(request.GET.get("page") or 1)
    except (EmptyPage, ValueError) as error:
        raise Http404 from error
    context = {
        "theme": theme,
        "iteration": Iteration.objects.in_language().get(number=iteration),
        "under": under,
        "page": page,
        "comments": for_viewer(page, request.user),
    }
    return render(request, "feedback/public_theme.html", context)
