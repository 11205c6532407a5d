"""The history of a recommendation and of an iteration."""

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import cast, make

from .past_pages import Pages, ids, links_in, words_of


class TheHistoryOfARecommendation(Pages):
    def test_a_correction_is_listed_with_its_reason_its_effect_and_who_made_it(self):
        member = cast.member(self.group, name="Amal & Co")
        self.correct(summary_en="All free knowledge.", by=member, effect="wording")
        page = words_of(self.client.get(self.address))
        self.assertIn("Correction of the wording only", page)
        self.assertIn("by Amal & Co", page)
        self.assertIn("Reason: A reader asked.", page)
        self.assertIn("by import", page)
        self.assertLess(page.index("Correction"), page.index("First version"))

    def test_it_says_which_text_was_changed_and_in_which_languages(self):
        self.correct(summary_ar="كل المعرفة", summary_fr="Tout savoir")
        response = self.client.get(self.address)
        old, new = ids(self.recommendation)
        differences = [link for link in links_in(response) if "difference" in link]
        self.assertEqual(
            differences,
            [
                f"{self.address}difference/?of=summary&from={old}&to={new}&language={code}"
                for code in ("fr", "ar")
            ],
        )

    def test_an_indonesian_text_is_found_though_its_column_has_another_name(self):
        self.correct(title_ind="Lisensi terbuka")
        links = "".join(links_in(self.client.get(self.address)))
        self.assertIn("&language=id", links)

    def test_the_revisions_of_parts_stand_among_the_others(self):
        question = make.part_question(key="q1", text_en="What is recommended?")
        part = make.part(recommendation=self.recommendation, question=question)
        self.correct(part, text_en="We recommend more.")
        response = self.client.get(self.address)
        old, new = ids(part)
        self.assertEqual(
            words_of(response).count("What is recommended?"), 3
        )  # to choose it, and two rows
        self.assertIn(
            f"{self.address}difference/?of=q1&from={old}&to={new}&language=en", links_in(response)
        )

    def test_any_two_revisions_of_a_text_can_be_chosen(self):
        for text in ("One.", "Two.", "Three."):
            self.correct(summary_en=text)
        page = self.client.get(self.address + "?of=summary").content.decode()
        for row in ids(self.recommendation):
            self.assertIn(f'name="from" value="{row}"', page)
            self.assertIn(f'name="to" value="{row}"', page)
        self.assertNotIn("csrf", page)

    def test_the_revisions_of_other_recommendations_are_not_among_them(self):
        other = make.recommendation(draft_set=self.set, number="10")
        part = make.part(recommendation=other)
        self.correct(other, summary_en="Bait.", reason="Another reason.")
        self.correct(part, text_en="Bait.", reason="Another reason.")
        page = words_of(self.client.get(self.address))
        self.assertIn("There is one revision only", page)
        make.part(recommendation=self.recommendation)
        cache.clear()
        page = words_of(self.client.get(self.address))
        self.assertEqual(page.count("First version"), 2)
        self.assertNotIn("Another reason.", page)

    def test_a_change_beside_the_texts_is_listed_too(self):
        self.recommendation.status = "final"
        self.recommendation.save(update_fields=["status"])
        self.assertIn("only details beside it", words_of(self.client.get(self.address)))

    def test_an_unknown_text_or_page_is_not_found(self):
        for query in ("?of=q1", "?of=%F0%9F%98%80", "?page=2", "?page=x", "?page=" + "9" * 5000):
            self.assertEqual(self.client.get(self.address + query).status_code, 404, query)

    def test_drafts_are_known_to_their_writers_only(self):
        self.set.published_at = None
        self.set.save()
        part = make.part(recommendation=self.recommendation)
        (row,) = ids(part)
        for path in ("", f"difference/?of={part.key}&from={row}&to={row}", "../compare/"):
            self.assertEqual(self.client.get(self.address + path).status_code, 404, path)
        member = cast.client_of(cast.member(self.group))
        self.assertEqual(member.get(self.address).status_code, 200)

    def test_it_asks_as_much_for_nine_as_for_one(self):
        part = make.part(recommendation=self.recommendation)
        self.correct(part, text_en="Text 0.")
        reader = cast.client_of(cast.reader())
        reader.get(self.address)
        with CaptureQueriesContext(connection) as one:
            reader.get(self.address)
        for number in range(1, 9):
            again = make.part(recommendation=self.recommendation)
            self.correct(again, text_en=f"Text {number}.", by=cast.reader())
        with self.assertNumQueries(len(one)):
            reader.get(self.address)


