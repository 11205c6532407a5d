"""Questions that people asked and nobody has answered where all can read it."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from .desk import scope_condition
from .models import Comment
from .threads import without_reply

ASKED_WITHIN = timedelta(days=90)  # what is older belongs to a round that has moved on
# Of the scripts of the portal's languages; in an address, a letter or a digit follows it.
MARKS = ("?", "؟", "？")
ASKS = r"[?؟？]([^A-Za-z0-9=&%/_.-]|$)"


def open_questions(user):
    """In this person's languages and affiliates, not their own words; oldest first."""
    marked = Q()
    for mark in MARKS:
        marked |= Q(body__contains=mark)
    asked = Comment.objects.readable().filter(said_at__gte=timezone.now() - ASKED_WITHIN)
    found = without_reply(asked.filter(scope_condition(user), marked, body__regex=ASKS))
    return found.exclude(author=user).order_by("said_at", "pk")
