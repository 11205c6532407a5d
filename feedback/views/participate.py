"""The pages on which people write: compose, reply, edit, withdraw, agree."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.languages import reading_language
from recommendations.models import GuidingQuestion, Recommendation
from recommendations.prose import render_markdown

from ..actions.participate import (
    EditConflictError,
    NotOpenForRepliesError,
    secret_of,
    send,
    set_agreement,
)
from ..actions.participate import (
    edit as edit_comment,
)
from ..actions.participate import (
    withdraw as withdraw_comment,
)
from ..blocked import unless_blocked
from ..circle import circle_of
from ..forms.participate import UNKNOWN_FORM, EditForm, WriteForm
from ..limits import client_address
from ..models import MAX_DEPTH, OPEN_FOR_REPLIES, PLACEHOLDERS, READABLE, Comment, Visibility
from ..permissions import is_own, may_agree, may_change
from ..places import part_by_key, place_now, place_seen, target_by_code
from ..threads import for_viewer, with_texts

DRAFT = "draft"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@unless_blocked
def write(request, target):
    """Answer guiding questions on a recommendation, or say anything else; perhaps on one part."""
    thing = target_by_code(target, request.user)
    part = part_by_key(thing, request.GET.get("part"))
    questions = GuidingQuestion.objects.to_answer()
    return compose(request, thing, part, None, questions)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@unless_blocked
def reply(request, slug):
    """Reply to a comment that can be read; to private words in private."""
    parent = _to_reply_to(request.user).filter(slug=slug).first() or _gone_meanwhile(request, slug)
    if parent.depth >= MAX_DEPTH:
        return render(request, "feedback/too_deep.html", {"comment": parent}, status=409)
    thing = target_by_code(parent.target.code, request.user)
    return compose(request, thing, None, parent, ())


def _open_to(user):
    return Comment.objects.visible_to(user).with_open_words()


def _to_reply_to(user):
    may_be_answered = Comment.objects.visible_to(user).filter(visibility__in=OPEN_FOR_REPLIES)
    return may_be_answered.filter(removed_at=None)


def _gone_meanwhile(request, slug):
    """Words that were sent while somebody took this comment away are shown again, not lost.

    Where private words stand is told to nobody in this way.
    """
    if request.method != "POST" or request.POST.get("deed") != "send":
        raise Http404
    known = {"visibility__in": PLACEHOLDERS, "chosen_visibility__in": READABLE}
    return get_object_or_404(Comment, slug=slug, **known)


def compose(request, thing, part, parent, questions, *, initial=None):
    """The composer: words on a thing, on a part of it, or in reply to a comment."""
    form = WriteForm(
        request.POST or _kept_draft(request),
        initial=initial,
        user=request.user,
        questions=questions,
        is_private=parent is not None and parent.is_private,
        is_reply=parent is not None,
    )
    form.offer_languages(reading_language(), getattr(request.user, "language", ""))
    if request.headers.get("HX-Request"):
        form.join_a_page(parent.slug if parent else part.key if part else thing.code)
    deed = request.POST.get("deed") if request.method == "POST" else None
    if deed == "sign-in":
        request.session[DRAFT] = request.POST.dict()
        address = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('account_login')}?{address}")
    if deed != "send" or not form.is_valid():
        return _composer(request, form, thing, part, parent, deed)
    values = form.cleaned_data
    try:
        place = place_seen(thing, part, parent, values["read_language"], values["read_revision"])
        submission = send(
            place,
            form.words(),
            key=values["key"],
            by=request.user if request.user.is_authenticated else None,
            name=values.get("name", ""),
            address=client_address(request),
            visibility=values.get("visibility", Visibility.PUBLIC),
            stance=values.get("stance", ""),
        )
    except BadRequest:
        form.add_error(None, UNKNOWN_FORM)
        return _composer(request, form, thing, part, parent, deed)
    except NotOpenForRepliesError:
        form.add_error(None, _("The comment you reply to was hidden or withdrawn meanwhile."))
        return _composer(request, form, thing, part, parent, deed)
    if submission.author_id is None:
        return redirect("feedback:secret_receipt", secret_of(submission.key))
    return redirect("feedback:receipt", submission.key)


def _kept_draft(request):
    """What was typed before signing in; None at a fresh start. Strangers' pages have no session."""
    if request.method != "GET" or not request.user.is_authenticated:
        return None
    return request.session.pop(DRAFT, None)


