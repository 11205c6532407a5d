"""The sends that comments came with, and the numbers they got."""

import uuid

from django.conf import settings
from django.db import models


class Submission(models.Model):
    """One send: the boxes that were filled in together, and the receipt for them."""

    # Made with the form, so that a second click or a retry gives the same receipt.
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    # Only the fingerprint of the secret address that someone without an account was shown.
    secret_digest = models.CharField(max_length=64, blank=True, db_index=True)
    email = models.EmailField(blank=True)
    email_confirmed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    def __str__(self):
        return str(self.key)


class CommentNumber(models.Model):
    """The last number given out on a target: numbers count on and are never used again."""

    target = models.CharField(max_length=24, unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"{self.target}#{self.last}"
