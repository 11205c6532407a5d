"""Letters to authors whose appeal was answered."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from accounts.languages import spoken
from accounts.letters import DECISIONS, compose

from .authorship import author_language
from .letters import choose_address, send_once
from .models import Appeal
from .notices import author_address
from .unsubscribe import ending


def tell_of_appeal(appeal_id: int) -> bool:
    """Write to an author what became of their appeal, once; False if no letter goes out."""
    asked = (
        Appeal.objects.exclude(state=Appeal.State.OPEN)
        .filter(pk=appeal_id)
        .select_related("answered_by", "decision__comment__author")
        .select_related("decision__comment__submission", "decision__comment__conversation")
        .first()
    )
    if asked is None:
        return False
    address = author_address(asked.decision.comment)
    return bool(address) and send_once(asked, lambda: answer_letter(asked, address))


def answer_letter(asked: Appeal, address: str) -> EmailMessage:
    """The letter itself, in the author's language."""
    comment = asked.decision.comment
    with spoken(author_language(comment)):
        context = {
            "appeal": asked,
            "id": comment.short_id,
            "address": settings.BASE_URL + comment.get_absolute_url(),
            "choose": choose_address() if asked.by else "",
        }
        subject = _("Your appeal on %(id)s is answered") % {"id": comment.short_id}
        end = ending(asked.by, DECISIONS, address)
        return compose(subject, "feedback/mail/appeal.txt", context, address, unsubscribe=end)
