"""Blocks: somebody does not write here for a time. Checked in each deed, so they hold at once."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from ..models import Block, Comment, Decision


def block(comment: Comment, decision: Decision, days: int) -> None:
    """Keep the author from writing for some days."""
    until = decision.decided_at + timedelta(days=days)
    person = comment.author
    if person is not None:  # a guest's words give nobody to block: is_possible has said so
        Block.objects.create(decision=decision, person=person, until=until)


def unblock(comment: Comment, decision: Decision) -> None:
    """Let the author write again, whichever decision had ended that."""
    blocks = Block.objects.in_force(decision.decided_at).filter(person=comment.author)
    blocks.update(lifted_at=decision.decided_at)


def refuse_blocked(person) -> None:
    """Called in the transaction of a deed: a block counts while its form was open, too."""
    if person is not None and Block.objects.in_force(timezone.now()).filter(person=person).exists():
        raise PermissionDenied
