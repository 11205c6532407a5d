"""Letters about answers: to everyone whose words were answered, each in their language, once."""

from collections.abc import Iterator

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.frequency import Frequency
from accounts.languages import nearest, spoken
from accounts.letters import DECISIONS, address_for, compose
from accounts.models import Assignment, User
from accounts.roles import Role, Scope
from recommendations.templatetags.wording import wording_of

from .answers import changes_of, reason_of
from .authorship import author_language
from .letters import choose_address, send_once
from .models import DELIVERED, Answer, AnswerLetter, Comment, Notice, Outbox, Submission
from .unsubscribe import ending
from .varieties import in_languages

TASK = "feedback.tell_of_answer"
BATCH = 500
MOST_NAMED = 20  # short ids in one letter


def address_letters(answer_id: int) -> int:
    """Note who is to be told, in the inbox and by letter; a second run adds nobody."""
    answer = Answer.objects.published().filter(pk=answer_id).first()
    if answer is None:
        return 0
    made = sum(_address_people(answer, people) for people in _people(answer))
    return made + _address_guests(answer)


def words_answered(answer: Answer):
    """What it is for and can still be read by those who said it."""
    return Comment.objects.filter(
        answered_by__answer=answer, visibility__in=DELIVERED, removed_at=None
    )


def _people(answer: Answer) -> Iterator[list[int]]:
    """Authors, who reported what was said elsewhere, and the liaisons of these languages."""
    concerned = User.objects.filter(pk__in=_concerned(answer), is_active=True).order_by("pk")
    last = 0
    while people := list(concerned.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        yield people
        last = people[-1]


def _concerned(answer: Answer) -> set[int]:
    said = words_answered(answer).order_by()
    found = set(said.exclude(author=None).values_list("author", flat=True).distinct())
    from_elsewhere = said.exclude(conversation=None)
    reporters = from_elsewhere.exclude(conversation__reported_by=None)
    found.update(reporters.values_list("conversation__reported_by", flat=True).distinct())
    languages = set(from_elsewhere.values_list("conversation__language", flat=True).distinct())
    return found | set(_liaisons(languages))


def _liaisons(languages: set[str]):
    """Those for exactly these languages; liaisons of all languages would hear of everything."""
    codes = {nearest(tag) for tag in languages}
    held = Assignment.objects.filter(role=Role.LIAISON, scope=Scope.LANGUAGE, value__in=codes)
    return held.values_list("user", flat=True)


@transaction.atomic
def _address_people(answer: Answer, people: list[int]) -> int:
    """A line in each inbox, and a letter to each; what is told already stays as it is."""
    # Whoever changes the answer waits for this batch: what is told is what stands.
    Answer.objects.select_for_update(of=("self",)).get(pk=answer.pk)
    there = AnswerLetter.objects.filter(answer=answer, said_at=answer.said_at, person__in=people)
    left = sorted(set(people) - set(there.values_list("person", flat=True)))
    _note_in_inboxes(answer, left)
    made = AnswerLetter.objects.bulk_create(
        AnswerLetter(answer=answer, said_at=answer.said_at, person_id=pk) for pk in left
    )
    Outbox.objects.write_each(TASK, [letter.pk for letter in made])
    return len(made)


def _note_in_inboxes(answer: Answer, people: list[int]) -> None:
    """One line for an answer and a person; what was changed is unread again."""
    again = Notice.objects.filter(answer=answer, person__in=people)
    known = set(again.values_list("person", flat=True))
    again.update(made_at=answer.said_at, read_at=None)
    told = {"kind": Notice.Kind.ANSWER, "frequency": Frequency.PORTAL, "made_at": answer.said_at}
    first = _first_words_of(answer, [pk for pk in people if pk not in known])
    Notice.objects.bulk_create(
        Notice(answer=answer, person_id=pk, comment_id=comment, **told)
        for pk, comment in first.items()
    )


def _first_words_of(answer: Answer, people: list[int]) -> dict[int, int]:
    """One contribution for each of them: their own, or one that they reported, else any."""
    said = words_answered(answer).order_by("-pk")
    elsewhere = said.exclude(conversation=None)
    anything = elsewhere.values_list("pk", flat=True).last()
    found = dict.fromkeys(people, anything)
    reported = elsewhere.filter(conversation__reported_by__in=people)
    found.update(reported.values_list("conversation__reported_by", "pk"))
    found.update(said.filter(author__in=people).values_list("author", "pk"))
    return {person: comment for person, comment in found.items() if comment}


@transaction.atomic
def _address_guests(answer: Answer) -> int:
    """One letter for each confirmed address, whichever of its sends comes first."""
    guests = words_answered(answer).filter(author=None)
    sends = Submission.objects.filter(pk__in=guests.values("submission")).exclude(email="")
    sends = sends.exclude(email_confirmed_at=None)
    first: dict[str, int] = {}
    for email, pk in sends.order_by("pk").values_list("email", "pk"):
        first.setdefault(email.lower(), pk)
    there = AnswerLetter.objects.filter(answer=answer, said_at=answer.said_at)
    told = {email.lower() for email in there.values_list("submission__email", flat=True) if email}
    made = AnswerLetter.objects.bulk_create(
        AnswerLetter(answer=answer, said_at=answer.said_at, submission_id=pk)
        for email, pk in first.items()
        if email not in told
    )
    Outbox.objects.write_each(TASK, [letter.pk for letter in made])
    return len(made)


def tell_of_answer(letter_id: int) -> bool:
    """Send one letter, once; False if none goes out.

    Asked when it is sent: words may have been hidden or withdrawn since, wishes changed, and the
    answer changed again: then a newer letter says what stands.
    """
    found = AnswerLetter.objects.select_related("person", "submission").filter(pk=letter_id)
    letter = found.first()
    if letter is None:
        return False
    answer = Answer.objects.published().filter(pk=letter.answer_id).first()
    if answer is None or answer.said_at != letter.said_at:
        return False
    words = list(words_of(letter).order_by("pk"))
    address = _address(letter)
    return bool(address and words) and send_once(
        letter, lambda: answer_letter(answer, letter, words, address)
    )


def words_of(letter: AnswerLetter):
    """The contributions because of which this letter goes to this reader, as it may read them."""
    said = words_answered(letter.answer)
    if letter.submission:
        return said.filter(author=None, submission__email__iexact=letter.submission.email)
    person = letter.person
    readable = said.filter(pk__in=Comment.objects.visible_to(person).values("pk"))
    own = readable.filter(author=person) | readable.filter(conversation__reported_by=person)
    if own.exists():
        return own
    held = Assignment.objects.filter(user=person, role=Role.LIAISON, scope=Scope.LANGUAGE)
    languages = list(held.values_list("value", flat=True))
    theirs = in_languages(languages, "conversation__language")
    return readable.filter(theirs, conversation__isnull=False)


def _address(letter: AnswerLetter) -> str:
    """Where it may go now: wishes and addresses may have changed since it was queued."""
    if letter.person:
        return address_for(letter.person, DECISIONS)
    sent = letter.submission
    return sent.email if sent and sent.email_confirmed_at else ""


def answer_letter(answer: Answer, letter: AnswerLetter, words: list, address: str) -> EmailMessage:
    """The letter itself: the outcome, the reason, and where it stands."""
    first = words[0]
    person = letter.person
    with spoken(person.language if person else author_language(first)):
        reason = reason_of(answer)
        changes = changes_of(answer) if answer.changed_at else []
        ids = [comment.short_id for comment in words]
        context = {
            "answer": answer,
            "group": wording_of(answer.group, "name").text if answer.group else "",
            # Of what only some may read it says that it is there: who reads a mailbox is not known.
            "is_public": Answer.objects.public().filter(pk=answer.pk).exists(),
            "reason": reason.text,
            "is_own": person is None or first.author_id == person.pk,
            "ids": ids[:MOST_NAMED],
            "left": len(ids) - MOST_NAMED,
            "changed": changes[0].reason if changes else "",
            "address": settings.BASE_URL + answer.get_absolute_url(),
            "choose": choose_address() if person else "",
        }
        subject = (
            _("The answer to %(id)s was changed")
            if answer.changed_at
            else _("%(id)s has been answered")
        ) % {"id": ids[0]}
        end = ending(person, DECISIONS, address)
        return compose(subject, "feedback/mail/answer.txt", context, address, unsubscribe=end)
