"""What people say: comments on the portal, and statements that were made elsewhere."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.languages import direction
from accounts.roles import Permission, Scope, scopes
from recommendations.models import DraftSet, Recommendation
from recommendations.models.group import known_to

from .conversation import Conversation, Wording
from .coverage import in_circle_of, left_open_to, of_communities, own_communities
from .placed import Placed
from .stance import Stance
from .submission import Submission
from .visibility import READABLE, Origin, Visibility, stamp_keys, stamp_keys_of_counts

MAX_DEPTH = 4  # deeper threads were unreadable on a phone
MAX_LENGTH = 20_000  # signs; the worst text of this length renders in 300 ms
THREADS_PER_PAGE = 25
WAITS = Q(waits_since__isnull=False)


class CommentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What this person may read: the one function that every door asks.

        Readers see what is public, liaisons what is in their scope or left to all, members what
        reached their groups, organisers everything, everyone their own and private replies to it.
        Words on drafts that are not published are for those who know of these drafts.
        """
        known = self.filter(known_to(user, "draft_set__"))
        visible = Q(visibility__in=READABLE)
        if not user.is_authenticated:
            return known.filter(visible)
        visible |= Q(author=user) | Q(conversation__reported_by=user)
        languages = scopes(user, Permission.READ_NOT_PUBLIC, Scope.LANGUAGE)
        if languages is None:
            return known
        private = Q(visibility=Visibility.GROUP)
        groups = scopes(user, Permission.READ_NOT_PUBLIC, Scope.GROUP) or []
        visible |= private & (Q(draft_set__group__slug__in=groups) | Q(private_with__author=user))
        unfinished = Q(visibility__in=[Visibility.WAITING, Visibility.HIDDEN])
        if moderated := scopes(user, Permission.MODERATE, Scope.LANGUAGE):
            visible |= (private | unfinished) & in_circle_of(moderated)
        if communities := own_communities(user):
            # What its author keeps from the public is read by those who speak its language.
            unfinished &= ~Q(chosen_visibility=Visibility.GROUP)
            visible |= unfinished & of_communities(communities)
        return known.filter(visible | left_open_to(user))

    def private_replies_to(self, submission):
        """The private conversations that one send began or went on with, without its own words."""
        own = Comment.objects.filter(submission=submission)
        begun = Q(private_with__in=own.values("pk"))
        joined = Q(private_with__in=own.exclude(private_with=None).values("private_with"))
        conversations = self.filter(begun | joined, visibility=Visibility.GROUP)
        return conversations.exclude(submission=submission)

    def readable(self):
        """What anyone may read."""
        return self.with_open_words().filter(draft_set__published_at__isnull=False)

    def with_open_words(self):
        """Words that are not hidden, withdrawn, waiting or private, wherever they stand."""
        return self.filter(visibility__in=READABLE)

    def waiting(self):
        """What is before the liaisons: held back, flagged or escalated."""
        return self.filter(WAITS)

    def about(self, target):
        """On a recommendation; or on the drafts as a whole, of a set or of all sets of a group."""
        if isinstance(target, Recommendation):
            return self.filter(recommendation=target)
        whole = self.filter(recommendation=None)
        if isinstance(target, DraftSet):
            return whole.filter(draft_set=target)
        return whole.filter(draft_set__group=target)

    def threads(self):
        return self.filter(parent=None)


