"""A person's own copy of everything that is stored about them: a file for programs, one to read."""

import io
import json
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone

from accounts import own_data as accounts
from accounts.languages import reading_language
from accounts.models import User
from accounts.own_data import Held, account_of, rows_of
from recommendations import own_data as recommendations

from .models import Comment, Decision
from .threads import with_texts

IN_MEMORY = 5_000_000  # bytes of a copy; a larger one is made in a temporary file
CHUNK = 500
PAGE, DATA = "my-contributions.html", "my-data.json"
OF_A_DECISION = ("comment__slug", "kind", "rule__key", "reason", "decided_at")
OF_AN_ANSWER = ("iteration__slug", "outcome", "reason_en", "published_at")

HELD = {
    "feedback.Submission.author": Held("sends", ("key", "created_at")),
    "feedback.Comment.author": Held(
        "contributions",
        ("slug", "body", "language", "visibility", "chosen_visibility", "stance", "question_asked",
         "part__key", "parent__slug", "read_language", "said_at", "edited_at", "agreement_count"),
    ),
    "feedback.HistoricalComment.history_user": Held(
        left_out="All earlier wordings of one's own contributions stand under their own heading."
    ),
    "feedback.Agreement.person": Held("agreements", ("comment__slug", "created_at")),
    "feedback.Decision.by": Held("decisions_that_i_made", OF_A_DECISION),
    "feedback.Flag.by": Held(
        "reports_of_contributions", ("comment__slug", "reason", "note", "made_at", "state")
    ),
    "feedback.Escalation.by": Held(
        "contributions_given_to_organisers", ("comment__slug", "note", "made_at")
    ),
    "feedback.Appeal.by": Held(
        "appeals", ("decision__comment__slug", "words", "language", "made_at", "state", "answer")
    ),
    "feedback.Appeal.answered_by": Held(
        "appeals_that_i_answered", ("state", "answer", "answered_at")
    ),
    "feedback.Block.person": Held("blocks", ("decision__reason", "until", "lifted_at")),
    "feedback.Conversation.reported_by": Held(
        "conversations_that_i_reported",
        ("kind", "title", "place", "link", "began_on", "ended_on", "language", "context", "state",
         "begun_at", "published_at"),
    ),
    "feedback.Conversation.published_by": Held(
        "conversations_that_i_published", ("title", "published_at")
    ),
    "feedback.ConversationReview.by": Held(
        "decisions_on_conversations", ("conversation__title", "kind", "note", "made_at")
    ),
    "feedback.ConversationCorrection.by": Held(
        "corrections_of_conversations", ("conversation__title", "reason", "made_at")
    ),
    "feedback.Rendering.by": Held(
        "renderings",
        ("comment__slug", "language", "body", "is_machine", "state", "reason", "made_at"),
    ),
    "feedback.Rendering.decided_by": Held(
        "renderings_that_i_decided_on",
        ("comment__slug", "language", "state", "reason", "decided_at"),
    ),
    "feedback.Follow.person": Held(
        "follows", ("about", "key", "frequency", "since"), is_removed=True
    ),
    "feedback.Notice.person": Held(
        "notices", ("kind", "comment__slug", "made_at", "read_at"), is_removed=True
    ),
    "feedback.Digest.person": Held(left_out="Notes only that a letter went out.", is_removed=True),
    "feedback.MonthlyReport.opened_by": Held("reports_that_i_opened", ("month", "opened_at")),
    "feedback.ReportCorrection.by": Held(
        "corrections_of_reports", ("report__month", "about", "words", "made_at", "answer")
    ),
    "feedback.ReportCorrection.answered_by": Held(
        "corrections_that_i_answered", ("report__month", "answer", "answered_at")
    ),
    "feedback.Export.requested_by": Held(
        "exports",
        ("draft_set__code", "format", "state", "requested_at", "finished_at"),
        is_removed=True,
    ),
    "feedback.PendingImport.person": Held(
        left_out="A table that is being brought in, for a day.", is_removed=True
    ),
    "feedback.Answer.drafted_by": Held("answers_that_i_drafted", OF_AN_ANSWER),
    "feedback.Answer.published_by": Held("answers_that_i_published", OF_AN_ANSWER),
    "feedback.HistoricalAnswer.history_user": Held(
        "wordings_of_answers", ("id", "history_date", "history_change_reason")
    ),
    "feedback.HistoricalAnswer.drafted_by": Held(left_out="The answers have their own heading."),
    "feedback.HistoricalAnswer.published_by": Held(left_out="The answers have their own heading."),
    "feedback.AlikeProposal.decided_by": Held(
        "proposed_bundles_that_i_decided_on", ("head__slug", "state", "decided_at")
    ),
    "feedback.Coding.by": Held(
        "codings", ("comment__slug", "theme__key", "start", "end", "coded_at", "removed_at")
    ),
    "feedback.HistoricalCoding.history_user": Held(
        "changes_of_codings", ("id", "history_date", "history_type")
    ),
    "feedback.HistoricalCoding.by": Held(left_out="The codings stand under their own heading."),
    "feedback.CodedStance.by": Held("coded_stances", ("comment__slug", "stance", "coded_at")),
    "feedback.HistoricalCodedStance.history_user": Held(
        "changes_of_coded_stances", ("id", "history_date", "history_type")
    ),
    "feedback.HistoricalCodedStance.by": Held(left_out="These stand under their own heading."),
    "feedback.HistoricalTheme.history_user": Held(
        "changes_of_themes", ("id", "history_date", "history_type", "history_change_reason")
    ),
    "feedback.ReadMark.person": Held("contributions_that_i_read", ("comment__slug", "read_at")),
    "feedback.GroupVisit.person": Held(
        "visits_of_group_desks", ("group_slug", "last_at"), is_removed=True
    ),
    "feedback.SavedView.person": Held(
        "saved_views", ("group_slug", "name", "query", "saved_at"), is_removed=True
    ),
    "feedback.Standing.person": Held(
        "points_that_still_stand", ("comment__slug", "draft_set__code", "choice", "answered_at")
    ),
    "feedback.Message.author": Held(
        "messages_to_liaisons", ("name", "reply_address", "body", "language", "written_at"),
    ),
    "feedback.Message.to": Held(
        left_out="Words of others, sent to an office and not to a person."
    ),
    "feedback.Message.marked_by": Held("messages_that_i_marked", ("state", "marked_at")),
    "feedback.DateLetter.person": Held(
        left_out="Notes only that a letter went out.", is_removed=True
    ),
    "feedback.AnswerLetter.person": Held(
        left_out="Notes only that a letter went out.", is_removed=True
    ),
    "feedback.MessageLetter.reader": Held(
        left_out="Notes only that a letter went out.", is_removed=True
    ),
}  # fmt: skip
ALL = {**accounts.HELD, **recommendations.HELD, **HELD}


