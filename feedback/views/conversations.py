"""What was said elsewhere, for readers: the list of conversations, and one with its statements."""

from django.core.paginator import EmptyPage, Paginator
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from accounts.communities import named
from accounts.models import Community
from accounts.search_engines import indexed
from recommendations.models.stamp import PEOPLE, TALK
from recommendations.reading import reading_page

from ..actions.conversations import IncompleteReportError, ReportConflictError, ReportError
from ..figures import said_elsewhere
from ..forms.conversations import ReviewForm
from ..forms.filters import clean_or_refuse
from ..forms.listing import ConversationFilter
from ..models import READABLE, Comment, Conversation
from ..permissions import may_carry_back, may_correct, may_publish
from ..statement_places import Places
from ..threads import for_viewer, with_texts

PER_PAGE = 25
STATEMENTS_PER_PAGE = 50


def every_conversation():
    """The published ones, for the sitemap."""
    rows = Conversation.objects.published().order_by("pk").values_list("pk", "published_at")
    return [({"pk": pk}, at) for pk, at in rows]


@indexed(paged=True)
@reading_page(lambda: (PEOPLE, TALK))
def conversations(request):
    """The published conversations, newest first, narrowed by kind, language, group and month."""
    published = Conversation.objects.published()
    form = ConversationFilter(request.GET, published=published)
    clean_or_refuse(form)
    readable = Q(statements__visibility__in=READABLE)
    found = form.filter(published).order_by("-published_at", "-pk")
    counted = found.annotate(number=Count("statements", filter=readable, distinct=True))
    page = _page(counted.select_related("reported_by"), PER_PAGE, form.cleaned_data["page"])
    communities = {each.pk: each for each in named(Community.objects.all())}
    for each in page:
        each.community_named = communities.get(each.community_id)
    context = {"form": form, "page": page, "brought": said_elsewhere(form.filter(published))}
    return render(request, "feedback/conversations.html", context)


@indexed(every_conversation, paged=True)
@reading_page(lambda pk: (PEOPLE, TALK))
def conversation(request, pk):
    """One conversation: its facts, its context, and its statements, each linked to its place."""
    return conversation_page(request, pk)


def conversation_page(request, pk, *, overtaken: ReportError | None = None, review=None):
    """The page itself; before it is published, as it will stand, with what is to be done."""
    visible = Conversation.objects.visible_to(request.user)
    thing = get_object_or_404(visible.select_related("reported_by", "published_by"), pk=pk)
    statements = Comment.objects.visible_to(request.user).filter(conversation=thing)
    shown = with_texts(statements.with_open_words()).order_by("pk")
    page = _page(shown, STATEMENTS_PER_PAGE, request.GET.get("page") or 1)
    is_own = request.user.is_authenticated and thing.reported_by_id == request.user.pk
    context = {
        "conversation": thing,
        "community": next(iter(named(Community.objects.filter(pk=thing.community_id))), None),
        "page": page,
        "statements": for_viewer(page, request.user),
        "corrections": thing.corrections.select_related("by"),
        "is_own": is_own,
        "may_correct": may_correct(request.user, thing),
        "may_carry_back": may_carry_back(request.user, thing),
        "is_conflict": isinstance(overtaken, ReportConflictError),
        "is_incomplete": isinstance(overtaken, IncompleteReportError),
        "review": review,
        **_before_publishing(request.user, thing, is_own, review),
    }
    status = 409 if overtaken else 400 if review else 200
    return render(request, "feedback/conversation.html", context, status=status)


def _before_publishing(user, thing, is_own: bool, review) -> dict:
    """What only its reporter and its liaisons see: statements that are not published yet."""
    publishes = may_publish(user, thing)
    if not (is_own or (publishes and thing.is_waiting)):
        return {}
    drafts = list(thing.drafts.unpublished().for_page().select_related("conversation"))
    places = Places(draft.target for draft in drafts)
    for draft in drafts:
        draft.place = places.targets.get(draft.target)
        draft.place_part = places.part(draft.target, draft.part)
    return {
        "drafts": drafts,
        "publishes": publishes,
        "last_review": thing.reviews.order_by("-made_at", "-pk").first(),
        "review": review or ReviewForm(initial={"version": thing.version}),
    }


def _page(rows, size: int, number):
    try:
        return Paginator(rows, size).page(number or 1)
    except (EmptyPage, ValueError) as error:
        raise Http404 from error
