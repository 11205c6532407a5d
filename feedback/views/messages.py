"""Messages: written to a liaison or the organisers, read and marked on the desk."""

from django.contrib import messages as notes
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.languages import reading_language
from accounts.liaisons import listed, listed_liaison
from recommendations.reading import reading_page

from ..actions.correspond import TooManyMessagesError, mark, send_message
from ..forms.messages import InboxFilter, MarkForm, MessageForm
from ..limits import client_address
from ..models import Message
from ..permissions import may_moderate

PER_PAGE = 25


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write_to_liaison(request, pk):
    """A message to somebody in the list, whose address nobody sees."""
    liaison = listed_liaison(pk)
    if liaison is None:
        raise Http404
    return _write(request, liaison)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write_to_organisers(request):
    """A message to those who lead the process."""
    return _write(request, None)


def _write(request, liaison):
    form = MessageForm(request.POST or None, user=request.user)
    form.offer_languages(reading_language(), getattr(request.user, "language", ""))
    if request.method != "POST" or not form.is_valid():
        status = 400 if request.method == "POST" else 200
        return _message_form(request, form, liaison, status)
    values = form.cleaned_data
    try:
        send_message(
            liaison.person if liaison else None,
            key=values["key"],
            by=request.user if request.user.is_authenticated else None,
            name=values.get("name", ""),
            reply_address=values["reply_address"],
            body=values["body"],
            language=values["language"],
            address=client_address(request),
        )
    except TooManyMessagesError:
        form.add_error(
            None,
            _("Many messages came from you within an hour. Your words are still here: please "
              "send them again in ten minutes."),
        )  # fmt: skip
        return _message_form(request, form, liaison, 429)
    return redirect("feedback:message_sent")


def _message_form(request, form, liaison, status):
    context = {"form": form, "liaison": liaison, "others": _others(liaison)}
    return render(request, "feedback/write_message.html", context, status=status)


def _others(liaison):
    """For somebody who is away: those who are there for one of the same languages."""
    if liaison is None or not liaison.profile.is_away:
        return []
    return [
        other
        for other in listed()
        if not other.profile.is_away and set(liaison.languages) & set(other.languages)
    ]


@reading_page()
def message_sent(request):
    """The message is stored: what happens now."""
    return render(request, "feedback/message_sent.html")


@never_cache
@login_required
@require_safe
def inbox(request):
    """The messages for this liaison, or for the organisers, newest first."""
    if not may_moderate(request.user):
        raise PermissionDenied
    form = InboxFilter(request.GET)
    if not form.is_valid():
        raise BadRequest("filter of the messages")
    found = form.filter(Message.objects.visible_to(request.user)).order_by("-written_at", "-pk")
    rows = found.select_related("author", "to", "marked_by")
    page = Paginator(rows, PER_PAGE).get_page(form.cleaned_data["page"])
    return render(request, "feedback/inbox.html", {"page": page, "form": form})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def message(request, pk):
    """One message, and the means to mark it."""
    if not may_moderate(request.user):
        raise PermissionDenied
    visible = Message.objects.visible_to(request.user)
    thing = get_object_or_404(visible.select_related("author", "to", "marked_by"), pk=pk)
    if request.method != "POST":
        return render(request, "feedback/message.html", {"message": thing})
    form = MarkForm(request.POST)
    if not form.is_valid():
        raise BadRequest("state of a message")
    mark(thing, Message.State(form.cleaned_data["state"]), by=request.user)
    notes.success(request, _("The message is marked: %(state)s.") % {
        "state": thing.get_state_display()
    })  # fmt: skip
    return redirect("feedback:messages")
