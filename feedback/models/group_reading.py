"""How far a group has read: each member's marks, visits and saved views."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from recommendations.models import WorkingGroup

from .comment import Comment

MAX_VIEWS = 30  # saved views of one person on one group's desk


class ReadMark(models.Model):
    """Somebody of a group has read these words; the mark outlives the account, without a name."""

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="read_marks")
    # Nobody's, where the texts of the whole movement are read.
    group = models.ForeignKey(WorkingGroup, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="read_marks"
    )
    comment_version = models.PositiveIntegerField()
    read_at = models.DateTimeField()

    class Meta:
        verbose_name = _("mark of reading")
        verbose_name_plural = _("marks of reading")
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "person", "group"], name="one_mark_a_reader_and_group"
            ),
            # NULL is never equal to NULL, so the whole movement's marks need a rule of their own.
            models.UniqueConstraint(
                fields=["comment", "person"],
                condition=models.Q(group=None),
                name="one_mark_a_reader_of_the_whole",
            ),
        ]
        indexes = [models.Index(fields=["person", "comment"])]

    def __str__(self):
        return f"{self.person_id} {self.comment_id}"


class GroupVisit(models.Model):
    """When somebody last read a group's desk, and the time before that: what is new since then."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="group_visits"
    )
    # The short name: the texts of the whole movement have a desk, too.
    group_slug = models.SlugField()
    last_at = models.DateTimeField()
    previous_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        constraints = [
            models.UniqueConstraint(fields=["person", "group_slug"], name="one_visit_a_desk"),
        ]

    def __str__(self):
        return f"{self.person_id} {self.group_slug}"


class SavedView(models.Model):
    """Filters of a group's desk under a name of one's own."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    group_slug = models.SlugField()
    name = models.CharField(_("name"), max_length=60)
    # As it stands in the address: ``theme=access&unanswered=on``.
    query = models.CharField(max_length=1000, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "group_slug", "name"], name="one_view_of_a_name"
            ),
        ]

    def __str__(self):
        return self.name
