"""Closing an account: the name goes everywhere, the words stay, and no count changes."""

import logging
from functools import partial
from smtplib import SMTPException

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.closing import empty_account, give_up_roles
from accounts.letters import confirmed_address, farewell
from accounts.models import User

from ..models import Allowance, Comment, Conversation, Export, Message, Submission, Visibility
from ..own_data import HELD
from ..search.index import forget
from .export import drop_files

logger = logging.getLogger(__name__)


@transaction.atomic
def close_account(person: User, *, withdraws_words: bool) -> None:
    """Take the person out of everything that is stored, and end what they are signed in to.

    Their words stay without a name, or are withdrawn as well. Raises ValidationError while
    nobody else could do what they do. Done twice, it is done once.
    """
    current = User.objects.select_for_update().get(pk=person.pk)
    if current.closed_at:
        return
    letter = farewell(current)
    give_up_roles(current)
    words = Comment.objects.filter(author=current)
    if withdraws_words:
        for comment in words.exclude(visibility__in=[Visibility.WITHDRAWN, Visibility.HIDDEN]):
            forget(comment)
            words.filter(pk=comment.pk).update(visibility=Visibility.WITHDRAWN)
    words.exclude(name="").update(name="")
    Conversation.objects.filter(reported_by=current, state=Conversation.State.DRAFT).delete()
    _forget_address(current)
    Allowance.objects.filter(key__endswith=f"account:{current.pk}").delete()
    _drop_exports_with(current)
    # Last, since saving the person touches the stamps of all pages with their words.
    empty_account(current, HELD, at=timezone.now())
    if letter:
        transaction.on_commit(partial(_send, letter))
    # To be done again after an older copy of the database was put back (docs/privacy.md).
    logger.warning("Account %s was closed.", current.pk)


def _forget_address(person: User) -> None:
    """Also where the same address was left without signing in; if it is proven to be theirs."""
    sends, letters = Q(author=person), Q(author=person)
    if address := confirmed_address(person):
        sends |= Q(email__iexact=address)
        letters |= Q(reply_address__iexact=address)
    Submission.objects.filter(sends).update(email="", email_confirmed_at=None)
    Message.objects.filter(letters).update(name="", reply_address="")


def _drop_exports_with(person: User) -> None:
    """Files that name the person are written again, or no longer kept."""
    sets = Comment.objects.filter(author=person).values("draft_set")
    drop_files(Export.objects.filter(Q(draft_set__in=sets) | Q(requested_by=person)))


def _send(letter) -> None:
    """A letter that cannot be sent brings no account back."""
    try:
        letter.send()
    except (OSError, SMTPException):
        logger.exception("A last letter could not be sent")
