"""Where authors are asked whether their points still stand on the next drafts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, ValidationError
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from recommendations.models import Recommendation

from ..actions.standing import say_anew, say_whether_it_stands
from ..blocked import unless_blocked
from ..carried import part_now, points_of, quoted
from ..forms.standing import StandingForm
from ..models import Standing, Submission
from .participate import compose

PER_PAGE = 20


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def standing(request):
    """Every point that one was asked about; those without an answer first."""
    rows = Standing.objects.about_words_of(request.user)
    if request.method == "POST":
        return _answer(request, rows)
    try:
        page = Paginator(rows.open_first().select_related("said_anew"), PER_PAGE).page(
            request.GET.get("page", 1)
        )
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error
    points = points_of(page.object_list, request.user)
    return render(request, "feedback/standing.html", {"page": page, "points": points})


def _answer(request, rows):
    form = StandingForm(request.POST)
    if not form.is_valid():
        raise BadRequest("which point, and what of it")
    row = get_object_or_404(rows, pk=form.cleaned_data["standing"])
    try:
        say_whether_it_stands(row, form.cleaned_data["choice"])
    except ValidationError as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, _("Noted. You can change it here."))
    return redirect("feedback:standing")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@unless_blocked
def anew(request, pk, code):
    """Say a point anew on one of the recommendations that came after, from the old words."""
    rows = Standing.objects.about_words_of(request.user).select_related("comment__part")
    row = get_object_or_404(rows, pk=pk)
    known = Recommendation.objects.visible_to(request.user).filter(
        forerunners__earlier=row.comment.recommendation_id, draft_set=row.draft_set_id
    )
    thing = get_object_or_404(known.for_page(), code=code)
    response = compose(
        request, thing, part_now(row.comment, thing), None, (),
        initial={"free": quoted(row.comment.body), "visibility": row.comment.chosen_visibility},
    )  # fmt: skip
    if response.status_code == 302 and request.POST.get("deed") == "send":
        sent = Submission.objects.filter(key=request.POST["key"], author=request.user).first()
        if sent:
            say_anew(row, sent)
    return response
