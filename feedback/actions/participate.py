"""What people do with their own words: send, edit, withdraw, agree."""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from recommendations.models import DraftSet, GuidingQuestion, Part, Recommendation, Stamp
from recommendations.prose import render_markdown

from ..announcing import ANNOUNCE
from ..limits import is_within_limits
from ..models import (
    DELIVERED,
    MAX_DEPTH,
    OPEN_FOR_REPLIES,
    Agreement,
    Comment,
    CommentNumber,
    Outbox,
    Submission,
    Visibility,
)
from ..search.index import forget
from ..waiting import note_waiting
from .block import refuse_blocked


class EditConflictError(Exception):
    """The words were changed by someone else, or in another window, since the form was opened."""


class NotOpenForRepliesError(Exception):
    """The comment cannot be replied to: its words are gone, or the thread is too deep."""


@dataclass(frozen=True)
class Place:
    """Where words belong: the target, and what of it their author saw."""

    target: Recommendation | DraftSet
    read_language: str
    read_revision: int
    part: Part | None = None
    parent: Comment | None = None

    @property
    def draft_set(self) -> DraftSet:
        return self.target if isinstance(self.target, DraftSet) else self.target.draft_set


@dataclass(frozen=True)
class Words:
    """One filled box: the words, and the guiding question in the wording it was asked in."""

    body: str
    language: str
    question: GuidingQuestion | None = None
    question_asked: str = ""


def secret_of(key: UUID) -> str:
    """The secret of a send without an account: made from its key, so a retry shows it again."""
    digest = hmac.new(settings.SECRET_KEY.encode(), key.bytes, hashlib.sha256).digest()
    return urlsafe_b64encode(digest[:24]).decode()


