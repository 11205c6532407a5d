"""The liaisons' desk: what waits for whoever opens it, the queue, and other lists of work."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import may_organise
from recommendations.behind import lags

from .. import desk as desks
from .. import queue as queues
from ..actions.batch import decide_each
from ..actions.escalate import NothingToEscalateError, escalate
from ..batch_report import sentences
from ..forms.desk import BatchForm, EscalationForm, PageForm, QueueForm
from ..forms.moderate import READY_REASON
from ..heaps import heaps
from ..models import Comment, Rule
from ..models.decision import MAX_REASON
from ..models.flag import MAX_NOTE
from ..open_questions import open_questions
from ..permissions import may_escalate, may_moderate
from ..threads import for_viewer, with_texts

QUESTIONS_PER_PAGE = 25


@never_cache
@login_required
@require_safe
def desk(request):
    """What waits for me: each kind of work, how much, how old, and the way to it."""
    if not may_moderate(request.user):
        raise PermissionDenied
    found = heaps(request.user)
    context = {
        "heaps": [heap for heap in found if heap.number],
        "empty": [heap for heap in found if not heap.number],
        "languages": desks.languages_of(request.user),
        "communities": desks.communities_of(request.user),
        "may_organise": may_organise(request.user),
    }
    return render(request, "feedback/desk.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def queue(request):
    """What waits for a decision, or was hidden; one decision for all that is ticked."""
    if not may_moderate(request.user):
        raise PermissionDenied
    own = desks.languages_of(request.user) or []
    form = QueueForm(request.GET, languages=[*own, *desks.languages_waiting()])
    if not form.is_valid():
        raise BadRequest("filter of the queue")
    if request.method != "POST":
        return _queue_page(request, form, BatchForm())
    batch = BatchForm(request.POST)
    if not batch.is_valid():
        return _queue_page(request, form, batch, status=400)
    chosen = batch.cleaned_data
    seen, kind = chosen.pop("item"), chosen.pop("kind")
    for level, sentence in sentences(kind, decide_each(seen, kind, by=request.user, **chosen)):
        messages.add_message(request, level, sentence)
    # Where the messages stand: a keyboard goes on from there, a screen reader reads them first.
    return redirect(f"{request.get_full_path()}#main")


def _queue_page(request, form, batch, *, status=200):
    page = queues.page_of(form.found_for(request.user), form.cleaned_data["page"], request.user)
    context = {
        "form": form,
        "batch": batch,
        "page": page,
        "languages": desks.languages_of(request.user),
        "rules": Rule.objects.in_force().in_language(),
        "ready_reason": READY_REASON,
        "max_reason": MAX_REASON,
        "max_note": MAX_NOTE,
    }
    return render(request, "feedback/queue.html", context, status=status)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def escalate_comment(request, slug):
    """Give one contribution to the organisers."""
    if not may_moderate(request.user):
        raise PermissionDenied
    visible = Comment.objects.visible_to(request.user)
    comment = get_object_or_404(desks.with_context(visible), slug=slug)
    if not may_escalate(request.user, comment):
        raise PermissionDenied
    form = EscalationForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"comment": comment, "form": form, "max_note": MAX_NOTE}
        status = 400 if form.is_bound else 200
        return render(request, "feedback/escalate.html", context, status=status)
    values = {"id": comment.short_id}
    try:
        is_new = escalate(comment, by=request.user, note=form.cleaned_data["note"])
    except NothingToEscalateError:
        messages.warning(request, _("The author of %(id)s has withdrawn it meanwhile.") % values)
    else:
        said = _("%(id)s is with the organisers now.") if is_new else (
            _("%(id)s was with the organisers already."))  # fmt: skip
        messages.success(request, said % values)
    return redirect(f"{form.cleaned_data['back'] or comment.get_absolute_url()}#main")


@never_cache
@login_required
@require_safe
def questions(request):
    """Questions in this liaison's languages that nobody has replied to."""
    if not may_moderate(request.user):
        raise PermissionDenied
    form = PageForm(request.GET)
    if not form.is_valid():
        raise BadRequest("page of the questions")
    found = with_texts(open_questions(request.user))
    page = queues.LongPaginator(found, QUESTIONS_PER_PAGE).get_page(form.cleaned_data["page"])
    comments = for_viewer(page.object_list, request.user)
    return render(request, "feedback/desk_questions.html", {"page": page, "comments": comments})


@never_cache
@login_required
@require_safe
def translations(request):
    """Recommendations of open iterations that are behind or missing in this liaison's languages."""
    if not may_moderate(request.user):
        raise PermissionDenied
    languages = desks.languages_of(request.user)
    context = {"lags": lags(languages), "languages": languages}
    return render(request, "feedback/desk_translations.html", context)
