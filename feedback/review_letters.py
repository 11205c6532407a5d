"""Letters to people who reported a conversation: it is published, or something is to be done."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.languages import spoken
from accounts.letters import DECISIONS, address_for, compose

from .authorship import reporter_of
from .letters import choose_address, send_once
from .models import ConversationReview
from .unsubscribe import ending


def tell_of_review(review_id: int) -> bool:
    """Write to who reported it what a liaison did, once; False if no letter goes out."""
    review = (
        ConversationReview.objects.filter(pk=review_id)
        .select_related("by", "conversation__reported_by")
        .first()
    )
    reporter = reporter_of(review.conversation) if review else None
    if review is None or reporter is None or reporter == review.by:
        return False
    address = address_for(reporter, DECISIONS)
    return bool(address) and send_once(review, lambda: review_letter(review, reporter, address))


def review_letter(review: ConversationReview, reporter, address: str) -> EmailMessage:
    """The letter itself, in the reporter's language."""
    with spoken(reporter.language):
        path = reverse("feedback:conversation", args=[review.conversation_id])
        context = {
            "review": review,
            "conversation": review.conversation,
            "address": settings.BASE_URL + path,
            "choose": choose_address(),
        }
        is_published = review.kind == ConversationReview.Kind.PUBLISHED
        subject = (
            _("Your report “%(title)s” is published")
            if is_published
            else _("Your report “%(title)s”: something is still to be done")
        )
        # A subject is one line, whatever a title holds.
        title = " ".join(str(review.conversation).split())
        end = ending(reporter, DECISIONS, address)
        template = "feedback/mail/review.txt"
        return compose(subject % {"title": title}, template, context, address, unsubscribe=end)
