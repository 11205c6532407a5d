"""Letters: what people are told about their own words."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from accounts.customs import moment
from accounts.languages import spoken
from accounts.letters import DECISIONS, address_for, compose, stop_address
from recommendations.templatetags.wording import wording_of

from .addresses import appeal_link, stop_link
from .authorship import author_language
from .decided import LETTERS, SUBJECTS
from .letters import send_once
from .models import Comment, Decision


def tell_author(decision_id: int) -> bool:
    """Write to an author what was decided on their words, once; False if no letter goes out."""
    decision = (
        Decision.objects.filter(pk=decision_id)
        .select_related("by", "rule", "other", "block", "comment__author", "comment__submission")
        .first()
    )
    if decision is None:
        return False
    address = author_address(decision.comment)
    return bool(address) and send_once(decision, lambda: decision_letter(decision, address))


def author_address(comment: Comment) -> str:
    """Where its author wants to hear of decisions: a confirmed address or none."""
    if comment.author:
        return address_for(comment.author, DECISIONS)
    submission = comment.submission
    return submission.email if submission.email_confirmed_at else ""


def decision_letter(decision: Decision, address: str) -> EmailMessage:
    """The letter itself, in the author's language."""
    comment = decision.comment
    block = getattr(decision, "block", None)
    with spoken(author_language(comment)):
        told = {
            "id": comment.short_id,
            "name": decision.by,
            "place": decision.place_after,
            "other": decision.other.short_id if decision.other else "",
            "until": moment(block.until) if block else "",
        }
        context = {
            "decision": decision,
            "comment": comment,
            "said": LETTERS[Decision.Kind(decision.kind)] % told,
            "rule": wording_of(decision.rule, "title").text if decision.rule else "",
            "address": settings.BASE_URL + comment.get_absolute_url(),
            "log": settings.BASE_URL + reverse("feedback:decisions"),
            "appeal": _where_to_appeal(decision),
            "stop": stop_address() if comment.author else stop_link(address),
        }
        subject = SUBJECTS[Decision.Kind(decision.kind)] % told
        return compose(subject, "feedback/mail/decision.txt", context, address)


def _where_to_appeal(decision: Decision) -> str:
    """An account's own page; a guest gets a link that works without one."""
    if not decision.is_appealable:
        return ""
    if decision.comment.author is None:
        return appeal_link(decision)
    return settings.BASE_URL + reverse("feedback:appeal", args=[decision.pk])
