"""What was said elsewhere: where, when, in which language, by how many, and who reports it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.languages import direction
from accounts.models import Community
from accounts.roles import Permission, Scope, scopes
from recommendations.models import GuidingQuestion
from recommendations.models.translated import texts_of

from ..varieties import in_languages
from .stance import Stance

MAX_TITLE = 200
MAX_CONTEXT = 5000


class Wording(models.TextChoices):
    """How a statement that was made elsewhere stands here."""

    QUOTATION = "quotation", _("Quotation")
    PARAPHRASE = "paraphrase", _("Paraphrase")
    SUMMARY = "summary", _("Summary")


class ConversationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Published ones are for everyone; others for who reports them and for their liaisons."""
        published = Q(state=Conversation.State.PUBLISHED)
        if not user.is_authenticated:
            return self.filter(published)
        handed_in = ~Q(state=Conversation.State.DRAFT)
        return self.filter(published | Q(reported_by=user) | (handed_in & in_reach_of(user)))

    def published(self):
        return self.filter(state=Conversation.State.PUBLISHED)

    def waiting(self):
        """Handed in and not published: a new report, or statements added to a published one."""
        added = Q(state=Conversation.State.PUBLISHED, submitted_at__gt=F("published_at"))
        return self.filter(added | Q(state=Conversation.State.SUBMITTED))

    def waiting_for(self, user):
        """What waits for this liaison; nobody's own report is among it."""
        return self.waiting().filter(in_reach_of(user)).exclude(reported_by=user)


def in_reach_of(user) -> Q:
    """The condition on conversations in a person's languages, or of their affiliates."""
    languages = scopes(user, Permission.MODERATE, Scope.LANGUAGE)
    if languages is None:
        return Q()
    communities = scopes(user, Permission.MODERATE, Scope.COMMUNITY) or []
    return in_languages(languages) | Q(community__slug__in=communities)


class Conversation(models.Model):
    """One meeting, thread or survey somewhere else, and what makes its report worth trusting."""

    class Kind(models.TextChoices):
        MEETING = "meeting", _("Meeting")
        SUMMIT = "summit", _("Regional summit")
        SALON = "salon", _("Strategy salon")
        VILLAGE_PUMP = "village-pump", _("Village pump")
        MAILING_LIST = "mailing-list", _("Mailing list")
        CHAT = "chat", _("Chat")
        CALL = "call", _("Call")
        SURVEY = "survey", _("Survey")
        LETTER = "letter", _("Letter")
        ADVICE = "advice", _("External advice")
        RESEARCH = "research", _("Research")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Waiting for a liaison")
        PUBLISHED = "published", _("Published")

    class Certainty(models.TextChoices):
        EXACT = "exact", _("Exactly")
        ESTIMATE = "estimate", _("About")
        UNKNOWN = "unknown", _("Not known")

    class Notes(models.TextChoices):
        MINUTES = "minutes", _("Notes taken while people spoke")
        MEMORY = "memory", _("Written down afterwards, from memory")
        RECORDING = "recording", _("From a recording")
        WRITTEN = "written", _("People wrote it themselves")

    class Consent(models.TextChoices):
        ASKED = "asked", _("Everyone was asked and agreed")
        TOLD = "told", _("Everyone was told that it would be reported")
        PUBLIC_PLACE = "public-place", _("It was said in a public place")
        NOT_ASKED = "not-asked", _("Nobody was asked: no name and no quotation")

    # Made with the form, so that a second click or a retry is the same conversation.
    key = models.UUIDField(unique=True)
    kind = models.CharField(_("what it was"), max_length=14, choices=Kind, blank=True)
    title = models.CharField(_("title"), max_length=MAX_TITLE, blank=True)
    place = models.CharField(_("where"), max_length=200, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    began_on = models.DateField(_("first day"), null=True, blank=True)
    ended_on = models.DateField(_("last day"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=35, blank=True)
    community = models.ForeignKey(
        Community, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("affiliate or community"),
    )  # fmt: skip
    people_count = models.PositiveIntegerField(_("number of people"), null=True, blank=True)
    people_certainty = models.CharField(
        _("how sure the number is"), max_length=10, choices=Certainty, default=Certainty.UNKNOWN
    )
    notes_made = models.CharField(
        _("how notes were made"), max_length=10, choices=Notes, blank=True
    )
    consent = models.CharField(_("consent"), max_length=12, choices=Consent, blank=True)
    # The second column of the monthly report: what the talk was about, and how it came to be.
    context = models.TextField(_("context"), max_length=MAX_CONTEXT, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="conversations"
    )
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    # Grows with each save, so that two windows cannot overwrite each other.
    version = models.PositiveIntegerField(default=1)
    # The open page that saved last: whose answer was lost on the way has no conflict with itself.
    saved_from = models.UUIDField(null=True, editable=False)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(began_on__isnull=False, ended_on__gte=F("began_on")),
                name="a_conversation_ends_after_it_began",
            ),
        ]
        indexes = [models.Index(fields=["state", "-published_at"])]

    def __str__(self):
        return self.title or str(self.pk)

    def get_absolute_url(self):
        return reverse("feedback:conversation", args=[self.pk])

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED

    @property
    def is_waiting(self) -> bool:
        """Does a liaison have to look at it? A new report, or statements added to an old one."""
        if self.submitted_at and self.published_at:
            return self.submitted_at > self.published_at
        return self.state == self.State.SUBMITTED

    @property
    def last_day(self):
        return self.ended_on or self.began_on


class StatementDraftQuerySet(models.QuerySet):
    def for_page(self):
        """With the questions in the reading language."""
        return self.prefetch_related(*texts_of(StatementDraft, "question"))

    def unpublished(self):
        return self.filter(comment=None)


class StatementDraft(models.Model):
    """A statement of a conversation as it is being written; published, it is a comment."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="drafts")
    position = models.PositiveIntegerField()
    # The short id of a recommendation, or of a group's drafts as a whole: DV1-9, DV1.
    target = models.CharField(_("on"), max_length=24, blank=True)
    part = models.CharField(_("part"), max_length=20, blank=True)
    question = models.ForeignKey(
        GuidingQuestion, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("guiding question"),
    )  # fmt: skip
    body = models.TextField(_("original words"), blank=True)
    language = models.CharField(_("language"), max_length=35, blank=True)
    english = models.TextField(_("in English"), blank=True)
    wording = models.CharField(_("kind of words"), max_length=10, choices=Wording, blank=True)
    voiced_by = models.PositiveIntegerField(_("voiced by how many"), null=True, blank=True)
    stance = models.CharField(_("stance"), max_length=8, choices=Stance, blank=True)
    # Only where it was another day than the last one of the conversation.
    said_on = models.DateField(_("said on"), null=True, blank=True)
    # The comment that was made of it.
    comment = models.OneToOneField(
        to="comment", on_delete=models.PROTECT, null=True, related_name="drafted_as"
    )

    objects = StatementDraftQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return f"{self.conversation_id}: {self.position}"

    @property
    def direction(self) -> str:
        return direction(self.language or self.conversation.language)
