"""Bringing a table of statements into a report: send it, name its columns, take it in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.customs import number

from ..actions import imports as deeds
from ..actions.conversations import ReportConflictError, Seen
from ..blocked import unless_blocked
from ..forms.conversations import MAX_STATEMENTS
from ..forms.imports import ColumnsForm, TableForm
from ..imports.rows import checked
from ..imports.tables import Table
from ..models import PendingImport
from ..models.pending_import import PENDING_FOR
from .reporting import own_report


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@unless_blocked
def import_statements(request, pk):
    """Step by step on one address: the table is kept in between, for its sender alone."""
    conversation = own_report(request.user, pk)
    deed = request.POST.get("deed")
    if deed == "send":
        return _send(request, conversation)
    if deed == "discard":
        deeds.discard(conversation, by=request.user)
        return redirect("feedback:import_statements", pk)
    kept = PendingImport.objects.filter(
        conversation=conversation, person=request.user, made_at__gt=timezone.now() - PENDING_FOR
    ).first()
    if kept is None:
        status = 400 if request.method == "POST" else 200
        return _sending_page(request, conversation, TableForm(), status)
    return _look(request, conversation, Table(kept.heads, kept.rows))


def _send(request, conversation):
    form = TableForm(request.POST, request.FILES)
    if not form.is_valid():
        return _sending_page(request, conversation, form, 400)
    deeds.keep_table(conversation, form.cleaned_data["table"], by=request.user)
    return redirect("feedback:import_statements", conversation.pk)


def _sending_page(request, conversation, form, status):
    context = {"conversation": conversation, "form": form, "most": MAX_STATEMENTS}
    return render(request, "feedback/import_table.html", context, status=status)


def _look(request, conversation, table):
    """Show what each row would become, or take all of them in."""
    is_sent = request.method == "POST"
    form = ColumnsForm(request.POST if is_sent else None, table=table, version=conversation.version)
    is_clean = not is_sent or form.is_valid()
    rows = checked(table, form.columns())
    if is_sent and is_clean and request.POST.get("deed") == "take":
        return _take(request, conversation, form, rows)
    return _looking_page(request, conversation, form, rows, 200 if is_clean else 400)


def _take(request, conversation, form, rows):
    seen = Seen(form.cleaned_data["version"])
    try:
        count = deeds.take_in(conversation, rows, seen=seen, by=request.user)
    except deeds.WrongRowsError:
        return _looking_page(request, conversation, form, rows, 400)
    except deeds.TooManyStatementsError:
        text = _(
            "A report holds at most %(most)s statements that are not published. Publish those "
            "that are there first, or send fewer rows."
        )
        form.add_error(None, text % {"most": number(MAX_STATEMENTS)})
        return _looking_page(request, conversation, form, rows, 400)
    except ReportConflictError:
        form.see(conversation.version)
        return _looking_page(request, conversation, form, rows, 409)
    told = ngettext(
        "%(number)s statement was taken in.", "%(number)s statements were taken in.", count
    )
    messages.success(request, told % {"number": number(count)})
    return redirect("feedback:edit_conversation", conversation.pk)


def _looking_page(request, conversation, form, rows, status):
    context = {
        "conversation": conversation,
        "form": form,
        "rows": rows,
        "wrong": [row for row in rows if row.problems],
    }
    return render(request, "feedback/import_columns.html", context, status=status)
