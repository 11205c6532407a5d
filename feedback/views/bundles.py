"""Contributions that say nearly the same: putting them under one, and reading them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import EmptyPage, Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.customs import number
from recommendations.models.stamp import PEOPLE, TALK
from recommendations.reading import reading_page

from .. import desk as desks
from ..actions.bundle import bundle as put_under
from ..actions.moderate import DecisionError
from ..actions.refile import NotPossibleError
from ..forms.bundles import BundleForm
from ..models import Comment
from ..permissions import may_moderate
from ..threads import for_viewer, with_texts

OFFERED = 100
PER_PAGE = 25


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bundle(request, slug):
    """Choose what says nearly the same as this contribution, and put it under it."""
    if not may_moderate(request.user):
        raise PermissionDenied
    head = get_object_or_404(_readable(request.user).select_related("same_as"), slug=slug)
    if head.same_as:
        return redirect("feedback:bundle", head.same_as.slug)
    reachable = desks.in_reach_of(request.user).with_open_words().filter(same_as=None)
    reachable = reachable.exclude(conversation__reported_by=request.user)
    near = reachable.about(head.target).exclude(pk=head.pk).filter(said_alike=None)
    offered = list(with_texts(near).order_by("-stored_at", "-pk")[:OFFERED])
    given = {"offered": offered, "reachable": reachable, "user": request.user, "head": head}
    form = BundleForm(request.POST or None, **given)
    if not form.is_valid():
        return _form(request, head, form, 400 if form.is_bound else 200)
    try:
        made = put_under(
            head, form.comments(), by=request.user, rule=form.rule(),
            reason=form.cleaned_data["reason"],
        )  # fmt: skip
    except NotPossibleError as refusal:
        form.add_error(None, str(refusal))
        return _form(request, head, form, 409)
    except DecisionError:
        return _form(request, head, BundleForm(None, **given), 409, is_overtaken=True)
    text = ngettext(
        "%(number)s contribution was put under %(id)s.",
        "%(number)s contributions were put under %(id)s.",
        len(made),
    )
    messages.success(request, text % {"number": number(len(made)), "id": head.short_id})
    return redirect("feedback:alike", slug)


def _readable(user):
    return Comment.objects.visible_to(user).with_open_words()


def _form(request, head, form, status=200, *, is_overtaken=False):
    shown = for_viewer(with_texts(_readable(request.user).filter(pk=head.pk)), request.user)
    context = {"form": form, "comment": shown[0], "is_overtaken": is_overtaken}
    return render(request, "feedback/bundle.html", context, status=status)


@reading_page(lambda slug: (PEOPLE, TALK))
def alike(request, slug):
    """What stands under a contribution because it says nearly the same."""
    head = get_object_or_404(with_texts(_readable(request.user)), slug=slug)
    under = with_texts(_readable(request.user).filter(same_as=head)).order_by("-stored_at", "-pk")
    try:
        page = Paginator(under, PER_PAGE).page(request.GET.get("page") or 1)
    except (EmptyPage, ValueError) as error:
        raise Http404 from error
    context = {
        "comment": for_viewer([head], request.user)[0],
        "page": page,
        "comments": for_viewer(page, request.user),
        "may_bundle": may_moderate(request.user),
    }
    return render(request, "feedback/alike.html", context)
