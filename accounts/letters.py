"""Whether a letter may go to a person, where to, and how they stop it."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .languages import spoken
from .models import User

DECISIONS, DATES = WISHES = ("mails_on_decisions", "mails_on_dates")


def confirmed_address(person: User) -> str:
    """The mail address of an account, once it has been confirmed."""
    if not person.is_active or not person.email:
        return ""
    own = EmailAddress.objects.filter(user=person, email__iexact=person.email, verified=True)
    return person.email if own.exists() else ""


def address_for(person: User, wish: str) -> str:
    """Where a letter of this kind may go now; nowhere, if the person does not want it."""
    return confirmed_address(person) if getattr(person, wish) else ""


def compose(
    subject: str, template: str, context: dict, to: str, *, unsubscribe: str = "", **options
) -> EmailMessage:
    """A letter of the portal, in the language that is spoken.

    ``unsubscribe`` is the address that ends letters of this kind: a person opens it, a mail
    program posts to it (RFC 8058).
    """
    headers = {"Auto-Submitted": "auto-generated", "Content-Language": get_language()}
    if unsubscribe:
        headers["List-Unsubscribe"] = f"<{unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    written = {"site": settings.SITE_NAME, "unsubscribe": unsubscribe, **context}
    return EmailMessage(
        subject=subject,
        body=render_to_string(template, written),
        to=[to],
        headers=headers,
        **options,
    )


def farewell(person: User) -> EmailMessage | None:
    """The last letter; made while the address is still known, sent when it no longer is."""
    if not (address := confirmed_address(person)):
        return None
    with spoken(person.language):
        return compose(_("Your account is closed"), "accounts/mail/closed.txt", {}, address)
