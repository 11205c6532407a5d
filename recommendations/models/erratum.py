"""What a history row says of a change to a text that was already published."""

from django.db import models
from django.utils.translation import gettext_lazy as _

MAX_REASON = 500  # signs of a reason: it stands in a list beside others


class Effect(models.TextChoices):
    """What a correction does to the text: only a change of meaning makes translations old."""

    WORDING = "wording", _("Wording only")
    MEANING = "meaning", _("Meaning")


class Erratum(models.Model):
    """The part of a history row that is filled when published text was corrected."""

    effect = models.CharField(max_length=8, choices=Effect, blank=True, default="")

    class Meta:
        abstract = True
