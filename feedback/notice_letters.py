"""Letters at once: about a reply to one's own words, or words on what one follows."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from accounts.frequency import Frequency
from accounts.languages import spoken
from accounts.letters import compose, confirmed_address
from accounts.models import User

from .announcing import for_wishes
from .authorship import author_shown
from .letters import choose_address, send_once
from .models import DELIVERED, Comment, Follow, Notice
from .subjects import name_of, place_of
from .unsubscribe import Letters, link_to_end
from .wishes import Wish, may_be_told, wish_for


def tell_of_notice(notice_id: int) -> bool:
    """Write to one person, once; False if no letter goes out.

    Asked when the letter is sent, not when the notice was made: words may have been hidden since,
    roles taken away, wishes changed, people blocked.
    """
    waiting = Notice.objects.to_be_told(Frequency.AT_ONCE).select_related("person")
    notice = waiting.filter(pk=notice_id).first()
    if notice is None:
        return False
    person = notice.person
    with spoken(person.language):
        comment = readable_now(person, notice.comment_id)
        wish = comment and wish_for(person, comment, Follow.objects.filter(person=person))
        address = confirmed_address(person)
        if comment and wish and address and wish.frequency == Frequency.AT_ONCE:
            return send_once(notice, lambda: notice_letter(person, comment, wish, address))
    # A digest takes it up, or it stays in the inbox alone.
    left_for = wish.frequency if wish and address else Frequency.PORTAL
    Notice.objects.filter(pk=notice.pk, told_at=None).update(frequency=left_for)
    return False


def readable_now(person: User, comment_id: int) -> Comment | None:
    """The words, if this person may be told of them at this moment."""
    words = Comment.objects.visible_to(person).filter(visibility__in=DELIVERED)
    comment = for_wishes(words).filter(pk=comment_id).first()
    return comment if comment and may_be_told(person, comment) else None


def notice_letter(person: User, comment: Comment, wish: Wish, address: str) -> EmailMessage:
    """The letter itself: who wrote, the words as they were written, and where they stand.

    Of private words it says only that there are some: who else reads a mailbox is not known.
    """
    is_reply = wish.kind == Notice.Kind.REPLY
    context = {
        "comment": comment,
        "id": comment.parent.short_id if is_reply and comment.parent else comment.short_id,
        "name": author_shown(comment),
        "place": place_of(comment),
        "address": settings.BASE_URL + comment.get_absolute_url(),
        "followed": name_of(wish.follow, person) if wish.follow else "",
        "choose": choose_address(),
    }
    subject = (
        _("A reply to your contribution %(id)s") if is_reply else _("New contribution %(id)s")
    ) % {"id": context["id"]}
    template = f"feedback/mail/{wish.kind}.txt"
    ending = link_to_end(Letters.of(person, wish))
    return compose(subject, template, context, address, unsubscribe=ending)
