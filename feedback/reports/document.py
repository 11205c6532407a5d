"""A monthly report as a document for a word processor: one table, words in their direction."""

import io
import re
from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from accounts.languages import tag

from .passage import Passage
from .plan import Planned
from .report import Report
from .rows import Row, rows_of
from .sources import Line

# Contributions in one file: a word processor still opens that, and it is made within the time
# in which a reader waits. What is longer comes in several files.
MOST_IN_A_DOCUMENT = 1500
WIDTHS = (Cm(5), Cm(5), Cm(10), Cm(6))
# What XML cannot hold, whoever wrote it.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def files_of(report: Report, most: int = MOST_IN_A_DOCUMENT) -> list[list[list[Planned]]]:
    """The batches of rows that each file holds."""
    files: list[list[list[Planned]]] = [[]]
    size = 0
    for batch in report.batches:
        weight = sum(len(row.items) for row in batch)
        if files[-1] and size + weight > most:
            files.append([])
            size = 0
        files[-1].append(batch)
        size += weight
    return files


def written(report: Report, place: int) -> bytes:
    """The file with this number, from 1."""
    files = files_of(report)
    document = Document()
    _turn(document)
    document.core_properties.title = report.title
    document.core_properties.author = settings.SITE_NAME
    document.add_heading(_xml(report.title), 1)
    document.add_paragraph(report.state)
    document.add_paragraph(
        f"{settings.BASE_URL}/reports/{report.group_slug}/{report.written_month}/"
    )
    if len(files) > 1:
        told = _("File %(number)s of %(total)s.") % {"number": place, "total": len(files)}
        document.add_paragraph(told)
    for figure in report.figures:
        document.add_paragraph(figure, style="List Bullet")
    rows = (row for batch in files[place - 1] for row in rows_of(batch, report.group))
    _write_table(document, rows)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _turn(document) -> None:
    """Four columns want a wide page."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.8)
    document.styles["Normal"].font.size = Pt(10)


def _write_table(document, rows: Iterable[Row]) -> None:
    table = document.add_table(rows=1, cols=len(WIDTHS))
    table.style = "Table Grid"
    table.autofit = False
    heads = (_("Source"), _("Context"), _("Content"), _("Working group response"))
    for cell, width, head in zip(table.rows[0].cells, WIDTHS, heads, strict=True):
        cell.width = width
        cell.paragraphs[0].add_run(head).bold = True
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))  # repeated on each page
    for row in rows:
        table._tbl.append(_row(row))


def _row(row: Row):
    """Made by hand: the library looks through the whole table for each cell that it adds."""
    made = OxmlElement("w:tr")
    columns: tuple[list, ...] = (
        [_line(line) for line in row.source],
        [_line(line) for line in row.context],
        [each for passage in row.content for each in _passage(passage)],
        [each for passage in row.response for each in _passage(passage)],
    )
    for width, paragraphs in zip(WIDTHS, columns, strict=True):
        cell = _child(made, "w:tc")
        size = _child(_child(cell, "w:tcPr"), "w:tcW")
        size.set(qn("w:w"), str(width.twips))
        size.set(qn("w:type"), "dxa")
        cell.extend(paragraphs or [_paragraph([])])
    return made


def _line(line: Line):
    return _paragraph([(line.text, False)], line.language, line.direction)


def _passage(passage: Passage) -> list:
    head = [(passage.short_id, True)]
    if passage.is_gone:
        return [_paragraph([*head, (f" {_('These words can no longer be read.')}", False)])]
    if passage.notes:
        head.append((f" ({', '.join(passage.notes)})", False))
    made = [_paragraph(head), _paragraph([(passage.body, False)], passage.language,
                                         passage.direction)]  # fmt: skip
    if passage.english:
        made.append(_paragraph([(passage.english_label, True)]))
        made.append(_paragraph([(passage.english, False)], "en", "ltr"))
    return made


def _paragraph(runs: list[tuple[str, bool]], language: str = "", direction: str = "ltr"):
    """A paragraph; from right to left where its words run so, and with their language."""
    paragraph = OxmlElement("w:p")
    is_rtl = direction == "rtl"
    if is_rtl:
        _child(_child(paragraph, "w:pPr"), "w:bidi")
    for text, is_bold in runs:
        run = _child(paragraph, "w:r")
        properties = _child(run, "w:rPr")
        if is_bold:
            _child(properties, "w:b")
        if is_rtl:
            _child(properties, "w:rtl")
        if language:
            name = "w:bidi" if is_rtl else "w:val"
            _child(properties, "w:lang").set(qn(name), tag(language))
        _write_lines(run, text)
    return paragraph


def _write_lines(run, text: str) -> None:
    for place, line in enumerate(_xml(text).split("\n")):
        if place:
            _child(run, "w:br")
        words = _child(run, "w:t")
        words.text = line
        words.set(qn("xml:space"), "preserve")


def _child(parent, name: str):
    made = OxmlElement(name)
    parent.append(made)
    return made


def _xml(text: str) -> str:
    return NOT_IN_XML.sub("", text)
