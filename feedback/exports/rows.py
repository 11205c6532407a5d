"""What a line of an export says: the one definition, whatever the form of the file."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.db.models import Exists, F, OuterRef, Prefetch, Q

from accounts.languages import SOURCE
from recommendations.models import DraftSet, GuidingQuestion, Part, PartQuestion, Recommendation

from ..authorship import author_label
from ..models import READABLE, Answer, AnswerTo, Comment, Conversation, Rendering, Visibility

CHUNK = 200  # comments in memory at a time
TOLD = (*READABLE, Visibility.GROUP)
REMOVED = "removed"  # private words that were kept for as long as was promised


class Row(NamedTuple):
    """The columns in their order. What is not there is None, never an invented word."""

    public_id: str  # DV1-9#417: never changes, never used again
    origin: str  # on-site, elsewhere, demo
    iteration: int
    working_group: str  # short name: diversity; all for texts of the whole movement
    recommendation_id: str | None  # DV1-9; None: a remark on the group's drafts as a whole
    recommendation_title_en: str | None
    part_key: str | None
    part_question_en: str | None
    question_key: str | None  # the guiding question that was answered
    question_text_asked: str | None  # in the words and the language in which it was asked
    language: str  # of the words (BCP 47)
    direction: str  # ltr, rtl
    read_language: str  # of the text that the author read
    text_original: str | None
    stance: str | None  # as its author said: support, changes, concern, red-line, question
    author_label: str | None  # the name as pages show it
    is_late: bool  # said after the window closed, as the window stood when the file was made
    thread_id: str  # public_id of the first comment of the thread; its own there
    parent_id: str | None
    depth: int
    said_at: str
    stored_at: str
    edited_at: str | None
    visibility: str  # as its author chose: public, unnamed, group
    state: str  # as it stands: public, group, waiting, hidden, withdrawn, removed
    agreements: int
    answer_outcome: str | None  # of the newest answer of the group: taken-up, partly, covered ...
    answer_reason_en: str | None
    answered_at: str | None
    text_en: str | None  # the confirmed English rendering of words in another language
    translation_origin: str | None  # of text_en: person, machine
    translation_is_current: bool | None  # made from these words, not from an earlier wording
    conversation_id: int | None  # of a statement that was made elsewhere, as all that follows
    conversation_title: str | None
    conversation_kind: str | None  # meeting, salon, village-pump ...
    wording: str | None  # quotation, paraphrase, summary
    voiced_by: int | None
    people_count: int | None  # who took part in the conversation, as reported
    people_certainty: str | None  # exact, estimate, unknown
    permalink: str


def ids_in_order(draft_set: DraftSet) -> list[int]:
    """Every comment on a group's drafts: on the whole first, then by recommendation and thread."""
    comments = Comment.objects.filter(draft_set=draft_set).order_by(
        F("recommendation__position").asc(nulls_first=True), "recommendation", "path", "pk"
    )
    return list(comments.values_list("pk", flat=True))


def chunks(ids: list[int], draft_set: DraftSet, user, base_url: str) -> Iterator[list[Row]]:
    """The rows for these comments, as this person may read them, some at a time.

    Each chunk is read to its end before it is handed on. With a read still open, SQLite refuses
    to note the progress as soon as somebody else has written.
    """
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        found = _with_all_a_row_names(chunk, user)
        yield [_row(found[pk], draft_set, base_url) for pk in chunk if pk in found]


