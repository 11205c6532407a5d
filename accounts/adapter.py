"""Where allauth asks the portal: names, words, letters and ways on."""

import logging
import time
from smtplib import SMTPException

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy

from .languages import spoken
from .names import clean_user_name, refuse_name
from .roles import lacks_second_factor

logger = logging.getLogger(__name__)
DAY = 24 * 3600
MAILS_ARE_DOWN = gettext_lazy("Mails cannot be sent at the moment. Please try again later.")


class AccountAdapter(DefaultAccountAdapter):
    """allauth's behaviour with the portal's names, words and languages."""

    error_messages = DefaultAccountAdapter.error_messages | {
        # The same for both, so that nobody learns which one was right.
        **dict.fromkeys(
            ("username_password_mismatch", "email_password_mismatch", "invalid_login"),
            gettext_lazy("The name and the password do not belong together. Please check both."),
        ),
        "too_many_login_attempts": gettext_lazy(
            "Too many attempts. Please wait five minutes, then try again."
        ),
        "duplicate_email": gettext_lazy("This is your mail address already."),
        "enter_current_password": gettext_lazy("This is not your password."),
        "incorrect_password": gettext_lazy("This is not your password."),
        "rate_limited": gettext_lazy("Too many attempts. Please wait a little, then try again."),
    }

    # -- people -------------------------------------------------------------------------------

    def clean_username(self, username, shallow=False):
        name = clean_user_name(username)
        if not shallow:
            refuse_name(name)
        return name

    def save_user(self, request, user, form, commit=True):
        """The name shown has to be there from the first moment: two cannot have the same."""
        user.name = form.cleaned_data["name"]
        user.language = form.cleaned_data["language"]
        user.community_id = form.cleaned_data["community"]
        return super().save_user(request, user, form, commit)

    def is_ajax(self, request):
        """Everybody gets pages; allauth would answer some programs in a form of its own."""
        return False

    def is_reauthentication_required(self, *, app, **kwargs):
        """Whoever came in a moment ago need not say again who they are."""
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        proofs = get_authentication_records(self.request, self.request.user)
        latest = max((proof["at"] for proof in proofs), default=0)
        return time.time() - latest > app_settings.REAUTHENTICATION_TIMEOUT

    # -- ways on ------------------------------------------------------------------------------

    def is_safe_url(self, url):
        """Only addresses of the host one is on; allauth would lead to every allowed host."""
        request = context.request
        return url_has_allowed_host_and_scheme(url, {request.get_host()}, request.is_secure())

    def post_login(self, request, user, **kwargs):
        """Staff without a second factor are led to get one before anything else."""
        response = super().post_login(request, user, **kwargs)
        return redirect("mfa_activate_totp") if lacks_second_factor(user) else response

    def get_password_change_redirect_url(self, request):
        return reverse("accounts:profile")

    def get_email_verification_redirect_url(self, email_address):
        signed_in = self.request.user.is_authenticated
        return reverse("accounts:profile" if signed_in else "account_login")

    # -- letters ------------------------------------------------------------------------------

    def send_password_reset_mail(self, user, email, context):
        """In the language of the person, with a link into that language."""
        with spoken(user.language):
            link = self.get_reset_password_from_key_url(f"{context['uid']}-{context['key']}")
            days = settings.PASSWORD_RESET_TIMEOUT // DAY
            context = {**context, "password_reset_url": link, "days": days}
            super().send_password_reset_mail(user, email, context)

    def send_confirmation_mail(self, request, emailconfirmation, signup):
        with spoken(emailconfirmation.email_address.user.language):
            super().send_confirmation_mail(request, emailconfirmation, signup)

    def send_mail(self, template_prefix, email, context):
        """A letter that cannot be sent breaks nothing else: the person hears of it and goes on."""
        try:
            super().send_mail(template_prefix, email, {"SITE_NAME": settings.SITE_NAME, **context})
        except (OSError, SMTPException):
            logger.exception("A mail could not be sent: %s", template_prefix)
            # Lazy: spoken when the page is made. In the letter's language it would tell a
            # stranger that there is an account with this address.
            messages.error(self.request, MAILS_ARE_DOWN)
