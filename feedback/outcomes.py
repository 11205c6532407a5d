"""What became of contributions: read, put under a theme, answered, led to a change.

Asked for a whole page at once. What stands under another contribution shares its state.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Case, Exists, OuterRef, Prefetch, Q, TextChoices, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from recommendations.models import Part
from recommendations.models.translated import texts_of

from .models import READABLE, Answer, AnswerChange, AnswerTo, Coding, Comment, ReadMark


class State(TextChoices):
    """How far a contribution has come, from the first to the last."""

    RECEIVED = "received", pgettext_lazy("state of a contribution", "Received")
    READ = "read", _("Read by the group")
    THEMED = "themed", _("With a theme")
    ANSWERED = "answered", pgettext_lazy("state of a contribution", "Answered")
    CHANGED = "changed", _("Led to a change")


@dataclass
class Became:
    """What became of one contribution: how far it came, its answers, what they changed."""

    state: State = State.RECEIVED
    answers: list[Answer] = field(default_factory=list)
    changes: list[AnswerChange] = field(default_factory=list)


def with_what_became(comments: Iterable[Comment]) -> list[Comment]:
    """The same, each with its ``became``, for a page that shows them."""
    shown = list(comments)
    found = became_of(shown)
    for comment in shown:
        comment.became = found[comment.pk]
    return shown


def became_of(comments: Iterable[Comment]) -> dict[int, Became]:
    """For each of these (by its id) how it stands, in constant queries."""
    comments = list(comments)
    heads = _readable_heads(comments)
    ids = {comment.pk for comment in comments} | set(heads.values())
    answers = _answers_to(ids)
    changes = _changes_by({answer.pk for each in answers.values() for answer in each})
    read = set(ReadMark.objects.filter(comment__in=ids).values_list("comment", flat=True))
    themed = set(
        Coding.objects.standing().filter(comment__in=ids).values_list("comment", flat=True)
    )
    found = {}
    for comment in comments:
        both = [comment.pk, *([heads[comment.pk]] if comment.pk in heads else [])]
        own = {answer.pk: answer for pk in both for answer in answers.get(pk, [])}
        made = [change for pk in own for change in changes.get(pk, [])]
        state = _state(made, own, bool(themed & {*both}), bool(read & {*both}))
        found[comment.pk] = Became(state, list(own.values()), made)
    return found


def _state(changes, answers, is_themed: bool, is_read: bool) -> State:
    if changes:
        return State.CHANGED
    if answers:
        return State.ANSWERED
    if is_themed:
        return State.THEMED
    return State.READ if is_read else State.RECEIVED


def _readable_heads(comments: list[Comment]) -> dict[int, int]:
    """Under which contribution each of these stands; one that is not public says nothing."""
    under = {comment.pk: comment.same_as_id for comment in comments if comment.same_as_id}
    if not under:
        return {}
    heads = Comment.objects.filter(pk__in=set(under.values()), visibility__in=READABLE)
    open_ones = set(heads.values_list("pk", flat=True))
    return {pk: head for pk, head in under.items() if head in open_ones}


def _answers_to(ids: set[int]) -> dict[int, list[Answer]]:
    """The published answers to these, the newest first."""
    rows = AnswerTo.objects.filter(comment__in=ids, answer__state=Answer.State.PUBLISHED)
    pairs = list(rows.order_by("-answer").values_list("comment", "answer"))
    if not pairs:
        return {}
    answers = Answer.objects.with_texts().in_bulk({answer for _comment, answer in pairs})
    found = defaultdict(list)
    for comment, answer in pairs:
        found[comment].append(answers[answer])
    return found


def _changes_by(answers: set[int]) -> dict[int, list[AnswerChange]]:
    """The texts of published drafts that these answers changed."""
    if not answers:
        return {}
    found = defaultdict(list)
    for change in published_changes().filter(answer__in=answers):
        found[change.answer_id].append(change)
    return found


def published_changes():
    """Changed texts that anyone may read, with what a line about each names."""
    parts = Part.objects.only("pk", "key", "position", "recommendation", "question")
    changes = AnswerChange.objects.filter(
        answer__state=Answer.State.PUBLISHED,
        recommendation__draft_set__published_at__isnull=False,
    )
    named = texts_of(
        AnswerChange, "recommendation", "recommendation__draft_set",
        "recommendation__draft_set__iteration", "recommendation__draft_set__group",
    )  # fmt: skip
    return changes.prefetch_related(*named, Prefetch("part", parts)).order_by("pk")


def state_in_database() -> Case:
    """The state of each row of a query of comments: the same as ``became_of``, for counting."""
    changes = published_changes().filter(answer=OuterRef("answer")).order_by()
    led_to_change = _own_or_shared(AnswerTo.objects.filter(Exists(changes)))
    return Case(
        When(led_to_change, then=Value(State.CHANGED.value)),
        When(is_answered(), then=Value(State.ANSWERED.value)),
        When(_own_or_shared(Coding.objects.standing()), then=Value(State.THEMED.value)),
        When(_own_or_shared(ReadMark.objects.all()), then=Value(State.READ.value)),
        default=Value(State.RECEIVED.value),
    )


def is_answered() -> Q:
    """The condition on comments: a published answer is for them, or for what they stand under."""
    return _own_or_shared(AnswerTo.objects.filter(answer__state=Answer.State.PUBLISHED))


def _own_or_shared(rows) -> Q:
    """Rows of this kind point at a comment, or at the readable one under which it stands."""
    own = rows.filter(comment=OuterRef("pk"))
    shared = rows.filter(comment=OuterRef("same_as"), comment__visibility__in=READABLE)
    return Q(Exists(own)) | Q(Exists(shared))