def _with_all_a_row_names(ids: list[int], user) -> dict:
    readable = Comment.objects.visible_to(user).filter(visibility__in=TOLD, pk=OuterRef("pk"))
    comments = Comment.objects.annotate(has_words=Exists(readable)).defer("html")
    # Named in the class, too, for pages that show a comment.
    return comments.prefetch_related(  # type: ignore[no-redef]
        Prefetch("author", get_user_model()._default_manager.only("name")),
        Prefetch("recommendation", Recommendation.objects.in_language(SOURCE)),
        Prefetch("part", Part.objects.only("key", "question")),
        Prefetch("part__question", PartQuestion.objects.in_language(SOURCE)),
        Prefetch("question", GuidingQuestion.objects.only("key")),
        Prefetch("conversation", Conversation.objects.select_related("reported_by")),
        Prefetch(
            "renderings",
            Rendering.objects.confirmed().filter(language=SOURCE),
            to_attr="confirmed_renderings",
        ),
        Prefetch(
            "answered_by",
            AnswerTo.objects.filter(answer__state=Answer.State.PUBLISHED)
            .filter(
                Q(answer__group=F("comment__draft_set__group"))
                | Q(answer__group=None, comment__draft_set__group=None)
            )
            .prefetch_related(Prefetch("answer", Answer.objects.in_language(SOURCE)))
            .order_by("-answer"),
            to_attr="newest_answers",
        ),
        Prefetch("parent", Comment.objects.only("slug")),
        Prefetch("thread", Comment.objects.only("slug")),
    ).in_bulk(ids)


def _row(comment, draft_set: DraftSet, base_url: str) -> Row:
    """Words that are gone or wait stay out; their lines stay, so that ids are complete."""
    recommendation, part, question = comment.recommendation, comment.part, comment.question
    told = comment.has_words and not comment.removed_at
    return Row(
        public_id=comment.short_id,
        origin=comment.origin,
        iteration=draft_set.iteration.number,
        working_group=draft_set.group_slug,
        recommendation_id=recommendation and recommendation.code,
        recommendation_title_en=recommendation and recommendation.title_en,
        part_key=part and part.key,
        part_question_en=part and part.question.text_en,
        question_key=question and question.key,
        question_text_asked=comment.question_asked or None if told else None,
        language=comment.language,
        direction=comment.direction,
        read_language=comment.read_language,
        text_original=comment.body if told else None,
        stance=comment.stance or None if told else None,
        author_label=author_label(comment) if told else None,
        is_late=draft_set.window.is_late(comment.said_at),
        thread_id=(comment.thread or comment).short_id,
        parent_id=comment.parent and comment.parent.short_id,
        depth=comment.depth,
        said_at=_moment(comment.said_at),
        stored_at=_moment(comment.stored_at),
        edited_at=_moment(comment.edited_at) if comment.edited_at else None,
        visibility=comment.chosen_visibility,
        state=_state(comment),
        agreements=comment.agreement_count,
        **_answer(comment if told else None),
        **_in_english(comment if told else None),
        **_source(comment.conversation if told else None, comment),
        permalink=f"{base_url}{comment.get_absolute_url()}",
    )


def _in_english(comment) -> dict:
    """The confirmed rendering; nothing where there is none, or where the words are not told."""
    found = next(iter(comment.confirmed_renderings), None) if comment else None
    if found is None:
        return dict.fromkeys(("text_en", "translation_origin", "translation_is_current"))
    return {
        "text_en": found.body,
        "translation_origin": "machine" if found.is_machine else "person",
        "translation_is_current": found.comment_version == comment.version,
    }


def _answer(comment) -> dict:
    """What the group did with it, as the newest of its answers says."""
    newest = comment.newest_answers[0].answer if comment and comment.newest_answers else None
    return {
        "answer_outcome": newest and newest.outcome,
        "answer_reason_en": (newest and newest.reason_en) or None,
        "answered_at": _moment(newest.published_at) if newest else None,
    }


def _source(conversation, comment) -> dict:
    """Where a statement was made; nothing of words that were written on the portal."""
    if conversation is None:
        names = ("conversation_id", "conversation_title", "conversation_kind", "wording")
        return dict.fromkeys((*names, "voiced_by", "people_count", "people_certainty"))
    return {
        "conversation_id": conversation.pk,
        "conversation_title": conversation.title,
        "conversation_kind": conversation.kind,
        "wording": comment.wording or None,
        "voiced_by": comment.voiced_by,
        "people_count": conversation.people_count,
        "people_certainty": conversation.people_certainty,
    }


def _state(comment: Comment) -> str:
    if comment.removed_at:
        return REMOVED
    return Visibility.PUBLIC if comment.is_readable else comment.visibility


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
