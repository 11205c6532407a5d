"""Forms about people: allauth's, in plain words, and the profile."""

import unicodedata

from allauth.account import forms as allauth
from allauth.account.models import EmailAddress
from allauth.account.utils import user_email
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from .communities import communities_to_choose
from .languages import reading_language
from .models import LANGUAGE_CHOICES, User
from .names import clean_name, refuse_name

PASSWORD_HELP = _(
    "At least %(length)s signs. A few words in a row are easy to keep in mind. "
    "You can paste it from a password manager."
)

# How keyboards and pages should treat what is typed: as it is, in its own direction.
AS_TYPED = {"autocapitalize": "none", "spellcheck": "false"}
SPELLED = {
    "username": {"dir": "auto", **AS_TYPED},
    "login": {"dir": "auto", "autocomplete": "username", **AS_TYPED},
    "email": {"dir": "ltr"},
}
# The longest mail address; what is longer opens nothing, and databases refuse to compare it.
LOGIN_LENGTH = 254


def password_help():
    """What a password must be like; asked for each time, in the language of the page."""
    return PASSWORD_HELP % {"length": settings.PASSWORD_MIN_LENGTH}


class LanguageSelect(forms.Select):
    """Each language by its own name, said as such by screen readers."""

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"]["lang"] = value
        return option


class PersonFields(forms.Form):
    """What a person says of themselves, at sign-up and in the profile."""

    name = forms.CharField(
        label=_("Name shown"),
        help_text=_("Stands beside what you write. In any script."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "dir": "auto"}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("Mails come in this language. You can read and write in any."),
        choices=LANGUAGE_CHOICES,
        widget=LanguageSelect,
    )
    community = forms.TypedChoiceField(
        label=_("Community"),
        help_text=_("Stands on your public page, once you have written under your name."),
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Here, since a function that is given to the field would be asked twice a page.
        self.fields["community"].choices = communities_to_choose()  # type: ignore[attr-defined]


class SignUpForm(PersonFields, allauth.SignupForm):
    """A new account: a user name, a password, a language; the rest as one likes."""

    field_order = ["username", "password1", "name", "language", "community", "email"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say(self, "username", _("User name"), _("To sign in with. In any script, without spaces."))
        say(self, "password1", _("Password"), password_help())
        say(
            self, "email", _("Mail address"),
            _("Only for getting a new password and, later, notices. Nobody else sees it."),
        )  # fmt: skip
        self.fields["name"].required = False
        self.fields["name"].help_text = _(
            "Stands beside what you write. In any script. If you leave it empty, it is the "
            "user name."
        )
        self.fields["language"].initial = reading_language()

    def clean_name(self):
        return free_name(self.cleaned_data["name"]) if self.cleaned_data["name"] else ""

    def clean(self):
        super().clean()
        if not self.cleaned_data.get("name"):
            self.cleaned_data["name"] = self.cleaned_data.get("username", "")
        return self.cleaned_data

    def save(self, request):
        with transaction.atomic():
            return super().save(request)


class SignInForm(allauth.LoginForm):
    """User name or mail address, and the password."""

    shared = forms.BooleanField(
        label=_("This is a shared device"),
        help_text=_("You are then signed out when the browser is closed."),
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say(self, "login", _("User name or mail address"))
        say(self, "password", _("Password"))
        # allauth asks the other way round; who says nothing stays signed in.
        del self.fields["remember"]

    def clean(self):
        super().clean()
        self.cleaned_data["remember"] = not self.cleaned_data.get("shared")
        return self.cleaned_data

    def clean_login(self):
        """Keyboards write the same name in several notations; one of them is kept."""
        login = unicodedata.normalize("NFKC", self.cleaned_data["login"][:LOGIN_LENGTH])
        try:
            return clean_name(login)
        except ValidationError:
            return login

    def user_credentials(self):
        """One look-up, by either: two would take longer for addresses that have an account."""
        return {
            "username": self.cleaned_data["login"],
            "password": self.cleaned_data["password"],
        }


class ForgottenPasswordForm(allauth.ResetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say(self, "email", _("Mail address of your account"))


class OncePasswordFields:
    """A new password is typed once: people paste it, and browsers can show it."""

    fields: dict[str, forms.Field]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        say(self, "password1", _("New password"), password_help())


class NewPasswordForm(OncePasswordFields, allauth.ResetPasswordKeyForm):
    """After following the link in the mail."""


class FirstPasswordForm(OncePasswordFields, allauth.SetPasswordForm):
    """For an account that was made without a password."""


class ChangePasswordForm(OncePasswordFields, allauth.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say(self, "oldpassword", _("Password until now"))


class ConfirmItIsYouForm(allauth.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say(self, "password", _("Password"))


class MailAddressForm(allauth.AddEmailForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say(self, "email", _("New mail address"))

    def save(self, request):
        """Ask the new address; the one until now stays until it has answered."""
        own = EmailAddress.objects.filter(user=self.user)
        own.filter(verified=False).exclude(email=user_email(self.user)).delete()
        return EmailAddress.objects.add_email(
            request, self.user, self.cleaned_data["email"], confirm=True
        )


class ProfileForm(PersonFields):
    """Name shown, language and community of somebody with an account."""

    def __init__(self, *args, person: User, **kwargs):
        self.person = person
        initial = {field: getattr(person, field) for field in ("name", "language")}
        super().__init__(*args, initial={**initial, "community": person.community_id}, **kwargs)

    def clean_name(self):
        if self.cleaned_data["name"] == self.person.name:
            return self.person.name
        return free_name(self.cleaned_data["name"], for_account=self.person)

    def save(self):
        """Keep what was changed; who listens can see from ``update_fields`` what it is."""
        for field in self.changed_data:
            column = "community_id" if field == "community" else field
            setattr(self.person, column, self.cleaned_data[field])
        if self.changed_data:
            self.person.save(update_fields=self.changed_data)


def free_name(typed, **whose):
    name = clean_name(typed)
    refuse_name(name, **whose)
    return name


def say(form, name, label, help_text=""):
    """Put our words where allauth has its own, and no words inside the box."""
    field = form.fields[name]
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.pop("maxlength", None)
    field.widget.attrs |= SPELLED.get(name, {})
