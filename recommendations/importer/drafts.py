"""The drafts of a strategy file: sets, recommendations, what became of them, and their parts."""

import re

from accounts.languages import SOURCE

from ..models import (
    DraftSet,
    Iteration,
    Lineage,
    Part,
    PartQuestion,
    Recommendation,
    ScopingQuestion,
    Section,
    WorkingGroup,
)
from ..models.erratum import MAX_REASON, Effect
from ..models.group import WHOLE_MOVEMENT_CODE
from . import names
from .file import Place, first_moment, language_code
from .reading import Reading
from .rows import Book, Erratum, Row

# Numbers stand in addresses.
NUMBER = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
FINAL_STAGE = "final"


def draft_set(reading: Reading, place: Place, position: int) -> None:
    place.ignore("listed")
    group, number, code = _set_of(reading, place)
    row = Row(place.place, DraftSet, (code,))
    row.fields = {
        "code": code,
        "published_at": first_moment(reading.published.get(number or 0, "")),
        "is_complete": place.flag("complete"),
        "published_total": place.number("published_total", least=0, required=False),
    }
    row.links = {"group": (WorkingGroup, (group,)), "iteration": (Iteration, (number,))}
    row.texts = {
        "note": place.texts("note", required=False),
        "consensus_note": place.texts("consensus_note", required=False),
    }
    reading.book.add(place, row)
    for order, section in enumerate(place.objects("sections", required=False), 1):
        draft_section(reading, section, order, code)


def _set_of(reading: Reading, place: Place) -> tuple[str, int | None, str]:
    """Group and iteration of an entry, and the code of their set of drafts if both are known."""
    group, number = place.string("group"), place.number("iteration")
    code = reading.group_codes.get(group, "")
    if group and not code:
        place.refuse("group", f"unknown group {group!r}")
    if number is not None and not reading.book.knows(Iteration, number):
        place.refuse("iteration", f"unknown iteration {number}")
        number = None
    return group, number, f"{code}{number}" if code and number is not None else ""


def draft_section(reading: Reading, place: Place, position: int, set_code: str) -> None:
    """A heading of a set; where it repeats a scoping question, it is that question's."""
    key = place.string("id")
    row = Row(place.place, Section, (set_code, key))
    row.fields = {"key": key, "position": position}
    row.links = {"draft_set": (DraftSet, (set_code,))}
    texts = place.texts("text")
    question = reading.scoping_questions.get(texts[SOURCE].text) if SOURCE in texts else None
    if question:
        row.links["scoping_question"] = (ScopingQuestion, (question[0],))
        texts = {**question[1], **texts}
    row.texts = {"text": texts}
    reading.book.add(place, row)


def recommendation(reading: Reading, place: Place, position: int) -> None:
    _, _, set_code = _set_of(reading, place)
    code, number = place.string("id"), place.string("number")
    if number and not NUMBER.fullmatch(number):
        place.refuse("number", "not letters and digits, perhaps with hyphens between")
    elif code and set_code and code != f"{set_code}-{number}":
        place.refuse("id", f"not {set_code}-{number}, as group, iteration and number say")
    row = Row(place.place, Recommendation, (code,))
    row.fields = {
        "code": code,
        "number": number,
        "position": place.number("position"),
        "status": place.string("status", required=False) or Recommendation.Status.DRAFT,
        "title_kind": place.string("title_kind", required=False) or Recommendation.TitleKind.TITLE,
        "source": reading.source_of(place),
    }
    row.links = {"draft_set": (DraftSet, (set_code,))}
    if set_code and not reading.book.knows(DraftSet, set_code):
        place.refuse("iteration", f"no set of drafts {set_code}")
    if section := place.string("section", required=False):
        row.links["section"] = (Section, (set_code, section))
        if set_code and not reading.book.knows(Section, set_code, section):
            place.refuse("section", f"unknown section {section!r}")
    row.texts = {
        "title": place.texts("title"),
        "summary": place.texts("summary", required=False),
    }
    reading.book.add(place, row)


def lineage(reading: Reading, place: Place, position: int) -> None:
    earlier, later = place.string("from"), place.string("to")
    for key, code in (("from", earlier), ("to", later)):
        if code and not reading.book.knows(Recommendation, code):
            place.refuse(key, f"unknown recommendation {code!r}")
    row = Row(place.place, Lineage, (earlier, later))
    row.fields = {"basis": place.string("basis")}
    row.links = {
        "earlier": (Recommendation, (earlier,)),
        "later": (Recommendation, (later,)),
    }
    reading.book.add(place, row)


def later_stage(reading: Reading, place: Place, number: int) -> None:
    """An iteration of the whole movement, of which the file has the titles only."""
    slug, published = place.string("slug"), place.day("published", month=True)
    total, titles = place.number("count", least=0), place.objects("titles")
    is_final = slug == FINAL_STAGE
    row = Row(place.place, Iteration, (number,))
    row.fields = {
        "number": number,
        "slug": slug,
        "published_on": published,
        "published_total": total,
    }
    row.texts = {"title": names.final() if is_final else names.counted(number)}
    reading.book.add(place, row)
    code = f"{WHOLE_MOVEMENT_CODE}{number}"
    row = Row(place.place, DraftSet, (code,))
    row.fields = {
        "code": code,
        "published_at": first_moment(published),
        "published_total": total,
        "is_complete": total == len(titles),
    }
    row.links = {"iteration": (Iteration, (number,))}
    reading.book.add(place, row)
    status = Recommendation.Status.FINAL if is_final else Recommendation.Status.DRAFT
    for each in titles:
        later_title(reading, each, code, status)


def later_title(reading: Reading, place: Place, set_code: str, status: str) -> None:
    position = place.number("position")
    code = f"{set_code}-{position}"
    row = Row(place.place, Recommendation, (code,))
    row.fields = {
        "code": code,
        "number": str(position),
        "position": position,
        "status": status,
        "source": "" if place.flag("seen_in_source") else "not seen in the source",
    }
    row.links = {"draft_set": (DraftSet, (set_code,))}
    row.texts = {"title": place.texts("text")}
    reading.book.add(place, row)


def part(place: Place, book: Book, positions: dict[str, int]) -> None:
    """A part of the full version: its first text, then each erratum in its order."""
    code, key = place.string("recommendation"), place.string("question").lower()
    if code and not book.knows(Recommendation, code):
        place.refuse("recommendation", f"unknown recommendation {code!r}")
    if key and key not in positions:
        place.refuse("question", f"unknown question {key!r}")
    row = Row(place.place, Part, (code, key))
    row.fields = {"key": key, "position": positions.get(key, 1)}
    row.links = {"recommendation": (Recommendation, (code,)), "question": (PartQuestion, (key,))}
    row.texts = {"text": place.texts("text")}
    row.errata = [erratum(each) for each in place.objects("errata", required=False)]
    book.add(place, row)


def erratum(place: Place) -> Erratum:
    effect, reason = place.string("effect"), place.string("reason")
    if effect and effect not in Effect.values:
        place.refuse("effect", f"not one of {', '.join(Effect.values)}")
    if len(reason) > MAX_REASON:
        place.refuse("reason", f"longer than {MAX_REASON} signs")
    texts = {}
    if changed := place.object("text"):
        for code in changed.value:
            text, language = changed.string(code), language_code(code)
            if language:
                texts[language] = text
            else:
                changed.refuse(code, "unknown language")
    return Erratum(effect, reason, texts)
