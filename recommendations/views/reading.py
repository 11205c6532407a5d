"""Pages that readers come for: the start page, an iteration, a group, a recommendation."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.languages import reading_language
from accounts.search_engines import indexed

from ..freshness import language_bar, states
from ..models import (
    DraftSet,
    GuidingQuestion,
    Iteration,
    Lineage,
    Milestone,
    Overlap,
    Page,
    Part,
    Recommendation,
    WorkingGroup,
)
from ..models.page import BLOCKS
from ..models.stamp import TALK, talk_about
from ..models.translated import texts_of
from ..published import every_group, every_iteration, every_recommendation
from ..reading import reading_page

OWN_TEXTS = ("title", "summary")
# How far back a page looks for what makes it old; counts of older words may lag for an hour.
ITERATIONS_BACK = 3


def talk_of_recommendation(iteration, group, number):
    """The stamps of what is said on the recommendation at an address, and on what it comes from.

    One query: the page counts what was said on its forerunners, some iterations back.
    """
    back = ["forerunners__earlier__" * steps + "code" for steps in range(ITERATIONS_BACK + 1)]
    found = Recommendation.objects.at(iteration, group, number).values_list(*back)
    return tuple(talk_about(code) for code in {code for row in found for code in row if code})


@indexed()
@reading_page(lambda: (TALK,))
def home(request):
    """What this is, what is open until when, the groups, and what was said last."""
    iterations = Iteration.objects.in_language().in_order().prefetch_related("moves")
    context = {
        "iterations": iterations,
        "open_iterations": [each for each in iterations if each.window.phase() == "open"],
        "groups": WorkingGroup.objects.in_language().in_order(),
        "questions": GuidingQuestion.objects.to_answer(),
        **blocks_of_home(),
        "now": timezone.now(),
    }
    return render(request, "recommendations/home.html", context)


def blocks_of_home():
    """The texts of the home page, each under its key."""
    pages = {page.key: page for page in Page.objects.in_language().filter(key__in=BLOCKS)}
    return {key.replace("-", "_"): pages.get(key) for key in BLOCKS}


@indexed()
@reading_page()
def timeline(request):
    """The dates of the process, planned and actual."""
    windows = Iteration.objects.in_language().exclude(opens_at=None).in_order()
    context = {
        "milestones": list(Milestone.objects.for_timeline()),
        "windows": windows.prefetch_related("moves"),
    }
    return render(request, "recommendations/timeline.html", context)


@indexed(every_iteration, paged=True)
@reading_page(lambda iteration: (TALK,))
def iteration(request, iteration):
    """All drafts of one round, group by group."""
    return iteration_page(request, iteration)


def iteration_page(request, number, linked=None):
    """The page of an iteration, perhaps opened at a remark on the drafts of the whole movement."""
    thing = get_object_or_404(Iteration.objects.in_language(), number=number)
    sets = (
        DraftSet.objects.in_language()
        .visible_to(request.user)
        .filter(iteration=thing)
        .prefetch_related(*texts_of(DraftSet, "group", "recommendations"))
        .order_by("group__position", "code")
    )
    for each in sets:
        each.iteration = thing
    context = {"iteration": thing, "sets": sets, "linked": linked}
    return render(request, "recommendations/iteration.html", context)


@indexed(every_group, paged=True)
@reading_page(lambda slug: (TALK,), daily=True)
def group(request, slug):
    """A group's drafts in every iteration, each with its summary, on one page to print."""
    return group_page(request, slug)


def group_page(request, slug, linked=None):
    """The page of a group, perhaps opened at one remark on its drafts as a whole."""
    thing = get_object_or_404(
        WorkingGroup.objects.in_language().prefetch_related(
            *texts_of(WorkingGroup, "scoping_questions")
        ),
        slug=slug,
    )
    sets = list(
        DraftSet.objects.in_language()
        .visible_to(request.user)
        .filter(group=thing)
        .prefetch_related(
            *texts_of(DraftSet, "iteration", "sections", "sections__scoping_question"),
            *texts_of(DraftSet, "recommendations"),
            "moves",
            "iteration__moves",
            "publication",
        )
        .order_by("-iteration__number")
    )
    for each in sets:
        each.group = thing
        arrange_by_section(each)
    context = {"group": thing, "sets": sets, "linked": linked}
    return render(request, "recommendations/group.html", context)


def arrange_by_section(draft_set):
    """Give a set its ``chapters``: sections with their recommendations, then those without."""
    recommendations = sorted(draft_set.recommendations.all(), key=lambda each: each.position)
    for each in recommendations:
        each.draft_set = draft_set
    sections = list(draft_set.sections.all())
    draft_set.chapters = [
        (section, [each for each in recommendations if each.section_id == section.pk])
        for section in sections
    ]
    rest = [each for each in recommendations if each.section_id is None]
    if rest or not sections:
        draft_set.chapters.append((None, rest))


@indexed(every_recommendation, paged=True)
@reading_page(talk_of_recommendation)
def recommendation(request, iteration, group, number):
    """One recommendation: status, summary, full version, and what was said of it."""
    thing = get_object_or_404(
        Recommendation.objects.visible_to(request.user).at(iteration, group, number).for_page()
    )
    return recommendation_page(request, thing)


def recommendation_page(request, thing, linked=None):
    """The page of a recommendation, perhaps opened at one comment."""
    parts = list(
        Part.objects.in_language()
        .filter(recommendation=thing)
        .prefetch_related(*texts_of(Part, "question"))
        .in_order()
    )
    forerunners = Lineage.objects.filter(later=thing).prefetch_related(
        *texts_of(Lineage, "earlier", "earlier__draft_set", "earlier__draft_set__iteration"),
        *texts_of(Lineage, "earlier__draft_set__group"),
    )
    successors = (
        Lineage.objects.visible_to(request.user)
        .filter(earlier=thing)
        .prefetch_related(
            *texts_of(Lineage, "later", "later__draft_set", "later__draft_set__iteration"),
            *texts_of(Lineage, "later__draft_set__group"),
        )
    )
    context = {
        "recommendation": thing,
        "draft_set": thing.draft_set,
        "iteration": thing.draft_set.iteration,
        "group": thing.draft_set.group,
        "group_slug": thing.draft_set.group_slug,
        "parts": parts,
        "language_bar": language_bar(thing, parts),
        "unchecked": unchecked_texts(thing, parts),
        "forerunners": forerunners,
        "successors": successors,
        "overlaps": Overlap.objects.standing()
        .visible_to(request.user)
        .with_one(thing)
        .with_texts()
        .order_by("pk"),
        "linked": linked,
    }
    return render(request, "recommendations/recommendation.html", context)


def unchecked_texts(thing, parts):
    """Which of the texts shown no person has checked; each part gets its ``state`` on the way."""
    language = reading_language()
    found = states([thing, *parts], [language])
    for part in parts:
        part.state = found.get(("part", part.pk, "text", language))
    own = {field: found.get(("recommendation", thing.pk, field, language)) for field in OWN_TEXTS}
    return {
        "title": bool(own["title"] and own["title"].is_unchecked),
        "summary": bool(own["summary"] and own["summary"].is_unchecked),
        "parts": [part for part in parts if part.state and part.state.is_unchecked],
    }
