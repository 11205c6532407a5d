"""Letters about a moved date: to everyone who took part, each in their language, once."""

from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from accounts.languages import spoken
from accounts.letters import DATES, address_for, compose
from accounts.models import User
from recommendations.models import DateMove, Publication
from recommendations.templatetags.wording import wording_of

from .authorship import author_language
from .letters import choose_address, send_once
from .models import Comment, DateLetter, Outbox, Submission, Visibility
from .unsubscribe import ending

TASK = "feedback.tell_of_date"
BATCH = 500


@transaction.atomic
def address_letters(move_id: int) -> int:
    """Note who is to be told, and queue a letter for each; a second run adds nobody."""
    moves = DateMove.objects.select_for_update().filter(pk=move_id, milestone=None)
    move = moves.first()
    if move is None or DateLetter.objects.filter(move=move).exists():
        return 0
    said = words_concerned(move)
    people = people_to_tell(said)
    # Where new drafts ended it, accounts have a letter about these (new_drafts.py).
    is_told_otherwise = Publication.objects.filter(closing=move).exists()
    letters = [DateLetter(move=move, person_id=pk) for pk in people if not is_told_otherwise]
    letters += [DateLetter(move=move, submission_id=pk) for pk in guests_to_tell(said, people)]
    made = DateLetter.objects.bulk_create(letters, batch_size=BATCH)
    Outbox.objects.write_each(TASK, [letter.pk for letter in made])
    return len(made)


def words_concerned(move: DateMove):
    """What was said while this window was the one that holds, and not withdrawn since."""
    said = Comment.objects.exclude(visibility=Visibility.WITHDRAWN)
    if move.draft_set_id:
        return said.filter(draft_set=move.draft_set_id)
    return said.filter(draft_set__iteration=move.iteration_id, draft_set__opens_at=None)


def people_to_tell(said) -> list[int]:
    """The accounts whose confirmed address may get letters about dates."""
    confirmed = EmailAddress.objects.filter(verified=True, email__iexact=F("user__email"))
    people = User.objects.filter(pk__in=said.exclude(author=None).values("author"))
    people = people.filter(pk__in=confirmed.values("user"), is_active=True, **{DATES: True})
    return list(people.values_list("pk", flat=True))


def guests_to_tell(said, people) -> list[int]:
    """One send for each confirmed address of a guest, unless an account has this address."""
    told = set(User.objects.filter(pk__in=people).values_list(Lower("email"), flat=True))
    sends = (
        Submission.objects.filter(pk__in=said.filter(author=None).values("submission"))
        .exclude(email="")
        .exclude(email_confirmed_at=None)
        .order_by("pk")
        .values_list(Lower("email"), "pk")
    )
    return [pk for email, pk in dict(sends).items() if email not in told]


def tell_of_date(letter_id: int) -> bool:
    """Send one letter, once; False if none goes out."""
    letter = DateLetter.objects.select_related("move", "person", "submission").filter(pk=letter_id)
    found = letter.first()
    if found is None:
        return False
    address = address_of(found)
    return bool(address) and send_once(found, lambda: date_letter(found, address))


def address_of(letter: DateLetter) -> str:
    """Where the letter may go now: wishes and addresses may have changed since it was queued."""
    if letter.person:
        return address_for(letter.person, DATES)
    sent = letter.submission
    return sent.email if sent and sent.email_confirmed_at else ""


def date_letter(letter: DateLetter, address: str) -> EmailMessage:
    """The letter itself: the old date, the new one, the reason, and where to read on."""
    with spoken(_language_of(letter)):
        own = letter.move.draft_set
        iteration: Any = own.iteration if own else letter.move.iteration
        title = wording_of(iteration, "title").text
        group = own.group if own else None
        path = (own or iteration).get_absolute_url()
        context = {
            "letter": letter,
            "move": letter.move,
            "title": title,
            "group": wording_of(group, "name").text if group else "",
            "address": settings.BASE_URL + path,
            "choose": choose_address() if letter.person else "",
        }
        subject = _("A date has moved: %(title)s") % {"title": title}
        end = ending(letter.person, DATES, address)
        return compose(subject, "feedback/mail/date.txt", context, address, unsubscribe=end)


def _language_of(letter: DateLetter) -> str:
    if letter.person:
        return letter.person.language
    return author_language(Comment.objects.filter(submission=letter.submission_id).earliest("pk"))
