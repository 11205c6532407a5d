"""Where statements from elsewhere can stand: what a report offers, and what an id stands for."""

from collections.abc import Iterable
from itertools import groupby

from django.utils.translation import gettext as _

from recommendations.models import DraftSet, Iteration, Part, PartQuestion, Recommendation
from recommendations.models.translated import texts_of
from recommendations.templatetags.wording import wording_of

from .overview import present

LONGEST_LABEL = 80  # signs; a list on a phone shows fewer


class Places:
    """The published texts that these short ids stand for, and their parts, in a few queries."""

    def __init__(self, codes: Iterable[str]):
        codes = set(filter(None, codes))
        recommendations = Recommendation.objects.published().for_page().filter(code__in=codes)
        sets = DraftSet.objects.published().in_language().filter(code__in=codes)
        sets = sets.prefetch_related(*texts_of(DraftSet, "group", "iteration"))
        self.targets: dict[str, Recommendation | DraftSet] = {
            target.code: target for target in (*sets, *recommendations)
        }
        parts = Part.objects.in_language().filter(recommendation__in=recommendations)
        self.parts = {
            (part.recommendation_id, part.key): part
            for part in parts.prefetch_related(*texts_of(Part, "question"))
        }

    def part(self, code: str, key: str) -> Part | None:
        target = self.targets.get(code)
        if not isinstance(target, Recommendation):
            return None
        return self.parts.get((target.pk, key))


def iterations() -> list[Iteration]:
    """The rounds with published drafts, first to last."""
    published = DraftSet.objects.published().values("iteration")
    return list(Iteration.objects.in_language().filter(pk__in=published).in_order())


def iteration_to_offer(rounds: list[Iteration], number: int | None) -> Iteration | None:
    """The round that was asked for; else the one that is open, or the last."""
    asked = next((each for each in rounds if each.number == number), None)
    return asked or present(rounds)


def targets_to_choose(iteration: Iteration | None, also: Iterable[str] = ()) -> list:
    """First what was chosen; then the drafts of a round by group, as a whole and one by one."""
    offered = _by_group(iteration) if iteration else []
    known = {code for _name, entries in offered for code, _text in entries}
    chosen = Places(set(also) - known).targets
    others = [(code, _label_of(code, target)) for code, target in sorted(chosen.items())]
    return [*([("", others)] if others else []), *offered]


def _by_group(iteration: Iteration) -> list:
    sets = DraftSet.objects.published().in_language().filter(iteration=iteration)
    sets = sets.prefetch_related(*texts_of(DraftSet, "group", "iteration"))
    rows = Recommendation.objects.in_language().filter(draft_set__in=sets)
    rows = rows.order_by("draft_set", "position", "pk")
    within = {pk: list(found) for pk, found in groupby(rows, lambda row: row.draft_set_id)}
    ordered = sorted(sets, key=lambda each: (each.group.position if each.group else 99, each.code))
    return [
        (
            _name_of(each),
            [
                (each.code, _label_of(each.code, each)),
                *((row.code, _label_of(row.code, row)) for row in within.get(each.pk, [])),
            ],
        )
        for each in ordered
    ]


def _name_of(draft_set: DraftSet) -> str:
    if draft_set.group:
        return wording_of(draft_set.group, "name").text
    return wording_of(draft_set.iteration, "title").text


def _label_of(code: str, target: Recommendation | DraftSet) -> str:
    if isinstance(target, Recommendation):
        text = wording_of(target, "title").text
    else:
        text = _("All drafts of this group: %(group)s") % {"group": _name_of(target)}
        text = text if target.group else _("All of it: %(title)s") % {"title": _name_of(target)}
    label = f"{code} {text}"
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}…"


def parts_to_choose() -> list[tuple[str, str]]:
    """The parts that a full version has."""
    questions = PartQuestion.objects.in_language().order_by("position")
    return [
        (each.key, f"{each.key.upper()}: {wording_of(each, 'text').text}") for each in questions
    ]
