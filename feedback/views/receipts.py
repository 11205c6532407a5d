"""What became of one's own words: receipts, with and without an account, and the list of all."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from ..actions.participate import confirm_address, leave_address, secret_digest
from ..addresses import email_to_stop, forget_address, submission_of
from ..forms.participate import AddressForm
from ..models import PLACEHOLDERS, Comment, Decision, Submission
from ..outcomes import with_what_became
from ..threads import with_texts
from .participate import edit_page, page_of_late_words, withdraw_page

MINE_PER_PAGE = 25


def with_state(comments):
    """One's own comments with what is known of each: texts, decisions, and how many replied."""
    replies = Comment.objects.readable().filter(parent=OuterRef("pk")).order_by().values("parent")
    count = Subquery(replies.annotate(number=Count("pk")).values("number"))
    found = with_texts(comments).prefetch_related(
        Prefetch("decisions", Decision.objects.for_comment())
    )
    return found.annotate(reply_count=Coalesce(count, 0))


@never_cache
@login_required
@require_safe
def receipt(request, key):
    """What was sent with one form, to its author."""
    submission = get_object_or_404(Submission, key=key, author=request.user)
    comments = with_what_became(with_state(submission.comments.order_by("pk")))
    return render(request, "feedback/receipt.html", {"comments": comments})


@never_cache
@login_required
@require_safe
def mine(request):
    """Everything one has said with this account, and how it stands."""
    found = with_state(Comment.objects.filter(author=request.user).order_by("-said_at", "-pk"))
    try:
        page = Paginator(found, MINE_PER_PAGE).page(request.GET.get("page", 1))
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error
    page.object_list = with_what_became(page.object_list)
    return render(request, "feedback/mine.html", {"page": page})


def by_secret(secret: str) -> Submission:
    """The send that this secret address opens."""
    return get_object_or_404(Submission, secret_digest=secret_digest(secret), author=None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def secret_receipt(request, secret):
    """The receipt of someone without an account: state, edit, withdraw, leave an address."""
    submission = by_secret(secret)
    form = AddressForm(request.POST or None)
    if form.is_valid():
        leave_address(submission, form.cleaned_data["email"])
        return redirect("feedback:secret_receipt", secret)
    context = {
        "comments": with_what_became(with_state(submission.comments.order_by("pk"))),
        "replies": with_texts(Comment.objects.private_replies_to(submission)).order_by("pk"),
        "submission": submission,
        "secret": secret,
        "form": form,
        "address": request.build_absolute_uri(request.path),
    }
    return render(request, "feedback/receipt.html", context, status=400 if form.is_bound else 200)


def own_comment(secret, slug) -> Comment:
    """One of the comments behind a secret address, as long as its author may change it."""
    comments = by_secret(secret).comments.filter(removed_at=None)
    return get_object_or_404(comments.exclude(visibility__in=PLACEHOLDERS), slug=slug)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def secret_edit(request, secret, slug):
    """Another wording, for someone without an account: it waits for a liaison again."""
    back = reverse("feedback:secret_receipt", args=[secret])
    comment = get_object_or_404(by_secret(secret).comments, slug=slug)
    if comment.visibility not in PLACEHOLDERS:
        return edit_page(request, own_comment(secret, slug), by=None, back=back)
    if page := page_of_late_words(request, comment, back=back):
        return page
    raise Http404


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def secret_withdraw(request, secret, slug):
    """Take words back that were sent without an account."""
    back = reverse("feedback:secret_receipt", args=[secret])
    return withdraw_page(request, own_comment(secret, slug), back=back)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_mail(request, token):
    """The address answers. A link alone confirms nothing: programs open links, too."""
    submission = submission_of(token)
    if submission is None:
        raise Http404
    if request.method == "POST":
        confirm_address(submission)
        return redirect(request.path)
    return render(request, "feedback/confirm_mail.html", {"submission": submission})


@never_cache
@csrf_exempt  # what mail programs send: the address itself is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mail(request, token):
    """A guest wants no more letters. A link alone stops nothing: programs open links, too."""
    email = email_to_stop(token)
    if not email:
        raise Http404
    is_done = request.method == "POST"
    if is_done:
        forget_address(email)
    return render(request, "feedback/stop_mail.html", {"email": email, "is_done": is_done})
