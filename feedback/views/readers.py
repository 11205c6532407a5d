"""Who may read one's own words: chosen anew, with an account or by the secret address."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ..actions.participate import EditConflictError
from ..actions.readers import choices_left, choose_readers
from ..circle import circle_of
from ..forms.readers import ReadersForm
from ..models import Comment
from ..permissions import may_change
from ..places import target_by_code
from .participate import compose
from .receipts import by_secret, own_comment


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def readers(request, slug):
    """Hide one's name, or take one's own words from the public."""
    comment = get_object_or_404(Comment.objects.visible_to(request.user), slug=slug)
    if not may_change(request.user, comment):
        raise PermissionDenied
    return _readers_page(request, comment, back=reverse("feedback:mine"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def secret_readers(request, secret, slug):
    """The same, for words that were sent without an account."""
    back = reverse("feedback:secret_receipt", args=[secret])
    return _readers_page(request, own_comment(secret, slug), back=back)


def _readers_page(request, comment, *, back):
    choices = choices_left(comment)
    form = ReadersForm(request.POST or None, present=comment.chosen_visibility, choices=choices)
    is_overtaken = False
    if form.is_valid():
        values = form.cleaned_data
        try:
            choose_readers(comment, values["chosen"], seen=values["seen"])
        except EditConflictError:
            is_overtaken = True
        else:
            messages.success(request, _("From now on your words are read by those you chose."))
            return redirect(back)
    context = {
        "comment": comment,
        "form": form,
        "choices": choices,
        "circle": circle_of(comment.draft_set, comment.circle_language),
        "is_overtaken": is_overtaken,
        "back": back,
    }
    status = 409 if is_overtaken else 400 if form.is_bound else 200
    return render(request, "feedback/readers.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def secret_reply(request, secret, slug):
    """Reply in private to who replied in private to words that were sent without an account."""
    replies = Comment.objects.private_replies_to(by_secret(secret))
    parent = get_object_or_404(replies.filter(removed_at=None), slug=slug)
    thing = target_by_code(parent.target.code, request.user)
    return compose(request, thing, None, parent, ())
