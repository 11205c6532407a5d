"""An id that somebody quoted leads to what it stands for, however it was typed."""

from urllib.parse import quote

from django.contrib.auth.models import AnonymousUser
from django.test import TestCase

from feedback.models import Visibility
from feedback.short_ids import find_by_id
from tests import cast, make


class Typing(TestCase):
    @classmethod
    def setUpTestData(cls):
        group = make.group(slug="diversity", code="DV")
        cls.drafts = make.draft_set(group=group, iteration=make.iteration(number=1))
        cls.recommendation = make.recommendation(draft_set=cls.drafts)
        cls.comment = make.comment(recommendation=cls.recommendation)
        cls.whole = make.comment(draft_set=cls.drafts)

    def found(self, typed, user=None):
        return find_by_id(typed, user or AnonymousUser())

    def test_what_is_shown_here(self):
        self.assertEqual(self.recommendation.code, "DV1-1")
        self.assertEqual(self.comment.short_id, "DV1-1#1")
        self.assertEqual(self.whole.short_id, "DV1#1")

    def test_the_id_of_a_comment_in_many_ways(self):
        for typed in (
            "DV1-1#1", "dv1-1#1", " DV1-1 # 1 ", "DV1–1#1", "DV1−1#1", "ＤＶ１－１＃１",
            "dv١-١#١", "DV१-१#१", "DV 1-1#1", "DV1 1#1", "DV1-1-1", "“DV1-1#1”.", "(DV1-1#1)",
            "\u200fDV1-1#1\u200e", "DV1\u00a01#1", "DV1\u20111#1",
        ):  # fmt: skip
            with self.subTest(typed):
                self.assertEqual(self.found(typed), self.comment)

    def test_the_id_of_a_recommendation_and_of_drafts(self):
        for typed in ("DV1-1", "dv1 1", "#DV1-1", "DV1-1#"):
            with self.subTest(typed):
                self.assertEqual(self.found(typed), self.recommendation)
        for typed in ("DV1", "dv 1", "ｄｖ１"):
            with self.subTest(typed):
                self.assertEqual(self.found(typed), self.drafts)

    def test_with_a_number_sign_it_is_a_comment_else_the_recommendation(self):
        self.assertEqual(self.found("DV1#1"), self.whole)
        self.assertEqual(self.found("DV1-1"), self.recommendation)

    def test_a_pasted_address_in_any_language_or_none(self):
        comment, recommendation = "c/DV1-1-1/", "iterations/1/diversity/1/"
        for address, thing in (
            (f"https://portal.example/ar/{comment}", self.comment),
            (f"https://portal.example/{comment}", self.comment),
            (f"https://portal.example/en/{comment}text/?x=1#cDV1-1-1", self.comment),
            (f"/zh-hans/{recommendation}#q1", self.recommendation),
            (f"portal.example/en/{recommendation}history/", self.recommendation),
            ("/en/write/DV1-1/?part=q1", self.recommendation),
            ("http://portal.example/en/groups/diversity/", self.drafts.group),
            ("http://portal.example/en/iterations/1", self.drafts.iteration),
        ):
            with self.subTest(address):
                self.assertEqual(self.found(address), thing)

    def test_what_stands_for_nothing(self):
        for typed in (
            "", "#", "DV", "DV1-77", "DV1-1#77", "XX9-9", "1", "diversity", "DV1-1##1",
            "/", "//", "https://portal.example/", "/en/c/none/", "/en/timeline/", "/en/go/?id=DV1",
            "DV1-1#" + "9" * 400, "https://[", "ⅣV1-1", "/iterations/" + "9" * 40,
        ):  # fmt: skip
            with self.subTest(typed):
                self.assertIsNone(self.found(typed))


class Knowing(TestCase):
    """An id opens no door: it finds what its finder may know of."""

    def test_the_place_of_a_hidden_comment_is_found(self):
        hidden = make.comment(visibility=Visibility.HIDDEN)
        self.assertEqual(find_by_id(hidden.short_id, AnonymousUser()), hidden)

    def test_private_and_waiting_words_are_found_by_their_liaison_only(self):
        liaison = cast.liaison("en")
        for visibility in (Visibility.GROUP, Visibility.WAITING):
            with self.subTest(visibility):
                comment = make.comment(visibility=visibility)
                self.assertEqual(find_by_id(comment.short_id, liaison), comment)
                self.assertIsNone(find_by_id(comment.short_id, AnonymousUser()))
                self.assertIsNone(find_by_id(f"/c/{comment.slug}/", cast.reader()))

    def test_drafts_that_are_not_published_are_found_by_their_writers_only(self):
        drafts = make.draft_set(published_at=None)
        recommendation = make.recommendation(draft_set=drafts)
        comment = make.comment(recommendation=recommendation)
        member = cast.member(drafts.group)
        found = {
            recommendation.code: recommendation,
            recommendation.get_absolute_url(): recommendation,
            drafts.code: drafts,
            comment.short_id: comment,
            comment.get_absolute_url(): comment,
        }
        for typed, thing in found.items():
            with self.subTest(typed):
                self.assertEqual(find_by_id(typed, member), thing)
                self.assertIsNone(find_by_id(typed, AnonymousUser()))


class TheBox(TestCase):
    def test_leads_to_the_thing_in_the_reader_s_language(self):
        comment = make.comment()
        answer = self.client.get("/ar/go/", {"id": comment.short_id.lower().replace("#", " # ")})
        self.assertRedirects(answer, f"/ar/c/{comment.slug}/", fetch_redirect_response=False)

    def test_leads_from_a_pasted_address_to_what_it_is_about(self):
        drafts = make.draft_set()
        for path in (f"iterations/{drafts.iteration.number}/", f"groups/{drafts.group.slug}/"):
            answer = self.client.get("/ar/go/", {"id": f"http://portal.example/en/{path}"})
            self.assertRedirects(answer, f"/ar/{path}", fetch_redirect_response=False)

    def test_says_that_nothing_has_this_id_and_keeps_what_was_typed(self):
        answer = self.client.get("/en/go/", {"id": '<XX9-9> "'})
        self.assertContains(answer, "Nothing has this id", status_code=404)
        self.assertContains(answer, 'value="&lt;XX9-9&gt; &quot;"', status_code=404)
        self.assertContains(answer, "/en/recent/", status_code=404)

    def test_is_a_page_of_its_own(self):
        answer = self.client.get("/en/go/")
        self.assertContains(answer, 'name="id"', count=2)  # in the menu and on the page
        self.assertNotIn("Set-Cookie", answer.headers)

    def test_stands_in_the_menu_of_every_page(self):
        self.assertContains(self.client.get("/ar/timeline/"), 'action="/ar/go/"')

    def test_takes_any_length(self):
        answer = self.client.get(f"/en/go/?id={quote('é' * 2000)}")
        self.assertEqual(answer.status_code, 404)
