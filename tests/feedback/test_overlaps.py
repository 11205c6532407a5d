"""Two recommendations that touch: marked by members, shown on both pages, read side by side."""

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext

from feedback.models import Visibility
from recommendations.models import DraftSet, Overlap
from recommendations.overlaps import mark_overlap, unmark_overlap
from tests import cast, make
from tests.feedback.reading import ids_on

PRIVATE = {"visibility": Visibility.GROUP, "chosen_visibility": Visibility.GROUP}
ADDRESS = "/en/desk/groups/diversity/overlaps/"
PAGES = ("/en/iterations/1/diversity/1/", "/en/iterations/1/advocacy/1/")


class Touching(TestCase):
    def setUp(self):
        cache.clear()
        iteration = make.iteration(number=1)
        self.group = make.group(slug="diversity", code="DV")
        self.other_group = make.group(slug="advocacy", code="AD")
        self.own, self.other = (
            make.recommendation(draft_set=make.draft_set(group=group, iteration=iteration))
            for group in (self.group, self.other_group)
        )
        self.member = cast.member(self.group)
        self.browser = cast.client_of(self.member)

    def mark(self, one=None, other=None, **over):
        over = {"kind": "overlap", "note": "Both ask for the same fund.", "by": None, **over}
        return mark_overlap(one or self.own, other or self.other, **over)

    def send(self, browser=None, **over):
        values = {"one": "DV1-1", "other": "ad1-1", "kind": "contradiction", "note": "No, and yes."}
        return (browser or self.browser).post(ADDRESS, {**values, **over})


class Marking(Touching):
    def test_both_pages_show_it_from_then_on(self):
        before = [Client().get(page) for page in PAGES]

        self.assertEqual(self.send().status_code, 302)

        for page, seen in zip(PAGES, before, strict=True):
            tag = {"If-None-Match": seen.headers["ETag"]}
            answer = Client().get(page, headers=tag)
            self.assertContains(answer, "They contradict each other")
            self.assertContains(answer, "No, and yes.")
        marked = Overlap.objects.get()
        self.assertEqual((marked.by, marked.language), (self.member, "en"))

    def test_a_pair_is_a_pair_whoever_is_named_first(self):
        self.mark(self.other, self.own)
        self.assertEqual(Overlap.objects.get().first, min(self.own, self.other, key=lambda r: r.pk))
        with self.assertRaises(ValidationError):
            self.mark(self.own, self.other)

    def test_it_needs_a_note_and_two(self):
        for wrong in ({"note": " "}, {"other": "DV1-1"}, {"other": "XX9-9"}, {"kind": "no"}):
            with self.subTest(wrong):
                self.assertEqual(self.send(**wrong).status_code, 400)
        self.assertEqual(Overlap.objects.count(), 0)

    def test_one_of_the_two_has_to_be_of_ones_own_group(self):
        third = make.recommendation(draft_set=make.draft_set(group=make.group(code="XY")))
        self.assertEqual(self.send(one=third.code).status_code, 400)
        self.assertEqual(Overlap.objects.count(), 0)

    def test_readers_may_not(self):
        self.assertEqual(self.send(cast.client_of(cast.reader())).status_code, 404)

    def test_a_mark_can_be_taken_away_and_made_again(self):
        marked = self.mark()
        self.assertEqual(self.browser.post(f"{ADDRESS}{marked.pk}/").status_code, 302)
        unmark_overlap(marked)
        for page in PAGES:
            self.assertNotContains(Client().get(page), "Both ask for the same fund.")
        self.mark()
        self.assertEqual(Overlap.objects.standing().count(), 1)


class WithDraftsNobodyKnows(Touching):
    def setUp(self):
        super().setUp()
        DraftSet.objects.filter(pk=self.other.draft_set_id).update(published_at=None)
        self.marked = self.mark()

    def test_the_note_is_shown_to_those_alone_who_know_both(self):
        for client in (Client(), self.browser):
            answer = client.get(PAGES[0])
            self.assertNotContains(answer, "Both ask for the same fund.")
        both = cast.client_of(cast.member(self.group, self.other_group))
        self.assertContains(both.get(PAGES[0]), "Both ask for the same fund.")

    def test_on_the_desk_too(self):
        self.assertNotContains(self.browser.get(ADDRESS), "Both ask for the same fund.")
        self.assertEqual(self.browser.get(f"{ADDRESS}{self.marked.pk}/").status_code, 404)

    def test_and_its_short_id_is_no_answer(self):
        Overlap.objects.all().delete()
        self.assertEqual(self.send().status_code, 400)


class SideBySide(Touching):
    def page(self, browser=None, **query):
        return (browser or self.browser).get(f"{ADDRESS}{self.marked.pk}/", query)

    def setUp(self):
        super().setUp()
        self.marked = self.mark()

    def test_the_input_on_both_is_read_in_one_view(self):
        said = [make.comment(recommendation=each) for each in (self.own, self.other)]
        self.assertEqual(ids_on(self.page()), [each.short_id for each in said])

    def test_private_words_reach_no_other_group(self):
        own = make.comment(recommendation=self.own, **PRIVATE)
        make.comment(recommendation=self.other, **PRIVATE)
        self.assertEqual(ids_on(self.page()), [own.short_id])

    def test_each_side_has_pages_of_its_own(self):
        for _ in range(21):
            make.comment(recommendation=self.own)
        last = make.comment(recommendation=self.other)
        names = {self.own.pk: "first"} if self.own.pk < self.other.pk else {self.own.pk: "second"}
        page = self.page(**{names[self.own.pk]: 2})
        self.assertEqual(len(ids_on(page)), 2)
        self.assertIn(last.short_id, ids_on(page))
        self.assertEqual(self.page(first=9).status_code, 404)

    def test_it_asks_as_much_for_nine_as_for_one(self):
        def grow():
            for each in (self.own, self.other):
                make.comment(part=make.part(recommendation=each))

        grow()
        self.page()
        with CaptureQueriesContext(connection) as one:
            self.page()
        for _ in range(8):
            grow()
        with self.assertNumQueries(len(one)):
            self.page()

    def test_so_does_the_list(self):
        self.browser.get(ADDRESS)
        with CaptureQueriesContext(connection) as one:
            self.browser.get(ADDRESS)
        for _ in range(8):
            self.mark(make.recommendation(draft_set=self.own.draft_set))
        with self.assertNumQueries(len(one)):
            self.browser.get(ADDRESS)

    def test_a_third_group_has_no_such_page(self):
        browser = cast.client_of(cast.member(make.group(slug="third")))
        address = f"/en/desk/groups/third/overlaps/{self.marked.pk}/"
        self.assertEqual(browser.get(address).status_code, 404)