def secret_digest(secret: str) -> str:
    """What is stored of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def send(
    place: Place,
    words: list[Words],
    *,
    key: UUID,
    by,
    name: str = "",
    address: str = "",
    visibility: Visibility = Visibility.PUBLIC,
    stance: str = "",
) -> Submission:
    """Store the filled boxes, each as a comment of its own; the same key twice is one send.

    ``visibility`` is what their author chose; replies to private words are private whatever it is.
    ``stance`` is how they stand to the text, in all that they say with this form.
    """
    given = {"name": "" if by else name, "stance": stance}
    try:
        with transaction.atomic():
            return _send(place, words, visibility, given, key=key, by=by, address=address)
    except IntegrityError:
        # The same form was sent twice at once: the other request stored it.
        return Submission.objects.get(key=key)


def _send(place, words, visibility, given, *, key, by, address):
    if earlier := Submission.objects.filter(key=key).first():
        return earlier
    refuse_blocked(by)
    now = timezone.now()
    submission = Submission.objects.create(
        key=key,
        author=by,
        created_at=now,
        secret_digest="" if by else secret_digest(secret_of(key)),
    )
    is_within = is_within_limits(by, address, len(words))
    appears = by is not None and is_within
    numbers = next_numbers(place.target.code, len(words))
    parent = _parent_open_for_replies(place.parent)
    is_answer = parent is not None and parent.is_private
    chosen = Visibility.GROUP if is_answer else visibility
    readers = {
        "chosen_visibility": chosen,
        "visibility": chosen if appears else Visibility.WAITING,
        "private_with": (parent.private_with or parent) if is_answer else None,
    }
    for number, box in zip(numbers, words, strict=True):
        comment = _store(place, box, parent, number, submission, readers | given, at=now)
    Stamp.objects.touch(*comment.stamp_keys)
    return submission


def next_numbers(target: str, count: int) -> range:
    """The numbers for so many new contributions on a target; nobody else gets them."""
    CommentNumber.objects.get_or_create(target=target)
    counter = CommentNumber.objects.select_for_update().get(target=target)
    first = counter.last + 1
    CommentNumber.objects.filter(pk=counter.pk).update(last=F("last") + count)
    return range(first, first + count)


def _parent_open_for_replies(parent):
    if parent is None:
        return None
    seen, parent = parent, Comment.objects.select_for_update(of=("self",)).get(pk=parent.pk)
    is_open = parent.visibility in OPEN_FOR_REPLIES and not parent.removed_at
    # Nobody who answers in public should find their words in a conversation that is private by now.
    if not is_open or parent.is_private != seen.is_private or parent.depth >= MAX_DEPTH:
        raise NotOpenForRepliesError
    return parent


def _store(place, box, parent, number, submission, given, *, at):
    on_recommendation = isinstance(place.target, Recommendation)
    comment = Comment.objects.create(
        slug=f"{place.target.code}-{number}",
        number=number,
        submission=submission,
        draft_set=place.draft_set,
        recommendation=place.target if on_recommendation else None,
        part=place.part,
        question=box.question,
        question_asked=box.question_asked,
        parent=parent,
        thread=(parent.thread or parent) if parent else None,
        path=f"{parent.path}.{_step(parent, number):06}" if parent else f"{number:06}",
        depth=parent.depth + 1 if parent else 0,
        author=submission.author,
        body=box.body,
        html=render_markdown(box.body),
        language=box.language,
        read_language=place.read_language,
        read_revision=place.read_revision,
        said_at=at,
        stored_at=at,
        waits_since=at if given["visibility"] == Visibility.WAITING else None,
        **given,
    )
    if comment.visibility in DELIVERED:
        Outbox.objects.write(ANNOUNCE, comment.pk)
    return comment


def _step(parent: Comment, number: int) -> int:
    """The last step of a reply's path: after its siblings, who may bring numbers from elsewhere.

    The send holds the parent, so no other reply gets the same.
    """
    last = parent.replies.order_by("-path").values_list("path", flat=True).first()
    return max(number, int(last.rpartition(".")[2]) + 1) if last else number


@transaction.atomic
def edit(
    comment: Comment, *, body: str, language: str, version: int, by, stance: str | None = None
) -> Comment:
    """Give a comment another wording; the earlier one stays in its history.

    ``by`` is the author, None for someone without account: their new words wait for a liaison.
    Another stance alone is no other wording; without one, it stays.
    Raises EditConflictError when the comment has changed since ``version``.
    """
    refuse_blocked(by)
    current = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    gone = {Visibility.HIDDEN, Visibility.WITHDRAWN}
    if current.version != version or current.visibility in gone:
        raise EditConflictError
    if stance is not None and stance != current.stance:
        current.stance = stance
        current.save(update_fields=["stance"])
        Stamp.objects.touch(*current.stamp_keys)
    if (current.body, current.language) == (body, language):
        return current
    current.body, current.language = body, language
    current.html = render_markdown(body)
    current.version += 1
    current.edited_at = timezone.now()
    if by is None:
        current.visibility = Visibility.WAITING
    current.save(update_fields=["body", "language", "html", "version", "edited_at", "visibility"])
    note_waiting(current)
    Stamp.objects.touch(*current.stamp_keys)
    return current


@transaction.atomic
def withdraw(comment: Comment) -> Comment:
    """Take one's words back: they are shown nowhere any more, replies to them stay."""
    current = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if current.visibility not in {Visibility.WITHDRAWN, Visibility.HIDDEN}:
        Comment.objects.filter(pk=current.pk).update(visibility=Visibility.WITHDRAWN)
        current.visibility = Visibility.WITHDRAWN
        note_waiting(current)
        forget(current)
        Stamp.objects.touch(*current.stamp_keys)
    current.refresh_from_db(fields=["visibility"])
    return current


@transaction.atomic
def set_agreement(comment: Comment, *, by, agrees: bool) -> None:
    """«I see it this way too», said once or taken back; the count follows."""
    refuse_blocked(by)
    current = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if agrees:
        Agreement.objects.get_or_create(
            comment=current, person=by, defaults={"created_at": timezone.now()}
        )
    else:
        Agreement.objects.filter(comment=current, person=by).delete()
    count = current.agreements.count()
    Comment.objects.filter(pk=current.pk).update(agreement_count=count)
    Stamp.objects.touch(*current.stamp_keys)


@transaction.atomic
def leave_address(submission: Submission, email: str) -> None:
    """Someone without account wants letters: ask the address first whether it is theirs."""
    submission.email = email
    submission.email_confirmed_at = None
    submission.save(update_fields=["email", "email_confirmed_at"])
    Outbox.objects.write("feedback.confirm_address", submission.pk)


def confirm_address(submission: Submission) -> None:
    """The address answered: letters may go there."""
    submission.email_confirmed_at = timezone.now()
    submission.save(update_fields=["email_confirmed_at"])
