from datetime import UTC, datetime, timedelta

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from feedback.exports.rows import Row
from feedback.models import Comment, Export, Visibility
from feedback.tasks import write_export
from tests import cast, make
from tests.feedback.exporting import OwnFolder
from tests.feedback.rendering import rendering

COLUMNS = [
    "public_id", "origin", "iteration", "working_group", "recommendation_id",
    "recommendation_title_en", "part_key", "part_question_en", "question_key",
    "question_text_asked", "language", "direction", "read_language", "text_original",
    "stance", "author_label", "is_late", "thread_id", "parent_id", "depth", "said_at", "stored_at",
    "edited_at", "visibility", "state", "agreements",
    "answer_outcome", "answer_reason_en", "answered_at", "text_en",
    "translation_origin", "translation_is_current", "conversation_id",
    "conversation_title", "conversation_kind", "wording", "voiced_by", "people_count",
    "people_certainty", "permalink",
]  # fmt: skip
# Fields of a comment, and the columns they become.
TOLD = {
    "slug": "public_id", "draft_set": "working_group", "recommendation": "recommendation_id",
    "part": "part_key", "question": "question_key", "question_asked": "question_text_asked",
    "parent": "parent_id", "thread": "thread_id", "depth": "depth", "author": "author_label",
    "name": "author_label", "body": "text_original", "stance": "stance",
    "language": "language",
    "read_language": "read_language", "origin": "origin", "visibility": "state",
    "chosen_visibility": "visibility", "said_at": "said_at", "stored_at": "stored_at",
    "edited_at": "edited_at", "agreement_count": "agreements",
    "conversation": "conversation_id", "wording": "wording", "voiced_by": "voiced_by",
}  # fmt: skip
# Of use to the portal only; or told by another column (number and path, by ids; html, by body).
LEFT_OUT = {
    "id", "number", "submission", "path", "html", "read_revision", "version",
    "first_recommendation", "first_draft_set", "first_part", "same_as", "removed_at",
    "private_with", "made_private_at", "open_flags", "waits_since",
}  # fmt: skip


class TheColumns(TestCase):
    def test_they_are_the_ones_we_promised_in_this_order(self):
        self.assertEqual(list(Row._fields), COLUMNS)

    def test_every_field_of_a_comment_is_told_or_left_out_by_name(self):
        fields = {field.name for field in Comment._meta.concrete_fields}
        self.assertEqual(fields, {*TOLD, *LEFT_OUT})
        self.assertLessEqual(set(TOLD.values()), set(COLUMNS))


