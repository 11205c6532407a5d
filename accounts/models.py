"""People, the communities they belong to, and the roles they hold."""

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from .frequency import Frequency
from .languages import ALL, SOURCE, direction
from .roles import Role, Scope

MAX_REASON = 500  # signs of a reason: it stands in a list beside others
LANGUAGE_CHOICES = [(language.code, language.autonym) for language in ALL]


class Community(models.Model):
    """An affiliate or a language community: people are in it, roles can be limited to it."""

    class Kind(models.TextChoices):
        AFFILIATE = "affiliate", _("Affiliate")
        LANGUAGE = "language", _("Language community")

    slug = models.SlugField(_("short name"), unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    name = models.CharField(_("name"), max_length=200)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    region = models.CharField(_("region"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("community")
        verbose_name_plural = _("communities")

    def __str__(self):
        return self.name or self.slug


class PortalUserManager(UserManager):
    def create_user(self, username, email=None, password=None, **fields):
        fields.setdefault("name", username)
        return super().create_user(username, email, password, **fields)

    def create_superuser(self, username, email=None, password=None, **fields):
        fields.setdefault("name", username)
        return super().create_superuser(username, email, password, **fields)


def name_shown(name: str) -> str:
    """What stands where a person is named: of a closed account no name is left."""
    return name or gettext("Removed account")


class User(AbstractUser):
    """A person with an account: the name shown, a language, perhaps a community."""

    # In any script: Django's own rule refuses the vowel signs of Hindi and Bangla.
    username = models.CharField(
        _("user name"), max_length=150, unique=True,
        validators=[RegexValidator(r"^\S+$", _("A user name has no spaces."))],
    )  # fmt: skip
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("name shown"), max_length=60)
    language = models.CharField(
        _("language"), max_length=10, choices=LANGUAGE_CHOICES, default=SOURCE
    )
    community = models.ForeignKey(
        Community, models.SET_NULL, null=True, blank=True, related_name="members",
        verbose_name=_("community"),
    )  # fmt: skip
    # Which letters a person wants. None goes to an address before that is confirmed.
    replies_frequency = models.CharField(
        _("mail about replies"), max_length=8, choices=Frequency, default=Frequency.AT_ONCE
    )
    mails_on_decisions = models.BooleanField(_("mail about decisions"), default=True)
    mails_on_dates = models.BooleanField(_("mail about dates"), default=True)
    # Made by the demo: such an account has a known password, so no real portal may keep it.
    is_demo = models.BooleanField(default=False, editable=False)
    # A closed account is an empty row: everything said and done still hangs on it, nobody's name.
    closed_at = models.DateTimeField(null=True, editable=False)

    objects = PortalUserManager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                Lower("name"), name="one_person_per_name", condition=models.Q(closed_at=None)
            ),
            models.UniqueConstraint(Lower("username"), name="one_person_per_username"),
        ]

    def __str__(self):
        return name_shown(self.name)

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return str(self)


class Assignment(models.Model):
    """A role that a person holds, everywhere or within one language, community or group."""

    user = models.ForeignKey(User, models.CASCADE, related_name="assignments")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    scope = models.CharField(
        _("limited to"), max_length=12, choices=Scope, default=Scope.EVERYWHERE, blank=True
    )
    # A language code, or the short name of a community or working group.
    value = models.CharField(_("which one"), max_length=50, blank=True)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "scope", "value"], name="a_role_is_held_once"
            ),
            models.CheckConstraint(
                condition=models.Q(scope="", value="")
                | (~models.Q(scope="") & ~models.Q(value="")),
                name="a_scope_names_its_value",
            ),
        ]

    def __str__(self):
        where = f" ({self.value})" if self.value else ""
        return f"{self.get_role_display()}{where}"


class RoleChange(models.Model):
    """One line of the log of roles: who gave which role to whom or took it, and why. Never edited.

    Without ``by`` it was done at the machine itself.
    """

    class Kind(models.TextChoices):
        GIVEN = "given", pgettext_lazy("role", "Given")
        TAKEN = "taken", pgettext_lazy("role", "Taken away")

    kind = models.CharField(_("what was done"), max_length=8, choices=Kind)
    person = models.ForeignKey(
        User, models.PROTECT, related_name="role_changes", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    scope = models.CharField(_("limited to"), max_length=12, choices=Scope, blank=True)
    value = models.CharField(_("which one"), max_length=50, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=MAX_REASON)
    changed_at = models.DateTimeField(_("changed at"))
    # When the letter to the person was taken in hand: no part of the change itself.
    told_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("change of roles")
        verbose_name_plural = _("changes of roles")
        indexes = [models.Index(fields=["-changed_at", "-id"], name="role_changes_newest_first")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_role_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.kind} {self.role} {self.person_id}"


class LiaisonProfile(models.Model):
    """How a liaison stands in the public list. Without consent, or without the role, not at all."""

    MAX_INTRODUCTION = 500

    person = models.OneToOneField(User, models.CASCADE, related_name="liaison_profile")
    is_listed = models.BooleanField(_("listed"), default=False)
    introduction = models.TextField(_("introduction"), max_length=MAX_INTRODUCTION, blank=True)
    introduction_language = models.CharField(
        _("language of the introduction"), max_length=10, choices=LANGUAGE_CHOICES, default=SOURCE
    )
    # The last day away.
    away_until = models.DateField(_("away until"), null=True, blank=True)

    class Meta:
        verbose_name = _("entry in the list of liaisons")
        verbose_name_plural = _("entries in the list of liaisons")

    def __str__(self):
        return str(self.person_id)

    @property
    def is_away(self) -> bool:
        """By the date of UTC, which the cached list turns at too."""
        return self.away_until is not None and self.away_until >= timezone.now().date()

    @property
    def direction(self) -> str:
        return direction(self.introduction_language)
