"""The writing room of a group: begin its next iteration, write each text beside what was said."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.languages import SOURCE, reading_language
from recommendations.changes import Sources, with_forerunners
from recommendations.comparison import differences
from recommendations.drafting.begin import begin_next
from recommendations.drafting.lineage import take_back
from recommendations.drafting.reasons import explain, keep_translations
from recommendations.drafting.room import in_preparation, iterations_to_begin
from recommendations.drafting.structure import add_recommendation
from recommendations.drafting.writing import (
    OWN_TEXTS,
    DraftConflictError,
    Seen,
    note_open,
    others_at,
    write_draft,
)
from recommendations.models import DraftSet, Lineage, Part, Recommendation
from recommendations.models.freshness import digest
from recommendations.permissions import may_edit_drafts

from ..draft_list import draft_list
from ..draft_page import draft_page
from ..forms.drafts import AddForm, BeginForm, ReasonForm, TextForm
from ..group_input import GroupDesk, desk_at

MAY_BEGIN = ["GET", "HEAD", "POST"]


def set_at(desk: GroupDesk, user) -> DraftSet:
    """The drafts that are prepared at this desk."""
    draft_set = in_preparation(desk.group)
    if draft_set is None:
        raise Http404
    if not may_edit_drafts(user, draft_set):
        raise PermissionDenied
    return draft_set


def draft_at(desk: GroupDesk, pk: int, user) -> Recommendation:
    """One of the drafts that are prepared at this desk."""
    draft_set = set_at(desk, user)
    found: Recommendation = get_object_or_404(
        Recommendation.objects.filter(draft_set=draft_set), pk=pk
    )
    found.draft_set = draft_set
    return found


@never_cache
@login_required
@require_http_methods(MAY_BEGIN)
def writing_room(request, slug):
    """All recommendations of the next iteration; where there is none, the way to begin it."""
    desk = desk_at(slug, request.user)
    draft_set = in_preparation(desk.group)
    if draft_set is None:
        return _begin_page(request, desk)
    if not may_edit_drafts(request.user, draft_set):
        raise PermissionDenied
    form = AddForm(request.POST if request.POST.get("deed") == "add" else None)
    if request.method == "POST":
        if request.POST.get("deed") == "take back":
            return _take_back(request, desk, draft_set)
        if form.is_valid() and (made := _added(request, draft_set, form)):
            return redirect("feedback:draft", slug, made.pk)
    context = {
        "desk": desk,
        "draft_set": draft_set,
        "list": draft_list(draft_set, request.user),
        "form": form,
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "feedback/group/draft/room.html", context, status=status)


def _begin_page(request, desk):
    iterations = iterations_to_begin(desk.group)
    form = BeginForm(request.POST or None, iterations=iterations)
    if not may_edit_drafts(request.user):
        raise PermissionDenied
    if form.is_valid():
        try:
            begin_next(desk.group, form.cleaned_data["iteration"], by=request.user)
            return redirect("feedback:writing_room", desk.slug)
        except ValidationError as error:
            form.add_error(None, error)
    status = 400 if request.method == "POST" else 200
    context = {"desk": desk, "form": form, "iterations": iterations}
    return render(request, "feedback/group/draft/begin.html", context, status=status)


def _added(request, draft_set, form):
    values = form.cleaned_data
    try:
        return add_recommendation(
            draft_set, number=values["number"], title=values["title"], by=request.user
        )
    except ValidationError as error:
        form.add_error("number", error)
    return None


def _take_back(request, desk, draft_set):
    pk = request.POST.get("edge", "")
    if not pk.isdecimal():
        raise BadRequest("withdrawal to take back")
    edge = get_object_or_404(Lineage, pk=pk, withdrawn_in=draft_set)
    made = take_back(edge, draft_set, by=request.user)
    return redirect("feedback:draft", desk.slug, made.pk)


@never_cache
@login_required
@require_safe
def draft(request, slug, pk):
    """One recommendation: what stood there, what was said on it, and the text to write."""
    desk = desk_at(slug, request.user)
    thing = draft_at(desk, pk, request.user)
    note_open(thing, by=request.user)
    context = {
        "desk": desk,
        "page": draft_page(thing, request.user, desk.group),
        "draft": thing,
        "people": others_at(thing.draft_set, than=request.user).get(thing.pk, []),
        "window": uuid.uuid4(),
        "source": SOURCE,
        "is_in_source": reading_language() == SOURCE,
    }
    return render(request, "feedback/group/draft/draft.html", context)


@never_cache
@login_required
@require_safe
def draft_people(request, slug, pk):
    """Who else has it open now; asked by a page that stays open, which renews one's own mark."""
    desk = desk_at(slug, request.user)
    thing = draft_at(desk, pk, request.user)
    note_open(thing, by=request.user)
    people = others_at(thing.draft_set, than=request.user).get(thing.pk, [])
    context = {"people": people, "desk": desk, "draft": thing}
    return render(request, "feedback/group/draft/_people.html", context)


