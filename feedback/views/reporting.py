"""The pages on which people report what was said elsewhere: write, hand in, publish, give back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.customs import number

from ..actions import conversations as reports
from ..actions.correct_facts import correct_facts
from ..actions.publish import publish
from ..blocked import unless_blocked
from ..forms.conversations import CorrectionForm, ReviewForm, SeenForm
from ..models import Conversation
from ..permissions import may_bring_in, may_correct, may_moderate, may_publish
from ..report_page import ReportPage, page_of
from .conversations import conversation_page


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@unless_blocked
def new(request):
    """Begin to report something that was said elsewhere. The first save makes the report."""
    if not may_bring_in(request.user):
        raise PermissionDenied
    if request.method != "POST":
        return _form(request, page_of(None, request.GET, by=request.user))
    return _save(request, None)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@unless_blocked
def edit(request, pk):
    """Go on with one's report; of a published one, add statements."""
    conversation = own_report(request.user, pk)
    if request.method != "POST":
        return _form(request, page_of(conversation, request.GET, by=request.user))
    return _save(request, conversation)


def own_report(user, pk) -> Conversation:
    found = get_object_or_404(Conversation.objects.visible_to(user), pk=pk)
    if found.reported_by_id != user.pk or not may_bring_in(user):
        raise PermissionDenied
    return found


def _save(request, conversation):
    seen = SeenForm(request.POST)
    if not seen.is_valid():
        raise BadRequest("report without its key")
    key = seen.cleaned_data["key"]
    known = conversation or Conversation.objects.filter(key=key).first()
    if known and (known.key != key or known.reported_by_id != request.user.pk):
        raise PermissionDenied
    page = ReportPage(known, request.POST, seen)
    try:
        page.conversation = reports.save_report(
            key, page.facts(), page.statements(), seen=seen.seen(), by=request.user
        )
    except reports.ReportConflictError:
        return _conflict(request, page)
    if request.headers.get("HX-Request"):
        return _kept(request, page)
    return _after_saving(request, page)


def _conflict(request, page):
    if request.headers.get("HX-Request"):
        return render(request, "feedback/_not_saved.html", status=409)
    page.put_in_its_place()
    return _form(request, page, 409, stored=page.conversation)


def _kept(request, page):
    """The answer to a page that saves itself: when, and what could not be kept."""
    answer = render(request, "feedback/_saved.html", {"page": page, "not_kept": page.errors})
    answer["HX-Replace-Url"] = reverse("feedback:edit_conversation", args=[page.conversation.pk])
    return answer


def _after_saving(request, page):
    pk, deed = page.conversation.pk, request.POST.get("deed")
    if page.has_errors:
        return _form(request, page, 400)
    if deed == "finish":
        if page.mark_what_is_missing():
            return _form(request, page, 400)
        return redirect("feedback:conversation", pk)
    address = reverse("feedback:edit_conversation", args=[pk])
    if round_chosen := page.seen.cleaned_data["iteration"]:
        address += f"?iteration={round_chosen}"
    if deed == "add":
        return redirect(f"{address}#statement-{len(page.statements()) + 1}")
    messages.success(request, _("Saved. You can finish it later, on any device."))
    return redirect(address)


def _form(request, page, status=200, stored=None):
    page.renew()
    context = {"page": page, "conversation": page.conversation, "stored": stored}
    context["publishes"] = page.conversation and may_publish(request.user, page.conversation)
    return render(request, "feedback/report_conversation.html", context, status=status)


@never_cache
@login_required
@require_safe
def mine(request):
    """One's own reports, and those that wait for this liaison."""
    own = Conversation.objects.filter(reported_by=request.user).order_by("-saved_at", "-pk")
    waiting = Conversation.objects.none()
    if may_moderate(request.user):
        waiting = Conversation.objects.waiting_for(request.user).order_by("submitted_at", "pk")
    context = {"own": own, "waiting": waiting.select_related("reported_by")}
    return render(request, "feedback/my_conversations.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request, pk):
    """Throw a draft of one's own away, after asking once."""
    conversation = own_report(request.user, pk)
    if conversation.is_published:
        raise PermissionDenied
    if request.method == "POST":
        reports.delete_report(conversation, seen=reports.Seen(conversation.version))
        messages.success(request, _("The report was deleted."))
        return redirect("feedback:my_conversations")
    return render(request, "feedback/delete_conversation.html", {"conversation": conversation})


@never_cache
@login_required
@require_POST
@unless_blocked
def hand_in(request, pk):
    """Give one's report to the liaisons; one's own to publish, if one is a liaison for it."""
    conversation = own_report(request.user, pk)
    form = ReviewForm({"deed": "publish", **request.POST.dict()})
    if not form.is_valid():
        raise BadRequest("version of a report")
    seen = reports.Seen(form.cleaned_data["version"])
    if may_publish(request.user, conversation):
        return _publish(request, conversation, seen)
    try:
        reports.hand_in(conversation, seen=seen)
    except reports.ReportError as error:
        return conversation_page(request, conversation.pk, overtaken=error)
    messages.success(request, _("Handed in. A liaison reads it, then it appears."))
    return redirect("feedback:conversation", pk)


@never_cache
@login_required
@require_POST
def review(request, pk):
    """A liaison publishes what a member reported, or gives it back with a note."""
    conversation = get_object_or_404(Conversation.objects.visible_to(request.user), pk=pk)
    if not may_publish(request.user, conversation):
        raise PermissionDenied
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return conversation_page(request, pk, review=form)
    seen = reports.Seen(form.cleaned_data["version"])
    if form.cleaned_data["deed"] == "publish":
        return _publish(request, conversation, seen)
    try:
        note = form.cleaned_data["note"]
        reports.give_back(conversation, by=request.user, note=note, seen=seen)
    except reports.ReportError as error:
        return conversation_page(request, pk, overtaken=error)
    messages.success(request, _("Given back. Who reported it gets your note."))
    return redirect("feedback:my_conversations")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request, pk):
    """Correct the facts of a published conversation; the earlier ones stay to be read."""
    thing = get_object_or_404(Conversation.objects.visible_to(request.user), pk=pk)
    if not may_correct(request.user, thing):
        raise PermissionDenied
    initial = {"version": thing.version}
    copy = Conversation.objects.visible_to(request.user).get(pk=pk)
    form = CorrectionForm(request.POST or None, instance=copy, initial=initial)
    context = {"form": form, "conversation": thing}
    if not form.is_valid():
        status = 400 if form.is_bound else 200
        return render(request, "feedback/correct_conversation.html", context, status=status)
    values = form.cleaned_data
    seen = reports.Seen(values["version"])
    try:
        correct_facts(thing, form.facts(), by=request.user, reason=values["reason"], seen=seen)
    except reports.ReportError:
        context["stored"] = thing
        renewed = request.POST.copy()
        renewed["version"] = str(thing.version)
        form.data = renewed
        return render(request, "feedback/correct_conversation.html", context, status=409)
    return redirect("feedback:conversation", pk)


def _publish(request, conversation, seen):
    try:
        made = publish(conversation, by=request.user, seen=seen)
    except reports.ReportError as error:
        return conversation_page(request, conversation.pk, overtaken=error)
    text = ngettext(
        "Published: %(number)s statement stands in the discussion.",
        "Published: %(number)s statements stand in the discussion.",
        len(made),
    )
    if made:
        messages.success(request, text % {"number": number(len(made))})
    return redirect("feedback:conversation", conversation.pk)
