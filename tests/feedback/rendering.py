"""Renderings for tests: of words in Arabic into English, waiting, unless told otherwise."""

from django.utils import timezone

from feedback.models import Rendering
from recommendations.prose import render_markdown
from tests import make


def rendering(**over):
    """What a person proposed; ``state=`` says what became of it."""
    over["comment"] = over.get("comment") or make.comment(language="ar")
    over.setdefault("comment_version", over["comment"].version)
    over.setdefault("language", "en")
    over.setdefault("body", "In *other* words.")
    over.setdefault("html", render_markdown(over["body"]))
    over.setdefault("made_at", timezone.now())
    if over.get("state") == Rendering.State.CONFIRMED:
        over.setdefault("decided_at", over["made_at"])
    if "by" not in over:
        over["by"] = make.person()
    return Rendering.objects.create(**over)
