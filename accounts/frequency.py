"""How soon a letter comes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Frequency(models.TextChoices):
    """From the soonest to none; the inbox of the portal has the notice in any case."""

    AT_ONCE = "at-once", _("At once")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")
    PORTAL = "portal", _("Only in the portal")
