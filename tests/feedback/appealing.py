"""Decisions, and appeals on them."""

from django.utils import timezone

from feedback.models import Appeal, Decision, Visibility
from tests import cast, make


def decision(**over):
    """A decision that hid words; by an organiser unless told otherwise."""
    over.setdefault("kind", Decision.Kind.HIDE)
    over.setdefault("comment", None)
    over["comment"] = over["comment"] or make.comment(visibility=Visibility.HIDDEN)
    over["by"] = over.get("by") or cast.organiser()
    over.setdefault("rule", make.rule())
    over.setdefault("reason", "It names a private person.")
    over.setdefault("decided_at", timezone.now())
    return Decision.objects.create(**over)


def hidden_by(liaison, **over):
    """A decision that hid words in Arabic."""
    over.setdefault("language", "ar")
    return decision(comment=make.comment(visibility=Visibility.HIDDEN, **over), by=liaison)


def appeal(**over):
    """An appeal of the author, in words that stand nowhere else."""
    over.setdefault("by", over["decision"].comment.author)
    over.setdefault("words", "Nobody is named in it.")
    over.setdefault("language", "en")
    over.setdefault("made_at", timezone.now())
    return Appeal.objects.create(**over)
