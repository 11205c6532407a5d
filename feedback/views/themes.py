"""The codebook on a group's desk: themes are added, renamed, placed, merged and split."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.customs import number
from accounts.languages import reading_language
from recommendations.models import Iteration

from ..actions import themes as deeds
from ..codebook import count_in, iteration_of, tree_of
from ..forms.themes import AddThemeForm, MergeForm, PlaceForm, SplitForm, ThemeTextForm
from ..group_input import GroupDesk, desk_at, input_of
from ..models import Coding, Theme
from ..theme_history import history_of
from ..threads import with_texts

AT_ONCE = 100  # contributions on the page for splitting


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def themes(request, slug):
    """The codebook of an iteration, and how much of this group's input stands under each theme."""
    desk = desk_at(slug, request.user)
    iteration = iteration_of(request.GET.get("iteration"))
    nodes = tree_of(iteration)
    form = AddThemeForm(request.POST or None, nodes=nodes)
    if form.is_valid():
        under = _theme_at(iteration, form.cleaned_data["under"] or None)
        try:
            made = deeds.add_theme(iteration, form.texts(), under=under, by=request.user)
            messages.success(request, _("The theme was added."))
            return redirect(_address(desk, made))
        except deeds.ThemeError as refusal:
            form.add_error("under", str(refusal))
    count_in(nodes, input_of(desk.group, request.user), iteration)
    context = {
        "desk": desk,
        "iteration": iteration,
        "iterations": Iteration.objects.in_language().in_order(),
        "nodes": nodes,
        "form": form,
        "copied_from": None if nodes else _to_copy_from(iteration),
    }
    status = 400 if form.is_bound else 200
    return render(request, "feedback/group/themes.html", context, status=status)


def _to_copy_from(iteration) -> Iteration | None:
    coded = Theme.objects.in_use().exclude(iteration=iteration).values("iteration")
    return Iteration.objects.in_language().filter(pk__in=coded).order_by("-number").first()


@never_cache
@login_required
@require_POST
def copy_themes(request, slug):
    """Begin an empty codebook with the themes of another iteration."""
    desk = desk_at(slug, request.user)
    goal = iteration_of(request.POST.get("iteration"))
    if source := _to_copy_from(goal):
        deeds.copy_codebook(source, goal, by=request.user)
    return redirect(f"{_book_address(desk)}?iteration={goal.number}")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def theme(request, slug, iteration, key):
    """One theme: its words in each language, its place, its history."""
    desk = desk_at(slug, request.user)
    shown = _theme(iteration, key)
    form = ThemeTextForm(request.POST or None)
    if not form.is_bound:
        form = ThemeTextForm.of(shown, request.GET.get("language") or reading_language())
    elif form.is_valid():
        try:
            deeds.rename_theme(shown, form.texts(), seen=form.cleaned_data["seen"], by=request.user)
            return redirect(_address(desk, shown))
        except deeds.ThemeError as refusal:
            form.add_error(None, str(refusal))
            shown.refresh_from_db()
    nodes = tree_of(shown.iteration)
    context = {
        "desk": desk,
        "theme": shown,
        "form": form,
        "place_form": PlaceForm(
            theme=shown, nodes=nodes, initial={"under": shown.parent.key if shown.parent else ""}
        ),
        "history": history_of(shown),
        "is_merged": shown.merged_into_id is not None,
    }
    return render(
        request, "feedback/group/theme.html", context, status=400 if form.is_bound else 200
    )