@never_cache
@login_required
@require_POST
def save_draft(request, slug, pk):
    """Keep one text. A page that saves itself is told when; others come back to the place."""
    desk = desk_at(slug, request.user)
    thing = draft_at(desk, pk, request.user)
    form = TextForm(request.POST)
    row = _row(thing, form)
    if not form.is_valid():
        return _refused(request, desk, thing, form)
    values = form.cleaned_data
    seen = Seen(values["own"] or values["seen"], values["window"])
    try:
        saved_at = write_draft(row, values["name"], values["text"], seen=seen, by=request.user)
    except DraftConflictError as error:
        return _conflict(request, desk, thing, values, error)
    except ValidationError as error:
        form.add_error(None, error)
        return _refused(request, desk, thing, form)
    if request.headers.get("HX-Request"):
        context = {"saved_at": saved_at, "version": digest(values["text"])}
        return render(request, "feedback/group/draft/_saved.html", context)
    messages.success(request, _("Saved."))
    return redirect(_place(desk, thing, values))


def _row(thing: Recommendation, form: TextForm) -> Recommendation | Part:
    """The row that holds the text that the form names."""
    form.full_clean()
    if form.cleaned_data.get("name") != "text":
        return thing
    return get_object_or_404(thing.parts, key=form.cleaned_data.get("of", ""))


def _place(desk, thing, values) -> str:
    anchor = values["of"] if values["name"] == "text" else "title"
    return f"{reverse('feedback:draft', args=[desk.slug, thing.pk])}#{anchor}"


def _refused(request, desk, thing, form):
    errors = [error for found in form.errors.values() for error in found]
    if set(form.errors) - {"text", "__all__"}:
        raise BadRequest("text of a draft")
    context = {"desk": desk, "draft": thing, "errors": errors, "seen": form["seen"].value()}
    if request.headers.get("HX-Request"):
        return render(request, "feedback/group/draft/_refused.html", context, status=409)
    context["typed"] = form["text"].value()
    return render(request, "feedback/group/draft/refused.html", context, status=400)


def _conflict(request, desk, thing, values, error):
    """Both texts and what differs, so that one can choose or join them."""
    context = {
        "desk": desk,
        "draft": thing,
        "typed": values["text"],
        "values": values,
        "standing": error.text,
        "version": digest(error.text),
        "by": error.by,
        "segments": differences(error.text, values["text"], SOURCE),
        "source": SOURCE,
        "place": _place(desk, thing, values),
    }
    short = request.headers.get("HX-Request")
    name = "_conflict" if short else "conflict"
    return render(request, f"feedback/group/draft/{name}.html", context, status=409)


@never_cache
@login_required
@require_POST
def explain_draft(request, slug, pk):
    """Keep why a text was changed."""
    desk = desk_at(slug, request.user)
    thing = draft_at(desk, pk, request.user)
    key = request.POST.get("of", "")
    part = get_object_or_404(thing.parts, key=key) if key else None
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise BadRequest("reason of a change")
    reasons = {SOURCE: form.cleaned_data["english"].strip()}
    if reading_language() != SOURCE:
        reasons[reading_language()] = form.cleaned_data["other"].strip()
    explain(thing, part, reasons, by=request.user)
    if form.cleaned_data["wording"]:
        _keep_translations(thing, part)
    messages.success(request, _("The reason is saved."))
    address = reverse("feedback:draft", args=[desk.slug, thing.pk])
    return redirect(f"{address}#{key or 'title'}")


def _keep_translations(thing: Recommendation, part: Part | None) -> None:
    row = next(each for each in with_forerunners(thing.draft_set) if each.pk == thing.pk)
    if part:
        keep_translations(part, ["text"], Sources([row]).of(part))
    else:
        earlier = [edge.earlier for edge in row.forerunners.all()]
        keep_translations(thing, OWN_TEXTS, earlier)
