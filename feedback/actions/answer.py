"""What a group does with its answers: draft, hand in, publish, change, translate, link."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from accounts.languages import ALL
from recommendations.actions import save_texts
from recommendations.models import Iteration, Stamp, WorkingGroup

from ..models import Answer, Comment, Outcome
from ..permissions import may_publish_answer, may_translate_answer
from .answered import Added, leave_out_private, put_in, put_in_what_stands_under, stamps_of
from .answered import tell_everyone as tell

State = Answer.State


class AnswerConflictError(Exception):
    """Somebody changed it since the page was opened: nothing was done."""


class NotReadyError(Exception):
    """Something is missing; its text says what, as a sentence for a member."""


@dataclass(frozen=True)
class Words:
    """An answer as a member writes it: the reason in one language."""

    outcome: str
    reason: str
    language: str
    passed_to: WorkingGroup | None = None


@transaction.atomic
def draft(
    group: WorkingGroup | None, iteration: Iteration, words: Words, contributions, *, by
) -> tuple[Answer, Added]:
    """Begin an answer to these contributions (a list or a query set) in the name of a group."""
    answer = Answer(
        group=group, iteration=iteration, drafted_by=by, drafted_at=timezone.now(),
        language=words.language,
    )  # fmt: skip
    _write(answer, words)
    answer.render_text()
    answer._history_user = by  # type: ignore[attr-defined]
    answer.save()
    added = put_in(answer, contributions, by=by, at=answer.drafted_at)
    return answer, added


@transaction.atomic
def add(answer: Answer, contributions, *, version: int, by, reason: str = "") -> Added:
    """Answer more contributions with it; of a published answer with a reason, and they are told."""
    current = _locked(answer, version, reason)
    added = put_in(current, contributions, by=by, at=timezone.now())
    if added.number:
        _save(current, [], by=by, reason=reason)
        if current.is_published:
            tell(current)
    return added


@transaction.atomic
def take_out(answer: Answer, comments: list[Comment], *, version: int, by, reason: str = "") -> int:
    """These are not answered with it after all."""
    current = _locked(answer, version, reason)
    gone = [comment.pk for comment in comments]
    number, _models = current.answered.filter(comment__in=gone).delete()
    if number and current.is_published:
        _refuse_without_contributions(current)
    if number:
        _save(current, [], by=by, reason=reason)
        if current.is_published:
            Stamp.objects.touch(*stamps_of(current, *gone))
    return number


@transaction.atomic
def change(
    answer: Answer, words: Words, *, version: int, by, reason: str = "", keeps_translations=False
) -> list[str]:
    """Give an answer another outcome or wording; once published never without saying why.

    A reason that says something else leaves no translation behind that says the old.
    Returns the short ids of private contributions that cannot be passed on with it.
    """
    current = _locked(answer, version, reason)
    text = build_localized_fieldname("reason", current.language)
    names = ["outcome", "passed_to", text]
    if not keeps_translations and (getattr(current, text) or "") != words.reason:
        names += _forget_translations(current)
    _write(current, words)
    left_out = leave_out_private(current) if current.outcome == Outcome.PASSED_ON else []
    if current.is_published:
        _refuse_what_is_missing(current)
        current.changed_at = timezone.now()
        names.append("changed_at")
    _save(current, names, by=by, reason=reason)
    if current.is_published:
        tell(current)
    return left_out


@transaction.atomic
def hand_in(answer: Answer, *, version: int, by) -> None:
    """Ask for a second pair of eyes."""
    current = _locked(answer, version, among=(State.DRAFT,))
    _refuse_what_is_missing(current)
    current.state = State.REVIEW
    _save(current, ["state"], by=by)


@transaction.atomic
def give_back(answer: Answer, *, version: int, by) -> None:
    """It is a draft again: something is still to be done."""
    current = _locked(answer, version, among=(State.REVIEW,))
    current.state = State.DRAFT
    _save(current, ["state"], by=by)


@transaction.atomic
def discard(answer: Answer, *, version: int) -> None:
    """Throw a draft away. What was published stays."""
    _locked(answer, version, among=(State.DRAFT, State.REVIEW)).delete()


@transaction.atomic
def publish(answer: Answer, *, version: int, by) -> list[str]:
    """Say it to everyone in the name of the group; by somebody else than who drafted it.

    Returns the short ids of private contributions that cannot be passed on with it.
    """
    current = _locked(answer, version, among=(State.REVIEW,))
    if not may_publish_answer(by, current):
        raise PermissionDenied
    now = timezone.now()
    put_in_what_stands_under(current, by=by, at=now)
    left_out = leave_out_private(current) if current.outcome == Outcome.PASSED_ON else []
    _refuse_what_is_missing(current)
    current.state, current.published_at, current.published_by = State.PUBLISHED, now, by
    _save(current, ["state", "published_at", "published_by"], by=by)
    tell(current)
    return left_out


@transaction.atomic
def translate(answer: Answer, text: str, language: str, *, version: int, by) -> None:
    """Say the reason in another language; it is the same answer still."""
    current = _locked(answer, version, among=State)
    if not may_translate_answer(by, current, language) or language == current.language:
        raise PermissionDenied
    name = build_localized_fieldname("reason", language)
    setattr(current, name, text or None)
    _save(current, [name], by=by)
    if current.is_published:
        Stamp.objects.touch(*stamps_of(current))


def _locked(answer: Answer, version: int, reason: str = "", *, among=None) -> Answer:
    """The row as it stands now, if it is as the person saw it; a published one with a reason."""
    current = Answer.objects.select_for_update(of=("self",)).get(pk=answer.pk)
    if current.version != version or current.state not in (among or State):
        raise AnswerConflictError
    if among is None and current.is_published and not reason.strip():
        raise NotReadyError(_("It is published: say why it is changed. Everyone can read that."))
    return current


def _write(answer: Answer, words: Words) -> None:
    if words.outcome == Outcome.PASSED_ON and words.passed_to == answer.group:
        raise NotReadyError(_("It is on the desk of this group already: choose another one."))
    answer.outcome = words.outcome
    answer.passed_to = words.passed_to if words.outcome == Outcome.PASSED_ON else None
    setattr(answer, build_localized_fieldname("reason", answer.language), words.reason or None)


def _forget_translations(answer: Answer) -> list[str]:
    """Their old wordings stay in the history."""
    others = [each.code for each in ALL if each.code != answer.language]
    names = [build_localized_fieldname("reason", code) for code in others]
    for name in names:
        setattr(answer, name, None)
    return names


def _refuse_what_is_missing(answer: Answer) -> None:
    text = getattr(answer, build_localized_fieldname("reason", answer.language)) or ""
    if not text.strip():
        raise NotReadyError(_("Say why: nobody understands an outcome without its reason."))
    _refuse_without_contributions(answer)


def _refuse_without_contributions(answer: Answer) -> None:
    if not answer.answered.exists():
        raise NotReadyError(_("It answers no contribution."))


def _save(answer: Answer, names: list[str], *, by, reason: str = "") -> None:
    answer.version += 1
    save_texts(answer, [*names, "version"], by=by, reason=reason)
