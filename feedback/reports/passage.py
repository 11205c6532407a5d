"""One contribution, reply or answer as a cell of a monthly report shows it."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.customs import number
from accounts.languages import direction


class Passage(NamedTuple):
    """One contribution as a cell shows it. Words that can no longer be read leave their id."""

    slug: str
    body: str = ""
    html: str = ""
    language: str = ""
    kind: str = ""  # quotation, paraphrase, summary, in the language of the page
    voiced_by: int | None = None
    same_as: str = ""
    english: str = ""
    is_machine: bool = False
    to: str = ""  # of a response: what it answers
    also: tuple[str, ...] = ()  # and what else of the row
    answer: int = 0  # the number of an answer in the name of the group

    @property
    def short_id(self) -> str:
        if self.answer:
            return _("Answer %(number)s") % {"number": self.answer}
        target, _dash, last = self.slug.rpartition("-")
        return f"{target}#{last}"

    @property
    def path(self) -> str:
        """Its address without a language."""
        return f"/answers/{self.answer}/" if self.answer else f"/c/{self.slug}/"

    @property
    def is_gone(self) -> bool:
        return not self.body

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def english_label(self) -> str:
        return _("In English, by a machine:") if self.is_machine else _("In English:")

    @property
    def notes(self) -> list[str]:
        """What stands behind the id: how the words stand here, and how many said so."""
        found = [self.kind] if self.kind else []
        if self.voiced_by:
            text = ngettext("voiced by %(number)s", "voiced by %(number)s", self.voiced_by)
            found.append(text % {"number": number(self.voiced_by)})
        if self.to and self.also:
            text = ngettext(
                "to %(id)s and %(number)s more", "to %(id)s and %(number)s more", len(self.also)
            )
            found.append(text % {"id": _short(self.to), "number": number(len(self.also))})
        elif self.to:
            found.append(_("to %(id)s") % {"id": _short(self.to)})
        if self.same_as:
            found.append(_("says nearly the same as %(id)s") % {"id": _short(self.same_as)})
        return found


def _short(slug: str) -> str:
    return Passage(slug).short_id
