"""Letters: what people are told about their own words."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from accounts.customs import moment
from accounts.frequency import Frequency
from accounts.languages import spoken
from accounts.letters import DECISIONS, address_for, compose
from recommendations.templatetags.wording import wording_of

from .addresses import appeal_link
from .authorship import answerable_for, author_language
from .decided import LETTERS, SUBJECTS
from .letters import choose_address, send_once
from .models import Comment, Decision, Notice
from .unsubscribe import ending


def tell_author(decision_id: int) -> bool:
    """Write to an author what was decided on their words, once; False if no letter goes out."""
    decision = (
        Decision.objects.filter(pk=decision_id)
        .select_related("by", "rule", "other", "block", "comment__submission")
        .select_related("comment__author", "comment__conversation__reported_by")
        .first()
    )
    if decision is None:
        return False
    note_in_inbox(decision)
    address = author_address(decision.comment)
    return bool(address) and send_once(decision, lambda: decision_letter(decision, address))


def note_in_inbox(decision: Decision) -> None:
    """An author with an account finds the decision in the portal, whichever letters they want."""
    if person := answerable_for(decision.comment):
        Notice.objects.get_or_create(
            person=person,
            decision=decision,
            defaults={
                "kind": Notice.Kind.DECISION,
                "comment": decision.comment,
                "frequency": Frequency.PORTAL,
                "made_at": decision.decided_at,
            },
        )


def author_address(comment: Comment) -> str:
    """Where its author, or who reported it, wants to hear of decisions: confirmed, or none."""
    if person := answerable_for(comment):
        return address_for(person, DECISIONS)
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
            "choose": choose_address() if answerable_for(comment) else "",
        }
        subject = SUBJECTS[Decision.Kind(decision.kind)] % told
        end = ending(answerable_for(comment), DECISIONS, address)
        return compose(subject, "feedback/mail/decision.txt", context, address, unsubscribe=end)


def _where_to_appeal(decision: Decision) -> str:
    """An account's own page; a guest gets a link that works without one."""
    if not decision.is_appealable:
        return ""
    if answerable_for(decision.comment) is None:
        return appeal_link(decision)
    return settings.BASE_URL + reverse("feedback:appeal", args=[decision.pk])
