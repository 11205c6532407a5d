"""The figures of an iteration and of a recommendation, as pages and as files."""

import csv
from collections.abc import Iterable

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from accounts.languages import direction, reading_language
from accounts.search_engines import indexed
from recommendations.models import Iteration, Recommendation
from recommendations.models.stamp import PEOPLE, TALK
from recommendations.models.translated import texts_of
from recommendations.published import every_iteration
from recommendations.reading import reading_page

from ..exports.writers import as_cell
from ..models import Comment
from ..pictures import flow, reach, talk
from ..pictures.figure import Figure


@indexed(every_iteration)
@reading_page(lambda **place: (PEOPLE, TALK), daily=True)
def iteration(request, iteration):
    """What was said in one iteration, in numbers that lead to their lists."""
    thing = _iteration(iteration)
    figures = _with_files(_of_iteration(thing), "feedback:iteration_figure", thing.number)
    context = {
        "iteration": thing,
        "has_next": Iteration.objects.filter(number__gt=thing.number).exists(),
        "figures": figures,
        "today": timezone.now().date(),
    }
    return render(request, "feedback/figures/iteration.html", context)


@reading_page(lambda **place: (PEOPLE, TALK), daily=True)
def iteration_figure(request, iteration, key):
    """One of these figures as CSV."""
    thing = _iteration(iteration)
    return _file(_found(_of_iteration(thing), key).rows(), f"{thing.slug}-{key}")


@reading_page(lambda **place: (PEOPLE, TALK), daily=True)
def recommendation(request, iteration, group, number):
    """What was said on one recommendation, in numbers that lead to their lists."""
    thing = _recommendation(request, iteration, group, number)
    place = (iteration, group, number)
    figures = _with_files(_of_recommendation(thing), "feedback:recommendation_figure", *place)
    context = {
        "recommendation": thing,
        "iteration": thing.draft_set.iteration,
        "group": thing.draft_set.group,
        "figures": figures,
        "today": timezone.now().date(),
    }
    return render(request, "feedback/figures/recommendation.html", context)


@reading_page(lambda **place: (PEOPLE, TALK), daily=True)
def recommendation_figure(request, iteration, group, number, key):
    """One of these figures as CSV."""
    thing = _recommendation(request, iteration, group, number)
    return _file(_found(_of_recommendation(thing), key).rows(), f"{thing.code}-{key}")


@reading_page(lambda **place: (TALK,), daily=True)
def reach_grid(request, iteration):
    """Who has spoken on what, by language: the empty cells are the point."""
    thing = _iteration(iteration)
    context = {"iteration": thing, "grid": reach.grid(thing), "today": timezone.now().date()}
    return render(request, "feedback/figures/reach.html", context)


@reading_page(lambda **place: (TALK,), daily=True)
def reach_file(request, iteration):
    thing = _iteration(iteration)
    return _file(reach.grid(thing).rows(), f"{thing.slug}-reach")


@reading_page()
def lineage(request, iteration):
    """What became of an iteration's recommendations in the next one."""
    thing, following = _two_iterations(iteration)
    mirrored = direction(reading_language()) == "rtl"
    found = flow.flows(thing, following, mirrored=mirrored)
    context = {"iteration": thing, "following": following, "flows": found}
    return render(request, "feedback/figures/lineage.html", context)


@reading_page()
def lineage_file(request, iteration):
    thing, following = _two_iterations(iteration)
    return _file(
        flow.rows_of(flow.flows(thing, following, mirrored=False)), f"{thing.slug}-lineage"
    )


def _iteration(number: int) -> Iteration:
    return get_object_or_404(Iteration.objects.in_language(), number=number)


def _two_iterations(number: int) -> tuple[Iteration, Iteration]:
    later = Iteration.objects.in_language().filter(number__gt=number).order_by("number").first()
    if later is None:
        raise Http404
    return _iteration(number), later


def _recommendation(request, iteration, group, number) -> Recommendation:
    known = Recommendation.objects.visible_to(request.user)
    thing = get_object_or_404(known.at(iteration, group, number).for_page())
    prefetch_related_objects([thing], *texts_of(Recommendation, "parts", "parts__question"))
    return thing


def _of_iteration(thing: Iteration) -> list[Figure]:
    said = Comment.objects.readable().filter(draft_set__iteration=thing)
    scope = {"iteration": thing.number}
    return [*talk.of_talk(said, scope), talk.by_group(said, scope)]


def _of_recommendation(thing: Recommendation) -> list[Figure]:
    said = Comment.objects.readable().about(thing)
    scope = {"recommendation": thing.code}
    return [*talk.of_talk(said, scope), talk.by_part(thing, said, scope)]


def _with_files(figures: list[Figure], name: str, *place) -> list[Figure]:
    for figure in figures:
        figure.file = reverse(name, args=[*place, figure.key])
    return figures


def _found(figures: list[Figure], key: str) -> Figure:
    found = next((figure for figure in figures if figure.key == key), None)
    if found is None:
        raise Http404
    return found


def _file(rows: Iterable[list], name: str) -> HttpResponse:
    """A small CSV; the mark at its beginning tells spreadsheets that it is UTF-8."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    lines = csv.writer(response)
    for row in rows:
        lines.writerow([as_cell(value) for value in row])
    return response
