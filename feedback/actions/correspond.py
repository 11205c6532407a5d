"""What people do with messages: send one to a liaison or the organisers, mark one as answered."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from ..limits import may_send_a_message
from ..models import Message, Outbox


class TooManyMessagesError(Exception):
    """This account or address has written many messages within the hour. Nothing was stored."""


def send_message(to, *, key: UUID, by, name: str, reply_address: str, body: str, language: str,
                 address: str) -> Message:  # fmt: skip
    """Store a message and have its readers told; the same key twice is one message."""
    try:
        with transaction.atomic():
            if earlier := Message.objects.filter(key=key).first():
                return earlier
            if not may_send_a_message(by, address):
                raise TooManyMessagesError
            message = Message.objects.create(
                key=key,
                to=to,
                author=by,
                name="" if by else name,
                reply_address=reply_address,
                body=body,
                language=language,
                written_at=timezone.now(),
            )
            Outbox.objects.write("feedback.tell_of_message", message.pk)
            return message
    except IntegrityError:
        # The same form was sent twice at once: the other request stored it.
        return Message.objects.get(key=key)


def mark(message: Message, state: Message.State, *, by) -> None:
    """Say how far a message is; who said so stays beside it."""
    message.state, message.marked_by, message.marked_at = state, by, timezone.now()
    message.save(update_fields=["state", "marked_by", "marked_at"])
