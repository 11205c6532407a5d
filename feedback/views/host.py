"""The kit for hosts: what one prints to lead a conversation of one's own."""

from django.db.models import Exists, OuterRef
from django.shortcuts import render
from django.urls import reverse

from accounts.search_engines import indexed
from recommendations.models import DraftSet, GuidingQuestion, Recommendation
from recommendations.models.stamp import PEOPLE, TALK
from recommendations.models.translated import texts_of
from recommendations.reading import reading_page
from recommendations.templatetags.wording import wording_of

from ..forms.filters import clean_or_refuse
from ..forms.host import KitForm
from ..liaisons import listing

MOST_TEXTS = 12  # more would be no evening, but a seminar
STATEMENTS = range(1, 5)  # how many fit on two sheets


@indexed()
@reading_page(lambda: (PEOPLE, TALK), daily=True)
def host(request):
    """How to lead a conversation, what to talk about, and the form for the report."""
    form = KitForm(request.GET)
    chosen = clean_or_refuse(form)
    draft_set = chosen["group"] and _drafts_of(chosen["group"], chosen["iteration"])
    texts = _texts_of(draft_set) if draft_set else []
    context = {
        "form": form,
        "group": chosen["group"],
        "draft_set": draft_set,
        "texts": [each for each in texts[:MOST_TEXTS] if wording_of(each, "summary")],
        "titles": [each for each in texts[:MOST_TEXTS] if not wording_of(each, "summary")],
        "is_cut": len(texts) > MOST_TEXTS,
        "questions": GuidingQuestion.objects.in_language(),
        "liaisons": listing().for_reader,
        "statements": STATEMENTS,
        "start": request.build_absolute_uri(reverse("recommendations:home")),
        "list_of_liaisons": request.build_absolute_uri(reverse("feedback:liaisons")),
    }
    return render(request, "feedback/host.html", context)


def _drafts_of(group, iteration):
    """The published drafts of a group in an iteration, else the newest that have summaries."""
    found = DraftSet.objects.published().in_language().filter(group=group)
    if iteration:
        found = found.filter(iteration=iteration)
    # Many drafts are known by their titles only: these are no text to talk about.
    summaries = Recommendation.objects.filter(draft_set=OuterRef("pk"), summary_en__gt="")
    sets = found.prefetch_related(*texts_of(DraftSet, "iteration"))
    return sets.order_by(Exists(summaries).desc(), "-iteration__number").first()


def _texts_of(draft_set):
    """The recommendations of a set in their order, one more than are shown."""
    rows = Recommendation.objects.published().in_language().filter(draft_set=draft_set)
    return list(rows.order_by("position")[: MOST_TEXTS + 1])
