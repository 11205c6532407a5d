"""The inbox: what one was told of."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.core.paginator import EmptyPage, Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ..actions.follow import mark_read
from ..forms.filters import clean_or_refuse
from ..forms.follow import NoticesFilter, ReadForm
from ..inbox import for_inbox
from ..models import Notice

PER_PAGE = 25


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request):
    """Newest first, and as many of them read as one likes."""
    visible = Notice.objects.visible_to(request.user)
    if request.method == "POST":
        return _read(request, visible)
    form = NoticesFilter(request.GET)
    values = clean_or_refuse(form)
    found = form.filter(visible).order_by("-made_at", "-pk")
    try:
        page = Paginator(found, PER_PAGE).page(values["page"] or 1)
    except EmptyPage as error:
        raise Http404 from error
    shown = for_inbox(page.object_list, request.user)
    newest = visible.unread().order_by("-pk").values_list("pk", flat=True).first()
    context = {"form": form, "page": page, "notices": shown, "newest_unread": newest}
    return render(request, "feedback/notices.html", context)


def _read(request, visible):
    form = ReadForm(request.POST)
    if not form.is_valid():
        raise BadRequest("which notices were read")
    mark_read(form.filter(visible))
    show = "?show=unread" if request.GET.get("show") else ""
    return redirect(reverse("feedback:notices") + show)


@never_cache
@login_required
@require_safe
def notice(request, pk):
    """On to the words, to the answer, or to the drafts: read from now on."""
    found = get_object_or_404(
        Notice.objects.visible_to(request.user).select_related("comment"), pk=pk
    )
    mark_read(Notice.objects.filter(pk=found.pk))
    if found.answer_id:
        return redirect("feedback:answer", found.answer_id)
    return redirect(found.comment or found.draft_set)
