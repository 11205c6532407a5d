"""Letters: what people are told about their own words."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.languages import spoken
from accounts.letters import DECISIONS, address_for, stop_address

from .addresses import stop_link
from .authorship import author_language
from .models import Comment, Decision


def tell_author(decision_id: int) -> bool:
    """Write to an author what was decided on their words, once; False if no letter goes out."""
    decision = (
        Decision.objects.filter(pk=decision_id)
        .select_related("by", "comment__author", "comment__submission")
        .first()
    )
    if decision is None:
        return False
    address = author_address(decision.comment)
    if not address or not _take_in_hand(decision_id):
        return False
    try:
        decision_letter(decision, address).send()
    except Exception:
        # Not sent, so not told: the next try may write.
        Decision.objects.filter(pk=decision_id).update(told_at=None)
        raise
    return True


def author_address(comment: Comment) -> str:
    """Where its author wants to hear of decisions: a confirmed address or none."""
    if comment.author:
        return address_for(comment.author, DECISIONS)
    submission = comment.submission
    return submission.email if submission.email_confirmed_at else ""


def decision_letter(decision: Decision, address: str) -> EmailMessage:
    """The letter itself, in the author's language."""
    comment = decision.comment
    with spoken(author_language(comment)) as interface:
        subjects = {
            Decision.Kind.APPROVE: _("Your contribution %(id)s is approved"),
            Decision.Kind.HIDE: _("Your contribution %(id)s was hidden"),
            Decision.Kind.RESTORE: _("Your contribution %(id)s is restored"),
        }
        context = {
            "decision": decision,
            "comment": comment,
            "site": settings.SITE_NAME,
            "address": settings.BASE_URL + comment.get_absolute_url(),
            "log": settings.BASE_URL + reverse("feedback:decisions"),
            "stop": stop_address() if comment.author else stop_link(address),
        }
        return EmailMessage(
            subject=subjects[Decision.Kind(decision.kind)] % {"id": comment.short_id},
            body=render_to_string("feedback/mail/decision.txt", context),
            to=[address],
            headers={"Auto-Submitted": "auto-generated", "Content-Language": interface},
        )


def _take_in_hand(decision_id: int) -> bool:
    """Mark the letter as ours: of two workers with the same task only one gets it."""
    waiting = Decision.objects.filter(pk=decision_id, told_at=None)
    return waiting.update(told_at=timezone.now()) == 1
