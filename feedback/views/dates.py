"""The organisers' page of dates: all windows and plans, and the forms that move one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from recommendations.actions import move_milestone, move_window
from recommendations.models import DraftSet, Iteration, Milestone
from recommendations.models.translated import texts_of

from ..forms.dates import MilestoneForm, WindowForm
from .for_organisers import FORM, READ, for_organisers


@for_organisers(*READ)
def dates(request):
    """The windows of all iterations and of groups with other dates, and what is planned."""
    sets = DraftSet.objects.in_language().prefetch_related(*texts_of(DraftSet, "group"), "moves")
    by_iteration: dict[int, list[DraftSet]] = {}
    for each in sets.order_by("group__position", "code"):
        by_iteration.setdefault(each.iteration_id, []).append(each)
    iterations = Iteration.objects.in_language().in_order().prefetch_related("moves")
    for iteration in iterations:
        iteration.sets = by_iteration.get(iteration.pk, [])
    planned = Milestone.objects.for_timeline().filter(status=Milestone.Status.PLANNED)
    context = {"iterations": iterations, "milestones": planned.filter(replaced_by=None)}
    return render(request, "feedback/dates.html", context)


@for_organisers(*FORM)
def iteration(request, number):
    """Move the window of one iteration."""
    rounds = Iteration.objects.in_language().prefetch_related("moves")
    thing = get_object_or_404(rounds, number=number)
    return _move_page(request, WindowForm, move_window, thing, {"iteration": thing})


@for_organisers(*FORM)
def draft_set(request, code):
    """Give one group's drafts a window of their own, or move it."""
    sets = DraftSet.objects.in_language().prefetch_related(
        *texts_of(DraftSet, "group", "iteration"), "moves", "iteration__moves"
    )
    thing = get_object_or_404(sets, code=code)
    context = {"draft_set": thing, "iteration": thing.iteration}
    return _move_page(request, WindowForm, move_window, thing, context)


@for_organisers(*FORM)
def milestone(request, key):
    """Plan a milestone for another date."""
    planned = Milestone.objects.for_timeline().filter(status=Milestone.Status.PLANNED)
    thing = get_object_or_404(planned, key=key)
    return _move_page(request, MilestoneForm, move_milestone, thing, {"milestone": thing})


def _move_page(request, form_class, deed, thing, context):
    form = form_class.of(thing, request.POST if request.method == "POST" else None)
    if form.is_valid() and _is_moved(form, deed, thing, by=request.user):
        messages.success(request, _("The date is moved. The old one stays shown beside it."))
        return redirect("feedback:dates")
    context = {"form": form, **context}
    return render(request, "feedback/move_date.html", context, status=400 if form.errors else 200)


def _is_moved(form, deed, thing, *, by) -> bool:
    """Move it; what the deed refuses stands in the form."""
    chosen = form.cleaned_data
    try:
        deed(thing, form.chosen, seen=chosen["seen"], by=by, reason=chosen["reason"])
    except ValidationError as refused:
        form.refuse(refused)
        if refused.code == "overtaken":
            form.see(form.of(thing, None).initial["seen"])
        return False
    return True
