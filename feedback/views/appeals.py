"""Appeals: an author asks for a second look at a decision, a liaison or organiser answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.languages import reading_language

from ..actions import appeal as deeds
from ..addresses import decision_of
from ..appeals import answerable_by, before
from ..desk import with_context
from ..forms.appeals import AnswerForm, AppealForm
from ..models import Appeal, Comment, Decision
from ..models.decision import APPEALABLE
from ..permissions import is_own, may_moderate
from .receipts import by_secret

PER_PAGE = 25


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request, pk):
    """The author of the words asks for a second look."""
    decision = _appealable(pk)
    if not is_own(request.user, decision.comment):
        raise Http404
    return _ask(request, decision, by=request.user, back=reverse("feedback:mine"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def secret_appeal(request, secret, pk):
    """The same for words that were sent without an account, from their receipt."""
    decision = _appealable(pk)
    if decision.comment.submission_id != by_secret(secret).pk:
        raise Http404
    back = reverse("feedback:secret_receipt", args=[secret])
    return _ask(request, decision, by=None, back=back)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def letter_appeal(request, token):
    """The same from the link in the letter to a guest."""
    decision = _appealable(decision_of(token))
    return _ask(request, decision, by=None, back=reverse("feedback:decisions"))


def _appealable(pk) -> Decision:
    found = Decision.objects.filter(kind__in=APPEALABLE).for_comment()
    return get_object_or_404(found.select_related("by", "comment__conversation"), pk=pk)


def _ask(request, decision, *, by, back):
    asked = Appeal.objects.filter(decision=decision).first()
    form = AppealForm(request.POST if request.method == "POST" else None)
    form.offer_languages(reading_language(), getattr(request.user, "language", ""))
    if asked is None and form.is_valid():
        values = form.cleaned_data
        deeds.appeal(decision, by=by, words=values["words"], language=values["language"])
        messages.success(request, _("Your appeal is stored. Somebody else will look at it."))
        return redirect(request.path)
    context = {"decision": decision, "appeal": asked, "form": form, "back": back}
    status = 400 if form.errors and not asked else 200
    return render(request, "feedback/appeal.html", context, status=status)


@never_cache
@login_required
@require_safe
def appeals(request):
    """The appeals that wait for this person's answer, the oldest first."""
    if not may_moderate(request.user):
        raise PermissionDenied
    waiting = before(request.user, at=timezone.now())
    rows = waiting.select_related("decision__by", "decision__comment")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "feedback/appeals.html", {"page": page})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, pk):
    """One appeal with the words, the decision and what came before; and the answer to it."""
    if not may_moderate(request.user):
        raise PermissionDenied
    asked = get_object_or_404(answerable_by(request.user), pk=pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if asked.state == Appeal.State.OPEN and form.is_valid():
        values = form.cleaned_data
        try:
            deeds.answer(
                asked,
                values["outcome"],
                by=request.user,
                rule=values["rule"],
                reason=values["reason"],
            )
        except deeds.AlreadyAnsweredError:
            return _answer_page(request, asked, form, status=409)
        messages.success(request, _("The appeal is answered. Its author is told."))
        return redirect("feedback:appeals")
    overtaken = form.is_bound and asked.state != Appeal.State.OPEN
    status = 409 if overtaken else 400 if form.errors else 200
    return _answer_page(request, asked, form, status=status)


def _answer_page(request, asked, form, *, status):
    asked.refresh_from_db()  # somebody else may have answered it meanwhile
    decision = Decision.objects.for_comment().get(pk=asked.decision_id)
    found = Comment.objects.visible_to(request.user).filter(pk=decision.comment_id)
    context = {
        "appeal": asked,
        "decision": decision,
        "comment": get_object_or_404(with_context(found)),
        "form": form,
        "overtaken": status == 409,
    }
    return render(request, "feedback/answer_appeal.html", context, status=status)
