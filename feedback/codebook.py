"""The codebook of an iteration as pages show it: themes, those under them, how much of each."""

from dataclasses import dataclass, field

from django.db.models import Count, F
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations.models import Iteration
from recommendations.templatetags.wording import wording_of

from .models import Coding, Theme


@dataclass
class Node:
    """A theme, what stands under it, and how many contributions both hold."""

    theme: Theme
    children: list["Node"] = field(default_factory=list)
    number: int = 0


def iteration_of(number: str | int | None) -> Iteration:
    """The iteration that was asked for; else the newest that is open, else the newest.

    Raises ``Http404`` where there is none.
    """
    rounds = list(Iteration.objects.in_language().in_order())
    if number not in (None, ""):
        rounds = [each for each in rounds if str(each.number) == str(number)]
    if not rounds:
        raise Http404
    now = timezone.now()
    is_open = [each for each in rounds if each.window.phase(now) == "open"]
    return (is_open or rounds)[-1]


def tree_of(iteration: Iteration) -> list[Node]:
    """The themes in use, each with those under it, in their order."""
    themes = Theme.objects.in_use().in_language().filter(iteration=iteration).in_order()
    nodes = {theme.pk: Node(theme) for theme in themes}
    tops: list[Node] = []
    for node in nodes.values():
        above = nodes.get(node.theme.parent_id)
        (above.children if above else tops).append(node)
    return tops


def count_in(nodes: list[Node], comments, iteration: Iteration) -> None:
    """How many of these contributions stand under each theme, and under those beneath it.

    One with several codings counts once; what is under two themes counts under both.
    """
    coded = comments.order_by().filter(
        codings__removed_at=None, codings__theme__iteration=iteration
    )
    own = _numbers(coded.annotate(under=F("codings__theme")))
    whole = _numbers(coded.annotate(under=Coalesce("codings__theme__parent", "codings__theme")))
    for top in nodes:
        top.number = whole.get(top.theme.pk, 0)
        for node in top.children:
            node.number = own.get(node.theme.pk, 0)


def _numbers(coded) -> dict[int, int]:
    return dict(coded.values_list("under").annotate(number=Count("pk", distinct=True)))


def flat(nodes: list[Node]) -> list[Theme]:
    """The themes in the order of the page."""
    return [each.theme for top in nodes for each in (top, *top.children)]


def theme_choices(person, iterations) -> list[tuple]:
    """What a coder chooses from: what this person used last, then each codebook as a tree."""
    themes = Theme.objects.in_use().in_language().filter(iteration__in=iterations).in_order()
    by_id = {theme.pk: theme for theme in themes}
    trees: dict[int, list[Theme]] = {}
    for theme in by_id.values():
        if theme.parent_id is None:
            below = [each for each in by_id.values() if each.parent_id == theme.pk]
            trees.setdefault(theme.iteration_id, []).extend([theme, *below])
    lately = [by_id[pk] for pk in used_lately(person) if pk in by_id]
    found = [(_("Used lately"), [(each.pk, _label(each)) for each in lately])] if lately else []
    rounds = {each.pk: each for each in Iteration.objects.in_language().filter(pk__in=trees)}
    for pk in sorted(trees, key=lambda each: -rounds[each].number):
        named = wording_of(rounds[pk], "title").text
        found.append((named, [(each.pk, _label(each)) for each in trees[pk]]))
    return found


def _label(theme: Theme) -> str:
    label = wording_of(theme, "label").text or theme.key
    return f"– {label}" if theme.parent_id else label


def used_lately(person, limit: int = 5) -> list[int]:
    """The themes (by id) that this person applied last, the newest first."""
    codings = Coding.objects.filter(by=person, theme__merged_into=None).order_by("-pk")
    newest = codings.values_list("theme", flat=True)[: 20 * limit]
    return list(dict.fromkeys(newest))[:limit]
