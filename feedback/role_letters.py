"""Letters to people who were given a role, or from whom one was taken."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.languages import spoken
from accounts.letters import confirmed_address
from accounts.models import RoleChange

from .offices import Places


def tell_of_role(change_id: int) -> bool:
    """Write to a person what changed about their roles, once; False if no letter goes out."""
    change = RoleChange.objects.filter(pk=change_id).select_related("person").first()
    if change is None:
        return False
    address = confirmed_address(change.person)
    if not address or not _take_in_hand(change_id):
        return False
    try:
        role_letter(change, address).send()
    except Exception:
        # Not sent, so not told: the next try may write.
        RoleChange.objects.filter(pk=change_id).update(told_at=None)
        raise
    return True


def role_letter(change: RoleChange, address: str) -> EmailMessage:
    """The letter itself, in the language of the person."""
    with spoken(change.person.language) as interface:
        is_given = change.kind == RoleChange.Kind.GIVEN
        context = {
            "change": change,
            "role": Places().told(change),
            "is_given": is_given,
            "profile": settings.BASE_URL + reverse("accounts:profile"),
            "site": settings.SITE_NAME,
        }
        return EmailMessage(
            subject=_("You have a new role") if is_given else _("A role of yours has ended"),
            body=render_to_string("feedback/mail/role.txt", context),
            to=[address],
            headers={"Auto-Submitted": "auto-generated", "Content-Language": interface},
        )


def _take_in_hand(change_id: int) -> bool:
    """Mark the letter as ours: of two workers with the same task only one gets it."""
    waiting = RoleChange.objects.filter(pk=change_id, told_at=None)
    return waiting.update(told_at=timezone.now()) == 1
