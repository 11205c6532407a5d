"""Renderings of what people said in other languages: aids, never the original."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.languages import direction

from .comment import Comment
from .decision import MAX_REASON
from .visibility import DELIVERED


class RenderingQuerySet(models.QuerySet):
    def confirmed(self):
        """Those that pages show, with who made and who checked them."""
        return self.filter(state=Rendering.State.CONFIRMED).select_related("by", "decided_by")

    def proposed(self):
        """Those that wait for a liaison, of words that can still be read by somebody."""
        open_words = {"comment__visibility__in": DELIVERED, "comment__removed_at": None}
        return self.filter(state=Rendering.State.PROPOSED, **open_words)


class Rendering(models.Model):
    """One wording of a comment in another language, by a person or by a machine."""

    class State(models.TextChoices):
        ASKED = "asked", _("A machine was asked")
        FAILED = "failed", _("The machine gave none")
        PROPOSED = "proposed", _("Proposed")
        CONFIRMED = "confirmed", _("Confirmed")
        DECLINED = "declined", _("Declined")
        SUPERSEDED = "superseded", _("Replaced by a newer one")
        REMOVED = "removed", _("Removed with the words")

    class Failure(models.TextChoices):
        REFUSED = (
            "refused",
            _("The machine refused; perhaps it does not know the language."),
        )
        SLOW = "slow", _("The machine did not answer in time.")
        GARBLED = "garbled", _("What the machine answered could not be read.")
        CHANGED = "changed", _("The words were changed or taken away before the machine had them.")

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="renderings")
    # The wording of the comment that was rendered.
    comment_version = models.PositiveIntegerField()
    language = models.CharField(_("language"), max_length=35)
    body = models.TextField(_("words"))
    html = models.TextField(editable=False)
    is_machine = models.BooleanField(_("made by a machine"), default=False)
    # Who wrote it; of a machine's, who asked for it or put it right.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="renderings"
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED)
    made_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="renderings_decided"
    )
    decided_at = models.DateTimeField(null=True)
    # Why it was declined, for whoever proposed it.
    reason = models.CharField(_("reason"), max_length=MAX_REASON, blank=True)
    # Why a machine gave none.
    failure = models.CharField(max_length=10, choices=Failure, blank=True)

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
            models.UniqueConstraint(
                fields=["comment", "language", "by"],
                condition=Q(state="proposed", is_machine=False),
                name="one_open_proposal_a_person",
            ),
            models.UniqueConstraint(
                fields=["comment", "language"],
                condition=Q(state="asked"),
                name="one_machine_asked_a_language",
            ),
        ]
        indexes = [models.Index(fields=["state", "made_at"])]

    def __str__(self):
        return f"{self.comment_id} {self.language}"

    @property
    def direction(self) -> str:
        return direction(self.language)
