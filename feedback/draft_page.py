"""Writing one draft: each text between what stood there before and what was said on that."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, F, Prefetch, Q, Window
from django.db.models.functions import RowNumber

from accounts.languages import SOURCE, reading_language
from recommendations.changes import Sources, is_changed, part_is_changed, with_forerunners
from recommendations.comparison import Segment, differences
from recommendations.drafting.writing import OWN_TEXTS
from recommendations.freshness import text_of
from recommendations.models import ChangeReason, Freshness, Part, PartQuestion, Recommendation
from recommendations.models.freshness import digest
from recommendations.models.translated import texts_of

from .models import DELIVERED, Answer, AnswerTo, Comment
from .threads import with_texts

ROWS = {"title": 2, "summary": 5, "text": 12}
MOST_SAID = 10  # contributions shown beside one part; the reading desk has them all


@dataclass
class Earlier:
    """A text that another comes from; without a part, title and summary."""

    recommendation: Recommendation
    part: Part | None
    segments: list[Segment] = field(default_factory=list)


@dataclass
class Field:
    """One text that can be written, as it stands now."""

    name: str
    text: str

    @property
    def rows(self) -> int:
        """The height of its box, in lines."""
        return ROWS[self.name]

    @property
    def version(self) -> str:
        return digest(self.text)


@dataclass
class Block:
    """What is written side by side: the title and the summary, or one part."""

    key: str
    fields: list[Field]
    earlier: list[Earlier]
    part: Part | None = None
    question: PartQuestion | None = None
    is_changed: bool = False
    reason: ChangeReason | None = None
    own_reason: str = ""  # in the language of the page
    behind: list[str] = field(default_factory=list)  # languages whose texts no longer follow
    said: list[Comment] = field(default_factory=list)
    said_in_all: int = 0
    # The part of which nothing was taken up.
    is_left_out: bool = False

    @property
    def is_more(self) -> bool:
        return self.said_in_all > len(self.said)

    @property
    def anchor(self) -> str:
        return self.key or "title"


@dataclass
class DraftPage:
    """One recommendation of the next iteration, its texts, and those around it."""

    draft: Recommendation
    blocks: list[Block]


def draft_page(draft: Recommendation, user, group) -> DraftPage:
    """All blocks of a draft that stands among others, in constant queries."""
    rows = with_forerunners(draft.draft_set)
    sources = Sources(rows)
    row = next(each for each in rows if each.pk == draft.pk)
    blocks = [_own_block(row, sources)]
    blocks += [_part_block(part, row, sources) for part in row.parts.all()]
    blocks += [_left_out(part, row) for part in sources.left_over(row)]
    _give_questions(blocks)
    _give_reasons(blocks, row)
    _give_languages(blocks, row)
    _give_input(blocks, row, user, group)
    return DraftPage(draft, blocks)


def _own_block(row: Recommendation, sources: Sources) -> Block:
    earlier = [Earlier(edge.earlier, None) for edge in row.forerunners.all()]
    fields = [Field(name, text_of(row, name, SOURCE)) for name in OWN_TEXTS]
    if len(earlier) == 1:
        old, new = (text_of(each, "summary", SOURCE) for each in (earlier[0].recommendation, row))
        earlier[0].segments = _differing(old, new)
    return Block("", fields, earlier, is_changed=is_changed(row, sources))


def _part_block(part: Part, row: Recommendation, sources: Sources) -> Block:
    by_pk = {edge.earlier_id: edge.earlier for edge in row.forerunners.all()}
    text = text_of(part, "text", SOURCE)
    earlier = [
        Earlier(by_pk[each.recommendation_id], each)
        for each in sources.of(part)
        if each.recommendation_id in by_pk
    ]
    if len(earlier) == 1 and earlier[0].part:
        earlier[0].segments = _differing(text_of(earlier[0].part, "text", SOURCE), text)
    changed = part_is_changed(part, row, sources)
    return Block(part.key, [Field("text", text)], earlier, part=part, is_changed=changed)


def _left_out(part: Part, row: Recommendation) -> Block:
    of = next(e.earlier for e in row.forerunners.all() if e.earlier_id == part.recommendation_id)
    return Block(f"{part.key}-{part.pk}", [], [Earlier(of, part)], is_left_out=True)


def _differing(old: str, new: str) -> list[Segment]:
    return differences(old, new, SOURCE) if old and new and old != new else []


def _give_questions(blocks: Iterable[Block]) -> None:
    asked = [(block, block.part or block.earlier[0].part) for block in blocks if block.key]
    ids = {part.question_id for _block, part in asked if part}
    questions = PartQuestion.objects.in_language().in_bulk(ids)
    for block, part in asked:
        block.question = questions[part.question_id] if part else None


def _give_reasons(blocks: Iterable[Block], row: Recommendation) -> None:
    found = {each.part_id: each for each in ChangeReason.objects.filter(recommendation=row)}
    for block in blocks:
        if not block.is_left_out:
            block.reason = found.get(block.part.pk if block.part else None)
        if block.reason:
            block.own_reason = text_of(block.reason, "reason", reading_language())


def _give_languages(blocks: Iterable[Block], row: Recommendation) -> None:
    """In which languages a text is behind the English one, as it stands now."""
    places = {}
    for block in blocks:
        at = block.part or row
        for each in block.fields:
            places[at._meta.model_name, at.pk, each.name] = (block, each.version)
    rows = [block.part or row for block in blocks if block.fields]
    for text in Freshness.objects.of(*rows):
        block, version = places[text.model, text.object_id, text.field]
        if text.source_digest != version:
            block.behind.append(text.language)
    for block in blocks:
        block.behind = sorted(set(block.behind))


def said_on(recommendations: Iterable[Recommendation], user):
    """What this person may read of what was said on these texts, whoever wrote them."""
    delivered = Comment.objects.visible_to(user).filter(visibility__in=DELIVERED, removed_at=None)
    return delivered.filter(recommendation__in=[each.pk for each in recommendations])


def _give_input(blocks: list[Block], row: Recommendation, user, group) -> None:
    """The newest of each part, and how many there are in all."""
    said = said_on([edge.earlier for edge in row.forerunners.all()], user)
    in_all = dict(said.order_by().values_list("part").annotate(number=Count("pk")))
    place = Window(RowNumber(), partition_by=F("part"), order_by=[F("stored_at").desc(), F("pk")])
    newest = said.annotate(place=place).filter(place__lte=MOST_SAID).values_list("pk", flat=True)
    answers = AnswerTo.objects.filter(answer__state=Answer.State.PUBLISHED, answer__group=group)
    answers = answers.select_related(None).prefetch_related(*texts_of(AnswerTo, "answer"))
    comments = with_texts(Comment.objects.filter(pk__in=list(newest))).prefetch_related(
        Prefetch("answered_by", answers, to_attr="answered")
    )
    by_part: dict[int | None, list[Comment]] = {}
    for comment in comments.order_by("-stored_at", "pk"):
        by_part.setdefault(comment.part_id, []).append(comment)
    for block in blocks:
        parts = {each.part.pk if each.part else None for each in block.earlier}
        found = [comment for pk in parts for comment in by_part.get(pk, [])]
        found.sort(key=lambda comment: comment.stored_at, reverse=True)
        block.said = found[:MOST_SAID]
        block.said_in_all = sum(in_all.get(pk, 0) for pk in parts)


def input_counts(recommendations: Iterable[Recommendation], user, group) -> dict[int, tuple]:
    """How many contributions there are on each of these, and how many wait for the group."""
    answers = AnswerTo.objects.filter(answer__state=Answer.State.PUBLISHED, answer__group=group)
    counts = (
        said_on(recommendations, user)
        .order_by()
        .values("recommendation")
        .annotate(
            number=Count("pk"),
            answered=Count("pk", filter=Q(pk__in=answers.values("comment"))),
        )
        .values_list("recommendation", "number", "answered")
    )
    return {pk: (number, number - answered) for pk, number, answered in counts}
