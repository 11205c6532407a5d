"""What differs between two revisions of a text."""

from tests import make

from .past_pages import Pages, ids, links_in, words_of


class WhatDiffersBetweenTwoRevisions(Pages):
    def test_words_are_marked_as_added_and_removed_also_for_those_who_listen(self):
        self.correct(summary_en="All free knowledge.")
        old, new = ids(self.recommendation)
        page = self.difference("summary", old, new).content.decode()
        self.assertIn(
            'All<ins><span class="visually-hidden" lang="en"> added: </span> free</ins> knowledge.',
            page,
        )
        page = self.difference("summary", new, old).content.decode()
        self.assertIn(
            'All<del><span class="visually-hidden" lang="en"> removed: </span> free</del>', page
        )

    def test_a_text_carries_its_language_and_direction_and_links_to_the_others(self):
        self.correct(summary_ar="كل المعرفة")
        self.correct(summary_ar="كل المعارف الحرة")
        _first, old, new = ids(self.recommendation)
        response = self.difference("summary", old, new, "ar")
        page = response.content.decode()
        self.assertIn('<div class="difference" lang="ar" dir="rtl">كل', page)
        self.assertIn('<meta name="robots" content="noindex">', page)
        self.assertIn(f"?of=summary&from={old}&to={new}&language=en", links_in(response))

    def test_without_a_language_it_is_the_readers_or_what_stands_in_for_it(self):
        self.correct(summary_ar="كل المعرفة")
        old, new = ids(self.recommendation)
        query = f"difference/?of=summary&from={old}&to={new}"
        for reading, shown in (("ar", "ar"), ("ja", "en")):
            address = self.address.replace("/en/", f"/{reading}/")
            page = self.client.get(address + query).content.decode()
            self.assertIn(f'<div class="difference" lang="{shown}"', page)

    def test_both_dates_and_reasons_are_told(self):
        self.correct(summary_en="One.", reason="First reason.")
        self.correct(summary_en="Two.", reason="Second <reason>.")
        _first, old, new = ids(self.recommendation)
        page = words_of(self.difference("summary", old, new))
        self.assertIn("Reason: First reason.", page)
        self.assertIn("Reason: Second <reason>.", page)

    def test_a_line_break_that_was_added_can_be_seen(self):
        part = make.part(recommendation=self.recommendation, text_en="One. Two.")
        self.correct(part, text_en="One.\n\nTwo.")
        page = self.difference(part.key, *ids(part)).content.decode()
        self.assertEqual(page.count('<span class="line-end" aria-hidden="true">↵</span>'), 2)

    def test_no_markup_of_a_text_comes_through(self):
        self.correct(summary_en="<script>alert(1)</script> <ins>")
        page = self.difference("summary", *ids(self.recommendation)).content.decode()
        self.assertNotIn("<script>alert", page)

    def test_equal_and_missing_texts_are_called_so(self):
        self.correct(title_en="Free licences")
        old, new = ids(self.recommendation)
        self.assertIn("the same text", words_of(self.difference("summary", old, new)))
        self.assertIn(
            "There is no text in 日本語", words_of(self.difference("title", old, new, "ja"))
        )

    def test_revisions_of_something_else_are_not_found(self):
        part = make.part(recommendation=self.recommendation)
        other = make.recommendation(draft_set=self.set, number="10")
        own, (foreign,) = ids(self.recommendation)[0], ids(other)
        self.assertEqual(self.difference("summary", own, foreign).status_code, 404)
        self.assertEqual(self.difference("summary", own, 999_999_999).status_code, 404)
        self.assertEqual(self.difference("number", own, own).status_code, 404)
        make.part(recommendation=other, key="only-there")
        self.assertEqual(self.difference("only-there", own, own).status_code, 404)
        foreign_part = make.part(recommendation=other, question=part.question)
        self.assertEqual(self.difference(part.key, *ids(foreign_part) * 2).status_code, 404)

    def test_what_is_no_number_or_no_language_is_refused(self):
        own = ids(self.recommendation)[0]
        for bad in ("", "x", "-1", "1.5", "٣", "9" * 40, "1 or 1=1"):
            self.assertEqual(self.difference("summary", own, bad).status_code, 400, bad)
        for bad in ("xx", "en_GB", "../", "EN"):
            self.assertEqual(self.difference("summary", own, own, bad).status_code, 400, bad)