def _composer(request, form, thing, part, parent, deed):
    status = 400 if deed == "send" and not form.is_valid() else 200
    place = place_now(thing, part, parent)
    if parent is not None:
        parent = for_viewer(with_texts(Comment.objects.filter(pk=parent.pk)), request.user)[0]
    previews = []
    if deed == "preview" and form.is_valid():
        previews = [(words, render_markdown(words.body)) for words in form.words()]
    context = {
        "form": form,
        "target": thing,
        "recommendation": thing if isinstance(thing, Recommendation) else None,
        "part": part,
        "parent": parent,
        "place": place,
        "circle": circle_of(
            place.draft_set, parent.circle_language if parent else reading_language()
        ),
        "previews": previews,
        "is_fresh": not form.is_bound,
    }
    return render(request, "feedback/write.html", context, status=status)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@unless_blocked
def edit(request, slug):
    """Give one's own comment another wording."""
    comment = get_object_or_404(Comment.objects.visible_to(request.user), slug=slug)
    back = comment.get_absolute_url()
    if may_change(request.user, comment):
        return edit_page(request, comment, by=request.user, back=back)
    is_late = is_own(request.user, comment) and comment.visibility in PLACEHOLDERS
    if is_late and (page := page_of_late_words(request, comment, back=back)):
        return page
    raise PermissionDenied


def page_of_late_words(request, comment, *, back):
    """For words that were sent after a comment was hidden or withdrawn: shown again, not lost."""
    form = EditForm(request.POST or None, comment=comment)
    if not form.is_valid():
        return None
    context = {"form": form, "comment": comment, "back": back, "typed": form.cleaned_data}
    return render(request, "feedback/edit_conflict.html", context, status=409)


def edit_page(request, comment, *, by, back):
    """The form for another wording; a conflict shows both texts and loses neither."""
    form = EditForm(request.POST or None, comment=comment)
    context = {"form": form, "comment": comment, "back": back, "by": by}
    if not form.is_valid():
        status = 400 if form.is_bound else 200
        return render(request, "feedback/edit.html", context, status=status)
    values = form.cleaned_data
    if request.POST.get("deed") == "preview":
        context["preview"] = render_markdown(values["body"])
        return render(request, "feedback/edit.html", context)
    try:
        edit_comment(
            comment,
            body=values["body"],
            language=values["language"],
            version=values["version"],
            by=by,
            stance=values.get("stance", ""),
        )
    except EditConflictError:
        comment.refresh_from_db()
        context.update(comment=comment, typed=values)
        return render(request, "feedback/edit_conflict.html", context, status=409)
    return redirect(back)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, slug):
    """Take one's own words back."""
    comment = get_object_or_404(Comment.objects.visible_to(request.user), slug=slug)
    if not may_change(request.user, comment):
        raise PermissionDenied
    return withdraw_page(request, comment, back=reverse("feedback:mine"))


def withdraw_page(request, comment, *, back):
    """Ask once, since it cannot be undone."""
    if request.method == "POST":
        withdraw_comment(comment)
        messages.success(request, _("Your words were withdrawn."))
        return redirect(back)
    return render(request, "feedback/withdraw.html", {"comment": comment, "back": back})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@unless_blocked
def agree(request, slug):
    """«I see it this way too», or no longer."""
    comment = get_object_or_404(_open_to(request.user), slug=slug)
    if not may_agree(request.user, comment):
        raise PermissionDenied
    agreed = comment.agreements.filter(person=request.user).exists()
    if request.method == "POST":
        set_agreement(comment, by=request.user, agrees=request.POST.get("agrees") == "yes")
        return redirect(comment)
    return render(request, "feedback/agree.html", {"comment": comment, "agreed": agreed})
