"""What this room does when something happens in the rooms below."""

from django.conf import settings
from django.db.models.signals import post_save
from django.dispatch import receiver

from accounts.signals import role_changed
from recommendations.models import Stamp

from .models import Comment, Outbox, stamp_keys


@receiver(post_save, sender=settings.AUTH_USER_MODEL, dispatch_uid="feedback.a_name_has_changed")
def a_name_has_changed(instance, created, update_fields, **kwargs):
    """Names stand beside people's words, so the pages with these words are no longer true."""
    if created or (update_fields is not None and "name" not in update_fields):
        return
    comments = Comment.objects.filter(author=instance).select_related(None)
    places = set(comments.values_list("recommendation__code", "draft_set__code"))
    keys = {key for code, own in places for key in stamp_keys(code or own, own)}
    if keys:
        Stamp.objects.touch(*keys)


@receiver(role_changed, dispatch_uid="feedback.a_role_has_changed")
def a_role_has_changed(change, **kwargs):
    """The person is told by letter."""
    Outbox.objects.write("feedback.tell_of_role", change.pk)
