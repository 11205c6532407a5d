"""A monthly report as a table for a wiki page, in which no word can do anything but be read."""

import unicodedata
from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from recommendations.templatetags.wording import permanent

from .passage import Passage
from .report import Report
from .rows import Row
from .sources import Line

# All that begins something in wikitext: links, templates, tables, tags, lists, bold, signatures,
# behaviour switches, addresses that become links.
ACTIVE = {ord(sign): f"&#{ord(sign)};" for sign in "&<>[]{}|'\"~=*#:;_!\\"}


def parts(report: Report) -> Iterator[str]:
    """The wikitext, row by row."""
    yield f"== {plain(report.title)} ==\n{plain(report.state)} {address(report)}\n\n"
    yield "".join(f"* {plain(figure)}\n" for figure in report.figures)
    heads = (_("Source"), _("Context"), _("Content"), _("Working group response"))
    yield '\n{| class="wikitable"\n' + "".join(f'! scope="col" | {plain(head)}\n' for head in heads)
    for row in report.rows():
        yield _row(row)
    yield "|}\n"


def address(report: Report) -> str:
    place = f"/reports/{report.group_slug}/{report.written_month}/"
    return f"[{settings.BASE_URL}{place} {plain(_('This report on the portal'))}]"


def plain(text: str) -> str:
    """The text as one line that only says what it says."""
    lines = [_without_controls(line) for line in text.splitlines()]
    return "<br />".join(line.translate(ACTIVE) for line in lines).strip()


def _without_controls(line: str) -> str:
    kept = {"\t": " "}
    return "".join(
        kept.get(sign, "" if unicodedata.category(sign) == "Cc" else sign) for sign in line
    )


def marked(text: str, language: str, direction: str) -> str:
    """Words apart from what stands around them, in their language and their direction."""
    return f'<bdi lang="{plain(language)}" dir="{direction}">{plain(text)}</bdi>'


def _row(row: Row) -> str:
    columns = (
        "<br />".join(map(_line, row.source)),
        "<br />".join(map(_line, row.context)),
        "<br />".join(map(_passage, row.content)),
        "<br />".join(map(_passage, row.response)),
    )
    return "|-\n" + "".join(f"| {column}\n" for column in columns)


def _line(line: Line) -> str:
    text = marked(line.text, line.language, line.direction) if line.language else plain(line.text)
    return f"[{permanent(line.link)} {text}]" if line.link else text


def _passage(passage: Passage) -> str:
    link = f"[{settings.BASE_URL}{passage.path} {plain(passage.short_id)}]"
    if passage.is_gone:
        return f"{link} {plain(_('These words can no longer be read.'))}"
    notes = f" ({plain(', '.join(passage.notes))})" if passage.notes else ""
    text = f"{link}{notes} {marked(passage.body, passage.language, passage.direction)}"
    if passage.english:
        text += f"<br />{plain(passage.english_label)} {marked(passage.english, 'en', 'ltr')}"
    return text
