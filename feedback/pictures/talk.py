"""The figures of what was said: on one recommendation, or in one iteration."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.languages import autonym
from recommendations.models import GuidingQuestion, WorkingGroup
from recommendations.models.group import WHOLE_MOVEMENT_SLUG
from recommendations.templatetags.wording import wording_of

from ..figures import shares, stances_by_language, voices
from ..models import Origin, Stance
from ..outcomes import State, state_in_database
from .figure import Cell, Figure, Line, counted

Scope = Mapping[str, Any]  # the filter of the list of contributions that a page speaks of


def of_talk(comments, scope: Scope) -> list[Figure]:
    """How these contributions spread; ``scope`` narrows the list of all to the same ones."""
    return [
        by_origin(comments, scope),
        by_language(comments, scope),
        by_question(comments, scope),
        by_stance(comments, scope),
        by_state(comments, scope),
    ]


def by_origin(comments, scope: Scope) -> Figure:
    """Contributions here, statements from elsewhere, accounts, people: never added up."""
    told = voices(comments)
    here, there = Origin.ON_SITE.value, Origin.ELSEWHERE.value
    lines = [
        Line(
            _("Contributions written on this portal"),
            [counted(told.on_site, scope, origin=here)],
        ),
        Line(
            _("Statements brought in from elsewhere"),
            [counted(told.statements, scope, origin=there)],
        ),
        Line(_("Accounts that wrote them"), [Cell(told.accounts)]),
        Line(
            _("People who took part elsewhere, as reported"),
            [Cell(told.participants, reverse("feedback:conversations"))],
        ),
    ]
    return Figure(
        key="voices",
        title=_("Voices by where they come from"),
        definition=_(
            "Four numbers that are never added up: contributions and statements are words; "
            "accounts are people who wrote here, each counted once; the people of conversations "
            "are those that their reports name, and whoever was at two is counted at both."
        ),
        head=[_("Where from"), _("Number")],
        lines=lines,
        note=_("Conversations without a number of people: %(number)s.")
        % {"number": told.without_number}
        if told.without_number
        else "",
    )


def by_language(comments, scope: Scope) -> Figure:
    found = sorted(shares(comments, "language").items(), key=lambda each: (-each[1], each[0]))
    return Figure(
        key="languages",
        title=_("By language"),
        definition=_("Contributions that anyone can read, by the language of their words."),
        head=[_("Language"), _("Contributions")],
        lines=[
            Line(autonym(code), [counted(number, scope, language=code)], language=code)
            for code, number in found
        ],
    )


def by_question(comments, scope: Scope) -> Figure:
    """Every question, those without a word too: silence is a finding."""
    found = shares(comments, "question")
    questions = GuidingQuestion.objects.in_language().order_by("position")
    lines = []
    for each in questions:
        label = wording_of(each, "label")
        cell = counted(found.get(each.pk, 0), scope, question=each.key)
        lines.append(Line(label.text, [cell], language=label.language))
    lines.append(
        Line(_("Without a guiding question"), [counted(found.get(None, 0), scope, unasked="on")])
    )
    return Figure(
        key="questions",
        title=_("By guiding question"),
        definition=_(
            "Contributions that anyone can read, by the guiding question that they answer; replies "
            "stand under the question of what they reply to, or under none."
        ),
        head=[_("Guiding question"), _("Contributions")],
        lines=lines,
    )


def by_stance(comments, scope: Scope) -> Figure:
    """Stances by language: a small number could say who it was, and is left out."""
    found = stances_by_language(comments)
    lines = [
        Line(
            autonym(language),
            [
                Cell(numbers[each.value], _stances(scope, language, each, numbers[each.value]))
                for each in Stance
            ],
            language=language,
        )
        for language, numbers in sorted(found.items())
    ]
    return Figure(
        key="stances",
        title=_("Stance by language"),
        definition=_(
            "How authors said that they stand to the text, where they said it. These are no votes: "
            "nobody was asked to take part in one. Numbers under five are left out."
        ),
        head=[_("Language"), *(str(each.label) for each in Stance)],
        lines=lines,
        has_bars=False,
    )


def _stances(scope: Scope, language: str, stance: Stance, shown) -> str:
    if not isinstance(shown, int):
        return ""
    return counted(shown, scope, language=language, stance=stance.value).address


def by_state(comments, scope: Scope) -> Figure:
    """How far contributions have come; each stands in its last state only."""
    found = shares(comments.annotate(how_far=state_in_database()), "how_far")
    return Figure(
        key="states",
        title=_("What became of them"),
        definition=_(
            "Contributions that anyone can read, each once, by the last state that it has reached; "
            "what stands under another contribution shares its state."
        ),
        head=[_("State"), _("Contributions")],
        lines=[
            Line(str(each.label), [counted(found.get(each.value, 0), scope, state=each.value)])
            for each in State
        ],
    )


def by_part(recommendation, comments, scope: Scope) -> Figure:
    """How much was said on each part, and in answer to which question."""
    found = shares(comments, "part", "question")
    questions = list(GuidingQuestion.objects.in_language().order_by("position"))
    parts = [*recommendation.parts.all()]
    lines = [
        _line_of_part(found, scope, questions, each.pk, each.key, _name_of(each)) for each in parts
    ]
    whole = pgettext("recommendation", "The whole text")
    lines.append(_line_of_part(found, scope, questions, None, "", whole))
    labels = [wording_of(each, "label").text for each in questions]
    return Figure(
        key="parts",
        title=_("By part and guiding question"),
        definition=_(
            "Contributions that anyone can read, by the part of the full version they are about."
        ),
        head=[_("Part"), _("In all"), *labels, _("None of them")],
        lines=lines,
    )


def _name_of(part) -> str:
    return f"{part.key.upper()}: {wording_of(part.question, 'text').text}"


def _line_of_part(found, scope: Scope, questions, pk, key: str, label: str) -> Line:
    here = {**scope, "part": key} if key else {**scope, "whole": "on"}
    numbers = [found.get((pk, each.pk), 0) for each in questions]
    rest = found.get((pk, None), 0)
    cells = [
        counted(sum(numbers) + rest, here),
        *(
            counted(number, here, question=each.key)
            for each, number in zip(questions, numbers, strict=True)
        ),
        counted(rest, here, unasked="on"),
    ]
    return Line(label, cells)


def by_group(comments, scope: Scope) -> Figure:
    """The groups on whose drafts people spoke; the silent ones, too."""
    found = shares(comments, "draft_set__group")
    groups = WorkingGroup.objects.in_language().in_order()
    lines = []
    for each in groups:
        name = wording_of(each, "name")
        cell = counted(found.get(each.pk, 0), scope, group=each.slug)
        lines.append(Line(name.text, [cell], language=name.language))
    if None in found:
        whole = counted(found[None], scope, group=WHOLE_MOVEMENT_SLUG)
        lines.append(Line(_("The whole movement"), [whole]))
    return Figure(
        key="groups",
        title=_("By working group"),
        definition=_("Contributions that anyone can read, by the group whose drafts they are on."),
        head=[_("Working group"), _("Contributions")],
        lines=lines,
    )
