"""What follows from decisions: an author's appeal, a block, a passage that was taken out."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.languages import direction

from .decision import MAX_REASON, Decision

MAX_APPEAL = 2000


class Appeal(models.Model):
    """An author asks for a second look at a decision; somebody else than who decided answers."""

    class State(models.TextChoices):
        OPEN = "open", _("Waiting for an answer")
        UPHELD = "upheld", _("The decision stands")
        OVERTURNED = "overturned", _("The decision was taken back")

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="appeal")
    # Nobody, where the words were written without an account.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="appeals"
    )
    words = models.TextField(_("words"), max_length=MAX_APPEAL)
    language = models.CharField(_("language"), max_length=35)
    made_at = models.DateTimeField()
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="appeals_answered"
    )
    answer = models.CharField(_("answer"), max_length=MAX_REASON, blank=True)
    answer_language = models.CharField(max_length=10, blank=True)
    answered_at = models.DateTimeField(null=True)
    # When the letter with the answer was taken in hand.
    told_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", answered_at=None)
                | (~Q(state="open") & Q(answered_at__isnull=False) & ~Q(answer="")),
                name="an_answered_appeal_has_an_answer",
            ),
        ]
        indexes = [
            models.Index(fields=["made_at"], name="open_appeals", condition=Q(state="open")),
        ]

    def __str__(self):
        return str(self.decision_id)

    @property
    def direction(self) -> str:
        return direction(self.language)


class BlockQuerySet(models.QuerySet):
    def in_force(self, at: datetime):
        return self.filter(until__gt=at, lifted_at=None)


class Block(models.Model):
    """A person does not write here for a time. Reading, appeals and their own data stay theirs."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="block")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="blocks")
    until = models.DateTimeField(_("until"))
    lifted_at = models.DateTimeField(null=True)

    objects = BlockQuerySet.as_manager()

    class Meta:
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        indexes = [models.Index(fields=["person", "until"])]

    def __str__(self):
        return f"{self.person_id} {self.until:%Y-%m-%d}"

    @property
    def is_in_force(self) -> bool:
        return self.lifted_at is None and self.until > timezone.now()


class RedactionQuerySet(models.QuerySet):
    def standing_on(self, comment):
        """What is taken out of a comment now, in the order in which it was."""
        return self.filter(decision__comment=comment, restored_at=None).order_by("pk")


class Redaction(models.Model):
    """The words that a decision took out: kept apart, so that an appeal can bring them back."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="redaction")
    passage = models.TextField(default="")
    # The version of the comment that holds the words without the passage.
    version = models.PositiveIntegerField()
    # The texts as their author wrote them: of the comment, and of rows of its history by their id.
    body = models.TextField()
    history = models.JSONField(default=dict)
    restored_at = models.DateTimeField(null=True)

    objects = RedactionQuerySet.as_manager()

    class Meta:
        verbose_name = _("redaction")
        verbose_name_plural = _("redactions")

    def __str__(self):
        return str(self.decision_id)
