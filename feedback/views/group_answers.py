"""The room of a group's desk in which answers are written, read by others and published."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.customs import listing, number
from recommendations.models import Iteration

from ..actions import answer as deeds
from ..answer_desk import answers_of, open_input
from ..forms.answers import AddForm, NewAnswerForm
from ..forms.group_input import SelectionForm
from ..group_input import GroupDesk, desk_at
from ..models import Answer, Comment
from .answers import page_of

State = Answer.State
SHOWN = 5  # chosen contributions that the form shows as a reminder


@never_cache
@login_required
@require_safe
def answers(request, slug):
    """Drafts, those that wait for a second pair of eyes, published ones; and what is open."""
    desk = desk_at(slug, request.user)
    page = page_of(answers_of(desk.group, State.PUBLISHED), request.GET.get("page"))
    context = {
        "desk": desk,
        "drafts": answers_of(desk.group, State.DRAFT),
        "in_review": answers_of(desk.group, State.REVIEW),
        "page": page,
        "open": open_input(desk.group, request.user, at=timezone.now()),
        "user": request.user,
    }
    return render(request, "feedback/group/answers.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, slug):
    """An answer to what was chosen: to be drafted, or an older one that takes them up."""
    desk = desk_at(slug, request.user)
    sent = request.POST if request.method == "POST" else request.GET
    selection = SelectionForm(sent, desk=desk, user=request.user)
    if not selection.is_valid():
        messages.warning(request, _("Choose contributions first, then answer them."))
        return redirect("feedback:group_desk", slug)
    chosen = selection.chosen_for(request.user)
    deed = request.POST.get("deed")
    first = chosen.comments.select_related("draft_set").first()
    if first is None:
        messages.warning(request, _("Nothing of what you chose is on this desk any more."))
        return redirect("feedback:group_desk", slug)
    newest = Iteration.objects.filter(pk=first.draft_set.iteration_id)
    form = NewAnswerForm(
        request.POST if deed == "draft" else None, group=desk.group,
        initial={"iteration": newest.values_list("number", flat=True).get(),
                 "language": request.user.language},
    )  # fmt: skip
    adding = AddForm(request.POST if deed == "add" else None, group=desk.group, prefix="to")
    if done := _drafted(request, desk, form, chosen) or _added(request, desk, adding, chosen):
        return done
    context = {"desk": desk, "form": form, "adding": adding, "sent": sent, **_about(chosen)}
    status = 400 if form.is_bound or adding.is_bound else 200
    return render(request, "feedback/group/new_answer.html", context, status=status)


def _about(chosen) -> dict:
    """How many were chosen, the first of them, and which were edited since they were read."""
    comments = chosen.comments
    edited = [each for each in comments[:500] if chosen.has_changed(each)] if chosen.seen else []
    return {"chosen_count": comments.count(), "shown": comments[:SHOWN], "edited": edited}


def _drafted(request, desk: GroupDesk, form, chosen):
    if not form.is_valid():
        return None
    try:
        answer, added = deeds.draft(
            desk.group, form.cleaned_data["iteration"], form.words(), chosen.comments,
            by=request.user,
        )  # fmt: skip
    except deeds.NotReadyError as refusal:
        form.add_error(None, str(refusal))
        return None
    _tell(request, added)
    return redirect("feedback:edit_answer", desk.slug, answer.pk)


def _added(request, desk: GroupDesk, adding, chosen):
    if not adding.is_valid():
        return None
    answer = adding.cleaned_data["answer"]
    because = adding.cleaned_data["because"]
    try:
        added = deeds.add(
            answer, chosen.comments, version=answer.version, by=request.user, reason=because
        )
    except deeds.NotReadyError as refusal:
        adding.add_error(None, str(refusal))
        return None
    _tell(request, added)
    return redirect("feedback:edit_answer", desk.slug, answer.pk)


def _tell(request, added) -> None:
    text = ngettext(
        "%(number)s contribution is answered with it.",
        "%(number)s contributions are answered with it.",
        added.number,
    )
    messages.success(request, text % {"number": number(added.number)})
    tell_of_private(request, added.left_out)


def tell_of_private(request, left_out: list[str]) -> None:
    """Which private ones are not passed on: the group answers these itself."""
    if left_out:
        text = _("Private contributions cannot be passed on; left out: %(ids)s.")
        messages.warning(request, text % {"ids": listing(left_out)})


def answer_on(desk: GroupDesk, pk: int) -> Answer:
    """One of the answers of this desk, loaded whole, since it is written. Raises ``Http404``."""
    found = Answer.objects.of_group(desk.group).select_related("drafted_by", "published_by")
    return get_object_or_404(found, pk=pk)


def contributions_of(answer: Answer, user):
    """What an answer is for, as far as this person may read it."""
    return Comment.objects.visible_to(user).filter(answered_by__answer=answer).order_by("pk")
