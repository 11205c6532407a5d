"""Mail addresses that people without an account leave: first asked whether they are theirs."""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.languages import spoken
from accounts.letters import compose

from .authorship import author_language
from .models import Decision, Submission

SALT = "feedback.address"
STOP_SALT = "feedback.stop"
APPEAL_SALT = "feedback.appeal"
LINK_HOLDS = 7 * 24 * 3600  # seconds


def token_for(submission: Submission) -> str:
    """What the letter to a new address carries: which send, and which address."""
    return signing.dumps([submission.pk, submission.email], salt=SALT)


def submission_of(token: str) -> Submission | None:
    """The send whose address answers; None for a token that is old, wrong or overtaken."""
    try:
        pk, email = signing.loads(token, salt=SALT, max_age=LINK_HOLDS)
    except signing.BadSignature:
        return None
    return Submission.objects.filter(pk=pk, email=email).first()


def ask_address(submission_id: int) -> bool:
    """Write to a new address with a link to confirm it; False where it is confirmed or gone."""
    submission = Submission.objects.filter(pk=submission_id, email_confirmed_at=None).first()
    if submission is None or not submission.email:
        return False
    with spoken(author_language(submission.comments.earliest("pk"))):
        path = reverse("feedback:confirm_mail", args=[token_for(submission)])
        context = {"address": settings.BASE_URL + path}
        template = "feedback/mail/confirm_address.txt"
        compose(_("Is this your address?"), template, context, submission.email).send()
    return True


def stop_link(email: str) -> str:
    """Where the reader of a letter to a guest says that no other may come; it never ends."""
    token = signing.dumps(email.lower(), salt=STOP_SALT)
    return settings.BASE_URL + reverse("feedback:stop_mail", args=[token])


def email_to_stop(token: str) -> str:
    """The address that a link names; empty for one that nobody was sent."""
    try:
        return signing.loads(token, salt=STOP_SALT)
    except signing.BadSignature:
        return ""


def forget_address(email: str) -> None:
    """No letter goes to this address of a guest any more: it is kept nowhere."""
    Submission.objects.filter(email__iexact=email).update(email="", email_confirmed_at=None)


def appeal_link(decision: Decision) -> str:
    """Where the reader of a letter to a guest asks for a second look at this decision."""
    token = signing.dumps(decision.pk, salt=APPEAL_SALT)
    return settings.BASE_URL + reverse("feedback:letter_appeal", args=[token])


def decision_of(token: str) -> int | None:
    """The decision that a link names; None for one that nobody was sent."""
    try:
        return signing.loads(token, salt=APPEAL_SALT)
    except signing.BadSignature:
        return None
