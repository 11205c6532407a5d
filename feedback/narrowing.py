"""What a group narrows its input by: each condition on contributions, said once."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from recommendations.models import GuidingQuestion, Recommendation, WorkingGroup

from .group_input import passed_to
from .models import (
    Answer,
    AnswerTo,
    CodedStance,
    Coding,
    Comment,
    Conversation,
    Decision,
    IndexedText,
    Origin,
    ReadMark,
    Rendering,
    Stance,
    Theme,
    Visibility,
)
from .search.query import MAX_TERMS, Matches, parse
from .short_ids import plain

FEW = 1000  # contributions that are looked up one by one
PASSED_ON = "passed-on"  # in the place of a recommendation: what came from other groups
# The guiding question that asks for red lines: whoever answers it says one.
RED_LINE_QUESTION = "care-and-red-lines"


def narrowed(chosen: dict, group: WorkingGroup | None, user) -> Q:
    """What fits the cleaned values of the filters of a desk, by their names."""
    ways = {
        "iteration": lambda number: Q(draft_set__iteration__number=number),
        "recommendation": lambda code: about(code, group),
        "part": lambda key: Q(part__key=key),
        "question": lambda key: Q(question__key=key),
        "theme": lambda key: under_themes(theme_and_children(key, chosen["iteration"])),
        "channel": came_by,
        "stance": with_stance,
        "language": lambda codes: said_in(codes, or_rendered=chosen["rendered"]),
        "q": with_words,
        "unread": lambda _: ~read_by(user, group),
        "changed": lambda _: changed_since_read_by(user, group),
        "unreplied": lambda _: without_reply_for(user),
        "red": lambda _: on_red_lines(),
        "uncoded": lambda _: without_theme(),
        "once": lambda _: Q(same_as=None),
    }
    condition = Q()
    for name, way in ways.items():
        if chosen[name]:
            condition &= Q(way(chosen[name]))
    return condition


def about(code: str, group: WorkingGroup | None) -> Q:
    """On one recommendation, on a set of drafts as a whole, or on what others passed on."""
    if code == PASSED_ON:
        return Q(passed_to(group))
    # By their ids, so that the index of the recommendation is seen to be short.
    found = list(Recommendation.objects.filter(code=code).values_list("pk", flat=True))
    if found:
        return Q(recommendation__in=found)
    return Q(recommendation=None, draft_set__code=code)


def with_stance(stance: str) -> Q:
    """As its author said, or as a coder read it."""
    coded = CodedStance.objects.filter(comment=OuterRef("pk"), stance=stance)
    return Q(stance=stance) | Q(Exists(coded))


def on_red_lines() -> Q:
    """A red line by what its author said, by a coder, or in answer to the question on them."""
    asked = GuidingQuestion.objects.filter(key=RED_LINE_QUESTION).values("pk")
    return with_stance(Stance.RED_LINE) | Q(question__in=asked)


def came_by(channel: str) -> Q:
    """From this portal, from elsewhere, or from one kind of conversation."""
    if channel in Origin.values:
        return Q(origin=channel)
    kind = Conversation.objects.filter(kind=channel)
    return Q(conversation__in=kind.values("pk"))


def under_themes(themes) -> Q:
    """Put under one of these themes (ids) by anybody, as a whole or with a passage.

    A few are named by their ids: to find them along a long list would take reading all of it.
    """
    coded = Coding.objects.standing().filter(theme__in=themes)
    few = list(coded.values_list("comment", flat=True)[: FEW + 1])
    if len(few) <= FEW:
        return Q(pk__in=set(few))
    return Q(Exists(coded.filter(comment=OuterRef("pk"))))


def without_theme() -> Q:
    return ~Q(Exists(Coding.objects.standing().filter(comment=OuterRef("pk"))))


def theme_and_children(key: str, iteration: int | str | None = None) -> list[int]:
    """The ids of the themes with this key and of all that stands under them, merged ones too."""
    themes = Theme.objects.all()
    if iteration:
        themes = themes.filter(iteration__number=iteration)
    rows = list(themes.values_list("pk", "key", "parent", "merged_into"))
    found = {pk for pk, own, _parent, merged in rows if own == key}
    found |= {merged for pk, _own, _parent, merged in rows if pk in found and merged}
    more = found
    while more:
        more = {pk for pk, _own, parent, _merged in rows if parent in more} - found
        found |= more
    return sorted(found)


def read_by(user, group: WorkingGroup | None) -> Exists:
    """What this person has marked as read for this group, in whatever wording."""
    return Exists(_marks_of(user, group))


def changed_since_read_by(user, group: WorkingGroup | None) -> Exists:
    """What this person has read, and its author has edited since."""
    return Exists(_marks_of(user, group).filter(comment_version__lt=OuterRef("version")))


def _marks_of(user, group):
    return ReadMark.objects.filter(comment=OuterRef("pk"), person=user, group=group)


def come_since(moment: datetime, group: WorkingGroup | None) -> Q:
    """What has reached the group since: written, let through by a liaison, or passed on."""
    let_through = Decision.objects.filter(
        comment=OuterRef("pk"),
        kind__in=(Decision.Kind.APPROVE, Decision.Kind.RESTORE),
        decided_at__gt=moment,
    )
    came = Q(stored_at__gt=moment) | Q(Exists(let_through))
    if group is None:
        return came
    passing = AnswerTo.objects.filter(comment=OuterRef("pk"), answer__passed_to=group)
    published = passing.filter(
        answer__state=Answer.State.PUBLISHED, answer__published_at__gt=moment
    )
    return came | Q(Exists(published))


def without_reply_for(user) -> Q:
    """Begins a thread, and nobody has replied to it, as far as this person may know."""
    # Most replies are open to all: who may read the others is asked for those alone.
    replies = Comment.objects.filter(thread=OuterRef("pk"))
    private = replies.visible_to(user).filter(visibility=Visibility.GROUP)
    # By its depth: an index of parents would lead away from the order of the list.
    return Q(depth=0) & ~Exists(replies.with_open_words()) & ~Exists(private)


def said_in(languages: list[str], *, or_rendered: bool) -> Q:
    """In one of these languages; or rendered into one of them, confirmed by a person."""
    condition = Q(language__in=languages)
    if not or_rendered:
        return condition
    renderings = Rendering.objects.filter(comment=OuterRef("pk"), state=Rendering.State.CONFIRMED)
    return condition | Q(Exists(renderings.filter(language__in=languages)))


def with_words(typed: str) -> Q:
    """With all these words, in the original or in a rendering; or with this short id.

    Narrows what a person may read already, so the index is not asked again who may read it.
    """
    by_id = Q(slug=plain(typed).upper().replace("#", "-"))
    terms = parse(typed).terms
    if not terms:
        return by_id
    texts = IndexedText.objects.filter(Matches(terms), kind=IndexedText.Kind.COMMENT)
    rendered = Rendering.objects.filter(state=Rendering.State.CONFIRMED)
    for word in typed.split()[:MAX_TERMS]:
        rendered = rendered.filter(body__icontains=word)
    found = Q(pk__in=texts.values("object_id")) | Q(pk__in=rendered.values("comment"))
    return by_id | found
