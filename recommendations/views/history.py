"""Pages about what texts were: revisions, what differs between them, and earlier iterations."""

from django.core.exceptions import BadRequest
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from accounts.languages import BY_CODE, direction

from .. import forerunners
from ..comparison import differences
from ..history import (
    OWN_TEXTS,
    PER_PAGE,
    kind_of,
    load,
    part_questions,
    revisions,
    revisions_of_text,
    versions,
    with_texts,
)
from ..models import Iteration, Recommendation
from ..models.stamp import PEOPLE, TALK
from ..models.translated import texts_of
from ..reading import reading_page


@reading_page(lambda **place: (PEOPLE,))
def recommendation_history(request, iteration, group, number):
    """Every revision of a recommendation and of its parts; of one text, to choose any two."""
    thing = _recommendation(request, iteration, group, number)
    questions = part_questions(thing)
    of = request.GET.get("of") or ("" if questions else "summary")
    if of and of not in {*OWN_TEXTS, *questions}:
        raise Http404
    itself = Recommendation.objects.filter(pk=thing.pk)
    page = _page(request, revisions_of_text(thing, of) if of else revisions(itself))
    context = {
        **_around(thing),
        "questions": questions,
        "of": of,
        "is_own_text": bool(of) and kind_of(of) == "recommendation",
        "page": page,
        "revisions": with_texts(load(page)),
    }
    return render(request, "recommendations/history.html", context)


@reading_page(lambda **place: (PEOPLE,))
def iteration_history(request, iteration):
    """Every revision of every published text of one iteration."""
    thing = get_object_or_404(Iteration.objects.in_language(), number=iteration)
    published = Recommendation.objects.published().filter(draft_set__iteration=thing)
    page = _page(request, revisions(published))
    context = {"iteration": thing, "page": page, "revisions": with_texts(load(page))}
    return render(request, "recommendations/iteration_history.html", context)


@reading_page(lambda **place: (PEOPLE,))
def difference(request, iteration, group, number):
    """One text between any two of its revisions, in one language."""
    thing = _recommendation(request, iteration, group, number)
    questions = part_questions(thing)
    of = request.GET.get("of", "")
    if of not in {*OWN_TEXTS, *questions}:
        raise Http404
    old, new = _history_id(request, "from"), _history_id(request, "to")
    language = request.GET.get("language", "")
    if language and language not in BY_CODE:
        raise BadRequest("no such language")
    found, language, others = versions(thing, of, [old, new], language)
    if old not in found or new not in found:
        raise Http404
    context = {
        **_around(thing),
        "of": of,
        "question": questions.get(of),
        "versions": [found[old], found[new]],
        "segments": differences(found[old].text, found[new].text, language),
        "is_unchanged": found[old].text == found[new].text,
        "is_empty": not found[old].text and not found[new].text,
        "language": language,
        "direction": direction(language),
        "others": [BY_CODE[code] for code in others],
    }
    return render(request, "recommendations/difference.html", context)


@reading_page(lambda **place: (PEOPLE, TALK))
def comparison(request, iteration, group, number):
    """A recommendation inline against each of those it comes from."""
    thing = _recommendation(request, iteration, group, number)
    prefetch_related_objects([thing], *texts_of(Recommendation, "parts", "parts__question"))
    edges = list(forerunners.edges_to(thing, request.user))
    context = {
        **_around(thing),
        "compared": [(edge, forerunners.compare(edge.earlier, thing)) for edge in edges],
        "successors": forerunners.edges_from(thing, request.user),
    }
    return render(request, "recommendations/comparison.html", context)


def _recommendation(request, iteration, group, number):
    known = Recommendation.objects.visible_to(request.user)
    return get_object_or_404(known.at(iteration, group, number).for_page())


def _around(thing):
    """What the pages of one recommendation name above their own content."""
    draft_set = thing.draft_set
    return {
        "recommendation": thing,
        "iteration": draft_set.iteration,
        "group": draft_set.group,
        "group_slug": draft_set.group_slug,
    }


def _page(request, pointers):
    try:
        return Paginator(pointers, PER_PAGE).page(request.GET.get("page", 1))
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error


def _history_id(request, name):
    given = request.GET.get(name, "")
    if not (given.isascii() and given.isdecimal() and len(given) < 10):
        raise BadRequest(f"{name} is no number of a revision")
    return int(given)
