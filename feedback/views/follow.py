"""Following things, and choosing which letters come."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.frequency import Frequency
from accounts.letters import confirmed_address

from ..actions.follow import choose_letters, unfollow
from ..actions.follow import follow as follow_subject
from ..forms.follow import FollowForm, LettersForm
from ..models import Follow
from ..subjects import subject_or_404, subjects_followed
from ..unsubscribe import end, letters_named


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request, about, key):
    """Hear of a recommendation, a group, a thread or a language; or no more."""
    subject = subject_or_404(about, key, request.user)
    current = Follow.objects.filter(person=request.user, about=about, key=key).first()
    if request.method == "POST" and request.POST.get("deed") == "end":
        unfollow(subject, by=request.user)
        messages.success(request, _("You follow this no more."))
        return redirect(subject.address)
    initial = current.frequency if current else Frequency.AT_ONCE
    form = FollowForm(
        request.POST if request.method == "POST" else None, initial={"frequency": initial}
    )
    if form.is_valid():
        follow_subject(
            subject, by=request.user, frequency=Frequency(form.cleaned_data["frequency"])
        )
        messages.success(request, _("You follow this."))
        return redirect(subject.address)
    context = {
        "subject": subject,
        "current": current,
        "form": form,
        "mail_address": confirmed_address(request.user),
    }
    return render(request, "feedback/follow.html", context, status=400 if form.is_bound else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notice_settings(request):
    """Everything that one follows, and all letters, on one page."""
    follows = list(Follow.objects.filter(person=request.user).order_by("about", "since", "pk"))
    data = request.POST if request.method == "POST" else None
    form = LettersForm(data, person=request.user, follows=follows)
    if form.is_valid():
        choose_letters(request.user, form.wishes(), form.changed_follows())
        messages.success(request, _("Your choice is saved."))
        return redirect("feedback:notice_settings")
    subjects = subjects_followed(follows, request.user)
    context = {
        "form": form,
        "followed": [
            (each, subject, form.field_of(each))
            for each, subject in zip(follows, subjects, strict=True)
        ],
        "mail_address": confirmed_address(request.user),
    }
    status = 400 if form.is_bound else 200
    return render(request, "feedback/notice_settings.html", context, status=status)


@never_cache
@csrf_exempt  # what mail programs send: the address itself is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def stop_letters(request, token):
    """Letters of one kind end. A link alone ends nothing: programs open links, too."""
    letters = letters_named(token)
    if letters is None:
        raise Http404
    is_done = request.method == "POST"
    if is_done:
        end(letters)
    return render(request, "feedback/stop_letters.html", {"letters": letters, "is_done": is_done})
