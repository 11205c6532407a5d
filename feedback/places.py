"""Where a comment is being written: found from an address, checked against what exists."""

from django.core.exceptions import BadRequest
from django.http import Http404

from accounts.languages import fallbacks, reading_language
from recommendations.models import DraftSet, Part, Recommendation
from recommendations.models.translated import texts_of
from recommendations.templatetags.wording import wording_of

from .actions.participate import Place


def target_by_code(code: str, user) -> Recommendation | DraftSet:
    """The recommendation or set of drafts with this short id, as far as this person knows of it."""
    found = Recommendation.objects.visible_to(user).for_page().filter(code=code).first()
    if found:
        return found
    found = (
        DraftSet.objects.visible_to(user)
        .in_language()
        .prefetch_related(*texts_of(DraftSet, "group", "iteration"))
        .filter(code=code)
        .first()
    )
    if found is None:
        raise Http404
    return found


def part_by_key(target, key: str | None) -> Part | None:
    """The part of a recommendation that is commented on, None for the whole."""
    if not key:
        return None
    if not isinstance(target, Recommendation):
        raise Http404
    parts = Part.objects.in_language().prefetch_related(*texts_of(Part, "question"))
    part = parts.filter(recommendation=target, key=key).first()
    if part is None:
        raise Http404
    part.recommendation = target
    return part


# The text whose history row a comment is bound to, by what is commented on.
SHOWN_TEXT = {Part: "text", Recommendation: "summary", DraftSet: "introduction"}


def place_now(target, part=None, parent=None) -> Place:
    """The place as it is shown at this moment: the language really read, the newest revision."""
    shown = part or target
    field = SHOWN_TEXT[type(shown)]
    read = wording_of(shown, field)
    if not read and field == "summary":
        read = wording_of(shown, "title")
    revision = shown.history.values_list("history_id", flat=True).first()
    return Place(target, read.language, revision, part, parent)


def place_seen(target, part, parent, language: str, revision: int) -> Place:
    """The place as its author had it open; what does not belong to it is a bad request."""
    shown = part or target
    history = shown.history.filter(history_id=revision)
    if language not in fallbacks(reading_language()) or not history.exists():
        raise BadRequest("this text was never shown here")
    return Place(target, language, revision, part, parent)
