"""What liaisons decide, with their reasons; never edited."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .comment import Comment


class DecisionQuerySet(models.QuerySet):
    def for_log(self):
        """The public log: newest first, with what each line names."""
        return self.select_related("comment", "by").order_by("-decided_at", "-pk")


class Decision(models.Model):
    """A liaison's act on a comment, with a public reason."""

    class Kind(models.TextChoices):
        APPROVE = "approve", _("Approved")
        HIDE = "hide", _("Hidden")
        RESTORE = "restore", _("Restored")

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="decisions")
    kind = models.CharField(_("decision"), max_length=10, choices=Kind)
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="decisions")
    decided_at = models.DateTimeField(_("decided at"))

    objects = DecisionQuerySet.as_manager()

    def __str__(self):
        return f"{self.kind} {self.comment_id}"