class ARow(OwnFolder, TestCase):
    def setUp(self):
        super().setUp()
        closed = datetime(2019, 9, 15, tzinfo=UTC)
        self.draft_set = make.draft_set(
            group=make.group(slug="diversity"),
            iteration=make.iteration(
                number=1, opens_at=closed - timedelta(days=30), closes_at=closed
            ),
            code="DV1",
        )
        self.recommendation = make.recommendation(
            draft_set=self.draft_set, number="9", title_en="Open licences", title_ar="رخص"
        )
        self.part = make.part(
            recommendation=self.recommendation,
            question=make.part_question(key="q1", text_en="What is it?", text_ar="ما هو؟"),
        )
        self.question = make.guiding_question(key="impact", text_en="What?", text_ar="ماذا؟")

    def say(self, **over):
        return make.comment(recommendation=self.recommendation, **over)

    def test_it_holds_all_that_belongs_to_the_words(self):
        first = self.say(number=416, author=make.person(name="Nora"), body="First")
        self.say(
            part=self.part, parent=first, question=self.question, question_asked="ماذا؟",
            number=417, author=make.person(name="سلمى"), body="نعم،\nلكن", language="ar",
            read_language="ar", said_at=datetime(2019, 9, 15, 8, 30, tzinfo=UTC),
            stored_at=datetime(2019, 9, 16, tzinfo=UTC), agreement_count=3,
            stance="red-line",
        )  # fmt: skip
        row = self.rows_of(self.draft_set, language="ar")[1]
        self.assertEqual(
            row,
            {
                "public_id": "DV1-9#417",
                "origin": "on-site",
                "iteration": 1,
                "working_group": "diversity",
                "recommendation_id": "DV1-9",
                "recommendation_title_en": "Open licences",
                "part_key": "q1",
                "part_question_en": "What is it?",
                "question_key": "impact",
                "question_text_asked": "ماذا؟",
                "language": "ar",
                "direction": "rtl",
                "read_language": "ar",
                "text_original": "نعم،\nلكن",
                "stance": "red-line",
                "author_label": "سلمى",
                "is_late": True,
                "thread_id": "DV1-9#416",
                "parent_id": "DV1-9#416",
                "depth": 1,
                "said_at": "2019-09-15T08:30:00Z",
                "stored_at": "2019-09-16T00:00:00Z",
                "edited_at": None,
                "visibility": "public",
                "state": "public",
                "agreements": 3,
                "answer_outcome": None,
                "answer_reason_en": None,
                "answered_at": None,
                "text_en": None,
                "translation_origin": None,
                "translation_is_current": None,
                "conversation_id": None,
                "conversation_title": None,
                "conversation_kind": None,
                "wording": None,
                "voiced_by": None,
                "people_count": None,
                "people_certainty": None,
                "permalink": "https://example.org/ar/c/DV1-9-417/",
            },
        )

    def test_the_english_beside_it_says_who_made_it_and_of_which_wording(self):
        for over in ({}, {"is_machine": True}, {"comment_version": 7}):
            self.say(language="ar")
            comment = Comment.objects.latest("pk")
            rendering(comment=comment, state="confirmed", **over)
        rendering(comment=comment, language="fr", state="confirmed")
        rendering(state="proposed", comment=comment)
        columns = ("text_en", "translation_origin", "translation_is_current")
        self.assertEqual(
            [tuple(row[name] for name in columns) for row in self.rows_of(self.draft_set)],
            [
                ("In *other* words.", "person", True),
                ("In *other* words.", "machine", True),
                ("In *other* words.", "person", False),
            ],
        )

    def test_a_remark_on_the_whole_names_no_recommendation(self):
        make.comment(draft_set=self.draft_set, number=12)
        (row,) = self.rows_of(self.draft_set)
        self.assertEqual(row["public_id"], "DV1#12")
        self.assertEqual(row["thread_id"], "DV1#12")
        for name in ("recommendation_id", "recommendation_title_en", "part_key", "parent_id"):
            self.assertIsNone(row[name])

    def test_texts_of_the_whole_movement_stand_under_all(self):
        there = make.draft_set(group=None)
        make.comment(draft_set=there)
        (row,) = self.rows_of(there, by=cast.organiser())
        self.assertEqual(row["working_group"], "all")

    def test_the_name_is_the_one_that_pages_show(self):
        self.say(author=make.person(name="Nora"))
        self.say(name="Guest")
        self.say(author=None)
        self.say(author=make.person(name="Zoe"), visibility="unnamed", chosen_visibility="unnamed")
        rows = self.rows_of(self.draft_set)
        self.assertEqual(
            [row["author_label"] for row in rows],
            ["Nora", "Guest", "Removed account", "Name not shown"],
        )
        self.assertNotIn("Zoe", str(rows))

    def test_rows_go_by_recommendation_and_thread(self):
        first = self.say()
        second = self.say()
        reply = self.say(parent=first)
        deeper = self.say(parent=reply)
        late = self.say(parent=first)
        other = make.comment(recommendation=make.recommendation(draft_set=self.draft_set))
        whole = make.comment(draft_set=self.draft_set)
        rows = self.rows_of(self.draft_set)
        expected = [whole, first, reply, deeper, late, second, other]
        self.assertEqual([row["public_id"] for row in rows], [each.short_id for each in expected])

    def test_other_sets_of_the_group_are_not_in_it(self):
        self.say(body="here")
        make.comment(draft_set=make.draft_set(group=self.draft_set.group), body="elsewhere")
        self.assertEqual([row["text_original"] for row in self.rows_of(self.draft_set)], ["here"])


