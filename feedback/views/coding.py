"""Coding: what is ticked on a group's desk, one contribution with its passages, and taking back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.customs import number
from recommendations.models import Iteration

from ..actions import code as deeds
from ..codings import with_codings
from ..forms.coding import CodeForm, PassageForm
from ..forms.group_input import SelectionForm
from ..group_input import desk_at, input_of
from ..models import Coding
from ..passages import MAX_PASSAGE
from ..permissions import may_take_back
from ..theme_history import history_of_codings
from ..threads import for_viewer, with_texts
from .group_input import list_of


@never_cache
@login_required
@require_POST
def code(request, slug):
    """Put what is ticked, or all that the filter finds, under a theme; or read its stance."""
    desk = desk_at(slug, request.user)
    selection = SelectionForm(request.POST, desk=desk, user=request.user)
    form = CodeForm(request.POST, person=request.user, iterations=Iteration.objects.all())
    back = _back(request, desk)
    if not selection.is_valid() or not form.is_valid():
        for errors in (*selection.errors.values(), *form.errors.values()):
            messages.warning(request, " ".join(map(str, errors)))
        return redirect(back)
    chosen = selection.chosen_for(request.user)
    comments = [each for each in chosen.comments if not chosen.has_changed(each)]
    skipped = len(chosen.seen) - len(comments) if chosen.seen else 0
    if form.cleaned_data["deed"] == CodeForm.THEME:
        done = deeds.code(comments, [form.cleaned_data["theme"]], by=request.user)
        _tell_coded(request, done)
    else:
        changed = deeds.code_stance(comments, form.cleaned_data["stance"], by=request.user)
        text = ngettext(
            "The stance of %(number)s contribution was noted.",
            "The stance of %(number)s contributions was noted.",
            changed,
        )
        messages.success(request, text % {"number": number(changed)})
    if skipped:
        text = _("%(number)s were changed or taken away meanwhile and left out: look again.")
        messages.warning(request, text % {"number": number(skipped)})
    if request.headers.get("HX-Request"):
        return _codings(request, desk, comments)
    return redirect(back)


def _tell_coded(request, done) -> None:
    text = ngettext(
        "%(number)s contribution was put under the theme.",
        "%(number)s contributions were put under the theme.",
        done.number,
    )
    messages.success(request, text % {"number": number(done.number)})
    if done.elsewhere:
        text = ngettext(
            "%(number)s belongs to another iteration, which has a codebook of its own.",
            "%(number)s belong to another iteration, which has a codebook of its own.",
            done.elsewhere,
        )
        messages.warning(request, text % {"number": number(done.elsewhere)})


def _codings(request, desk, comments):
    """For a script: what stands under each contribution now."""
    list(messages.get_messages(request))  # told on the page itself
    rows = with_codings(list(with_texts(_input(desk, request.user, comments))), request.user)
    context = {"desk": desk, "comments": rows, "back": _back(request, desk)}
    return render(request, "feedback/group/codings.html", context)


def _input(desk, user, comments):
    return input_of(desk.group, user).filter(pk__in=[each.pk for each in comments])


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def code_one(request, slug, comment):
    """One contribution with its themes; a passage of it is put under a theme."""
    desk = desk_at(slug, request.user)
    found = get_object_or_404(with_texts(input_of(desk.group, request.user)), slug=comment)
    given = {"words": request.GET.get("words", "")[:MAX_PASSAGE]}
    form = PassageForm(request.POST or None, person=request.user, comment=found, initial=given)
    if form.is_valid():
        try:
            deeds.code_passage(found, form.cleaned_data["theme"], form.passage(), by=request.user)
            if request.headers.get("HX-Request"):
                return _codings(request, desk, [found])
            messages.success(request, _("The passage was put under the theme."))
            return redirect("feedback:code_one", slug, comment)
        except deeds.PassageGoneError:
            form.add_error("words", _("The contribution was changed meanwhile: look again."))
    shown = with_codings(for_viewer([found], request.user), request.user)[0]
    whole = CodeForm(person=request.user, iterations=[found.draft_set.iteration_id])
    context = {
        "desk": desk, "comment": shown, "form": form, "code_form": whole,
        "history": history_of_codings(found),
    }  # fmt: skip
    status = 400 if form.is_bound else 200
    return render(request, "feedback/group/code_one.html", context, status=status)


@never_cache
@login_required
@require_POST
def take_back(request, slug, pk):
    """A contribution, or a passage of it, stands under a theme no longer."""
    desk = desk_at(slug, request.user)
    readable = input_of(desk.group, request.user)
    coding = get_object_or_404(Coding.objects.filter(comment__in=readable), pk=pk)
    if not may_take_back(request.user, coding):
        raise PermissionDenied
    deeds.take_back(coding, by=request.user)
    if request.headers.get("HX-Request"):
        return _codings(request, desk, [coding.comment])
    return redirect(_back(request, desk))


def _back(request, desk) -> str:
    """Where the coder was, if that is a page of this portal."""
    asked = request.POST.get("back", "")
    is_here = url_has_allowed_host_and_scheme(asked, request.get_host(), request.is_secure())
    return asked if is_here else f"{list_of(desk, request.POST)}#main"
