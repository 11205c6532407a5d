"""The page on which a group sees what is still open, and publishes its next drafts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from recommendations.permissions import may_publish
from recommendations.publishing import next_set, publish_next

from ..forms.publishing import PublishForm
from ..group_input import desk_at
from ..publish_check import BANDS, check_of, left_unanswered, named


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request, slug):
    """What is open before the next drafts are published; and the button that publishes them."""
    desk = desk_at(slug, request.user)
    draft_set = next_set(desk.group)
    if draft_set is None:
        return render(request, "feedback/group/publish.html", {"desk": desk})
    if not may_publish(request.user, draft_set):
        raise PermissionDenied
    check = check_of(draft_set, desk, request.user)
    form = PublishForm(
        request.POST if request.method == "POST" else None,
        is_anything_open=check.is_anything_open,
    )
    # The button names the drafts that were on the page: others may have published these meanwhile.
    if form.is_valid() and _is_about(request, draft_set):
        return _publish(request, desk, check, form.cleaned_data.get("note", ""))
    if request.method == "POST" and not _is_about(request, draft_set):
        messages.warning(request, _("These drafts are published already, or are others now."))
        return redirect("feedback:publish", slug)
    return _page(request, desk, check, form, status=400 if form.errors else 200)


def _is_about(request, draft_set) -> bool:
    return request.POST.get("drafts") == draft_set.code


def _publish(request, desk, check, note):
    draft_set = check.draft_set
    try:
        left = left_unanswered(check.before)
        publication = publish_next(draft_set, by=request.user, note=note, left_unanswered=left)
    except ValidationError as refused:
        messages.warning(request, refused.message)
        return redirect("feedback:publish", desk.slug)
    if publication:
        messages.success(request, _("The drafts are published. Everyone concerned is told."))
    else:
        messages.warning(request, _("Somebody else has just published these drafts."))
    return redirect(f"{draft_set.get_absolute_url()}#{draft_set.code}")


def _page(request, desk, check, form, *, status):
    context = {
        "desk": desk,
        "check": check,
        "without_reason": named(check.without_reason),
        "bands": list(BANDS.values()),
        "form": form,
    }
    return render(request, "feedback/group/publish.html", context, status=status)
