"""Letters to people who were given a role, or from whom one was taken."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.languages import spoken
from accounts.letters import compose, confirmed_address
from accounts.models import RoleChange

from .letters import send_once
from .offices import Places


def tell_of_role(change_id: int) -> bool:
    """Write to a person what changed about their roles, once; False if no letter goes out."""
    change = RoleChange.objects.filter(pk=change_id).select_related("person").first()
    if change is None:
        return False
    address = confirmed_address(change.person)
    return bool(address) and send_once(change, lambda: role_letter(change, address))


def role_letter(change: RoleChange, address: str) -> EmailMessage:
    """The letter itself, in the language of the person."""
    with spoken(change.person.language):
        is_given = change.kind == RoleChange.Kind.GIVEN
        context = {
            "change": change,
            "role": Places().told(change),
            "is_given": is_given,
            "profile": settings.BASE_URL + reverse("accounts:profile"),
        }
        subject = _("You have a new role") if is_given else _("A role of yours has ended")
        return compose(subject, "feedback/mail/role.txt", context, address)
