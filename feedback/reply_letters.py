"""Letters to people whose words somebody has replied to."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.languages import spoken
from accounts.letters import REPLIES, address_for, compose, stop_address

from .authorship import author_shown
from .letters import send_once
from .models import OPEN_FOR_REPLIES, Block, Comment


def tell_of_reply(comment_id: int) -> bool:
    """Write to an account what was replied to its words, once; False if no letter goes out.

    Asked when the letter is sent, not when the reply was: nobody hears of what they may not read.
    """
    reply = (
        Comment.objects.filter(
            pk=comment_id,
            visibility__in=OPEN_FOR_REPLIES,
            parent__visibility__in=OPEN_FOR_REPLIES,
            parent__author__isnull=False,
        )
        .exclude(author__in=Block.objects.in_force(timezone.now()).values("person"))
        .select_related("author", "parent__author")
        .first()
    )
    parent: Any = reply and reply.parent
    if reply is None or reply.author_id == parent.author_id:
        return False
    if not Comment.objects.visible_to(parent.author).filter(pk=reply.pk).exists():
        return False
    address = address_for(parent.author, REPLIES)
    return bool(address) and send_once(reply, lambda: reply_letter(reply, address))


def reply_letter(reply: Comment, address: str) -> EmailMessage:
    """The letter itself: who replied, their words as they were written, and where they stand.

    Of a private reply it says only that there is one: who else reads a mailbox is not known.
    """
    parent: Any = reply.parent
    with spoken(parent.author.language):
        context = {
            "reply": reply,
            "id": parent.short_id,
            "name": author_shown(reply),
            "address": settings.BASE_URL + reply.get_absolute_url(),
            "stop": stop_address(),
        }
        subject = _("A reply to your contribution %(id)s") % {"id": parent.short_id}
        return compose(subject, "feedback/mail/reply.txt", context, address)
