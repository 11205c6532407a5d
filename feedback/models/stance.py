"""How somebody stands to a text: said by its author, or read from the words by a coder."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Stance(models.TextChoices):
    """What an author may say beside the words, and a coder may add; nobody has to."""

    SUPPORT = "support", pgettext_lazy("stance", "Support")
    CHANGES = "changes", _("Support with changes")
    CONCERN = "concern", pgettext_lazy("stance", "Concern")
    RED_LINE = "red-line", _("Red line")
    QUESTION = "question", pgettext_lazy("stance", "Question")
