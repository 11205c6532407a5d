"""What liaisons decide, with their reasons; never edited."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.languages import SOURCE
from recommendations.models.translated import texts_of

from .comment import Comment
from .rule import Rule
from .visibility import Visibility

MAX_REASON = 500


class DecisionQuerySet(models.QuerySet):
    """Nothing here edits a decision or takes it away; another decision puts a mistake right."""

    def update(self, **changes):
        """That its letter went out is no part of a decision: that alone is noted later."""
        if set(changes) != {"told_at"}:
            raise TypeError("A decision is never edited.")
        return super().update(**changes)

    def delete(self):
        raise TypeError("A decision is never taken away.")

    def for_log(self):
        """The public log: newest first, with what each line names and without anybody's words."""
        return (
            self.select_related("comment", "by", "other")
            .only(
                "kind", "rule", "reason", "reason_language", "decided_at", "by__name",
                "comment__slug", "comment__language", "comment__visibility",
                "comment__chosen_visibility", "place_before", "place_after", "other__slug",
            )
            .prefetch_related(*texts_of(Decision, "rule"), "appeal")
            .order_by("-decided_at", "-pk")
        )  # fmt: skip

    def for_comment(self):
        """What was decided on one comment, in the order in which it was."""
        named = self.select_related("by", "other", "redaction").defer(
            "redaction__body", "redaction__passage", "redaction__history"
        )
        named = named.prefetch_related(*texts_of(Decision, "rule"), "appeal__answered_by")
        return named.order_by("decided_at", "pk")


class Decision(models.Model):
    """A liaison's act on a comment, with a public reason."""

    class Kind(models.TextChoices):
        APPROVE = "approve", _("Approved")
        HIDE = "hide", _("Hidden")
        RESTORE = "restore", _("Restored")
        REDACT = "redact", _("A passage taken out")
        MOVE = "move", _("Filed again elsewhere")
        DUPLICATE = "duplicate", _("Marked as said twice")
        BUNDLE = "bundle", _("Put under another contribution")
        UNBUNDLE = "unbundle", _("Taken out from under another contribution")
        WARN = "warn", _("Warned")
        BLOCK = "block", _("Blocked from writing")
        UNBLOCK = "unblock", _("Block lifted")
        DISMISS = "dismiss", _("Reports dismissed")

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="decisions")
    kind = models.CharField(_("decision"), max_length=10, choices=Kind)
    # None on decisions from before there was a list of rules.
    rule = models.ForeignKey(
        Rule, models.PROTECT, null=True, related_name="decisions", verbose_name=_("rule")
    )
    reason = models.CharField(_("reason"), max_length=MAX_REASON)
    # The language of the page on which the reason was typed.
    reason_language = models.CharField(max_length=10, default=SOURCE)
    # Of words filed again: the place before and after, as addresses of their texts say it.
    place_before = models.CharField(max_length=50, blank=True)
    place_after = models.CharField(max_length=50, blank=True)
    # The contribution that says the same.
    other = models.ForeignKey(Comment, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="decisions")
    decided_at = models.DateTimeField(_("decided at"))
    # When the letter to the author was taken in hand: no part of the decision itself.
    told_at = models.DateTimeField(null=True, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        indexes = [models.Index(fields=["-decided_at", "-id"], name="decisions_newest_first")]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_decision_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.kind} {self.comment_id}"

    @property
    def is_appealable(self) -> bool:
        """May the author ask for a second look?"""
        return self.kind in APPEALABLE

    @property
    def is_about_private_words(self) -> bool:
        """Of words for liaisons and the group only, the public learns only that they exist."""
        return self.comment.is_private


# Decisions that somebody may feel wronged by.
APPEALABLE = (
    Decision.Kind.HIDE,
    Decision.Kind.REDACT,
    Decision.Kind.MOVE,
    Decision.Kind.DUPLICATE,
    Decision.Kind.BUNDLE,
    Decision.Kind.WARN,
    Decision.Kind.BLOCK,
)
OPEN = {Visibility.PUBLIC, Visibility.UNNAMED}
# Words that are there, whoever may read them.
KEPT = {*OPEN, Visibility.GROUP, Visibility.WAITING, Visibility.HIDDEN}
# What each decision can be made on; what it makes of a comment is for the deed to say.
POSSIBLE_ON = {
    Decision.Kind.APPROVE: {Visibility.WAITING},
    Decision.Kind.HIDE: KEPT - {Visibility.HIDDEN},
    Decision.Kind.RESTORE: KEPT - {Visibility.WAITING},
    Decision.Kind.DISMISS: KEPT,
    Decision.Kind.REDACT: KEPT,
    Decision.Kind.MOVE: KEPT,
    Decision.Kind.DUPLICATE: OPEN,
    Decision.Kind.BUNDLE: OPEN,
    Decision.Kind.UNBUNDLE: {*KEPT, Visibility.WITHDRAWN},
    Decision.Kind.WARN: KEPT,
    Decision.Kind.BLOCK: {*KEPT, Visibility.WITHDRAWN},
    Decision.Kind.UNBLOCK: {*KEPT, Visibility.WITHDRAWN},
}


def is_possible(kind: Decision.Kind, comment: Comment) -> bool:
    """Can this be decided on a comment as it stands?"""
    if comment.visibility not in POSSIBLE_ON[kind]:
        return False
    match kind:
        case Decision.Kind.RESTORE:
            return comment.visibility == Visibility.HIDDEN or _is_redacted(comment)
        case Decision.Kind.DISMISS:
            return _is_escalated(comment) or any(flag.is_open for flag in comment.flags.all())
        case Decision.Kind.DUPLICATE | Decision.Kind.BUNDLE:
            return comment.same_as_id is None
        case Decision.Kind.UNBUNDLE:
            return comment.same_as_id is not None
        case Decision.Kind.BLOCK:
            author = comment.author
            return author is not None and author.is_active and not _is_blocked(author)
        case Decision.Kind.UNBLOCK:
            return comment.author is not None and _is_blocked(comment.author)
    return True


def possible_kinds(comment: Comment) -> list[Decision.Kind]:
    """What can be decided on a comment as it stands."""
    return [kind for kind in POSSIBLE_ON if is_possible(kind, comment)]


def _is_redacted(comment: Comment) -> bool:
    """Only decisions of one kind are asked, so that most comments cost no question more."""
    taken_out = (each for each in comment.decisions.all() if each.kind == Decision.Kind.REDACT)
    return any(each.redaction.restored_at is None for each in taken_out)


def _is_escalated(comment: Comment) -> bool:
    return any(each.settled_at is None for each in comment.escalations.all())


def _is_blocked(person) -> bool:
    return any(block.is_in_force for block in person.blocks.all())
