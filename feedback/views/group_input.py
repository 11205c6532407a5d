"""A group's desk: all that was said to it, in a table or to be read."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..actions.group_reading import note_visit
from ..forms.group_input import InputForm
from ..group_input import desk_at, desks_of
from ..group_list import page_of
from ..permissions import may_analyse


@never_cache
@login_required
@require_safe
def group_desks(request):
    """The desks of the groups one works for."""
    if not may_analyse(request.user):
        raise PermissionDenied
    return render(request, "feedback/group/desks.html", {"desks": desks_of(request.user)})


@never_cache
@login_required
@require_safe
def group_desk(request, slug):
    """A group's input, filtered and in an order, one page of it."""
    desk = desk_at(slug, request.user)
    visited_at = note_visit(request.user, desk.slug)
    form = InputForm(request.GET, desk=desk, user=request.user)
    if not form.is_valid():
        raise BadRequest("filter of a group's input")
    context = {
        "desk": desk,
        "form": form,
        "page": page_of(form, request.user),
        "visited_at": visited_at,
        "now": timezone.now(),
    }
    return render(request, "feedback/group/input.html", context)
