"""One box over recommendations, their parts, groups, and what people said."""

from django.core.paginator import EmptyPage
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from recommendations.models import WorkingGroup

from ..forms.filters import SearchFilter, clean_or_refuse
from ..search.query import MAX_TERMS, parse
from ..search.results import search as find
from ..short_ids import find_by_id

EXAMPLES = 3


# Kept by nobody: any words can be asked for, and what is hidden now must be gone at once.
@require_safe
@cache_control(private=True, no_cache=True)
def search(request):
    """What is found, best first; a short id leads straight to what it stands for."""
    form = SearchFilter(request.GET)
    context = {"form": form, "most": MAX_TERMS}
    if not form.is_valid() and set(form.errors) == {"q"}:
        return render(request, "feedback/search.html", context | {"is_too_long": True})
    values = clean_or_refuse(form)
    typed = values["q"]
    if any(map(str.isdigit, typed)) and (thing := find_by_id(typed, request.user)):
        return redirect(thing.get_absolute_url())
    query = parse(typed)
    if not query.terms:
        groups = WorkingGroup.objects.in_language().in_order()[:EXAMPLES]
        return render(request, "feedback/search.html", context | {"typed": typed, "groups": groups})
    narrowed = {name: values[name] for name in ("kind", "iteration", "language")}
    try:
        found = find(query, request.user, page=values["page"] or 1, **narrowed)
    except EmptyPage as error:
        raise Http404 from error
    context |= {"found": found, "typed": typed, "query_is_cut": query.is_cut}
    context["is_narrowed"] = any(narrowed.values())
    return render(request, "feedback/search.html", context)
