"""Words put into another language: by anyone who is signed in, or by a machine they ask."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.languages import SOURCE, autonym, nearest, reading_language

from ..actions import render as deeds
from ..actions.moderate import DecisionError, WordsChangedError
from ..blocked import unless_blocked
from ..forms.renderings import MachineForm, RenderingForm
from ..models import DELIVERED, PLACEHOLDERS, READABLE, Comment, Rendering
from ..permissions import may_ask_machine, may_confirm_rendering
from ..rendered import missing, seen_on
from ..threads import with_texts

OWN_SHOWN = 20
PROPOSE = "propose"


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@unless_blocked
def render_words(request, slug):
    """Propose somebody's words in another language, with the original beside them."""
    comment = _to_render(request.user, slug)
    if request.method != "POST":
        if comment is None:
            raise Http404
        return _page(request, comment, _fresh_form(request, comment))
    form = RenderingForm(request.POST, comment=comment or _gone_meanwhile(request, slug))
    if comment is None:
        return _page(request, form.comment, form, status=409)
    if not form.is_valid():
        return _page(request, comment, form, status=400)
    return _propose(request, comment, form)


def _propose(request, comment, form):
    values = form.cleaned_data
    try:
        made = deeds.propose(
            comment,
            language=values["language"],
            body=values["body"],
            by=request.user,
            seen_version=values["version"],
            seen=values["seen"],
        )
    except deeds.TooManyRenderingsError:
        form.add_error(None, _too_many())
        return _page(request, comment, form, status=429)
    except deeds.WordsGoneError:
        comment.refresh_from_db()
        return _page(request, comment, form, status=409)
    except DecisionError as overtaken:
        # The next press of the button is meant for what stands there now.
        comment = _to_render(request.user, comment.slug) or comment
        form = RenderingForm({**request.POST.dict(), **_state_of(comment)}, comment=comment)
        return _page(request, comment, form, status=409, overtaken=overtaken)
    language = {"language": autonym(made.language)}
    if made.state == Rendering.State.CONFIRMED:
        messages.success(request, _("Your words in %(language)s stand under it now.") % language)
        return redirect(comment)
    messages.success(
        request, _("Your words in %(language)s are stored. A liaison looks at them.") % language
    )
    return redirect("feedback:render", comment.slug)


@never_cache
@login_required
@require_POST
def ask_machine(request, slug):
    """Have a machine suggest the words, in the background."""
    comment = _to_render(request.user, slug)
    if comment is None:
        raise Http404
    if not may_ask_machine(request.user, comment):
        raise PermissionDenied
    form = MachineForm(request.POST)
    if not form.is_valid() or form.cleaned_data["language"] == nearest(comment.language):
        raise BadRequest("language to ask a machine for")
    try:
        deeds.ask_machine(comment, language=form.cleaned_data["language"], by=request.user)
    except deeds.TooManyRenderingsError:
        messages.warning(request, _too_many())
    except deeds.WordsGoneError as error:
        raise Http404 from error
    else:
        messages.success(request, _("A machine was asked. What it says is shown here soon."))
    back = form.cleaned_data["back"]
    return redirect(f"{back}#main") if back else redirect("feedback:render", slug)


def _too_many() -> str:
    return _(
        "Many proposals came from you within an hour. Please send this one again in a "
        "quarter of an hour."
    )


def _to_render(user, slug) -> Comment | None:
    there = Comment.objects.visible_to(user).filter(visibility__in=DELIVERED, removed_at=None)
    return with_texts(there).filter(slug=slug).first()


def _gone_meanwhile(request, slug) -> Comment:
    """What was sent while somebody took the words away is shown again, not lost."""
    if request.POST.get("deed") != PROPOSE:
        raise Http404
    known = {"visibility__in": PLACEHOLDERS, "chosen_visibility__in": READABLE}
    return get_object_or_404(Comment, slug=slug, **known)


def _fresh_form(request, comment):
    """In the language that is missing; who asks for one finds what stands there, to better it."""
    form = RenderingForm(comment=comment)
    offered = form.offered
    asked = request.GET.get("language")
    language = asked if asked in offered else missing(comment) or reading_language()
    language = language if language in offered else SOURCE
    own = comment.renderings.filter(by=request.user, state=Rendering.State.PROPOSED)
    begun = own.filter(language=language, is_machine=False).first()
    if begun is None and asked == language:
        found = (each for each in comment.confirmed_renderings if each.language == language)
        begun = next(found, None)
    form.initial = {
        "language": language,
        "body": begun.body if begun else "",
        **_state_of(comment),
    }
    return form


def _state_of(comment) -> dict:
    return {"version": comment.version, "seen": seen_on(comment)}


def _page(request, comment, form, *, status=200, overtaken=None):
    own = comment.renderings.filter(by=request.user).select_related("decided_by")
    context = {
        "comment": comment,
        "form": form,
        "is_gone": comment.visibility not in DELIVERED or comment.removed_at,
        "own": own.exclude(state=Rendering.State.REMOVED).order_by("-pk")[:OWN_SHOWN],
        "is_confirmed_at_once": may_confirm_rendering(request.user, comment),
        "may_ask_machine": may_ask_machine(request.user, comment),
        "words_changed": isinstance(overtaken, WordsChangedError),
        "overtaken": overtaken is not None,
        "chosen": form["language"].value(),
    }
    return render(request, "feedback/render.html", context, status=status)