@never_cache
@login_required
@require_POST
def place_theme(request, slug, iteration, key):
    """Up, down, under another theme, or beside all."""
    desk = desk_at(slug, request.user)
    shown = _theme(iteration, key)
    form = PlaceForm(request.POST, theme=shown, nodes=tree_of(shown.iteration))
    if not form.is_valid():
        messages.warning(request, _("The theme could not be moved there."))
        return redirect(_address(desk, shown))
    deed = form.cleaned_data["deed"]
    if deed != "place":
        deeds.shift_theme(shown, -1 if deed == "up" else 1, by=request.user)
        return redirect(f"{_book_address(desk)}?iteration={iteration}#theme-{key}")
    try:
        under = _theme_at(shown.iteration, form.cleaned_data["under"] or None)
        deeds.place_theme(shown, under=under, by=request.user)
    except deeds.ThemeError as refusal:
        messages.warning(request, str(refusal))
    return redirect(_address(desk, shown))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def merge_theme(request, slug, iteration, key):
    """Put all codings of a theme under another one."""
    desk = desk_at(slug, request.user)
    shown = _theme(iteration, key, is_in_use=True)
    form = MergeForm(request.POST or None, theme=shown, nodes=tree_of(shown.iteration))
    if form.is_valid():
        into = _theme_at(shown.iteration, form.cleaned_data["into"])
        try:
            merged = deeds.merge_theme(shown, into, by=request.user)
            text = ngettext(
                "%(number)s coding went over.", "%(number)s codings went over.", merged.moved
            )
            messages.success(request, text % {"number": number(merged.moved)})
            return redirect(_address(desk, into))
        except deeds.ThemeError as refusal:
            form.add_error("into", str(refusal))
    context = {"desk": desk, "theme": shown, "form": form}
    return render(
        request, "feedback/group/merge_theme.html", context, status=400 if form.is_bound else 200
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def split_theme(request, slug, iteration, key):
    """Choose contributions of a theme that belong under another one, new or there already."""
    desk = desk_at(slug, request.user)
    shown = _theme(iteration, key, is_in_use=True)
    coded = Coding.objects.standing().filter(theme=shown).values("comment")
    under = input_of(desk.group, request.user).filter(pk__in=coded)
    comments = list(with_texts(under).order_by("-stored_at", "-pk")[: AT_ONCE + 1])
    offered = comments[:AT_ONCE]
    nodes = tree_of(shown.iteration)
    form = SplitForm(request.POST or None, theme=shown, nodes=nodes, comments=offered)
    if form.is_valid():
        try:
            into = _goal_of(form, shown, by=request.user)
            moved = deeds.split_theme(shown, form.chosen(), into=into, by=request.user)
            text = ngettext(
                "%(number)s coding went over.", "%(number)s codings went over.", moved.moved
            )
            messages.success(request, text % {"number": number(moved.moved)})
            return redirect(_address(desk, into))
        except deeds.ThemeError as refusal:
            form.add_error("to", str(refusal))
    context = {
        "desk": desk, "theme": shown, "form": form, "comments": offered,
        "is_more": len(comments) > AT_ONCE,
    }  # fmt: skip
    return render(
        request, "feedback/group/split_theme.html", context, status=400 if form.is_bound else 200
    )


def _goal_of(form, shown: Theme, *, by) -> Theme:
    """The theme that was chosen, or a new one beneath or beside."""
    if key := form.cleaned_data["to"]:
        return _theme_at(shown.iteration, key)
    is_beneath = form.cleaned_data.get("place") != SplitForm.BESIDE and not shown.parent_id
    under = shown if is_beneath else shown.parent
    texts = {"label_en": form.cleaned_data["label"]}
    return deeds.add_theme(shown.iteration, texts, under=under, by=by)


def _theme(iteration: int, key: str, *, is_in_use=False) -> Theme:
    """A theme with all its languages."""
    themes = Theme.objects.in_use() if is_in_use else Theme.objects.all()
    related = themes.select_related("iteration", "parent", "merged_into")
    return get_object_or_404(related, iteration__number=iteration, key=key)


def _theme_at(iteration, key: str | None):
    if key is None:
        return None
    found = Theme.objects.in_use().filter(iteration=iteration, key=key).first()
    if found is None:
        raise Http404
    return found


def _book_address(desk: GroupDesk) -> str:
    return reverse("feedback:themes", args=[desk.slug])


def _address(desk: GroupDesk, shown: Theme) -> str:
    return reverse("feedback:theme", args=[desk.slug, shown.iteration.number, shown.key])
