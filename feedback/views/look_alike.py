"""Proposed bundles on a group's desk: near-identical contributions, confirmed or refused."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.customs import number
from recommendations.models import DraftSet

from ..actions import look_alike as deeds
from ..actions.moderate import DecisionError
from ..actions.refile import NotPossibleError
from ..codebook import iteration_of
from ..forms.look_alike import ConfirmForm
from ..group_input import desk_at
from ..models import AlikeProposal, AlikeSearch
from ..proposed_bundles import bundles_on, offered_in


@never_cache
@login_required
@require_safe
def look_alike(request, slug):
    """What a program found among the contributions on the group's drafts of an iteration."""
    desk = desk_at(slug, request.user)
    iteration = iteration_of(request.GET.get("iteration"))
    draft_set = _draft_set(desk, iteration, request.user)
    context = {
        "desk": desk,
        "iteration": iteration,
        "search": AlikeSearch.objects.filter(draft_set=draft_set).first() if draft_set else None,
        "draft_set": draft_set,
        "bundles": bundles_on(draft_set, request.user) if draft_set else [],
        "form": ConfirmForm(),
    }
    return render(request, "feedback/group/look_alike.html", context)


def _draft_set(desk, iteration, user) -> DraftSet | None:
    known = DraftSet.objects.visible_to(user).filter(group=desk.group, iteration=iteration)
    return known.in_language().first()


@never_cache
@login_required
@require_POST
def search_alike(request, slug):
    """Have the contributions compared, in the background."""
    desk = desk_at(slug, request.user)
    draft_set = _draft_set(desk, iteration_of(request.POST.get("iteration")), request.user)
    if draft_set is None:
        raise Http404
    deeds.ask_for_search(draft_set)
    messages.success(request, _("The contributions are being compared: look again in a while."))
    return _back(desk, request)


@never_cache
@login_required
@require_POST
def decide_alike(request, slug, pk):
    """Put the ticked ones under the first, or say that these are not the same."""
    desk = desk_at(slug, request.user)
    mine = AlikeProposal.objects.filter(draft_set__group=desk.group)
    proposal = get_object_or_404(mine.select_related("head"), pk=pk)
    try:
        if request.POST.get("deed") == "refuse":
            deeds.refuse(proposal, by=request.user)
            messages.success(request, _("They stay apart, and are not proposed again."))
        else:
            _confirm(request, proposal)
    except (deeds.ProposalGoneError, DecisionError):
        text = _("Somebody was faster, or words were changed meanwhile: nothing was done.")
        messages.warning(request, text)
    except NotPossibleError as refusal:
        messages.warning(request, str(refusal))
    return _back(desk, request)


def _confirm(request, proposal) -> None:
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Tick at least one contribution, and give a reason."))
        return
    chosen = [
        (comment, form.seen[comment.slug])
        for comment in offered_in(proposal, request.user)
        if comment.slug in form.seen
    ]
    if not chosen:
        messages.warning(request, _("Tick at least one contribution, and give a reason."))
        return
    reason = form.cleaned_data["reason"]
    count = deeds.confirm(proposal, chosen, by=request.user, reason=reason)
    text = ngettext(
        "%(number)s contribution was put under %(id)s.",
        "%(number)s contributions were put under %(id)s.",
        count,
    )
    messages.success(request, text % {"number": number(count), "id": proposal.head.short_id})


def _back(desk, request):
    iteration = iteration_of(request.POST.get("iteration"))
    return redirect(
        f"{reverse('feedback:look_alike', args=[desk.slug])}?iteration={iteration.number}"
    )
