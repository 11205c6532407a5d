"""How letters go out: each once, whatever becomes of workers and mail servers."""

from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone


def send_once(row: Model, letter: Callable[[], EmailMessage]) -> bool:
    """Send the letter about a row that says in ``told_at`` when it was taken in hand.

    Of two workers with the same task only one gets it. A letter that could not be sent is not
    told: the next try may write.
    """
    own = type(row)._default_manager.filter(pk=row.pk)
    if not own.filter(told_at=None).update(told_at=timezone.now()):
        return False
    try:
        letter().send()
    except Exception:
        own.update(told_at=None)
        raise
    return True


def choose_address() -> str:
    """Where the reader of a letter says which letters come; in the language that is spoken."""
    return settings.BASE_URL + reverse("feedback:notice_settings")
