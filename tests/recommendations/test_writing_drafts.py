"""Members write the texts of a draft at the same time; nothing is overwritten unseen."""

import uuid
from datetime import timedelta

import time_machine
from django.core.exceptions import ValidationError
from django.test import TestCase
from django.utils import timezone

from recommendations.actions import publish
from recommendations.drafting.reasons import explain
from recommendations.drafting.writing import (
    DraftConflictError,
    Seen,
    note_open,
    others_at,
    write_draft,
)
from recommendations.freshness import states
from recommendations.models import Editing, Stamp
from recommendations.models.freshness import digest
from tests import cast

from .drafting import Preparing


class Writing(Preparing, TestCase):
    def setUp(self):
        self.prepare()
        self.begin()
        self.part = self.draft().parts.get(key="q1")
        self.other = cast.member(self.group, name="Bela")

    def write(self, text, seen="Text 1 q1.", by=None, window=None):
        seen = Seen(digest(seen), window)
        return write_draft(self.part, "text", text, seen=seen, by=by or self.member)

    def text(self):
        self.part.refresh_from_db()
        return self.part.text_en


class WritingAText(Writing):
    def test_it_is_kept_and_rendered(self):
        self.write("Now **this**.")
        self.assertEqual(self.text(), "Now **this**.")
        self.assertEqual(self.part.html_en, "<p>Now <strong>this</strong>.</p>\n")

    def test_translations_fall_behind(self):
        self.write("Another.")
        self.part.refresh_from_db()
        found = states([self.part], ["en", "de"])
        kinds = [found["part", self.part.pk, "text", code].kind for code in ("en", "de")]
        self.assertEqual(kinds, ["current", "behind"])

    def test_pages_of_readers_do_not_change(self):
        before = list(Stamp.objects.order_by("key").values_list("key", "version"))
        self.write("Another.")
        self.assertEqual(list(Stamp.objects.order_by("key").values_list("key", "version")), before)

    def test_what_is_published_is_frozen(self):
        publish(self.next, by=self.member)
        with self.assertRaises(ValidationError):
            self.write("Another.")
        self.assertEqual(self.text(), "Text 1 q1.")


class WritingAtTheSameTime(Writing):
    def test_the_second_one_hears_what_the_first_has_written(self):
        self.write("First.")
        with self.assertRaises(DraftConflictError) as heard:
            self.write("Second.", by=self.other)
        self.assertEqual([heard.exception.text, heard.exception.by], ["First.", self.member])
        self.assertEqual(self.text(), "First.")

    def test_two_windows_of_one_person_are_two(self):
        self.write("First.", window=uuid.uuid4())
        with self.assertRaises(DraftConflictError):
            self.write("Second.", window=uuid.uuid4())

    def test_a_lost_answer_is_no_conflict(self):
        window = uuid.uuid4()
        self.write("First.", window=window)
        self.write("First, and more.", window=window)
        self.assertEqual(self.text(), "First, and more.")

    def test_the_same_words_are_no_conflict(self):
        self.write("First.")
        self.write("First.", by=self.other)
        self.assertEqual(self.text(), "First.")

    def test_whoever_has_seen_the_other_text_may_write_over_it(self):
        self.write("First.")
        self.write("Second.", seen="First.", by=self.other)
        self.assertEqual(self.text(), "Second.")


class HistoryOfADraft(Writing):
    def entries(self):
        rows = self.part.history.order_by("history_id")
        return list(rows.values_list("text_en", "history_user__name"))

    def test_one_sitting_is_one_entry(self):
        self.write("One.")
        self.write("One, two.", seen="One.")
        self.assertEqual(self.entries(), [("Text 1 q1.", "Amina"), ("One, two.", "Amina")])

    def test_each_writer_has_their_own(self):
        self.write("One.")
        self.write("Two.", seen="One.", by=self.other)
        self.write("Three.", seen="Two.")
        self.assertEqual([text for text, _ in self.entries()][1:], ["One.", "Two.", "Three."])

    def test_another_day_is_another_entry(self):
        self.write("One.")
        with time_machine.travel(timezone.now() + timedelta(days=1)):
            self.write("Two.", seen="One.")
        self.assertEqual([text for text, _ in self.entries()][1:], ["One.", "Two."])


class WhoIsThere(Writing):
    def names(self, than=None):
        marks = others_at(self.next, than=than or self.other).get(self.part.recommendation_id, [])
        return [(mark.person.name, mark.text) for mark in marks]

    def test_others_see_who_writes_at_which_text(self):
        note_open(self.draft(), by=self.member)
        self.write("One.")
        self.assertEqual(self.names(), [("Amina", "q1")])
        self.assertEqual(self.names(than=self.member), [])

    def test_an_old_mark_says_nothing(self):
        note_open(self.draft(), by=self.member)
        Editing.objects.update(seen_at=timezone.now() - timedelta(minutes=6))
        self.assertEqual(self.names(), [])


class SayingWhy(Writing):
    def test_each_language_is_kept_by_itself(self):
        explain(self.draft(), self.part, {"en": "Because."}, by=self.member)
        row = explain(self.draft(), self.part, {"de": "Darum."}, by=self.other)
        self.assertEqual([row.reason_en, row.reason_de, row.by], ["Because.", "Darum.", self.other])

    def test_nothing_said_leaves_nothing(self):
        self.assertIsNone(explain(self.draft(), None, {"en": ""}, by=self.member))
