"""Taking the input of a group out as a file."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.languages import reading_language

from ..actions.export import request_export
from ..exports.forms import ExportForm, name_of
from ..exports.job import path_of
from ..exports.writers import FORMS
from ..models import Export
from ..models.export import kept_for
from ..permissions import may_export, may_export_set

LISTED = 30  # older exports have long lost their files


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def exports(request):
    """Ask for a file; and the files that this person asked for before."""
    if not may_export(request.user):
        raise PermissionDenied
    is_sent = request.method == "POST"
    form = ExportForm(request.POST if is_sent else None, user=request.user)
    if is_sent and form.is_valid():
        export = request_export(
            **form.cleaned_data,
            by=request.user,
            language=reading_language(),
            base_url=f"{request.scheme}://{request.get_host()}",
        )
        return redirect("feedback:export", export.pk)
    own = Export.objects.visible_to(request.user).with_texts().order_by("-requested_at", "-pk")
    context = {"form": form, "exports": own[:LISTED], "days": kept_for().days}
    return render(request, "feedback/exports.html", context, status=400 if is_sent else 200)


@never_cache
@login_required
@require_safe
def export(request, pk):
    """How far a file is; the file itself once it is ready."""
    export = _export_for(request.user, pk)
    context = {"export": export, "name": name_of(export.draft_set), "days": kept_for().days}
    return render(request, "feedback/export.html", context)


@never_cache
@login_required
@require_safe
def export_file(request, pk):
    """The file, for whoever asked for it and may still have it."""
    export = _export_for(request.user, pk)
    if export.state != Export.State.READY or export.kept_until <= timezone.now():
        raise Http404
    try:
        file = path_of(export).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(
        file,
        as_attachment=True,
        filename=_file_name(export),
        content_type=FORMS[Export.Format(export.format)].content_type,
        headers={"X-Content-Type-Options": "nosniff"},
    )


def _export_for(user, pk):
    """One's own export, as long as one may take this group's input out."""
    export = get_object_or_404(Export.objects.visible_to(user).with_texts(), pk=pk)
    if not may_export_set(user, export.draft_set):
        raise PermissionDenied
    return export


def _file_name(export):
    """Plain letters in every language: diversity-iteration-1-2026-11-22.csv."""
    draft_set = export.draft_set
    day = export.finished_at.date().isoformat()
    return f"{draft_set.group_slug}-iteration-{draft_set.iteration.number}-{day}.{export.format}"
