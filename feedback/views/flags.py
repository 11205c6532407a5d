"""Reporting a contribution to the liaisons, and the receipt that says what became of it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.languages import reading_language
from recommendations.models.translated import texts_of

from ..actions import flag as flags
from ..blocked import unless_blocked
from ..forms.flags import FlagForm
from ..limits import client_address
from ..models import Comment, Flag
from ..permissions import may_report
from ..threads import with_texts


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@unless_blocked
def flag(request, slug):
    """Say what is wrong with somebody's words; with or without an account."""
    open_to_all = with_texts(Comment.objects.visible_to(request.user).with_open_words())
    comment = get_object_or_404(open_to_all, slug=slug)
    if not may_report(request.user, comment):
        raise PermissionDenied
    form = FlagForm(request.POST or None)
    if request.method != "POST":
        return _form(request, form, comment)
    if not form.is_valid():
        return _form(request, form, comment, status=400)
    try:
        made = flags.flag(
            comment,
            key=form.cleaned_data["key"],
            by=request.user if request.user.is_authenticated else None,
            reason=form.cleaned_data["reason"],
            note=form.cleaned_data["note"],
            language=reading_language(),
            address=client_address(request),
        )
    except flags.NotOpenForFlagsError:
        form.add_error(None, _("These words were hidden or withdrawn in the meantime."))
        return _form(request, form, comment, status=409)
    except flags.TooManyFlagsError:
        form.add_error(
            None,
            _("Many reports came from you within an hour. Please send this one again in a "
              "quarter of an hour."),
        )  # fmt: skip
        return _form(request, form, comment, status=429)
    return redirect(made)


def _form(request, form, comment, status=200):
    context = {"form": form, "comment": comment}
    return render(request, "feedback/flag.html", context, status=status)


@never_cache
@require_safe
def flag_receipt(request, key):
    """What became of a report, for whoever keeps this address."""
    found = Flag.objects.select_related("comment", "decision__comment")
    named = found.prefetch_related(*texts_of(Flag, "decision__rule"))
    return render(
        request, "feedback/flag_receipt.html", {"flag": get_object_or_404(named, key=key)}
    )
