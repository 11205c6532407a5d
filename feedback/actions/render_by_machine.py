"""Background work: the words go to the machine, and what it says becomes a proposal."""

from django.db import transaction

from recommendations.prose import render_markdown

from ..machine import MachineError, translate
from ..models import Comment, Rendering
from ..permissions import may_go_to_machine

State, Failure = Rendering.State, Rendering.Failure


def render_by_machine(rendering_id: int) -> bool:
    """Ask the machine, unless the words were changed or taken away; is there a proposal now?"""
    found = Rendering.objects.filter(pk=rendering_id, state=State.ASKED)
    asked = found.select_related("comment__draft_set").first()
    if asked is None:
        return False
    if not _may_be_sent(asked, asked.comment):
        return _settle(asked, failure=Failure.CHANGED)
    try:
        words = translate(asked.comment.body, asked.comment.language, asked.language)
    except MachineError as error:
        return _settle(asked, failure=error.failure)
    return _settle(asked, words)


def _may_be_sent(asked: Rendering, comment: Comment) -> bool:
    return may_go_to_machine(comment) and comment.version == asked.comment_version


@transaction.atomic
def _settle(asked: Rendering, words: str = "", failure: str = "") -> bool:
    """Store what came back, if the words are still the ones that were sent."""
    current = Comment.objects.select_for_update(of=("self",)).get(pk=asked.comment_id)
    if words and not _may_be_sent(asked, current):
        words, failure = "", Failure.CHANGED
    waiting = Rendering.objects.filter(pk=asked.pk, state=State.ASKED)
    return bool(
        waiting.update(
            body=words,
            html=render_markdown(words) if words else "",
            failure=failure,
            state=State.PROPOSED if words else State.FAILED,
        )
        and words
    )
