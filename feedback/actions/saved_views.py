"""Views of a group's desk that people keep for themselves."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User

from ..models import SavedView
from ..models.group_reading import MAX_VIEWS


class TooManyViewsError(Exception):
    """Nobody keeps more than ``MAX_VIEWS`` on one desk."""


@transaction.atomic
def save_view(name: str, query: str, *, by, group_slug: str) -> SavedView:
    """Keep a filter under a name; a view of the same name is replaced.

    Raises ``TooManyViewsError``, and then nothing is kept.
    """
    # One at a time, so that two windows cannot pass the limit together.
    User.objects.select_for_update().get(pk=by.pk)
    views = SavedView.objects.filter(person=by, group_slug=group_slug)
    if views.exclude(name=name).count() >= MAX_VIEWS:
        raise TooManyViewsError
    return views.update_or_create(
        name=name,
        defaults={"query": query, "saved_at": timezone.now()},
        create_defaults={
            "person": by, "group_slug": group_slug, "query": query, "saved_at": timezone.now()
        },
    )[0]  # fmt: skip


def delete_view(view: SavedView) -> None:
    view.delete()
