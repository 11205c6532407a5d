"""The monthly reports: their list, one of them, its files, and checking it together."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.languages import reading_language, spoken
from recommendations.models import WorkingGroup
from recommendations.models.stamp import PEOPLE, TALK
from recommendations.reading import reading_page

from ..actions import monthly_reports as deeds
from ..blocked import unless_blocked
from ..forms.filters import clean_or_refuse
from ..forms.monthly_reports import CorrectionAnswerForm, CorrectionForm, ReportsFilter
from ..models import ReportCorrection
from ..permissions import may_moderate
from ..reports import document, listing, sheet, wikitext
from ..reports.page import PageOfReport
from ..reports.report import Report, report_at

MONTHS_PER_PAGE = 12
STREAMED = {"txt": (wikitext, "text/plain"), "csv": (sheet, "text/csv")}
TOO_MANY = gettext_lazy(
    "You have sent many corrections within an hour. Your words are still here: send them later."
)
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@reading_page(lambda: (PEOPLE, TALK), daily=True)
def reports(request):
    """All monthly reports, by month and group."""
    form = ReportsFilter(request.GET)
    chosen = clean_or_refuse(form)
    found = Paginator(listing.months(chosen["group"]), MONTHS_PER_PAGE)
    page = _page(found, chosen["page"])
    months = listing.listed(list(page), chosen["group"]) if page.object_list else []
    context = {"form": form, "page": page, "months": months}
    return render(request, "feedback/monthly_reports.html", context)


@reading_page(lambda **place: (PEOPLE, TALK), daily=True)
def report(request, group, month):
    """One group's report on a month."""
    found = report_at(group, month)
    page = _page(Paginator(found.batches, 1), request.GET.get("page"))
    context = {
        "report": found,
        "page": page,
        "shown": PageOfReport(found, page),
        "files": range(1, len(document.files_of(found)) + 1),
        "may_open": found.may_be_opened and may_moderate(request.user),
        "may_answer": may_moderate(request.user),
    }
    return render(request, "feedback/monthly_report.html", context)


@reading_page(lambda **place: (PEOPLE, TALK), daily=True)
def report_document(request, group, month, number):
    """A file for word processors; longer reports come in several."""
    found = report_at(group, month)
    if not 1 <= number <= len(document.files_of(found)):
        raise Http404
    return HttpResponse(document.written(found, number), content_type=DOCUMENT)


@never_cache
@require_safe
def report_file(request, group, month, form):
    """Wikitext or CSV, written while it is sent, so that its length does not matter."""
    writer, kind = STREAMED[form]
    parts = writer.parts(report_at(group, month))
    return StreamingHttpResponse(
        _in_language(reading_language(), parts), content_type=f"{kind}; charset=utf-8"
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def open_report(request, group, month):
    """The one button with which a month's report is opened for checking."""
    if not may_moderate(request.user):
        raise PermissionDenied
    found = report_at(group, month)
    if request.method == "POST" and not found.stored:
        try:
            deeds.open_for_checking(found.group, month, by=request.user)
        except deeds.MonthNotOverError:
            return _open_page(request, found, status=409)
        messages.success(request, _("The report is open for checking for seven days."))
    if found.stored or request.method == "POST":
        return redirect("feedback:report", group, month)
    return _open_page(request, found)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@unless_blocked
def correct_report(request, group, month):
    """Say what is wrong in a report that is open or final."""
    found = report_at(group, month)
    if found.stored is None:
        raise Http404
    is_sent = request.method == "POST"
    about = (request.POST if is_sent else request.GET).get("about", "")
    row = found.row(about) if about else None
    if about and row is None:
        raise Http404
    form = CorrectionForm(request.POST if is_sent else None, initial={"about": about})
    form.offer_languages(reading_language())
    status = 200
    if is_sent and form.is_valid():
        chosen = form.cleaned_data
        try:
            deeds.correct(
                found.stored,
                about=about,
                words=chosen["words"],
                language=chosen["language"],
                by=request.user,
            )
        except deeds.TooManyError:
            form.add_error(None, TOO_MANY)
            status = 429
        else:
            messages.success(request, _("Thank you. Your correction stands beside the report."))
            return redirect("feedback:report", group, month)
    status = 400 if is_sent and status == 200 else status
    context = {"report": found, "row": row, "form": form}
    return render(request, "feedback/correct_report.html", context, status=status)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer_correction(request, pk):
    """A liaison says in a sentence what became of a correction."""
    if not may_moderate(request.user):
        raise PermissionDenied
    rows = ReportCorrection.objects.select_related("report", "by", "answered_by")
    correction = get_object_or_404(rows, pk=pk)
    group = correction.report.group_id and WorkingGroup.objects.in_language().get(
        pk=correction.report.group_id
    )
    found = Report(group or None, correction.report.month, correction.report)
    is_sent = request.method == "POST"
    form = CorrectionAnswerForm(request.POST if is_sent else None)
    status = 400 if is_sent else 200
    if is_sent and form.is_valid():
        try:
            deeds.answer(correction, **form.cleaned_data, by=request.user)
        except deeds.AlreadyAnsweredError:
            correction.refresh_from_db()
            status = 409
        else:
            messages.success(request, _("Your answer stands beside the correction."))
            return redirect("feedback:report", found.group_slug, found.month)
    context = {"report": found, "correction": correction, "form": form}
    return render(request, "feedback/answer_correction.html", context, status=status)


def _open_page(request, found, status=200):
    return render(request, "feedback/open_report.html", {"report": found}, status=status)


def _in_language(code, parts):
    """Each part is written in the language of the address; none is spoken in between."""
    while True:
        with spoken(code):
            part = next(parts, None)
        if part is None:
            return
        yield part


def _page(paginator, number):
    try:
        return paginator.page(number or 1)
    except InvalidPage as error:
        raise Http404 from error
