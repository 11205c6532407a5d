"""How much someone may still write before a post waits for a liaison."""

from django.db import models


class Allowance(models.Model):
    """A bucket that fills with time. In the database, so that it holds for every worker.

    The key is an account, or the keyed fingerprint of a network address: never the address.
    """

    key = models.CharField(max_length=80, unique=True)
    left = models.FloatField()
    counted_at = models.DateTimeField(db_index=True)

    def __str__(self):
        return self.key
