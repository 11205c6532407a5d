"""The organisers' page of roles: who holds which, give one, take one away, and the log."""

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.actions import give_role, take_role
from accounts.models import Assignment, User
from accounts.roles import may_change_role

from .. import offices
from ..forms.roles import FindPersonForm, GiveRoleForm, ReasonForm
from .for_organisers import FORM, READ, for_organisers

CHANGES_SHOWN = 10
CHANGES_PER_PAGE = 50


@for_organisers(*READ)
def roles(request):
    """Find a person, all who hold a role, and what was changed last."""
    form = FindPersonForm(request.GET)
    if not form.is_valid():
        raise BadRequest("search for a person")
    places, typed = offices.Places(), form.cleaned_data["person"].strip()
    page = Paginator(offices.held_roles(), offices.PER_PAGE).get_page(form.cleaned_data["page"])
    context = {
        "form": form,
        "wish": urlencode(form.wish),
        "is_search": bool(typed),
        "found": offices.people_found(typed, request.user, places) if typed else [],
        "page": page,
        "held": offices.with_rights(page, request.user, places),
        "changes": offices.told_changes(offices.newest_changes()[:CHANGES_SHOWN], places),
    }
    return render(request, "feedback/roles.html", context)


@for_organisers(*READ)
def role_log(request):
    """Every change of roles, newest first."""
    page = Paginator(offices.newest_changes(), CHANGES_PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "changes": offices.told_changes(page, offices.Places())}
    return render(request, "feedback/role_log.html", context)


@for_organisers(*FORM)
def give(request, pk):
    """Give a role to one person."""
    person = get_object_or_404(User, pk=pk, is_active=True)
    possible = offices.roles_to_give(request.user, person)
    if not possible:
        raise PermissionDenied
    places, wish = offices.Places(), {name: request.GET.get(name, "") for name in ("role", "where")}
    sent = request.POST if request.method == "POST" else None
    form = GiveRoleForm(sent, roles=possible, places=places, initial=wish)
    if form.is_valid() and _is_done(form, give_role, person, "role", "scope", "value", by=request):
        messages.success(request, _("The role is given to %(name)s.") % {"name": person.name})
        return redirect("feedback:roles")
    held = [places.told(each) for each in person.assignments.order_by("role", "value")]
    context = {"person": person, "held": held, "form": form}
    return render(request, "feedback/give_role.html", context, status=400 if form.errors else 200)


@for_organisers(*FORM)
def take(request, pk):
    """Take one role away, after a question and with a reason."""
    assignment = get_object_or_404(Assignment.objects.select_related("user"), pk=pk)
    if not may_change_role(request.user, assignment.role, of=assignment.user):
        raise PermissionDenied
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _is_done(form, take_role, assignment, by=request):
        name = assignment.user.name
        messages.success(request, _("The role is taken away from %(name)s.") % {"name": name})
        return redirect("feedback:roles")
    context = {
        "assignment": assignment,
        "role": offices.Places().told(assignment),
        "form": form,
    }
    return render(request, "feedback/take_role.html", context, status=400 if form.errors else 200)


def _is_done(form, deed, thing, *names, by) -> bool:
    """Do it; what the deed refuses stands in the form."""
    chosen = form.cleaned_data
    try:
        deed(thing, *(chosen[name] for name in names), by=by.user, reason=chosen["reason"])
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    return True
