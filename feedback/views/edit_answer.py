"""One answer on the desk: writing it, a second pair of eyes, translating it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from modeltranslation.utils import build_localized_fieldname

from accounts.languages import reading_language
from recommendations.prose import render_markdown

from ..actions import answer as deeds
from ..actions.answer_changes import link, unlink
from ..answer_desk import other_eyes
from ..answers import changes_of
from ..forms.answers import AnswerForm, LinkForm, TranslationForm
from ..group_input import GroupDesk, desk_at
from ..models import Answer
from ..permissions import may_publish_answer, may_translate_answer
from ..threads import with_texts
from .answers import page_of
from .group_answers import answer_on, contributions_of, tell_of_private


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, slug, pk):
    """The answer as it stands, and every deed on it before and after it is published."""
    desk = desk_at(slug, request.user)
    answer = answer_on(desk, pk)
    deed = request.POST.get("deed", "") if request.method == "POST" else ""
    form = AnswerForm(
        request.POST if deed in ("save", "preview") else None, group=desk.group, answer=answer
    )
    linking = LinkForm(request.POST if deed == "link" else None, answer=answer, prefix="link")
    try:
        if done := _do(request, desk, answer, deed, form, linking):
            return done
    except deeds.NotReadyError as refusal:
        bound = linking if deed == "link" else form
        if bound.is_bound:
            bound.add_error(None, str(refusal))
        else:
            messages.warning(request, str(refusal))
            return redirect("feedback:edit_answer", slug, pk)
    except deeds.AnswerConflictError:
        return _conflict(request, desk, pk, form)
    return _page(request, desk, answer, form, linking)


def _do(request, desk: GroupDesk, answer: Answer, deed: str, form, linking):
    """Do what was asked, and go where it can be seen; nothing where a form has to be looked at."""
    here = redirect("feedback:edit_answer", desk.slug, answer.pk)
    seen = {"version": _version(request), "by": request.user}
    if deed == "save" and form.is_valid():
        told = {"reason": form.cleaned_data.get("because", "")}
        told["keeps_translations"] = form.cleaned_data.get("keeps_translations", False)
        tell_of_private(request, deeds.change(answer, form.words(), **seen, **told))
        messages.success(request, _("The answer is stored."))
        return here
    if deed == "hand-in":
        deeds.hand_in(answer, **seen)
        messages.success(request, _("It waits for a second pair of eyes now."))
        return redirect("feedback:review_answer", desk.slug, answer.pk)
    if deed == "discard":
        deeds.discard(answer, version=seen["version"])
        messages.success(request, _("The draft was thrown away."))
        return redirect("feedback:desk_answers", desk.slug)
    if deed == "take-out":
        slugs = request.POST.getlist("comment")
        gone = list(contributions_of(answer, request.user).filter(slug__in=slugs))
        deeds.take_out(answer, gone, **seen, reason=request.POST.get("because", "")[:500])
        return here
    if deed == "link" and linking.is_valid():
        link(answer, *linking.place(), quote=linking.cleaned_data["quote"], **seen)
        return here
    if deed == "unlink":
        pk = request.POST.get("change", "")
        change = answer.changes.select_related("recommendation", "part")
        found = get_object_or_404(change, pk=int(pk) if pk.isdecimal() else 0)
        unlink(answer, found, **seen)
        return here
    return None


def _version(request) -> int:
    sent = request.POST.get("version", "")
    return int(sent) if sent.isdecimal() else 0


def _page(request, desk: GroupDesk, answer: Answer, form, linking):
    said = with_texts(contributions_of(answer, request.user))
    context = {
        "desk": desk,
        "answer": answer,
        "form": form,
        "linking": linking,
        "preview": render_markdown(form.cleaned_data["reason"]) if _previews(request, form) else "",
        "page": page_of(said, request.GET.get("page")),
        "linked": answer.changes.select_related("part").prefetch_related("recommendation"),
        "changes": changes_of(answer),
    }
    is_wrong = (form.is_bound and form.errors) or (linking.is_bound and linking.errors)
    return render(
        request, "feedback/group/edit_answer.html", context, status=400 if is_wrong else 200
    )


def _previews(request, form) -> bool:
    return request.POST.get("deed") == "preview" and form.is_valid()


def _conflict(request, desk: GroupDesk, pk: int, form):
    """Both texts, and the loser's words kept; of another deed, the page as it stands now."""
    answer = Answer.objects.of_group(desk.group).filter(pk=pk).first()
    if answer is None:
        raise Http404
    if not (form.is_bound and form.is_valid()):
        messages.warning(request, _("Somebody changed it since you opened the page: look again."))
        return redirect("feedback:edit_answer", desk.slug, pk)
    text = getattr(answer, build_localized_fieldname("reason", answer.language)) or ""
    context = {"desk": desk, "answer": answer, "form": form, "now": text}
    return render(request, "feedback/group/answer_conflict.html", context, status=409)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review(request, slug, pk):
    """The answer as readers will see it: publish it, or give it back."""
    desk = desk_at(slug, request.user)
    answer = answer_on(desk, pk)
    may_publish = may_publish_answer(request.user, answer)
    try:
        if done := _reviewed(request, desk, answer):
            return done
    except deeds.NotReadyError as refusal:
        messages.warning(request, str(refusal))
        return redirect("feedback:review_answer", slug, pk)
    except deeds.AnswerConflictError:
        messages.warning(request, _("Somebody changed it since you opened the page: look again."))
        return redirect("feedback:review_answer", slug, pk)
    said = contributions_of(answer, request.user)
    context = {
        "desk": desk,
        "answer": answer,
        "page": page_of(with_texts(said), request.GET.get("page")),
        "linked": answer.changes.select_related("part").prefetch_related("recommendation"),
        "may_publish": may_publish,
        "others": other_eyes(answer)[:10],
    }
    return render(request, "feedback/group/review_answer.html", context)


def _reviewed(request, desk: GroupDesk, answer: Answer):
    deed = request.POST.get("deed", "") if request.method == "POST" else ""
    seen = {"version": _version(request), "by": request.user}
    if deed == "publish":
        tell_of_private(request, deeds.publish(answer, **seen))
        messages.success(request, _("It is published. Whoever spoke is told."))
        return redirect("feedback:answer", answer.pk)
    if deed == "give-back":
        deeds.give_back(answer, **seen)
        return redirect("feedback:edit_answer", desk.slug, answer.pk)
    return None


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def translate(request, pk):
    """The reason in the language in which the page is read."""
    answer = get_object_or_404(Answer.objects.visible_to(request.user), pk=pk)
    language = reading_language()
    if language == answer.language or not may_translate_answer(request.user, answer, language):
        raise PermissionDenied
    mine = build_localized_fieldname("reason", language)
    form = TranslationForm(
        request.POST or None,
        initial={"version": answer.version, "text": getattr(answer, mine)},
    )
    is_conflict = False
    if form.is_valid():
        values = form.cleaned_data
        try:
            deeds.translate(
                answer, values["text"], language, version=values["version"], by=request.user
            )
            return redirect("feedback:answer", answer.pk)
        except deeds.AnswerConflictError:
            is_conflict = True
    context = {
        "answer": answer,
        "form": form,
        "source": getattr(answer, build_localized_fieldname("reason", answer.language)),
        "now": getattr(answer, mine) or "",
        "is_conflict": is_conflict,
        "language": language,
    }
    status = 409 if is_conflict else 400 if form.is_bound else 200
    return render(request, "feedback/translate_answer.html", context, status=status)
