"""How far two coders of a group agree."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from recommendations.models import Iteration

from ..codebook import iteration_of
from ..coding_agreement import FEWEST, MOST, Comparison, pairs_of
from ..group_input import desk_at, input_of


@never_cache
@login_required
@require_safe
def coding_agreement(request, slug):
    """Kappa and alpha of a pair of coders: by theme, perhaps in one language; by language."""
    desk = desk_at(slug, request.user)
    iteration = iteration_of(request.GET.get("iteration"))
    pairs = pairs_of(desk.group, iteration, request.user)
    chosen = request.GET.get("pair")
    pair = next((each for each in pairs if chosen in (None, "", each.key)), None)
    if chosen and pair is None:
        raise Http404
    context = {
        "desk": desk,
        "iteration": iteration,
        "iterations": Iteration.objects.in_language().in_order(),
        "pairs": pairs,
        "pair": pair,
        "language": request.GET.get("language", ""),
        "fewest": FEWEST,
        "most": MOST,
    }
    if pair:
        context |= _compared(desk, pair, iteration, context["language"], request.user)
    return render(request, "feedback/group/coding_agreement.html", context)


def _compared(desk, pair, iteration, language, user) -> dict:
    known = input_of(desk.group, user).filter(draft_set__iteration=iteration)
    languages = dict(known.filter(pk__in=pair.units[: 2 * MOST]).values_list("pk", "language"))
    whole = Comparison(pair, iteration, languages)
    shown = whole
    if language:
        kept = {pk: code for pk, code in languages.items() if code == language}
        shown = Comparison(pair, iteration, kept)
    return {
        "by_theme": [(theme, shown.on(theme)) for theme in shown.themes],
        "by_language": [
            (code, whole.in_language(code)) for code, _count in whole.units_by_language()
        ],
        "units": len(shown.units),
        "is_cut": len(pair.units) > MOST,
    }
