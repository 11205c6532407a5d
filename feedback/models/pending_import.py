"""A table that was sent for a report and is still being looked at: kept here for a day."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .conversation import Conversation

PENDING_FOR = timedelta(hours=24)


class PendingImportQuerySet(models.QuerySet):
    def outlived(self, at):
        return self.filter(made_at__lt=at - PENDING_FOR)


class PendingImport(models.Model):
    """One table, of one person, for one report; a newer one takes its place."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="pending_imports")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    heads = models.JSONField()
    rows = models.JSONField()
    made_at = models.DateTimeField()

    objects = PendingImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("pending import")
        verbose_name_plural = _("pending imports")
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "person"], name="one_pending_import_each"
            ),
        ]

    def __str__(self):
        return str(self.conversation_id)
