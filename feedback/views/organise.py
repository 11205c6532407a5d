"""The organisers' page: what came and what waits, and the way to roles and dates."""

from django.core.exceptions import BadRequest
from django.shortcuts import render

from .. import overview
from ..forms.filters import RoundForm
from .for_organisers import READ, for_organisers


@for_organisers(*READ)
def organiser(request):
    """One iteration by group, language and channel."""
    rounds = overview.rounds()
    form = RoundForm(request.GET, rounds=rounds, present=overview.present(rounds))
    if not form.is_valid():
        raise BadRequest("an iteration that does not exist")
    iteration = form.chosen
    found = overview.overview(iteration, request.user) if iteration else None
    context = {"form": form, "iteration": iteration, "overview": found}
    return render(request, "feedback/organiser.html", context)
