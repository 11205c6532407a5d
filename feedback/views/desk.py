"""The liaisons' desk: what waits for whoever opens it."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.roles import may_organise

from .. import desk as desks
from ..forms.desk import DeskForm
from ..forms.moderate import READY_REASON
from ..models import Message, Rule, Visibility
from ..models.decision import MAX_REASON, possible_kinds
from ..permissions import may_moderate


@never_cache
@login_required
@require_safe
def desk(request):
    """What waits for this liaison, or what was hidden, with the means to decide."""
    if not may_moderate(request.user):
        raise PermissionDenied
    reach = desks.in_reach_of(request.user)
    languages = desks.languages_of(request.user)
    form = DeskForm(request.GET, languages=[*(languages or ()), *desks.languages_present(reach)])
    if not form.is_valid():
        raise BadRequest("filter of the desk")
    found = desks.in_turn(form.filter(reach))
    # The page a liaison comes back to may have emptied: then the last one is shown.
    page = Paginator(desks.with_context(found), desks.PER_PAGE).get_page(form.cleaned_data["page"])
    for comment in page:
        comment.possible_kinds = possible_kinds(comment)
    return render(
        request,
        "feedback/desk.html",
        {
            "form": form,
            "page": page,
            "languages": languages,
            "may_organise": may_organise(request.user),
            "new_messages": Message.objects.visible_to(request.user).new().count(),
            "without_liaison": found.filter(has_liaison=False).count(),
            "is_waiting": form.cleaned_data["show"] == Visibility.WAITING,
            "ready_reason": READY_REASON,
            "max_reason": MAX_REASON,
            "rules": Rule.objects.in_force().in_language(),
        },
    )
