"""Letters about messages: the message itself stays in the inbox on the desk."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.languages import spoken
from accounts.letters import compose, confirmed_address
from accounts.liaisons import is_liaison
from accounts.models import User
from accounts.roles import Role

from .models import Message, MessageLetter


def tell_of_message(message_id: int) -> int:
    """Write to those who are to read a message, each once; how many letters went out."""
    message = Message.objects.filter(pk=message_id).select_related("to", "author").first()
    if message is None or not message.reply_address:
        return 0  # an account that was closed since cannot be answered
    told = 0
    for reader in readers_of(message):
        if (address := confirmed_address(reader)) and _send_once(message, reader, address):
            told += 1
    return told


def readers_of(message: Message) -> list[User]:
    """The liaison who is written to; the organisers, or where nobody is a liaison any more."""
    if message.to and is_liaison(message.to):
        return [message.to]
    organisers = User.objects.filter(is_active=True, assignments__role=Role.ORGANISER)
    return list(organisers.distinct().order_by("pk"))


def _send_once(message: Message, reader: User, address: str) -> bool:
    """Of two workers with the same task only one gets the letter; unsent, the next try may."""
    letter, is_ours = MessageLetter.objects.get_or_create(message=message, reader=reader)
    if not is_ours:
        return False
    try:
        message_letter(message, reader, address).send()
    except Exception:
        letter.delete()
        raise
    return True


def message_letter(message: Message, reader: User, address: str) -> EmailMessage:
    """The letter in its reader's language, around the words as they were written."""
    with spoken(reader.language):
        path = reverse("feedback:message", args=[message.pk])
        known = confirmed_address(message.author) if message.author else ""
        context = {
            "message": message,
            "address": settings.BASE_URL + path,
            "is_for_organisers": message.to_id != reader.pk,
            "is_address_confirmed": known == message.reply_address,
        }
        subject = _("%(site)s: a message for you") % {"site": settings.SITE_NAME}
        reply_to = [message.reply_address]
        return compose(subject, "feedback/mail/message.txt", context, address, reply_to=reply_to)
