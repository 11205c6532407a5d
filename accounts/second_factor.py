"""The second factor: a code from an app beside the password. Free to all, staff cannot do without.

Who lacks one that they need, accounts/roles.py says; until then their roles permit nothing.
"""

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp import forms as totp
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.conf import settings
from django.forms import Field
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from .errors import second_factor_first
from .forms import say
from .roles import is_staff, lacks_second_factor

SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
# What staff without a second factor may send: what it takes to get one, and good-bye.
OPEN = {"account_logout", "account_reauthenticate"}
CODE = {"inputmode": "numeric", "dir": "ltr", "spellcheck": "false"}


class SecondFactorMiddleware:
    """Staff without a second factor may read; whatever they send waits until they have one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method in SAFE or is_open(request.resolver_match):
            return None
        return second_factor_first(request) if lacks_second_factor(request.user) else None


def is_open(match):
    return match.url_name in OPEN or match.route.startswith("accounts/2fa/")


class SecondFactorAdapter(DefaultMFAAdapter):
    """allauth's behaviour in plain words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code does not fit. Look whether the app shows a new one by now."),
        "cannot_generate_recovery_codes": _("Set up the second factor first."),
    }

    def get_totp_label(self, user):
        return user.username

    def get_totp_issuer(self):
        return settings.SITE_NAME


class CodeField:
    """Says what to type, and brings up the digits on a phone."""

    fields: dict[str, Field]
    help_text = _("The six digits that the app shows now, or one of your recovery codes.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say(self, "code", _("Code"), self.help_text)
        self.fields["code"].widget.attrs |= CODE


class CodeForm(CodeField, mfa.AuthenticateForm):
    """At the door, after the password."""


class ConfirmByCodeForm(CodeField, mfa.ReauthenticateForm):
    """Inside, before something weighty."""


class SetUpForm(CodeField, totp.ActivateTOTPForm):
    """The first code proves that the app has got the key."""

    help_text = _("Six digits; the app shows new ones every half minute.")


class SetUp(ActivateTOTPView):
    """allauth's; tells staff that there is no way around it."""

    def get_context_data(self, **kwargs):
        needed = lacks_second_factor(self.request.user)
        return super().get_context_data(needed=needed, **kwargs)


class SwitchOff(DeactivateTOTPView):
    """allauth's; tells staff what they can no longer do then."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(needed=is_staff(self.request.user), **kwargs)


# No browser keeps what these pages show.
set_up = never_cache(SetUp.as_view())
switch_off = never_cache(SwitchOff.as_view())
recovery_codes = never_cache(ViewRecoveryCodesView.as_view())
