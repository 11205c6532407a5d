"""How far a group has come with its input: what was read, coded and answered, and what is left."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.languages import autonym
from recommendations.models import Iteration, WorkingGroup

from ..figures import shares
from ..group_input import GroupDesk, input_of, unanswered
from ..models import ReadMark
from ..narrowing import on_red_lines, without_theme
from .figure import Cell, Figure, Line


def of_group(desk: GroupDesk, iteration: Iteration, user) -> list[Figure]:
    """The figures of a group and an iteration, of what this person may read."""
    said = input_of(desk.group, user).filter(draft_set__iteration=iteration)

    def cell(number: int, **narrowed: str) -> Cell:
        query = urlencode({"iteration": iteration.number, **narrowed})
        place = reverse("feedback:group_desk", args=[desk.slug])
        return Cell(number, f"{place}?{query}" if number else "")

    return [_how_far(said, desk.group, cell), _left_by_language(said, desk.group, cell)]


def read_by_anybody(group: WorkingGroup | None) -> Exists:
    return Exists(ReadMark.objects.filter(comment=OuterRef("pk"), group=group))


def _how_far(said, group: WorkingGroup | None, cell: Callable[..., Cell]) -> Figure:
    left = unanswered(said, group)
    red = on_red_lines()
    number = said.count()
    numbers = [
        (_("All that was said"), cell(number)),
        (_("Read by somebody of the group"), Cell(said.filter(read_by_anybody(group)).count())),
        (_("With a theme"), Cell(said.filter(~Q(without_theme())).count())),
        (_("Without a theme"), cell(said.filter(without_theme()).count(), uncoded="on")),
        (_("Without an answer of the group"), cell(left.count(), unanswered="on")),
        (_("Red lines"), cell(said.filter(red).count(), red="on")),
        (
            _("Red lines without an answer"),
            cell(left.filter(red).count(), red="on", unanswered="on"),
        ),
    ]
    return Figure(
        key="work",
        title=_("How far the group has come"),
        definition=_(
            "Contributions that you can read, on the drafts of this iteration or passed on by "
            "another group; each line counts on its own."
        ),
        head=[_("Contributions"), _("Number")],
        lines=[Line(label, [each]) for label, each in numbers],
    )


def _left_by_language(said, group: WorkingGroup | None, cell: Callable[..., Cell]) -> Figure:
    everything, left = shares(said, "language"), shares(unanswered(said, group), "language")
    codes = sorted(everything, key=lambda code: (-left.get(code, 0), code))
    return Figure(
        key="left",
        title=_("Without an answer, by language"),
        definition=_("A language that is answered less than the others has a voice that waits."),
        head=[_("Language"), _("Without an answer of the group"), _("In all")],
        lines=[
            Line(
                autonym(code),
                [
                    cell(left.get(code, 0), language=code, unanswered="on"),
                    cell(everything[code], language=code),
                ],
                language=code,
            )
            for code in codes
        ],
    )
