"""A decision on one comment, and the public log of decisions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.paginator import EmptyPage, Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.search_engines import indexed
from recommendations.models.stamp import PEOPLE, TALK
from recommendations.reading import reading_page

from .. import desk as desks
from ..actions import moderate
from ..decided import DEEDS, DONE
from ..forms.moderate import READY_REASON, LogForm
from ..forms.particulars import form_for
from ..models import Comment, Decision, Rule, Visibility
from ..models.decision import MAX_REASON, possible_kinds
from ..permissions import may_block, may_decide_on, may_moderate

DECISIONS_PER_PAGE = 50


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request, slug):
    """One comment with all that was decided on it, and what can be decided now."""
    if not may_moderate(request.user):
        raise PermissionDenied
    comment = _comment_for(request.user, slug)
    if not may_decide_on(request.user, comment):
        raise PermissionDenied
    if request.method != "POST":
        kind = request.GET.get("kind", "")
        form = form_for(kind, None, comment=comment, user=request.user)
        form.initial["back"] = request.GET.get("back", "")
        return _decision_page(request, comment, form, kind=kind)
    kind = request.POST.get("kind", "")
    form = form_for(kind, request.POST, comment=comment, user=request.user)
    if not form.is_valid():
        return _decision_page(request, comment, form, kind=kind, status=400)
    chosen = form.cleaned_data
    try:
        moderate.decide(
            comment,
            chosen["kind"],
            by=request.user,
            rule=chosen["rule"],
            reason=chosen["reason"],
            reason_language=chosen["reason_language"],
            seen_version=chosen["version"],
            seen_decision=chosen["seen"],
            particulars=form.particulars(),
        )
    except moderate.NotPossibleError as refusal:
        form.add_error(None, str(refusal))
        return _decision_page(request, comment, form, kind=kind, status=409)
    except moderate.DecisionError as overtaken:
        comment = _comment_for(request.user, slug)
        return _decision_page(request, comment, form, kind=kind, status=409, overtaken=overtaken)
    messages.success(request, DONE[chosen["kind"]] % {"id": comment.short_id})
    return redirect(chosen["back"] or comment)


@indexed(paged=True)
@reading_page(lambda: (PEOPLE, TALK))
def decisions(request):
    """The public log: what liaisons decided and why, without anybody's words."""
    form = LogForm(request.GET)
    if not form.is_valid():
        raise BadRequest("filter of the log")
    paginator = Paginator(form.filter(Decision.objects.for_log()), DECISIONS_PER_PAGE)
    try:
        page = paginator.page(form.cleaned_data["page"] or 1)
    except EmptyPage as error:
        raise Http404 from error
    rules = Rule.objects.in_force().in_language()
    return render(request, "feedback/decisions.html", {"form": form, "page": page, "rules": rules})


def _comment_for(user, slug):
    found = desks.with_context(Comment.objects.visible_to(user))
    return get_object_or_404(desks.with_flags(found), slug=slug)


def _decision_page(request, comment, form, *, kind, status=200, overtaken=None):
    kinds = possible_kinds(comment)
    if Decision.Kind.BLOCK in kinds and not may_block(request.user, comment.author):
        kinds.remove(Decision.Kind.BLOCK)
    comment.possible_kinds = kinds
    context = {
        "comment": comment,
        "form": form,
        "chosen": kind if kind in DEEDS and kind in kinds else "",
        "label": DEEDS[kind][0] if kind in DEEDS else "",
        "others": [(each, *DEEDS[each]) for each in kinds if each in DEEDS],
        "is_waiting": comment.visibility == Visibility.WAITING,
        "ready_reason": READY_REASON,
        "max_reason": MAX_REASON,
        "rules": Rule.objects.in_force().in_language(),
        "words_changed": isinstance(overtaken, moderate.WordsChangedError),
        "already_decided": isinstance(overtaken, moderate.AlreadyDecidedError),
        "latest": next(reversed(comment.decisions.all()), None),
    }
    return render(request, "feedback/decide.html", context, status=status)
