"""How each translated text stands to the source it was made from."""

import hashlib

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def digest(text: str) -> str:
    """The fingerprint of a text: translations keep that of the source they were made from."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


class FreshnessQuerySet(models.QuerySet):
    def of(self, *instances):
        """The rows of these texts, whatever their models."""
        wanted = models.Q(pk=None)
        for instance in instances:
            wanted |= models.Q(model=instance._meta.model_name, object_id=instance.pk)
        return self.filter(wanted)


class Freshness(models.Model):
    """One text in one language: which source it was made from, by whom, and who has checked it.

    Whether it is current or behind is never stored: it is the comparison of two digests.
    """

    class Origin(models.TextChoices):
        PERSON = "person", _("by a person")
        MACHINE = "machine", _("by a machine")

    model = models.CharField(max_length=30)
    object_id = models.PositiveBigIntegerField()
    field = models.CharField(max_length=30)
    language = models.CharField(max_length=10)
    # The fingerprint of the source text at the time; for the source itself, its own.
    source_digest = models.CharField(max_length=32)
    origin = models.CharField(max_length=8, choices=Origin)
    confidence = models.CharField(max_length=8, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = FreshnessQuerySet.as_manager()

    class Meta:
        verbose_name = _("freshness")
        verbose_name_plural = _("freshness")
        constraints = [
            models.UniqueConstraint(
                fields=["model", "object_id", "field", "language"],
                name="one_freshness_per_text_and_language",
            ),
        ]

    def __str__(self):
        return f"{self.model} {self.object_id} {self.field} {self.language}"

    @property
    def is_unchecked(self) -> bool:
        """A machine wrote it and no person has confirmed it."""
        return self.origin == self.Origin.MACHINE and self.confirmed_at is None