def lists_of(person: User) -> Iterator[tuple[str, Iterator[dict]]]:
    """The name of each list of the copy, and its rows."""
    for held, rows in rows_of(person, ALL):
        if held.told:
            yield held.section, rows.values(*held.told).iterator(chunk_size=CHUNK)
    own = Comment.objects.filter(author=person).values("pk")
    earlier = Comment.history.model.objects.filter(id__in=own).order_by("history_id")
    columns = ("id", "version", "history_date", "language", "body")
    yield "wordings_of_my_contributions", earlier.values(*columns).iterator(chunk_size=CHUNK)
    decided = Decision.objects.filter(comment__in=own).order_by("pk")
    yield "decisions_on_my_contributions", decided.values(*OF_A_DECISION).iterator()


def write_copy(person: User, *, at: datetime) -> tempfile.SpooledTemporaryFile:
    """The copy as a ZIP file, ready to be read from its beginning."""
    reading = reading_language()
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - handed on open
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        context = {
            "site": settings.SITE_NAME, "person": person, "made_at": at, "reading": reading,
            "page": PAGE, "data": DATA,
        }  # fmt: skip
        archive.writestr("README.txt", render_to_string("feedback/own_data/readme.txt", context))
        with io.TextIOWrapper(archive.open(DATA, "w"), encoding="utf-8") as to_compute:
            to_compute.writelines(as_json(person, at))
        words = with_texts(Comment.objects.filter(author=person)).order_by("-said_at", "-pk")
        context["comments"] = words.iterator(chunk_size=CHUNK)
        page = render_to_string("feedback/own_data/contributions.html", context)
        archive.writestr(PAGE, page)
    file.seek(0)
    return file


def as_json(person: User, at: datetime) -> Iterator[str]:
    """One object with a list for each kind of row, a line for each row."""
    yield f'{{\n"site": {_told(settings.SITE_NAME)},\n"made_at": {_told(at)}'
    yield f',\n"account": {_told(account_of(person))}'
    for name, rows in lists_of(person):
        yield f",\n{_told(name)}: ["
        for number, row in enumerate(rows):
            yield f"{',' if number else ''}\n  {_told(row)}"
        yield "\n]"
    yield "\n}\n"


def _told(value) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)


def file_name() -> str:
    return f"my-data-{timezone.now():%Y-%m-%d}.zip"
