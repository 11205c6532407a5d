"""What was said on the forerunners of a recommendation, each with an honest state.

Words never move: a later recommendation shows them where they were said, and says whether the text
they are about stands there unchanged, has changed since, or is gone, and whether it was answered.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F

from recommendations.descent import before
from recommendations.models import Lineage, Part, Recommendation
from recommendations.models.translated import texts_of

from .models import DELIVERED, Comment, Standing
from .text_states import TOLD, heirs_in, text_states
from .threads import for_viewer, with_texts


@dataclass
class Carried:
    """One earlier contribution, and how it stands to the recommendation it is shown beside.

    Whether it was answered, the contribution itself says (``outcomes``).
    """

    comment: Comment
    # Of the text it is about; empty where nothing can be compared.
    text_state: str
    standing: Standing | None = None

    @property
    def said_of_text(self) -> str:
        return str(TOLD.get(self.text_state, ""))


def earlier_contributions(recommendation: Recommendation, user):
    """All words on whatever this comes from, over all iterations, that this person may read."""
    words = Comment.objects.visible_to(user).filter(visibility__in=DELIVERED, removed_at=None)
    return words.filter(recommendation__in=before(recommendation.pk))


def in_order(comments):
    """The newest iteration first; within it by recommendation, part and age."""
    part = F("part__position").asc(nulls_first=True)
    return comments.order_by(
        "-draft_set__iteration__number", "recommendation__code", part, "said_at", "pk"
    )


def carried(comments, recommendation: Recommendation, user) -> list[Carried]:
    """A page of earlier contributions with their states, in constant queries."""
    shown = for_viewer(with_texts(comments), user)
    states = text_states((each, recommendation.pk) for each in shown)
    standings = _standings_of(shown)
    return [
        Carried(each, states[each.pk, recommendation.pk], standings.get(each.pk)) for each in shown
    ]


def _standings_of(comments: list[Comment]) -> dict[int, Standing]:
    """What their authors said of them when they were asked."""
    rows = Standing.objects.filter(comment__in=comments).exclude(choice=Standing.Choice.ASKED)
    return {each.comment_id: each for each in rows.select_related("said_anew")}


@dataclass
class Point:
    """One question to an author: their words, how the text stands now, and where to say it anew."""

    standing: Standing
    comment: Comment
    # What came of the text in the new drafts, with the state of the text there.
    successors: list[tuple[Recommendation, str]]

    @property
    def is_open(self) -> bool:
        return self.standing.choice == Standing.Choice.ASKED


def points_of(standings: Iterable[Standing], user) -> list[Point]:
    """The questions of one page with words and with what came after, in constant queries."""
    rows = list(standings)
    words = with_texts(Comment.objects.visible_to(user).filter(standings__in=rows))
    comments = {each.pk: each for each in for_viewer(words, user)}
    rows = [row for row in rows if row.comment_id in comments]
    later = _successors([(row, comments[row.comment_id]) for row in rows])
    states = text_states(
        (comments[row.comment_id], each.pk) for row in rows for each in later[row.pk]
    )
    return [
        Point(
            row, comments[row.comment_id],
            [(each, str(TOLD.get(states[row.comment_id, each.pk], ""))) for each in later[row.pk]],
        )
        for row in rows
    ]  # fmt: skip


def _successors(asked: list[tuple[Standing, Comment]]) -> dict[int, list[Recommendation]]:
    """For each question the recommendations of its drafts that came of what was commented on."""
    found = Lineage.objects.filter(
        earlier__in=[comment.recommendation_id for _row, comment in asked],
        later__draft_set__in=[row.draft_set_id for row, _comment in asked],
    ).prefetch_related(
        *texts_of(Lineage, "later", "later__draft_set", "later__draft_set__group"),
        *texts_of(Lineage, "later__draft_set__iteration"),
    )
    edges = [(edge.earlier_id, edge.later) for edge in found.order_by("later__code")]
    return {
        row.pk: [
            later
            for earlier, later in edges
            if earlier == comment.recommendation_id
            and later
            and later.draft_set_id == row.draft_set_id
        ]
        for row, comment in asked
    }


def part_now(comment: Comment, recommendation: Recommendation) -> Part | None:
    """The part of a later recommendation that stands where the one commented on stood."""
    if comment.part is None:
        return None
    parts = Part.objects.in_language().prefetch_related(*texts_of(Part, "question"))
    heirs = heirs_in([recommendation.pk], parts)[recommendation.pk]
    found = next(iter(heirs.of(comment.part.pk, comment.part.key)), None)
    if found:
        found.recommendation = recommendation
    return found


def quoted(words: str) -> str:
    """Words as a quotation in Markdown, with room beneath."""
    return "\n".join(f"> {line}" for line in words.splitlines()) + "\n\n"
