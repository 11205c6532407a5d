"""Messages to a liaison or to the organisers: private, kept for a year, and never lost."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.languages import direction
from accounts.liaisons import holders
from accounts.roles import Permission, may

MAX_MESSAGE = 5000
KEPT_FOR = timedelta(days=365)


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What this person may read: what is for them, while they are a liaison.

        Organisers read what is for the organisers, and what waits unanswered for somebody who is
        no longer a liaison.
        """
        readable = Q(pk__in=[])
        if may(user, Permission.MODERATE):
            readable |= Q(to=user)
        if may(user, Permission.ORGANISE):
            is_left = ~Q(to__in=holders().values("user")) & ~Q(state=Message.State.ANSWERED)
            readable |= Q(to=None) | is_left
        return self.filter(readable)

    def new(self):
        return self.filter(state=Message.State.NEW)

    def outlived(self, at: datetime):
        return self.filter(written_at__lt=at - KEPT_FOR)


class Message(models.Model):
    """Words to one liaison, or to the organisers, and the address for the answer."""

    class State(models.TextChoices):
        NEW = "new", _("New")
        READ = "read", _("Read")
        ANSWERED = "answered", _("Answered")

    # Made with the form, so that a second click or a retry is the same message.
    key = models.UUIDField(unique=True)
    # Nobody: the organisers.
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="messages"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="messages_written"
    )
    name = models.CharField(_("name"), max_length=60, blank=True)
    reply_address = models.EmailField(_("address for the answer"))
    body = models.TextField(_("words"), max_length=MAX_MESSAGE)
    language = models.CharField(_("language"), max_length=35)
    written_at = models.DateTimeField(db_index=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="messages_marked"
    )
    marked_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")

    def __str__(self):
        return str(self.pk)

    @property
    def direction(self) -> str:
        return direction(self.language)


class MessageLetter(models.Model):
    """A letter about a message was taken in hand for one reader: each gets it once."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="letters")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["message", "reader"], name="one_letter_a_reader_and_message"
            ),
        ]

    def __str__(self):
        return f"{self.message_id} {self.reader_id}"
