"""What a strategy file says of questions, groups, iterations and milestones."""

import re
from datetime import datetime, timedelta

from accounts.languages import SOURCE

from ..models import (
    GuidingQuestion,
    Iteration,
    Milestone,
    Page,
    PartQuestion,
    ScopingQuestion,
    WorkingGroup,
)
from ..models.group import WHOLE_MOVEMENT_CODE, WHOLE_MOVEMENT_SLUG
from ..models.iteration import last_day
from . import names
from .file import Place, first_moment
from .reading import Reading
from .rows import Row

# Group codes begin the short ids that people cite, before a number: so letters only.
GROUP_CODE = re.compile(r"[A-Z]{1,4}")


def guiding_question(reading: Reading, place: Place, position: int) -> None:
    key = place.string("id")
    place.ignore("position")
    row = Row(place.place, GuidingQuestion, (key,))
    row.fields = {"key": key, "position": position, "source": reading.source_of(place)}
    row.texts = {"label": place.texts("label"), "text": place.texts("text")}
    if page := place.string("read_first", required=False):
        row.links["read_first"] = (Page, (page,))
        if not reading.book.knows(Page, page):
            place.refuse("read_first", f"unknown page {page!r}")
    reading.book.add(place, row)


def part_question(reading: Reading, place: Place, position: int) -> None:
    key = place.string("id").lower()
    place.ignore("position")
    row = Row(place.place, PartQuestion, (key,))
    row.fields = {
        "key": key,
        "topic": place.string("key"),
        "position": position,
        "seen_in_source": place.flag("seen_in_source", default=True),
    }
    row.texts = {"text": place.texts("text")}
    reading.book.add(place, row)


def working_group(reading: Reading, place: Place, position: int) -> None:
    slug, code = place.string("slug"), place.string("code")
    if slug == WHOLE_MOVEMENT_SLUG:
        place.refuse("slug", "stands for the whole movement")
    if code and (not GROUP_CODE.fullmatch(code) or code == WHOLE_MOVEMENT_CODE):
        place.refuse("code", f"not one to four capital letters, or {WHOLE_MOVEMENT_CODE}")
    if code in reading.group_codes.values() and reading.group_codes.get(slug) != code:
        place.refuse("code", "another group has it")
    reading.group_codes[slug] = code
    scoping = place.object("scoping")
    row = Row(place.place, WorkingGroup, (slug,))
    row.fields = {"slug": slug, "code": code, "position": position}
    row.texts = {"name": place.texts("names"), "description": place.texts("description")}
    if scoping:
        row.fields["source"] = reading.source_of(scoping)
        row.fields["scoping_note"] = scoping.string("note", required=False)
    reading.book.add(place, row)
    if scoping:
        for number, question in enumerate(scoping.objects("questions"), 1):
            scoping_question(reading, question, number, slug)


def scoping_question(reading: Reading, place: Place, position: int, group: str) -> None:
    key = place.string("id")
    row = Row(place.place, ScopingQuestion, (key,))
    row.fields = {"key": key, "position": position}
    row.links = {"group": (WorkingGroup, (group,))}
    row.texts = {"text": place.texts("text")}
    if SOURCE in row.texts["text"]:
        reading.scoping_questions[row.texts["text"][SOURCE].text] = (key, row.texts["text"])
    reading.book.add(place, row)


def iteration(reading: Reading, place: Place, position: int) -> None:
    place.ignore("month", "versions")
    number = place.number("number")
    published = place.day("published", required=False, month=True)
    if number:
        reading.published[number] = published
        reading.last_iteration = max(reading.last_iteration, number)
    opens, closes = window(place)
    row = Row(place.place, Iteration, (number,))
    row.fields = {
        "number": number,
        "slug": place.string("slug"),
        "published_on": published,
        "published_total": place.number("published_total", least=0, required=False),
        "planned_languages": place.languages("abbreviated_target_languages"),
        "note": place.string("note", required=False),
        "source": reading.source_of(place),
        "opens_at": opens,
        "closes_at": closes,
    }
    title = place.texts("title")
    counted = names.counted(number or 0)
    is_counted = title == {SOURCE: counted[SOURCE]}
    row.texts = {"title": counted if is_counted else title}
    reading.book.add(place, row)


def window(place: Place) -> tuple[datetime | None, datetime | None]:
    """The first moment of the first day, and the moment after the end of the last one."""
    since = place.day("feedback_from", required=False)
    until = place.day("feedback_until", required=False)
    if until and not since:
        place.refuse("feedback_from", "missing, but there is an end")
    elif until and until < since:
        place.refuse("feedback_until", "before the beginning")
    closes = first_moment(until)
    return first_moment(since), closes + timedelta(days=1) if closes else None


def milestones(reading: Reading, places: list[Place]) -> None:
    """Milestones, those that are replaced before those that replace them."""
    by_key = {place.value.get("id"): place for place in places if _is_named(place)}
    read: set[str] = set()
    waiting = places
    while waiting:
        ready = [p for p in waiting if _replaced(p) not in by_key or _replaced(p) in read]
        for place in ready:
            milestone(reading, place)
            read.add(str(place.value.get("id")))
        if not ready:
            waiting[0].refuse("replaces", "goes round in a circle")
            return
        waiting = [place for place in waiting if place not in ready]


def _is_named(place: Place) -> bool:
    return isinstance(place.value.get("id"), str)


def _replaced(place: Place) -> str | None:
    replaced = place.value.get("replaces")
    return replaced if isinstance(replaced, str) else None


def milestone(reading: Reading, place: Place) -> None:
    place.ignore("precision")
    key = place.string("id")
    start = place.day("start", month=True)
    end = place.day("end", required=False, month=True)
    if start and end and last_day(end) < start:
        place.refuse("end", "before the start")
    row = Row(place.place, Milestone, (key,))
    row.fields = {
        "key": key,
        "start": start,
        "end": end,
        "status": place.string("status"),
        "source": reading.source_of(place),
    }
    row.texts = {"title": place.texts("title"), "text": place.texts("text", required=False)}
    if replaces := place.string("replaces", required=False):
        row.links["replaces"] = (Milestone, (replaces,))
        if not reading.book.knows(Milestone, replaces):
            place.refuse("replaces", f"unknown milestone {replaces!r}")
    reading.book.add(place, row)
