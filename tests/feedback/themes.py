"""Rows of the codebook for tests."""

from django.utils import timezone

from feedback.models import Coding, Theme
from tests import make


def theme(**over):
    """A theme of an iteration (of its own, if none is given), with an English label."""
    over["iteration"] = over.get("iteration") or make.iteration()
    number = over.setdefault("position", Theme.objects.count() + 1)
    over.setdefault("key", f"theme-{number}")
    over.setdefault("label_en", f"Theme {number}")
    return Theme.objects.create(**over)


def coding(comment, theme, by=None, **over):
    """A contribution as a whole under a theme; a stranger's work, unless told otherwise."""
    over.setdefault("comment_version", comment.version)
    over.setdefault("coded_at", timezone.now())
    return Coding.objects.create(comment=comment, theme=theme, by=by or make.person(), **over)
