"""How far a group has come, in numbers that lead to its desk."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..forms.filters import RoundForm, clean_or_refuse
from ..group_input import desk_at
from ..overview import present, rounds
from ..pictures.work import of_group


@never_cache
@login_required
@require_safe
def group_figures(request, slug):
    """The figures of one iteration; without a choice, of the present one."""
    desk = desk_at(slug, request.user)
    iterations = rounds()
    form = RoundForm(request.GET, rounds=iterations, present=present(iterations))
    clean_or_refuse(form)
    context = {
        "desk": desk,
        "form": form,
        "iteration": form.chosen,
        "figures": of_group(desk, form.chosen, request.user) if form.chosen else [],
        "today": timezone.now().date(),
    }
    return render(request, "feedback/group/figures.html", context)
