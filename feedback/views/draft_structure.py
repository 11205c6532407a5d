"""What a draft is made of: number and place, split, merge, withdraw, lineage, parts."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from recommendations.changes import Sources, with_forerunners
from recommendations.drafting import lineage, parts, structure
from recommendations.models import Lineage, Part, Recommendation
from recommendations.models.translated import texts_of

from ..forms.drafts import (
    AddPartForm,
    ArrangeForm,
    MergeForm,
    SourcesForm,
    SplitForm,
    TakeUpForm,
    WithdrawForm,
)
from ..group_input import desk_at
from .writing_room import draft_at

FORMS = {
    "arrange": ArrangeForm,
    "split": SplitForm,
    "merge": MergeForm,
    "withdraw": WithdrawForm,
    "take up": TakeUpForm,
    "add part": AddPartForm,
}
WITH_THE_DRAFT = {"arrange", "split", "merge", "add part"}


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def draft_structure(request, slug, pk):
    """All that can be done with one draft beside writing it; a form for each deed."""
    desk = desk_at(slug, request.user)
    draft = draft_at(desk, pk, request.user)
    deed = request.POST.get("deed", "")
    forms = {name: _form(request, name, draft, deed) for name in FORMS}
    done = None
    if request.method == "POST":
        try:
            done = _do(request, desk, draft, deed, forms)
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
    return done or _page(request, desk, draft, forms)


def _form(request, name: str, draft: Recommendation, deed: str):
    given = request.POST if deed == name else None
    more: dict[str, Any] = {"draft": draft} if name in WITH_THE_DRAFT else {}
    if name == "arrange":
        values = ("number", "status", "section")
        more["initial"] = {each: getattr(draft, each) for each in values}
        more["initial"]["place"] = _place_of(draft)
    prefix = name.replace(" ", "_")
    return FORMS[name](given, auto_id=f"{prefix}_%s", **more)


def _place_of(draft: Recommendation) -> int:
    before = draft.draft_set.recommendations.filter(position__lt=draft.position)
    return before.count() + 1


def _do(request, desk, draft, deed: str, forms):
    """Do what was asked for, and where to go then; nothing where a form is not in order."""
    if deed in FORMS:
        return DEEDS[deed](request, desk, draft, forms[deed]) if forms[deed].is_valid() else None
    if deed in WITH_A_ROW:
        return WITH_A_ROW[deed](request, desk, draft)
    raise BadRequest("unknown deed on a draft")


def _back(request, desk, draft, text: str):
    messages.success(request, text)
    return redirect("feedback:draft_structure", desk.slug, draft.pk)


def _arrange(request, desk, draft, form):
    values = {"section": draft.section, **form.cleaned_data}
    structure.rearrange(draft, by=request.user, **values)
    return _back(request, desk, draft, _("Saved."))


def _split(request, desk, draft, form):
    values = form.cleaned_data
    made = structure.split(
        draft,
        number=values["number"],
        title=values["title"],
        keys=[part.key for part in values["parts"]],
        by=request.user,
    )
    messages.success(request, _("There are two now. This is the new one."))
    return redirect("feedback:draft", desk.slug, made.pk)


def _merge(request, desk, draft, form):
    structure.merge(draft, list(form.cleaned_data["others"]), by=request.user)
    messages.success(request, _("They are one now. Their texts stand below each other."))
    return redirect("feedback:draft", desk.slug, draft.pk)


def _withdraw(request, desk, draft, form):
    lineage.withdraw(draft, note=form.cleaned_data["note"], by=request.user)
    messages.success(request, _("It is no longer among the drafts. You can take this back below."))
    return redirect("feedback:writing_room", desk.slug)


def _take_up(request, desk, draft, form):
    code = form.cleaned_data["code"].strip().upper()
    earlier = Recommendation.objects.visible_to(request.user).filter(code=code).first()
    if earlier is None:
        form.add_error("code", _("There is no recommendation with this short id."))
        return None
    lineage.take_up(draft, earlier, by=request.user)
    return _back(request, desk, draft, _("Saved."))


def _add_part(request, desk, draft, form):
    part = parts.add_part(draft, form.cleaned_data["question"], by=request.user)
    messages.success(request, _("The part was added."))
    address = redirect("feedback:draft", desk.slug, draft.pk)
    address["Location"] += f"#{part.key}"
    return address


def _remove_part(request, desk, draft):
    parts.remove_part(_part(request, draft), by=request.user)
    text = _("The part was taken out. Its text is kept: add the part again to have it back.")
    return _back(request, desk, draft, text)


def _let_go(request, desk, draft):
    pk = request.POST.get("edge", "")
    if not pk.isdecimal():
        raise BadRequest("edge to an earlier recommendation")
    edge = get_object_or_404(Lineage, pk=pk, later=draft)
    lineage.let_go(edge, draft, by=request.user)
    return _back(request, desk, draft, _("Saved."))


def _set_sources(request, desk, draft):
    part = _part(request, draft)
    form = SourcesForm(request.POST, candidates=_earlier_parts(draft))
    if not form.is_valid():
        raise BadRequest("sources of a part")
    parts.set_sources(part, form.cleaned_data["earlier"], by=request.user)
    return _back(request, desk, draft, _("Saved."))


def _part(request, draft: Recommendation) -> Part:
    return get_object_or_404(draft.parts, key=request.POST.get("of", ""))


DEEDS = {
    "arrange": _arrange,
    "split": _split,
    "merge": _merge,
    "withdraw": _withdraw,
    "take up": _take_up,
    "add part": _add_part,
}
WITH_A_ROW = {"remove part": _remove_part, "let go": _let_go, "sources": _set_sources}


def _earlier_parts(draft: Recommendation):
    """All parts of what the draft comes from."""
    earlier = Lineage.objects.filter(later=draft).values("earlier")
    found = Part.objects.in_language().filter(recommendation__in=earlier)
    return found.order_by("recommendation__code", "position").prefetch_related(
        *texts_of(Part, "recommendation", "question")
    )


def _page(request, desk, draft, forms):
    row = next(each for each in with_forerunners(draft.draft_set) if each.pk == draft.pk)
    sources = Sources([row])
    candidates = _earlier_parts(draft)
    own = list(draft.parts.in_language().prefetch_related(*texts_of(Part, "question")))
    for part in own:
        chosen = {"earlier": [each.pk for each in sources.of(part)]}
        part.form = SourcesForm(
            initial=chosen, candidates=candidates, auto_id=f"sources_{part.key}_%s"
        )
    context = {
        "desk": desk,
        "draft": draft,
        "forms": {name.replace(" ", "_"): form for name, form in forms.items()},
        "edges": row.forerunners.all(),
        "parts": own,
        "has_earlier_parts": candidates.exists(),
        "others": draft.draft_set.recommendations.count() - 1,
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "feedback/group/draft/structure.html", context, status=status)
