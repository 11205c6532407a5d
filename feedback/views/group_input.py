"""A group's desk: all that was said to it, in a table or to be read."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.customs import number
from recommendations.models import Iteration

from ..actions.group_reading import mark_read, mark_unread, note_visit
from ..forms.coding import CodeForm
from ..forms.group_input import MAX_FILTER, InputForm, SelectionForm
from ..group_input import desk_at, desks_of
from ..group_list import page_of
from ..models import SavedView
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
    own = SavedView.objects.filter(person=request.user, group_slug=desk.slug)
    context = {
        "desk": desk,
        "form": form,
        "page": page_of(form, request.user),
        "visited_at": visited_at,
        "views": own.order_by("name"),
        "coding": CodeForm(person=request.user, iterations=_iterations(form)),
        "now": timezone.now(),
    }
    return render(request, "feedback/group/input.html", context)


def _iterations(form: InputForm):
    """Whose codebooks are offered: that of the iteration that is read, else all."""
    number = form.cleaned_data["iteration"]
    rounds = Iteration.objects.filter(number=number) if number else Iteration.objects.all()
    return rounds.values("pk")


@never_cache
@login_required
@require_POST
def group_read(request, slug):
    """Mark as read what is ticked, one contribution, the page, or all that the filter finds."""
    desk = desk_at(slug, request.user)
    form = SelectionForm(_meant(request.POST), desk=desk, user=request.user)
    back = list_of(desk, request.POST)
    if not form.is_valid():
        for error in form.non_field_errors() or [_("What was chosen could not be read.")]:
            messages.warning(request, str(error))
        return redirect(f"{back}#main")
    takes_back = request.POST.get("deed") == "unread"
    deed = mark_unread if takes_back else mark_read
    count = deed(form.chosen_for(request.user), by=request.user, group=desk.group)
    messages.success(request, _said(count, takes_back))
    one = request.POST.get("one", "").partition(":")[0]
    return redirect(f"{back}#item-{one}" if one else f"{back}#main")


def _meant(posted: QueryDict) -> QueryDict:
    """What the pressed button is about: one contribution, all of the page, or what is ticked."""
    meant = posted.copy()
    if one := posted.get("one"):
        meant.setlist("item", [one])
    elif posted.get("deed") == "page":
        meant.setlist("item", posted.getlist("shown"))
    else:
        return meant
    meant.pop("all", None)
    return meant


def list_of(desk, posted) -> str:
    """The list as it was filtered, at the same place."""
    query = QueryDict(posted.get("filter", "")[:MAX_FILTER], mutable=True)
    query["place"] = posted.get("place", "")
    query.pop("since", None)
    return f"{reverse('feedback:group_desk', args=[desk.slug])}?{query.urlencode()}"


def _said(count: int, takes_back: bool) -> str:
    if takes_back:
        said = ngettext(
            "%(number)s contribution is marked as not read by you.",
            "%(number)s contributions are marked as not read by you.",
            count,
        )
    else:
        said = ngettext(
            "%(number)s contribution is marked as read.",
            "%(number)s contributions are marked as read.",
            count,
        )
    return said % {"number": number(count)}
