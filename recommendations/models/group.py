"""The groups that write, what they set out to answer, and their drafts in one iteration."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.roles import Permission, Scope, scopes

from .iteration import Iteration, Window, Windowed
from .translated import TranslatedQuerySet

WHOLE_MOVEMENT_SLUG = "all"
WHOLE_MOVEMENT_CODE = "ALL"


def known_to(user, prefix: str = "") -> models.Q:
    """The condition under which a set of drafts, reached by a prefix, exists for a person."""
    published = models.Q(**{f"{prefix}published_at__isnull": False})
    groups = scopes(user, Permission.EDIT_DRAFTS, Scope.GROUP)
    if groups is None or scopes(user, Permission.TRANSLATE, Scope.LANGUAGE) != []:
        return models.Q()
    return published | models.Q(**{f"{prefix}group__slug__in": groups})


class WorkingGroupQuerySet(TranslatedQuerySet):
    def in_order(self):
        return self.order_by("position", "slug")


class WorkingGroup(models.Model):
    """Volunteers who write the recommendations on one area."""

    slug = models.SlugField(_("short name"), unique=True)
    code = models.CharField(_("code"), max_length=4, unique=True)
    name = models.CharField(_("name"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    scoping_note = models.TextField(_("note on the scoping questions"), blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    objects = WorkingGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("working group")
        verbose_name_plural = _("working groups")

    def __str__(self):
        return self.name or self.slug

    def get_absolute_url(self):
        return reverse("recommendations:group", args=[self.slug])


class ScopingQuestion(models.Model):
    """A question that a group set out to answer."""

    group = models.ForeignKey(WorkingGroup, models.PROTECT, related_name="scoping_questions")
    key = models.CharField(_("key"), max_length=20, unique=True)
    position = models.PositiveSmallIntegerField(_("position"))
    text = models.TextField(_("text"))

    objects = TranslatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("scoping question")
        verbose_name_plural = _("scoping questions")
        ordering = ["position"]

    def __str__(self):
        return self.key


class DraftSetQuerySet(TranslatedQuerySet):
    def published(self):
        return self.exclude(published_at=None)

    def visible_to(self, user):
        """What this person may know exists: drafts only for those who write or translate them."""
        return self.filter(known_to(user))


class DraftSet(Windowed):
    """One group's drafts in one iteration; without a group, the texts of the whole movement."""

    group = models.ForeignKey(
        WorkingGroup, models.PROTECT, null=True, blank=True, related_name="draft_sets",
        verbose_name=_("working group"),
    )  # fmt: skip
    iteration = models.ForeignKey(
        Iteration, models.PROTECT, related_name="draft_sets", verbose_name=_("iteration")
    )
    code = models.CharField(_("code"), max_length=8, unique=True, editable=False)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    introduction = models.TextField(_("introduction"), blank=True)
    note = models.TextField(_("note"), blank=True)
    consensus_note = models.TextField(_("note on consensus"), blank=True)
    is_complete = models.BooleanField(_("complete"), default=False)
    published_total = models.PositiveSmallIntegerField(
        _("recommendations published in all"), null=True, blank=True
    )

    objects = DraftSetQuerySet.as_manager()

    class Meta:
        verbose_name = _("set of drafts")
        verbose_name_plural = _("sets of drafts")
        constraints = [
            *Windowed.Meta.constraints,
            models.UniqueConstraint(
                fields=["group", "iteration"], name="one_set_per_group_and_iteration"
            ),
            # NULL is never equal to NULL, so the whole movement's set needs a rule of its own.
            models.UniqueConstraint(
                fields=["iteration"],
                condition=models.Q(group=None),
                name="one_set_of_the_whole_movement",
            ),
        ]

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        if self.group:
            return reverse("recommendations:group", args=[self.group.slug])
        return reverse("recommendations:iteration", args=[self.iteration.number])

    @property
    def group_slug(self) -> str:
        return self.group.slug if self.group else WHOLE_MOVEMENT_SLUG

    @property
    def windowed(self) -> "DraftSet | Iteration":
        """Whose window holds here: the set's own where it has one, else the iteration's."""
        return self if self.opens_at else self.iteration

    @property
    def window(self) -> Window:
        return Window(self.windowed.opens_at, self.windowed.closes_at)


class Section(models.Model):
    """A heading that groups recommendations of a set, often a scoping question."""

    draft_set = models.ForeignKey(DraftSet, models.PROTECT, related_name="sections")
    key = models.CharField(_("key"), max_length=20)
    position = models.PositiveSmallIntegerField(_("position"))
    text = models.TextField(_("text"))
    scoping_question = models.ForeignKey(
        ScopingQuestion, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("scoping question"),
    )  # fmt: skip

    objects = TranslatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["draft_set", "key"], name="one_section_per_key"),
        ]

    def __str__(self):
        return self.key
