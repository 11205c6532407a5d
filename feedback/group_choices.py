"""What can be chosen in the filters of a group's desk: of its own texts, and no others."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.languages import ALL, autonym
from recommendations.models import (
    DraftSet,
    GuidingQuestion,
    Iteration,
    Part,
    PartQuestion,
    Recommendation,
    WorkingGroup,
)
from recommendations.templatetags.wording import wording_of

from .models import Conversation, Origin, Theme
from .narrowing import PASSED_ON

Choices = list[tuple]


def iteration_choices(group: WorkingGroup | None) -> Choices:
    """The iterations in which the group has drafts."""
    rounds = Iteration.objects.filter(draft_sets__group=group).distinct().in_language().in_order()
    named = [(str(each.number), wording_of(each, "title").text) for each in rounds]
    return [("", _("All iterations")), *named]


def recommendation_choices(group: WorkingGroup | None, user) -> Choices:
    """Each by its short id and title, the drafts of an iteration as a whole before them."""
    of_group = Recommendation.objects.visible_to(user).filter(draft_set__group=group)
    by_set: dict[int, list] = {}
    for each in of_group.in_language().in_order():
        by_set.setdefault(each.draft_set_id, []).append(
            (each.code, f"{each.code} {wording_of(each, 'title').text}")
        )
    found: Choices = [("", _("All recommendations"))]
    sets = DraftSet.objects.visible_to(user).filter(group=group)
    for pk, code in sets.order_by("iteration__number").values_list("pk", "code"):
        whole = (code, _("%(code)s: the drafts as a whole") % {"code": code})
        found += [whole, *by_set.get(pk, [])]
    if group:
        found.append((PASSED_ON, _("Passed on by another group")))
    return found


def part_choices(group: WorkingGroup | None, user) -> Choices:
    """The parts of the group's recommendations, whichever recommendation they belong to."""
    known = Recommendation.objects.visible_to(user).filter(draft_set__group=group)
    rows = Part.objects.filter(recommendation__in=known.values("pk")).order_by("question__position")
    pairs = dict(rows.values_list("key", "question").distinct())
    questions = PartQuestion.objects.in_language().in_bulk(pairs.values())
    named = [
        (key, f"{key.upper()}: {wording_of(questions[pk], 'text').text}")
        for key, pk in pairs.items()
    ]
    return [("", _("All parts")), *named]


def question_choices() -> Choices:
    questions = GuidingQuestion.objects.in_language()
    named = [(each.key, wording_of(each, "label").text) for each in questions]
    return [("", _("All questions")), *named]


def theme_choices(chosen: str) -> Choices:
    """The codebooks as trees, a key once; the newest iteration's wording."""
    rows = list(Theme.objects.in_use().in_language().order_by("-iteration", "position", "key"))
    children: dict[int | None, list[Theme]] = {}
    for theme in rows:
        children.setdefault(theme.parent_id, []).append(theme)
    found: dict[str, str] = {}

    def add(parent: int | None, depth: int):
        for theme in children.get(parent, []):
            found.setdefault(theme.key, "– " * depth + wording_of(theme, "label").text)
            add(theme.pk, depth + 1)

    add(None, 0)
    if chosen:
        found.setdefault(chosen, chosen)
    return [("", _("All themes")), *found.items()]


def channel_choices() -> Choices:
    """Where words were said; of those from elsewhere, each kind of conversation."""
    return [
        ("", _("All channels")),
        *Origin.choices,
        (pgettext_lazy("channel", "Kind of conversation"), Conversation.Kind.choices),
    ]


def language_choices(chosen: list[str]) -> Choices:
    codes = dict.fromkeys([*(each.code for each in ALL), *chosen])
    return [(code, autonym(code)) for code in codes]
