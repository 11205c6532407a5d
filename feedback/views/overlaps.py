"""Harmonising: which recommendations touch, and the input on both in one view."""

from typing import NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import EmptyPage, Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from recommendations.models import Overlap, Recommendation
from recommendations.overlaps import mark_overlap, unmark_overlap
from recommendations.permissions import may_mark_overlap

from ..forms.filters import clean_or_refuse
from ..forms.overlaps import OverlapForm, TwoPages
from ..group_input import desk_at
from ..models import DELIVERED, Comment
from ..threads import for_viewer, with_texts

PER_PAGE = 20


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def overlaps(request, slug):
    """What members of this group or of others have marked, and the form that marks two more."""
    desk = desk_at(slug, request.user)
    initial = {"one": request.GET.get("one", "")}
    data = request.POST if request.method == "POST" else None
    form = OverlapForm(data, user=request.user, initial=initial)
    if form.is_valid() and (marked := _mark(form, by=request.user)):
        messages.success(request, _("Marked. Both pages show it."))
        if desk.group in {marked.first.draft_set.group, marked.second.draft_set.group}:
            return redirect("feedback:overlap", slug, marked.pk)
        return redirect("feedback:overlaps", slug)
    known = Overlap.objects.standing().visible_to(request.user).of_group(desk.group)
    context = {
        "desk": desk,
        "form": form,
        "overlaps": known.with_texts().order_by("-marked_at", "-pk"),
    }
    return render(
        request, "feedback/group/overlaps.html", context, status=400 if form.errors else 200
    )


def _mark(form, *, by):
    """The new mark; what the deed refuses stands in the form."""
    values = form.cleaned_data
    try:
        return mark_overlap(
            values["one"], values["other"], kind=values["kind"], note=values["note"], by=by
        )
    except ValidationError as refused:
        form.add_error(None, refused)
        return None


class Side(NamedTuple):
    """One of the two columns: a recommendation and a page of what was said on it."""

    name: str
    recommendation: Recommendation
    page: object
    comments: list[Comment]


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def overlap(request, slug, pk):
    """Two recommendations side by side, each with the input on it that this person may read."""
    desk = desk_at(slug, request.user)
    known = Overlap.objects.standing().visible_to(request.user).of_group(desk.group)
    marked = get_object_or_404(known.with_texts().distinct(), pk=pk)
    if not may_mark_overlap(request.user, marked.first, marked.second):
        raise PermissionDenied
    if request.method == "POST":
        unmark_overlap(marked)
        messages.success(request, _("The mark is gone from both pages."))
        return redirect("feedback:overlaps", slug)
    form = TwoPages(request.GET)
    values = clean_or_refuse(form)
    sides = [
        _side(name, getattr(marked, name), values[name] or 1, request.user)
        for name in ("first", "second")
    ]
    context = {"desk": desk, "overlap": marked, "sides": sides}
    return render(request, "feedback/group/overlap.html", context)


def _side(name, recommendation, number, user) -> Side:
    words = Comment.objects.visible_to(user).filter(
        recommendation=recommendation, visibility__in=DELIVERED, removed_at=None
    )
    try:
        page = Paginator(words.order_by("said_at", "pk"), PER_PAGE).page(number)
    except EmptyPage as error:
        raise Http404 from error
    return Side(name, recommendation, page, for_viewer(with_texts(page.object_list), user))
