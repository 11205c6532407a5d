"""Doors for background work: an id comes in, one function does it. Safe to run twice."""

import logging
from functools import wraps

from celery import shared_task

from .actions.answered import ADDRESS as ADDRESS_ANSWERS
from .actions.look_alike import TASK as LOOK_ALIKE
from .actions.look_alike import search_for_alike
from .actions.render import RENDER
from .actions.render_by_machine import render_by_machine as ask_machine
from .addresses import ask_address
from .announcing import ANNOUNCE, TELL
from .announcing import announce as make_notices
from .answer_letters import TASK as ANSWERED
from .answer_letters import address_letters as address_answers
from .answer_letters import tell_of_answer as write_of_answer
from .appeal_letters import tell_of_appeal as write_of_appeal
from .date_letters import address_letters
from .date_letters import tell_of_date as write_of_date
from .digests import WRITE
from .digests import write_digest as write_gathered
from .exports.job import write_file
from .message_letters import tell_of_message as write_of_message
from .models import Export, Outbox
from .new_drafts import ANNOUNCE as ANNOUNCE_DRAFTS
from .new_drafts import TELL as TELL_OF_DRAFTS
from .new_drafts import announce_drafts as make_notices_of_drafts
from .new_drafts import tell_of_drafts as write_of_drafts
from .notice_letters import tell_of_notice as write_of_notice
from .notices import tell_author as write_letter
from .review_letters import tell_of_review as write_of_review
from .role_letters import tell_of_role as write_of_role

logger = logging.getLogger(__name__)
ERRANDS: set[str] = set()


def errand(name: str):
    """A task that the relay hands on once more where nobody has brought it to its end.

    A mail server that is away for a while is waited for: SMTP errors are OSErrors, too.
    """

    def decorate(run):
        @shared_task(name=name, autoretry_for=(OSError,), retry_backoff=30, max_retries=5)
        @wraps(run)
        def task(row_id: int) -> None:
            run(row_id)
            Outbox.objects.done(name, row_id)

        ERRANDS.add(name)
        return task

    return decorate


@shared_task(name="feedback.write_export")
def write_export(export_id: int) -> None:
    export = Export.objects.with_texts().filter(pk=export_id).first()
    is_written = export is not None and write_file(export)
    logger.info("export %s: %s", export_id, "written" if is_written else "nothing to do")


@errand(ANNOUNCE)
def announce(comment_id: int) -> None:
    logger.info("contribution %s: %d notices", comment_id, make_notices(comment_id))


@errand(TELL)
def tell_of_notice(notice_id: int) -> None:
    is_told = write_of_notice(notice_id)
    logger.info("notice %s: %s", notice_id, "letter sent" if is_told else "no letter")


@errand(LOOK_ALIKE)
def look_for_alike(search_id: int) -> None:
    logger.info("search %s: %d proposed bundles", search_id, search_for_alike(search_id))


@errand(WRITE)
def write_digest(digest_id: int) -> None:
    is_told = write_gathered(digest_id)
    logger.info("digest %s: %s", digest_id, "letter sent" if is_told else "no letter")


@errand(RENDER)
def render_by_machine(rendering_id: int) -> None:
    is_there = ask_machine(rendering_id)
    logger.info("rendering %s: %s", rendering_id, "proposed" if is_there else "none")


@errand(ADDRESS_ANSWERS)
def address_answer_letters(answer_id: int) -> None:
    logger.info("answer %s: %d people told", answer_id, address_answers(answer_id))


@errand(ANSWERED)
def tell_of_answer(letter_id: int) -> None:
    is_told = write_of_answer(letter_id)
    logger.info("answer, letter %s: %s", letter_id, "sent" if is_told else "no letter")


@errand(ANNOUNCE_DRAFTS)
def announce_drafts(draft_set_id: int) -> None:
    logger.info("new drafts %s: %d notices", draft_set_id, make_notices_of_drafts(draft_set_id))


@errand(TELL_OF_DRAFTS)
def tell_of_drafts(notice_id: int) -> None:
    is_told = write_of_drafts(notice_id)
    logger.info("notice %s of new drafts: %s", notice_id, "letter sent" if is_told else "no letter")


# A mail server that is away for a while: SMTP errors are OSErrors, too.
@shared_task(name="feedback.tell_author", autoretry_for=(OSError,), retry_backoff=30, max_retries=5)
def tell_author(decision_id: int) -> None:
    is_told = write_letter(decision_id)
    logger.info("decision %s: %s", decision_id, "author told" if is_told else "no letter")


@shared_task(
    name="feedback.confirm_address", autoretry_for=(OSError,), retry_backoff=30, max_retries=5
)
def confirm_address(submission_id: int) -> None:
    is_asked = ask_address(submission_id)
    logger.info("send %s: %s", submission_id, "address asked" if is_asked else "no letter")


@shared_task(
    name="feedback.tell_of_appeal", autoretry_for=(OSError,), retry_backoff=30, max_retries=5
)
def tell_of_appeal(appeal_id: int) -> None:
    is_told = write_of_appeal(appeal_id)
    logger.info("appeal %s: %s", appeal_id, "author told" if is_told else "no letter")


@shared_task(
    name="feedback.tell_of_role", autoretry_for=(OSError,), retry_backoff=30, max_retries=5
)
def tell_of_role(change_id: int) -> None:
    is_told = write_of_role(change_id)
    logger.info("change of roles %s: %s", change_id, "person told" if is_told else "no letter")


@shared_task(
    name="feedback.tell_of_message", autoretry_for=(OSError,), retry_backoff=30, max_retries=5
)
def tell_of_message(message_id: int) -> None:
    told = write_of_message(message_id)
    logger.info("message %s: letters %d", message_id, told)


@shared_task(name="feedback.address_date_letters")
def address_date_letters(move_id: int) -> None:
    logger.info("moved date %s: %d letters", move_id, address_letters(move_id))


@shared_task(
    name="feedback.tell_of_date", autoretry_for=(OSError,), retry_backoff=30, max_retries=5
)
def tell_of_date(letter_id: int) -> None:
    is_told = write_of_date(letter_id)
    logger.info("letter on a date %s: %s", letter_id, "sent" if is_told else "no letter")


@shared_task(
    name="feedback.tell_of_review", autoretry_for=(OSError,), retry_backoff=30, max_retries=5
)
def tell_of_review(review_id: int) -> None:
    is_told = write_of_review(review_id)
    logger.info("review of a report %s: %s", review_id, "reporter told" if is_told else "no letter")
