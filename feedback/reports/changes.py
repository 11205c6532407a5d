"""What differs between a report as it was told and as it stands now, row by row."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from .passage import Passage
from .plan import CONVERSATION_FACTS, CONVERSATION_TEXTS, PRIVATE, Facts, Planned
from .sources import dates, people

NEW_ROW, ROW_GONE = "new-row", "row-gone"
NEW, GONE, OTHER_WORDS = "new", "gone", "other-words"
PEOPLE, DATES, TEXTS, FACTS = "people", "dates", "texts", "facts"


class Change(NamedTuple):
    """One difference, in codes; ``told`` says it in the language of the page."""

    row: str
    kind: str
    slug: str = ""
    was: Facts = {}
    now: Facts = {}

    @property
    def told(self) -> str:
        if self.kind in (PEOPLE, DATES):
            say = people if self.kind == PEOPLE else dates
            unknown = _("not known")
            return _("It said “%(was)s”; it is “%(now)s”.") % {
                "was": say(self.was) or unknown,
                "now": say(self.now) or unknown,
            }
        return self._sentences()[self.kind] % {"id": Passage(self.slug).short_id}

    @staticmethod
    def _sentences() -> dict[str, str]:
        return {
            NEW_ROW: _("This row is new."),
            ROW_GONE: _("A row is gone: nothing in it can be read any more."),
            NEW: _("%(id)s is new here."),
            GONE: _("%(id)s can no longer be read here."),
            OTHER_WORDS: _("%(id)s has another wording now."),
            TEXTS: _("Title, place, link or context of the conversation were changed."),
            FACTS: _("Kind, language or community of the conversation were changed."),
        }


def changes(before: list[Planned], now: list[Planned]) -> list[Change]:
    """All differences, in the order of the rows; rows that are gone stand last."""
    old = {row.key: row for row in before}
    found: list[Change] = []
    for row in now:
        known = old.pop(row.key, None)
        found += _of_row(known, row) if known else _new_row(row)
    for row in old.values():
        if row.key != PRIVATE:
            found.append(Change(row.key, ROW_GONE))
            found += [Change(row.key, GONE, slug) for slug, _version in row.items]
    return found


def _new_row(row: Planned) -> list[Change]:
    if row.key == PRIVATE:
        return []
    return [Change(row.key, NEW_ROW), *(Change(row.key, NEW, slug) for slug, _v in row.items)]


def _of_row(before: Planned, now: Planned) -> list[Change]:
    if now.key == PRIVATE:
        return []
    return [*_of_items(before, now), *_of_facts(now.key, before.facts, now.facts)]


def _of_items(before: Planned, now: Planned) -> Iterator[Change]:
    old, new = dict(before.items), dict(now.items)
    for slug, version in new.items():
        if slug not in old:
            yield Change(now.key, NEW, slug)
        elif old[slug] != version:
            yield Change(now.key, OTHER_WORDS, slug)
    for slug in old:
        if slug not in new:
            yield Change(now.key, GONE, slug)


def _of_facts(key: str, old: Facts, new: Facts) -> Iterator[Change]:
    """On-site rows count what stands in them; only conversations have facts of their own."""
    if "conversation" not in new:
        return
    for kind, names in (
        (PEOPLE, ("people_count", "people_certainty")),
        (DATES, ("began_on", "ended_on")),
    ):
        was, is_now = _only(old, names), _only(new, names)
        if was != is_now:
            yield Change(key, kind, was=was, now=is_now)
    told = {"people_count", "people_certainty", "began_on", "ended_on"}
    others = [name for name in CONVERSATION_FACTS if name not in told]
    if _only(old, others) != _only(new, others):
        yield Change(key, FACTS)
    if _only(old, CONVERSATION_TEXTS) != _only(new, CONVERSATION_TEXTS):
        yield Change(key, TEXTS)


def _only(facts: Facts, names) -> Facts:
    return {name: facts[name] for name in names}
