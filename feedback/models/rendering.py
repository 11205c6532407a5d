"""Renderings of what people said in other languages: aids, never the original."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.languages import direction

from .comment import Comment


class RenderingQuerySet(models.QuerySet):
    def confirmed(self):
        """Those that pages show, with who made them."""
        return self.filter(state=Rendering.State.CONFIRMED).select_related("by")


class Rendering(models.Model):
    """One wording of a comment in another language, by a person or by a machine."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        CONFIRMED = "confirmed", _("Confirmed")
        DECLINED = "declined", _("Declined")
        SUPERSEDED = "superseded", _("Replaced by a newer one")
        REMOVED = "removed", _("Removed with the words")

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="renderings")
    # The wording of the comment that was rendered.
    comment_version = models.PositiveIntegerField()
    language = models.CharField(_("language"), max_length=35)
    body = models.TextField(_("words"))
    html = models.TextField(editable=False)
    is_machine = models.BooleanField(_("made by a machine"), default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="renderings"
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED)
    made_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="renderings_decided"
    )
    decided_at = models.DateTimeField(null=True)

    objects = RenderingQuerySet.as_manager()

    class Meta:
        verbose_name = _("rendering")
        verbose_name_plural = _("renderings")
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "language"],
                condition=Q(state="confirmed"),
                name="one_confirmed_rendering_a_language",
            ),
        ]
        indexes = [models.Index(fields=["state", "made_at"])]

    def __str__(self):
        return f"{self.comment_id} {self.language}"

    @property
    def direction(self) -> str:
        return direction(self.language)
