"""From an id that somebody quoted to what it stands for."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ..short_ids import LONGEST, find_by_id


@require_safe
def jump(request):
    """Lead to the comment, recommendation or drafts; an unknown id gets the box again."""
    typed = request.GET.get("id", "").strip()[:LONGEST]
    found = find_by_id(typed, request.user) if typed else None
    if found:
        return redirect(found)
    return render(request, "feedback/jump.html", {"typed": typed}, status=404 if typed else 200)
