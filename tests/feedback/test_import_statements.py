"""A table of statements is brought into a report: sent, looked at, and taken in whole or not."""

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from feedback.forms.conversations import MAX_STATEMENTS
from feedback.imports.rows import WrongError, day_of
from feedback.models import Comment, PendingImport, StatementDraft
from feedback.relay import make_round
from tests import cast, make

HEADS = "recommendation;part;question;words;language;english;kind;voiced by;date;stance"


class Importing(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.recommendation = make.recommendation(
            draft_set=make.draft_set(group=make.group(code="DV"))
        )
        cls.code = cls.recommendation.code
        cls.part = make.part(recommendation=cls.recommendation)
        cls.question = make.guiding_question(key="likes", label_en="What you like")
        cls.person = cast.reader()
        cls.conversation = make.conversation(
            state="draft", language="fr", reported_by=cls.person, title="Salon"
        )
        cls.address = f"/en/conversations/{cls.conversation.pk}/import/"

    def setUp(self):
        self.browser = cast.client_of(self.person)

    def send(self, *rows, heads=HEADS):
        text = "\n".join([heads, *rows])
        return self.browser.post(self.address, {"deed": "send", "text": text}, follow=True)

    def take(self, **over):
        form = self.browser.get(self.address).context["form"]
        chosen = {name: place for name, place in form.columns().items() if place is not None}
        sent = {**chosen, "version": self.version(), "deed": "take", **over}
        return self.browser.post(self.address, sent, follow=True)

    def version(self):
        self.conversation.refresh_from_db()
        return self.conversation.version


class TakingIn(Importing):
    def test_each_row_becomes_a_statement_with_all_that_was_in_it(self):
        page = self.send(
            f"{self.code.lower()};Q1;What you like;Il faut plus.;français;More.;Quotation;12;"
            "3/2/2020;Red line",
            f"{self.code};;;Et mieux.;;;;;",
        )
        self.assertContains(page, "2 rows are understood.")
        self.assertEqual(StatementDraft.objects.count(), 0)
        self.assertContains(self.take(), "2 statements were taken in.")
        first, second = self.conversation.drafts.all()
        self.assertEqual(
            (first.target, first.part, first.question, first.body, first.language, first.english,
             first.wording, first.voiced_by, first.said_on, first.stance),
            (self.code, self.part.key, self.question, "Il faut plus.", "fr", "More.",
             "quotation", 12, date(2020, 2, 3), "red-line"),
        )  # fmt: skip
        self.assertEqual((second.target, second.body, second.said_on), (self.code, "Et mieux.",
                                                                        None))  # fmt: skip
        self.assertEqual(PendingImport.objects.count(), 0)

    def test_they_stand_behind_those_that_were_there(self):
        make.statement_draft(conversation=self.conversation, body="First.")
        self.send(f"{self.code};;;Second.")
        self.take()
        self.assertEqual([each.body for each in self.conversation.drafts.all()],
                         ["First.", "Second."])  # fmt: skip

    def test_one_wrong_row_and_nothing_is_stored(self):
        page = self.send(
            f"{self.code};;;Fine.",
            "DV9-99;q77;nothing;;klingonese;;gossip;many;2/31/2020;shrug",
        )
        for told in (
            "1 row cannot be taken in as it is", "Row 3",
            "“DV9-99” is no recommendation that is published here.",
            "This recommendation has no part “q77”.",
            "“nothing” is no guiding question. These are: likes.",
            "There are no words in this row.",
            "“klingonese” is no language that is known here.",
            "“gossip” is none of these: Quotation, Paraphrase, Summary.",
            "“shrug” is none of these: Support, Support with changes, Concern, Red line, Question.",
            "“many” is no number of people from 1 to 100,000.",
            "Write the day first, then the month: 31/12/2019.",
        ):  # fmt: skip
            self.assertContains(page, told)
        self.assertEqual(self.take().status_code, 400)
        self.assertEqual(StatementDraft.objects.count(), 0)
        self.assertEqual(PendingImport.objects.count(), 1)

    def test_columns_can_be_chosen_otherwise(self):
        self.send(f"{self.code};Il faut plus.", heads="A;B")
        self.assertContains(self.browser.get(self.address), "There are no words in this row.")
        self.take(target="0", body="1")
        (draft,) = self.conversation.drafts.all()
        self.assertEqual((draft.target, draft.body), (self.code, "Il faut plus."))

    def test_one_column_for_two_things_is_refused(self):
        self.send(f"{self.code};;;Yes.")
        page = self.take(english="3")
        self.assertContains(page, "One column is chosen twice.", status_code=400)
        self.assertEqual(StatementDraft.objects.count(), 0)

    def test_a_report_that_was_changed_meanwhile_is_not_overwritten(self):
        self.send(f"{self.code};;;Yes.")
        page = self.take(version=self.version() + 7)
        self.assertContains(page, "was changed in another window", status_code=409)
        self.assertEqual(StatementDraft.objects.count(), 0)
        self.assertContains(self.take(), "1 statement was taken in.")

    def test_a_report_does_not_grow_beyond_its_page(self):
        for _each in range(MAX_STATEMENTS):
            make.statement_draft(conversation=self.conversation)
        self.send(f"{self.code};;;Yes.")
        self.assertContains(self.take(), "A report holds at most 100", status_code=400)
        self.assertEqual(self.conversation.drafts.count(), MAX_STATEMENTS)

    def test_sent_twice_they_are_taken_in_once(self):
        self.send(f"{self.code};;;Yes.")
        sent = {"deed": "take", "version": self.version(), "body": "3", "target": "0"}
        for _each in range(2):
            self.browser.post(self.address, sent)
        self.assertEqual(self.conversation.drafts.count(), 1)

    def test_the_day_comes_with_the_contribution(self):
        self.conversation.kind, self.conversation.place = "meeting", "Douala"
        self.conversation.began_on, self.conversation.notes_made = date(2020, 2, 1), "memory"
        self.conversation.ended_on, self.conversation.consent = date(2020, 2, 5), "asked"
        self.conversation.save()
        self.send(
            f"{self.code};;;Yes.;;Yes.;Summary;2;2.2.2020", f"{self.code};;;No.;;No.;Summary;2;"
        )
        self.take()
        liaison = cast.liaison()
        type(self.conversation).objects.update(reported_by=liaison)
        cast.client_of(liaison).post(
            f"/en/conversations/{self.conversation.pk}/hand-in/", {"version": self.version()}
        )
        said = Comment.objects.order_by("number").values_list("said_at__date", flat=True)
        self.assertEqual(list(said), [date(2020, 2, 2), date(2020, 2, 5)])


class SendingATable(Importing):
    def test_a_file_is_read_whatever_it_is_called(self):
        file = SimpleUploadedFile("x.bin", f"{HEADS}\n{self.code};;;Déjà.".encode("cp1252"))
        page = self.browser.post(self.address, {"deed": "send", "file": file}, follow=True)
        self.assertContains(page, "Déjà.")

    def test_nothing_or_nonsense_is_answered_with_a_sentence(self):
        for sent in ({}, {"text": " "}, {"text": "one"}, {"file": SimpleUploadedFile("a", b"")},
                     {"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04nonsense")}):  # fmt: skip
            page = self.browser.post(self.address, {"deed": "send", **sent})
            self.assertContains(page, 'role="alert"', status_code=400)
        self.assertEqual(PendingImport.objects.count(), 0)

    def test_another_table_takes_its_place_and_can_be_thrown_away(self):
        self.send(f"{self.code};;;First.")
        self.send(f"{self.code};;;Second.")
        page = self.browser.get(self.address)
        self.assertContains(page, "Second.")
        self.assertNotContains(page, "First.")
        page = self.browser.post(self.address, {"deed": "discard"}, follow=True)
        self.assertNotContains(page, "Second.")
        self.assertEqual(PendingImport.objects.count(), 0)

    def test_it_is_kept_for_a_day(self):
        self.send(f"{self.code};;;Old.")
        PendingImport.objects.update(made_at=timezone.now() - timedelta(hours=25))
        self.assertNotContains(self.browser.get(self.address), "Old.")
        make_round()
        self.assertEqual(PendingImport.objects.count(), 0)

    def test_words_of_a_table_are_shown_and_do_nothing(self):
        page = self.send(f"{self.code};;;<script>alert(1)</script>")
        self.assertNotContains(page, "<script>alert")
        self.assertContains(page, "&lt;script&gt;alert(1)")

    def test_nobody_else_sees_it(self):
        self.send(f"{self.code};;;Private.")
        self.assertEqual(cast.client_of(cast.reader()).get(self.address).status_code, 404)
        self.assertEqual(cast.client_of(cast.organiser()).get(self.address).status_code, 404)
        self.assertIn("/accounts/login/", self.client.get(self.address).headers["Location"])

    def test_it_asks_as_much_for_nine_rows_as_for_one(self):
        row = f"{self.code};Q1;likes;Yes.;fr"
        self.send(row)
        with CaptureQueriesContext(connection) as one:
            self.browser.get(self.address)
        asked = len(one)
        self.send(*[row] * 9)
        with self.assertNumQueries(asked):
            self.browser.get(self.address)


class Days(TestCase):
    def test_are_read_with_the_day_first_or_by_iso(self):
        for text in ("3/2/2020", "03.02.2020", "3-2-2020", "2020-02-03", "٣/٢/٢٠٢٠"):
            with self.subTest(text):
                self.assertEqual(day_of(text), date(2020, 2, 3))

    def test_others_are_refused(self):
        for text in ("2/13/2020", "31/2/2020", "3/2/20", "Monday", "2020", "20200203", "3//2020"):
            with self.subTest(text), self.assertRaises(WrongError):
                day_of(text)
