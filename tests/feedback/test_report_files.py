"""A monthly report as wikitext, document and sheet: the same four columns, and no word acts."""

import csv
import io
from unittest import TestCase as PlainTestCase

import mwparserfromhell
from django.conf import settings
from docx import Document
from docx.oxml.ns import qn

from feedback.exports.writers import unshielded
from feedback.models import Rendering
from feedback.reports import document
from feedback.reports.report import Report
from feedback.reports.wikitext import plain
from tests import cast

from .monthly import IN_MONTH, MONTH, OfOneMonth

HOSTILE = (
    "{{Delete}} [[File:X.png]] |} ||\n|-\n! <ref>x</ref> </nowiki> ~~~~ '''bold''' "
    "__NOTOC__ https://evil.example -{T}- &lbrace;\n== Heading ==\n* list\n#REDIRECT [[Main]]"
)


class TheFiles(OfOneMonth):
    def read(self, name):
        answer = self.client.get(f"{self.address}{name}")
        self.assertEqual(answer.status_code, 200)
        body = b"".join(answer) if answer.streaming else answer.content
        return answer, body


class Wikitext(TheFiles):
    def test_is_one_table_of_four_columns(self):
        self.state(self.meeting(), body="Il faut plus.")
        answer, body = self.read("report.txt")
        self.assertEqual(answer.headers["Content-Type"], "text/plain; charset=utf-8")
        wiki = mwparserfromhell.parse(body.decode())
        (table,) = wiki.filter_tags(matches=lambda tag: tag.tag == "table")
        rows = table.contents.filter_tags(matches=lambda tag: tag.tag == "tr")
        cells = [
            len(row.contents.filter_tags(matches=lambda tag: tag.tag == "td", recursive=False))
            for row in rows
        ]
        self.assertEqual(cells, [4])
        heads = table.contents.filter_tags(matches=lambda tag: tag.tag == "th")
        told = [head.contents.strip_code().strip() for head in heads]
        self.assertEqual(told, ["Source", "Context", "Content", "Working group response"])

    def test_no_word_of_people_does_anything_in_it(self):
        meeting = self.meeting(title=HOSTILE[:190], place="[[Place]]", context=HOSTILE)
        self.state(meeting, body=HOSTILE, language="fr")
        wiki = mwparserfromhell.parse(self.read("report.txt")[1].decode())
        self.assertEqual(wiki.filter_templates(), [])
        self.assertEqual(wiki.filter_wikilinks(), [])
        self.assertEqual(wiki.filter_arguments(), [])
        known = {"table", "tr", "th", "td", "br", "bdi", "li"}
        self.assertEqual({str(tag.tag) for tag in wiki.filter_tags()} - known, set())
        self.assertEqual(len(wiki.filter_headings()), 1)
        links = [str(link.url) for link in wiki.filter_external_links()]
        self.assertTrue(all(link.startswith(settings.BASE_URL) for link in links), links)
        for sign in ("~~~~", "__NOTOC__", "#REDIRECT"):
            self.assertNotIn(sign, str(wiki))

    def test_what_people_wrote_is_what_readers_see(self):
        told = mwparserfromhell.parse(plain("a | b ''c'' {{d}} &amp; 1 < 2"))
        self.assertEqual(told.strip_code(), "a | b ''c'' {{d}} &amp; 1 < 2")


class TheSheet(TheFiles):
    def lines(self):
        body = self.read("report.csv")[1].decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(body)))

    def test_has_a_line_for_each_contribution_with_all_columns(self):
        said = self.state(self.meeting(), body="Il faut plus.", language="fr", voiced_by=3)
        Rendering.objects.create(
            comment=said, comment_version=1, language="en", body="More.", html="",
            state="confirmed", made_at=IN_MONTH, is_machine=True,
        )  # fmt: skip
        reply = self.say(parent=said, author=cast.member(self.group), body="Taken up.")
        (line,) = self.lines()
        self.assertEqual(
            [line[name] for name in ("month", "working_group", "row", "public_id", "language",
             "content", "notes", "content_en", "content_en_by_machine",
             "working_group_response")],
            [f"{MONTH:%Y-%m}", "diversity", "1", said.short_id, "fr", "Il faut plus.",
             "Paraphrase; voiced by 3", "More.", "true", f"{reply.short_id}: Taken up."],
        )  # fmt: skip
        self.assertIn("Salon de Douala", line["source"])
        self.assertEqual(line["context"], "Une soirée.")

    def test_no_cell_is_a_formula(self):
        self.say(body="=HYPERLINK(1)")
        self.state(self.meeting(context="@SUM(1)", kind="", title="+1"), body="-1")
        first, second = self.lines()
        self.assertEqual(first["content"], "'-1")
        self.assertEqual((first["context"], first["source"][:3]), ("'@SUM(1)", "'+1"))
        self.assertEqual(second["content"], "'=HYPERLINK(1)")
        self.assertEqual(unshielded(second["content"]), "=HYPERLINK(1)")


class TheDocument(TheFiles):
    def table(self):
        self.document = Document(io.BytesIO(self.read("report-1.docx")[1]))
        (table,) = self.document.tables
        return [[cell.text for cell in row.cells] for row in table.rows]

    def test_has_the_four_columns(self):
        said = self.state(self.meeting(), body="Il faut plus.\nEt mieux.", language="fr")
        heads, row = self.table()
        self.assertEqual(heads, ["Source", "Context", "Content", "Working group response"])
        self.assertIn("Salon de Douala", row[0])
        content = f"{said.short_id} (Paraphrase)\nIl faut plus.\nEt mieux."
        self.assertEqual(row[1:], ["Une soirée.", content, ""])

    def test_words_run_in_their_direction(self):
        self.say(body="نعم", language="ar")
        self.say(body="Yes", language="en")
        self.table()
        directions = {
            paragraph.text: paragraph._p.pPr is not None
            and paragraph._p.pPr.find(qn("w:bidi")) is not None
            for row in self.document.tables[0].rows
            for paragraph in row.cells[2].paragraphs
        }
        self.assertTrue(directions["نعم"])
        self.assertFalse(directions["Yes"])

    def test_signs_that_a_document_cannot_hold_do_not_break_it(self):
        self.say(body="a\x0b\ufffeb")
        self.assertIn("ab", self.table()[1][2])

    def test_a_long_report_comes_in_several_files(self):
        for _each in range(101):
            self.say()
        files = document.files_of(Report(self.group, MONTH, None), most=100)
        sizes = [sum(len(row.items) for batch in file for row in batch) for file in files]
        self.assertEqual(sizes, [100, 1])

    def test_a_file_that_is_not_there_is_not_found(self):
        self.say()
        for number in (0, 2):
            answer = self.client.get(f"{self.address}report-{number}.docx")
            self.assertEqual(answer.status_code, 404)


class PlainText(PlainTestCase):
    def test_is_one_line(self):
        self.assertEqual(plain("a\r\nb\u2028c\x85d\x7f"), "a<br />b<br />c<br />d")
