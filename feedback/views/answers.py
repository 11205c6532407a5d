"""Answers as everybody reads them: one with what it is for, and those of a group."""

from django.core.paginator import EmptyPage, Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from accounts.languages import reading_language
from accounts.search_engines import indexed
from recommendations.models import Iteration, WorkingGroup
from recommendations.models.group import WHOLE_MOVEMENT_SLUG
from recommendations.models.stamp import TALK
from recommendations.reading import reading_page

from ..answers import changes_of
from ..forms.filters import clean_or_refuse
from ..forms.listing import AnswerFilter
from ..models import DELIVERED, Answer, Comment
from ..outcomes import published_changes
from ..permissions import may_answer, may_translate_answer
from ..threads import with_texts
from ..voices import at_least_private, voices_of

PER_PAGE = 25


def every_answer():
    """The public ones, for the sitemap."""
    rows = Answer.objects.public().order_by("pk").values_list("pk", "published_at", "changed_at")
    return [({"pk": pk}, changed_at or published_at) for pk, published_at, changed_at in rows]


@indexed(every_answer, paged=True)
@reading_page(lambda pk: (TALK,))
def answer(request, pk):
    """One answer: outcome, reason, what it changed, what it is for, how it was changed."""
    visible = Answer.objects.visible_to(request.user).with_texts()
    thing = get_object_or_404(visible, pk=pk)
    said = Comment.objects.visible_to(request.user).filter(answered_by__answer=thing)
    said = said.filter(visibility__in=DELIVERED, removed_at=None).order_by("pk")
    language = reading_language()
    context = {
        "answer": thing,
        "page": page_of(with_texts(said), request.GET.get("page")),
        "voices": voices_of([thing]).get(thing.pk),
        "private": at_least_private(thing),
        "changed_texts": published_changes().filter(answer=thing),
        "changes": changes_of(thing),
        "may_answer": may_answer(request.user, thing),
        "may_translate": language != thing.language
        and may_translate_answer(request.user, thing, language),
    }
    return render(request, "feedback/answer.html", context)


@reading_page(lambda group, iteration: (TALK,))
def answers(request, group, iteration):
    """What a group answered in one iteration, the newest first."""
    name, round_ = group_and_iteration(group, iteration)
    visible = Answer.objects.visible_to(request.user).published().of_group(name)
    form = AnswerFilter(request.GET)
    clean_or_refuse(form)
    found = form.filter(visible.filter(iteration=round_)).order_by("-published_at", "-pk")
    page = page_of(found.with_texts(), request.GET.get("page"))
    voices = voices_of(page.object_list)
    for each in page:
        each.voices = voices.get(each.pk)
    context = {
        "group": name,
        "group_slug": group,
        "iteration": round_,
        "form": form,
        "page": page,
    }
    return render(request, "feedback/answers.html", context)


def group_and_iteration(slug: str, number: int) -> tuple[WorkingGroup | None, Iteration]:
    """What an address names, in the reading language. Raises ``Http404``."""
    round_ = get_object_or_404(Iteration.objects.in_language(), number=number)
    if slug == WHOLE_MOVEMENT_SLUG:
        return None, round_
    return get_object_or_404(WorkingGroup.objects.in_language(), slug=slug), round_


def page_of(rows, number):
    try:
        return Paginator(rows, PER_PAGE).page(number or 1)
    except (EmptyPage, ValueError) as error:
        raise Http404 from error