class Comment(Placed):
    """One person's words on a recommendation, or on a group's drafts as a whole."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="comments")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="replies")
    thread = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    # The numbers from the thread's first comment down to this one: sorting by it is thread order.
    path = models.CharField(max_length=60)
    depth = models.PositiveSmallIntegerField(default=0)

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="comments"
    )
    name = models.CharField(_("name"), max_length=60, blank=True)
    body = models.TextField(_("words"))
    html = models.TextField(editable=False)
    language = models.CharField(_("language"), max_length=35)
    # What its author saw: the language really read (a fallback, perhaps) and the history row.
    read_language = models.CharField(max_length=10)
    read_revision = models.PositiveBigIntegerField()

    # How its author stands to the text; empty where they did not say.
    stance = models.CharField(_("stance"), max_length=8, choices=Stance, blank=True)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.ON_SITE)
    visibility = models.CharField(max_length=10, choices=Visibility)
    # What its author chose; what a restored or approved comment becomes.
    chosen_visibility = models.CharField(
        max_length=10, choices=Visibility, default=Visibility.PUBLIC
    )
    said_at = models.DateTimeField()
    stored_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    # Grows with each edit, so that two edits of the same wording cannot overwrite each other.
    version = models.PositiveIntegerField(default=1)
    # The contribution that says nearly the same, under which this one is counted.
    same_as = models.ForeignKey("self", models.PROTECT, null=True, related_name="said_alike")
    # Of a statement from elsewhere: where it comes from, in whose words, and how many said it.
    conversation = models.ForeignKey(
        Conversation, models.PROTECT, null=True, related_name="statements"
    )
    wording = models.CharField(max_length=10, choices=Wording, blank=True)
    voiced_by = models.PositiveIntegerField(null=True)
    # Of a private reply: the words that began the conversation, whose readers are its readers.
    private_with = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    # When its author took it from the public: its address was known and stays a place.
    made_private_at = models.DateTimeField(null=True, editable=False)
    # When private words were removed, because they had been kept for as long as was promised.
    removed_at = models.DateTimeField(null=True, editable=False)
    agreement_count = models.PositiveIntegerField(default=0)
    # Kept by ``waiting.note_waiting`` in each deed, so that a long queue is read from an index.
    waits_since = models.DateTimeField(null=True, editable=False)
    open_flags = models.PositiveIntegerField(default=0, editable=False)

    # What a page shows of it to one viewer: set for a whole page at once by ``threads``.
    shows_words: bool
    is_removed: bool
    may_reply: bool
    may_change: bool
    may_decide: bool
    may_agree: bool
    may_report: bool
    is_agreed: bool
    may_follow: bool
    is_followed: bool
    is_linked: bool
    # What coders made of it: set by ``codings``.
    coded: list
    read_as: list
    may_render: bool
    with_english: bool
    may_ask_machine: bool
    confirmed_renderings: list
    # What became of it (outcomes.Became): set by ``outcomes.with_what_became``.
    became: Any

    objects = CommentQuerySet.as_manager()
    history = HistoricalRecords(
        excluded_fields=[
            "slug", "number", "submission", "draft_set", "recommendation", "part", "question",
            "question_asked", "parent", "thread", "path", "depth", "author", "name", "html",
            "read_language", "read_revision", "origin", "chosen_visibility",
            "said_at", "stored_at", "edited_at", "agreement_count", "first_draft_set",
            "first_recommendation", "first_part", "same_as", "conversation", "wording",
            "voiced_by", "removed_at", "waits_since", "open_flags",
            "private_with", "made_private_at",
        ],
    )  # fmt: skip

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            models.CheckConstraint(
                condition=Q(part=None) | Q(recommendation__isnull=False),
                name="a_part_belongs_to_a_recommendation",
            ),
            models.CheckConstraint(
                condition=Q(depth__lte=MAX_DEPTH), name="threads_are_not_deeper_than_four"
            ),
            models.CheckConstraint(
                condition=Q(conversation=None) | Q(author=None),
                name="a_statement_from_elsewhere_has_no_author_here",
            ),
        ]
        indexes = [
            models.Index(fields=["recommendation", "visibility", "-said_at"]),
            models.Index(fields=["draft_set", "visibility", "-said_at"]),
            models.Index(fields=["stored_at"]),
            models.Index(fields=["agreement_count", "id"], name="by_agreement"),
            models.Index(Length("body"), "id", name="by_length"),
            models.Index(fields=["visibility", "-stored_at"]),
            models.Index(fields=["thread", "path"]),
            models.Index(fields=["language", "-id"], name="newest_in_a_language"),
            models.Index(fields=["waits_since", "id"], name="waiting_first_come", condition=WAITS),
            models.Index(fields=["-open_flags", "waits_since", "id"],
                         name="waiting_most_flags", condition=WAITS),
            models.Index(fields=["language", "waits_since", "id"],
                         name="waiting_in_a_language", condition=WAITS),
            models.Index(
                fields=["draft_set"],
                name="private_words_not_removed",
                condition=Q(chosen_visibility="group", removed_at=None),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.short_id

    def get_absolute_url(self):
        return reverse("feedback:comment", args=[self.slug])

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def newest_decision(self) -> int:
        """The number of the newest decision, 0 without one: what a liaison has seen of them."""
        return max((decision.pk for decision in self.decisions.all()), default=0)

    @property
    def stamp_keys(self) -> tuple[str, ...]:
        """What pages depend on this comment: touch them last in each deed."""
        is_moved = self.first_draft_set_id is not None
        code = self.target.code if is_moved else self.slug.rpartition("-")[0]
        keys = stamp_keys(code, self.draft_set.code)
        return (*keys, *stamp_keys_of_counts(self.draft_set)) if self.is_private else keys

    @property
    def is_readable(self) -> bool:
        return self.visibility in READABLE

    @property
    def is_private(self) -> bool:
        """For liaisons and the working group only, now or as soon as it is let through."""
        return Visibility.GROUP in {self.visibility, self.chosen_visibility}

    @property
    def is_unnamed(self) -> bool:
        """Its author's name is shown to nobody, whatever state the words are in."""
        return Visibility.UNNAMED in {self.visibility, self.chosen_visibility}

    @property
    def circle_language(self) -> str:
        """The language whose liaisons may read it while not everybody may."""
        return self.private_with.language if self.private_with else self.language

    @property
    def has_author_page(self) -> bool:
        """Words with a name give their author a page; other words must not lead to one."""
        is_named = self.visibility == Visibility.PUBLIC and self.draft_set.published_at
        return bool(is_named and self.author and self.author.is_active)

    @property
    def is_late(self) -> bool:
        """Said after the window closed, as the window stands today."""
        return self.draft_set.window.is_late(self.said_at)