class WhatMayNotBeRead(OwnFolder, TestCase):
    """Lines stay, words do not."""

    def setUp(self):
        super().setUp()
        self.draft_set = make.draft_set()
        self.people = [
            cast.member(self.draft_set.group),
            cast.organiser(),
            cast.admin(),
        ]

    def secret(self, visibility, **over):
        return make.comment(
            draft_set=self.draft_set, body="SECRET words", question_asked="SECRET question",
            author=make.person(name=f"SECRET {visibility}"), visibility=visibility, **over,
        )  # fmt: skip

    def test_hidden_waiting_and_withdrawn_words_are_in_nobodys_file(self):
        states = ["hidden", "waiting", "withdrawn"]
        made = [self.secret(state, chosen_visibility="unnamed") for state in states]
        for person in self.people:
            rows = self.rows_of(self.draft_set, by=person)
            self.assertEqual([row["public_id"] for row in rows], [each.short_id for each in made])
            self.assertEqual([row["state"] for row in rows], states)
            self.assertNotIn("SECRET", str(rows))
            self.assertNotIn("SECRET", str(self.cells_of(self.draft_set, by=person)))

    def test_not_even_in_the_file_of_their_author(self):
        own = self.secret("hidden")
        Comment.objects.filter(pk=own.pk).update(author=self.people[0])
        (row,) = self.rows_of(self.draft_set, by=self.people[0])
        self.assertIsNone(row["text_original"])

    def test_words_for_the_group_are_in_the_groups_file(self):
        self.secret("group", chosen_visibility="group")
        for person in self.people:
            (row,) = self.rows_of(self.draft_set, by=person)
            self.assertEqual((row["text_original"], row["state"]), ("SECRET words", "group"))

    def test_what_is_hidden_later_is_not_in_the_next_file(self):
        comment = self.secret("public")
        self.assertEqual(self.rows_of(self.draft_set)[0]["text_original"], "SECRET words")
        Comment.objects.filter(pk=comment.pk).update(visibility=Visibility.HIDDEN)
        self.assertIsNone(self.rows_of(self.draft_set)[0]["text_original"])

    def test_who_lost_the_role_while_waiting_gets_no_file(self):
        self.secret("public")
        export = self.export_of(self.draft_set, by=self.people[0])
        self.people[0].assignments.all().delete()
        write_export(export.pk)
        export.refresh_from_db()
        self.assertEqual((export.state, export.error), ("failed", Export.Error.NOT_ALLOWED))
        self.assertEqual(self.files(), [])


class ManyRows(OwnFolder, TestCase):
    def say(self, draft_set, number):
        for _ in range(number):
            part = make.part(recommendation=make.recommendation(draft_set=draft_set))
            first = make.comment(part=part, question=make.guiding_question())
            make.comment(parent=first, part=part)

    def test_it_asks_as_much_for_nine_as_for_one(self):
        few, many = make.draft_set(), make.draft_set()
        self.say(few, 1)
        self.say(many, 9)
        person = cast.organiser()
        exports = [self.export_of(each, by=person) for each in (few, many)]
        with CaptureQueriesContext(connection) as one:
            write_export(exports[0].pk)
        with self.assertNumQueries(len(one)):
            write_export(exports[1].pk)
        exports[1].refresh_from_db()
        self.assertEqual((exports[1].rows_done, exports[1].rows_total), (18, 18))

    def test_it_reads_the_texts_in_english_only(self):
        draft_set = make.draft_set()
        self.say(draft_set, 1)
        with CaptureQueriesContext(connection) as asked:
            self.rows_of(draft_set, language="ar")
        asked = " ".join(query["sql"] for query in asked if "UPDATE" not in query["sql"])
        self.assertIn("title_en", asked)
        for column in ("title_ar", "title_fr", "text_ar", "text_fr", "html_en"):
            self.assertNotIn(column, asked)

    def test_times_are_now(self):
        before = timezone.now().replace(microsecond=0)
        (row,) = self.rows_of(make.comment().draft_set)
        said_at = datetime.fromisoformat(row["said_at"])
        self.assertTrue(before <= said_at <= timezone.now())
