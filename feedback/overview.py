"""What came and what waits in one iteration: the page-shaped read behind the organisers' page."""

from datetime import datetime
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.languages import ALL, BY_CODE, autonym, nearest
from accounts.roles import Role, Scope
from recommendations.models import Iteration, WorkingGroup
from recommendations.models.group import WHOLE_MOVEMENT_SLUG
from recommendations.templatetags.wording import wording_of

from .figures import Work, liaisons_by_language, work_by, work_in_all
from .models import Comment, Origin
from .offices import ANYWHERE, SEPARATOR


class Row(NamedTuple):
    """One line of a table: figures, and what the lists behind them are filtered by."""

    name: str
    language: str
    work: Work
    query: str
    days: int | None
    has_liaison: bool = True
    wish: str = ""


class Overview(NamedTuple):
    in_all: Any
    query: str
    groups: list[Row]
    languages: list[Row]
    channels: list[Row]
    silent: list[Row]


def rounds() -> list[Iteration]:
    return list(Iteration.objects.in_language().in_order())


def present(iterations: list[Iteration]) -> Iteration | None:
    """The newest that is open; else the newest that was; else the newest."""
    for phases in ({"open"}, {"open", "closed"}):
        if found := [each for each in iterations if each.window.phase() in phases]:
            return found[-1]
    return iterations[-1] if iterations else None


def overview(iteration: Iteration, user) -> Overview:
    """All figures of one iteration, in as many queries for many contributions as for one."""
    said = Comment.objects.filter(draft_set__iteration=iteration)
    now, base = timezone.now(), {"iteration": iteration.number}
    by_language = work_by(said, "language")
    liaisons = liaisons_by_language()
    languages = [_language(code, work, liaisons, base, now) for code, work in by_language.items()]
    nobody = Work.none()
    silent = [
        _language(each.code, nobody, liaisons, base, now)
        for each in ALL
        if each.code not in by_language
    ]
    return Overview(
        in_all=work_in_all(said, user),
        query=urlencode(base),
        groups=_groups(work_by(said, "draft_set__group"), base, now),
        languages=sorted(languages, key=lambda row: (-row.work.waiting, -row.work.readable)),
        channels=_channels(work_by(said, "origin"), base, now),
        silent=[row for row in silent if not row.has_liaison],
    )


def _groups(found, base, now) -> list[Row]:
    groups = WorkingGroup.objects.in_language().in_order()
    named = [(each.pk, each.slug, wording_of(each, "name")) for each in groups]
    rows = [
        _row(name.text, found.get(pk), {**base, "group": slug}, now, language=name.language)
        for pk, slug, name in named
    ]
    if None in found:
        whole = {**base, "group": WHOLE_MOVEMENT_SLUG}
        rows.append(_row(_("The whole movement"), found[None], whole, now))
    return rows


def _channels(found, base, now) -> list[Row]:
    kinds = [kind for kind in Origin if kind in found]
    return [_row(kind.label, found[kind], {**base, "origin": kind.value}, now) for kind in kinds]


def _language(code, work, liaisons, base, now) -> Row:
    row = _row(autonym(code), work, {**base, "language": code}, now, language=code)
    near = nearest(code)
    # Roles know the languages of the portal; for all others, one is a liaison everywhere.
    where = f"{Scope.LANGUAGE}{SEPARATOR}{near}" if near in BY_CODE else ANYWHERE
    return row._replace(
        has_liaison=bool(liaisons.get(near) or liaisons.get("")),
        wish=urlencode({"role": Role.LIAISON.value, "where": where}),
    )


def _row(name, work: Work | None, query, now: datetime, language="") -> Row:
    work = work or Work.none()
    days = (now - work.oldest).days if work.oldest else None
    return Row(str(name), language, work, urlencode(query), days)
