"""What this room does when something happens in the rooms below."""

from django.conf import settings
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from accounts.models import Assignment, Community, LiaisonProfile
from accounts.signals import role_changed
from recommendations.models import Stamp
from recommendations.models.stamp import PEOPLE
from recommendations.signals import date_moved, published, texts_made

from .models import Comment, Outbox, stamp_keys
from .new_drafts import ANNOUNCE as ANNOUNCE_DRAFTS
from .search.index import SOURCES, forget, index, is_searched

# What pages show of a person; None stands for a save of everything.
SHOWN = {"name", "community", "is_active"}


@receiver(post_save, sender=settings.AUTH_USER_MODEL, dispatch_uid="feedback.a_person_has_changed")
def a_person_has_changed(instance, created, update_fields, **kwargs):
    """Names stand beside people's words, so the pages with these words are no longer true."""
    if created or not (update_fields is None or SHOWN & set(update_fields)):
        return
    own = Q(author=instance) | Q(conversation__reported_by=instance)
    comments = Comment.objects.filter(own).select_related(None)
    places = set(comments.values_list("recommendation__code", "draft_set__code"))
    keys = {key for code, whole in places for key in stamp_keys(code or whole, whole)}
    Stamp.objects.touch(PEOPLE, *keys)


@receiver(
    [post_save, post_delete], sender=Assignment, dispatch_uid="feedback.an_office_has_changed"
)
@receiver([post_save, post_delete], sender=Community, dispatch_uid="feedback.a_community_changed")
@receiver(
    [post_save, post_delete], sender=LiaisonProfile, dispatch_uid="feedback.an_entry_has_changed"
)
def what_people_show_has_changed(**kwargs):
    """Their pages and the list of liaisons name communities and roles."""
    Stamp.objects.touch(PEOPLE)


@receiver(role_changed, dispatch_uid="feedback.a_role_has_changed")
def a_role_has_changed(change, **kwargs):
    """The person is told by letter."""
    Outbox.objects.write("feedback.tell_of_role", change.pk)


@receiver(date_moved, dispatch_uid="feedback.a_date_has_moved")
def a_date_has_moved(move, **kwargs):
    """Whoever took part is told by letter. The plan has no followers."""
    if move.milestone_id is None:
        Outbox.objects.write("feedback.address_date_letters", move.pk)


@receiver(published, dispatch_uid="feedback.drafts_are_published")
def drafts_are_published(draft_set, **kwargs):
    """Followers are told, and whoever spoke on what came before is asked."""
    Outbox.objects.write(ANNOUNCE_DRAFTS, draft_set.pk)


def a_text_is_written(sender, instance, update_fields, **kwargs):
    """What was said or published is found by its present words, from the same moment on."""
    if update_fields is None or is_searched(sender, update_fields):
        index(sender, [instance])


@receiver(texts_made, dispatch_uid="feedback.texts_were_made")
def texts_were_made(sender, rows, **kwargs):
    """Members find the copies in their drafts, too."""
    if sender in SOURCES:
        index(sender, rows)


def a_text_is_gone(instance, **kwargs):
    forget(instance)


for _model in SOURCES:
    _uid = f"feedback.search.{_model.__name__}"
    post_save.connect(a_text_is_written, sender=_model, dispatch_uid=f"{_uid}.written")
    post_delete.connect(a_text_is_gone, sender=_model, dispatch_uid=f"{_uid}.gone")
