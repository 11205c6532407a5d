"""The desk's lists of renderings: proposals to judge, and words without English ones."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from .. import desk as desks
from .. import renderings as lists
from ..actions import render as deeds
from ..actions.moderate import DecisionError, WordsChangedError
from ..forms.renderings import CONFIRM, MISSING, ProposalForm, RenderingsForm
from ..models import DELIVERED, Comment, Rendering
from ..permissions import may_ask_machine, may_moderate
from ..rendered import seen_on
from ..threads import with_texts

State = Rendering.State


@never_cache
@login_required
@require_safe
def renderings(request):
    """What was proposed and waits; or what nobody has put into English yet."""
    if not may_moderate(request.user):
        raise PermissionDenied
    form = RenderingsForm(request.GET, languages=desks.languages_of(request.user))
    if not form.is_valid():
        raise BadRequest("list of renderings")
    chosen = form.cleaned_data
    is_missing = chosen["show"] == MISSING
    place = (request.user, chosen["language"], chosen["after"])
    rows: list
    if is_missing:
        rows, further = lists.without_english_after(*place)
        for comment in rows:
            comment.may_ask_machine = may_ask_machine(request.user, comment)
    else:
        rows, further = lists.proposals_after(*place)
    context = {
        "form": form,
        "rows": rows,
        "further": further,
        "is_missing": is_missing,
        "language": chosen["language"],
        "is_first": not chosen["after"],
    }
    return render(request, "feedback/renderings.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide_rendering(request, pk):
    """One proposal beside its original: confirm it, put it right, or decline it."""
    if not may_moderate(request.user):
        raise PermissionDenied
    found = Rendering.objects.exclude(state__in=[State.ASKED, State.FAILED, State.REMOVED])
    rendering = get_object_or_404(found.select_related("by", "decided_by"), pk=pk)
    there = lists.confirmable_by(request.user).filter(visibility__in=DELIVERED, removed_at=None)
    comment = get_object_or_404(with_texts(there), pk=rendering.comment_id)
    if request.method != "POST":
        form = ProposalForm(initial={"body": rendering.body, **_state_of(comment)})
        return _page(request, rendering, comment, form)
    form = ProposalForm(request.POST)
    if not form.is_valid():
        return _page(request, rendering, comment, form, status=400)
    values = form.cleaned_data
    try:
        if values["deed"] == CONFIRM:
            deeds.confirm(
                rendering,
                body=values["body"],
                by=request.user,
                seen_version=values["version"],
                seen=values["seen"],
            )
            said = _("The rendering of %(id)s stands under it now.")
        else:
            deeds.decline(rendering, by=request.user, reason=values["reason"])
            said = _("The rendering of %(id)s is declined. Whoever proposed it reads why.")
    except deeds.WordsGoneError:
        messages.warning(request, _("The words can no longer be read, so nothing was changed."))
    except DecisionError as overtaken:
        rendering.refresh_from_db()
        comment = with_texts(Comment.objects.visible_to(request.user)).get(pk=comment.pk)
        form = ProposalForm({**request.POST.dict(), **_state_of(comment)})
        return _page(request, rendering, comment, form, status=409, overtaken=overtaken)
    else:
        messages.success(request, said % {"id": comment.short_id})
    return redirect("feedback:renderings")


def _state_of(comment) -> dict:
    return {"version": comment.version, "seen": seen_on(comment)}


def _page(request, rendering, comment, form, *, status=200, overtaken=None):
    context = {
        "rendering": rendering,
        "comment": comment,
        "form": form,
        "is_open": rendering.state == State.PROPOSED,
        "standing": [
            each for each in comment.confirmed_renderings if each.language == rendering.language
        ],
        "overtaken": overtaken is not None,
        "words_changed": isinstance(overtaken, WordsChangedError),
    }
    return render(request, "feedback/decide_rendering.html", context, status=status)
