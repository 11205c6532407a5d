"""Contributions that seem to say nearly the same: found by a program, decided on by a person."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from recommendations.models import DraftSet

from .comment import Comment


class AlikeSearch(models.Model):
    """When the contributions on one set of drafts were last compared with each other."""

    draft_set = models.OneToOneField(DraftSet, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    # How many contributions were compared.
    compared = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("search for near-identical contributions")
        verbose_name_plural = _("searches for near-identical contributions")

    def __str__(self):
        return f"{self.draft_set_id} {self.asked_at:%Y-%m-%d}"


class AlikeProposal(models.Model):
    """A bundle that a program proposes; nothing is bundled before somebody has confirmed it."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        CONFIRMED = "confirmed", _("Confirmed")
        REFUSED = "refused", _("Not the same")

    # What was said first: the others would stand under it.
    head = models.ForeignKey(Comment, models.PROTECT, related_name="+")
    draft_set = models.ForeignKey(DraftSet, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    found_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="bundles_decided"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("proposed bundle")
        verbose_name_plural = _("proposed bundles")
        constraints = [
            models.UniqueConstraint(
                fields=["head"], condition=Q(state="open"), name="one_open_bundle_a_head"
            ),
        ]
        indexes = [models.Index(fields=["draft_set", "state"])]

    def __str__(self):
        return f"{self.head_id} {self.state}"


class ProposedAlike(models.Model):
    """One contribution of a proposed bundle, beside the head."""

    proposal = models.ForeignKey(AlikeProposal, models.CASCADE, related_name="proposed")
    comment = models.ForeignKey(Comment, models.PROTECT, related_name="+")
    # How much of the words is shared with the head, in per cent.
    likeness = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("contribution of a proposed bundle")
        verbose_name_plural = _("contributions of proposed bundles")
        constraints = [
            models.UniqueConstraint(fields=["proposal", "comment"], name="proposed_once_in_each"),
        ]

    def __str__(self):
        return f"{self.proposal_id} {self.comment_id}"