class TheHistoryOfAnIteration(Pages):
    address_of_all = "/en/iterations/1/history/"

    def test_every_published_text_of_the_iteration_is_listed_with_what_it_changed(self):
        part = make.part(recommendation=self.recommendation)
        self.correct(part, text_en="We recommend more.", reason="A slip.")
        response = self.client.get(self.address_of_all)
        old, new = ids(part)
        self.assertIn(
            f"{self.address}difference/?of={part.key}&from={old}&to={new}&language=en",
            links_in(response),
        )
        self.assertIn("3 revisions of the published texts", words_of(response))
        self.assertIn("Reason: A slip.", words_of(response))

    def test_other_iterations_and_drafts_are_left_out(self):
        unpublished = make.draft_set(iteration=self.iteration, published_at=None)
        for foreign in (make.draft_set(group=self.group), unpublished):
            bait = make.recommendation(draft_set=foreign, title_en="Bait")
            make.part(recommendation=bait)
        page = words_of(self.client.get(self.address_of_all))
        self.assertIn("Open licences", page)
        self.assertNotIn("Bait", page)

    def test_an_iteration_without_texts_says_so(self):
        make.iteration(number=2)
        page = words_of(self.client.get("/en/iterations/2/history/"))
        self.assertIn("No text of this iteration has been published yet.", page)

    def test_fifty_stand_on_a_page(self):
        for number in range(50):
            self.correct(summary_en=f"Text {number}.", reason=f"Reason {number}.")
        first = words_of(self.client.get(self.address_of_all))
        second = words_of(self.client.get(self.address_of_all + "?page=2"))
        self.assertIn("Page 1 of 2", first)
        self.assertNotIn("First version", first)
        self.assertIn("First version", second)

    def test_there_is_none_for_an_iteration_that_is_not_there(self):
        for number in ("7", "9" * 30):
            self.assertEqual(self.client.get(f"/en/iterations/{number}/history/").status_code, 404)

    def test_it_asks_as_much_for_nine_as_for_one(self):
        make.part(recommendation=self.recommendation)
        reader = cast.client_of(cast.reader())
        reader.get(self.address_of_all)
        with CaptureQueriesContext(connection) as one:
            reader.get(self.address_of_all)
        for _ in range(8):
            other = make.recommendation(draft_set=make.draft_set(iteration=self.iteration))
            make.part(recommendation=other)
        with self.assertNumQueries(len(one)):
            reader.get(self.address_of_all)


class ForStrangers(Pages):
    def test_the_pages_set_no_cookie_and_answer_from_their_stamps(self):
        old = ids(self.recommendation)[0]
        addresses = (
            self.address,
            f"{self.address}difference/?of=title&from={old}&to={old}",
            "/en/iterations/1/history/",
            "/en/iterations/1/diversity/9/compare/",
        )
        for address in addresses:
            response = self.client.get(address)
            self.assertEqual(response.status_code, 200, address)
            self.assertFalse(response.cookies, address)
            again = self.client.get(address, headers={"If-None-Match": response.headers["ETag"]})
            self.assertEqual(again.status_code, 304, address)
        self.correct(title_en="Free licences")
        changed = self.client.get(address, headers={"If-None-Match": response.headers["ETag"]})
        self.assertEqual(changed.status_code, 200)
