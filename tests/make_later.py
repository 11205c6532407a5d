"""Rows for tests of what became of feedback; ``tests/make.py`` hands them on as its own."""

from django.utils import timezone

from feedback.models import Answer, AnswerChange, AnswerTo, Standing
from recommendations.freshness import note_texts
from recommendations.models import Lineage


def lineage(**over):
    """An edge between two recommendations, stated by the group."""
    made = Lineage.objects.create(**over)
    note_texts(made)
    return made


def answer(*, to=(), **over):
    """A published answer of a group to these contributions: taken up, with a reason."""
    over.setdefault("outcome", "taken-up")
    over.setdefault("reason_en", "You are right.")
    over.setdefault("state", Answer.State.PUBLISHED)
    now = over.setdefault("drafted_at", timezone.now())
    if over["state"] == Answer.State.PUBLISHED:
        over.setdefault("published_at", now)
    made = Answer(**over)
    made.render_text()
    made.save()
    AnswerTo.objects.bulk_create(
        AnswerTo(answer=made, comment=each, comment_version=each.version, added_at=now)
        for each in to
    )
    return made


def answer_change(**over):
    """A text of a later iteration that an answer changed; ``part=`` or ``quote=`` say which."""
    return AnswerChange.objects.create(**over)


def standing(**over):
    """The question to an author whether a point still stands on later drafts."""
    over.setdefault("person", over["comment"].author)
    over.setdefault("asked_at", timezone.now())
    return Standing.objects.create(**over)
