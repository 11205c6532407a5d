"""The codebook on a group's desk and for everybody: numbers, words, forms and their errors."""

from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext

from feedback.models import Coding, Theme
from tests import cast, make
from tests.feedback import themes


class Desk(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.draft_set = make.draft_set(group=make.group(slug="diversity", name_en="Diversity"))
        cls.recommendation = make.recommendation(draft_set=cls.draft_set)
        cls.iteration = cls.draft_set.iteration
        cls.member = cast.member("diversity", name="Coder")
        cls.access = themes.theme(
            iteration=cls.iteration, key="access", label_en="Access", label_ar="الوصول",
            definition_en="Who can get in.",
        )  # fmt: skip
        cls.address = "/en/desk/groups/diversity/themes/"
        cls.of_access = f"{cls.address}{cls.iteration.number}/access/"

    def setUp(self):
        self.browser = cast.client_of(self.member)

    def comment(self, **over):
        return make.comment(recommendation=self.recommendation, **over)


class TheCodebook(Desk):
    def test_it_shows_words_and_numbers_that_lead_to_the_list(self):
        themes.coding(self.comment(), self.access)
        page = self.browser.get(self.address)
        self.assertContains(page, "Who can get in.")
        number = self.iteration.number
        self.assertContains(
            page, f'href="/en/desk/groups/diversity/?iteration={number}&amp;theme=access">1 contrib'
        )

    def test_it_falls_back_and_says_so(self):
        page = self.browser.get(self.address.replace("/en/", "/ar/"))
        self.assertContains(page, "الوصول")
        page = self.browser.get(self.address.replace("/en/", "/fr/"))
        self.assertContains(page, '<span lang="en" dir="ltr">Access</span>')

    def test_a_member_adds_a_theme_in_two_languages(self):
        sent = {"label": "Money", "own_label": "المال", "under": "access"}
        answer = self.browser.post(self.address.replace("/en/", "/ar/"), sent)
        made = Theme.objects.get(key="money")
        self.assertEqual(
            (made.label_en, made.label_ar, made.parent), ("Money", "المال", self.access)
        )
        self.assertEqual(
            answer.headers["Location"],
            f"/ar/desk/groups/diversity/themes/{self.iteration.number}/money/",
        )

    def test_a_theme_needs_an_english_name(self):
        answer = self.browser.post(self.address, {"label": " "})
        self.assertContains(answer, "This field is required", status_code=400)
        self.assertEqual(Theme.objects.count(), 1)

    def test_an_empty_codebook_can_begin_with_another(self):
        goal = make.iteration()
        page = self.browser.get(f"{self.address}?iteration={goal.number}")
        self.assertContains(page, "Begin with the themes of")
        self.browser.post(f"{self.address}copy/", {"iteration": goal.number})
        self.assertEqual(Theme.objects.get(iteration=goal).label_ar, "الوصول")

    def test_it_asks_as_much_for_nine_themes_as_for_one(self):
        with CaptureQueriesContext(connection) as one:
            self.browser.get(self.address)
        for _ in range(8):
            themes.coding(
                self.comment(), themes.theme(iteration=self.iteration, parent=self.access)
            )
        with self.assertNumQueries(len(one)):
            self.browser.get(self.address)

    def test_others_do_not_know_of_it(self):
        for person in (cast.reader(), cast.member(make.group()), cast.liaison("en")):
            self.assertEqual(cast.client_of(person).get(self.address).status_code, 404)


class OneTheme(Desk):
    def test_it_is_renamed_in_one_language(self):
        page = self.browser.get(f"{self.of_access}?language=fr")
        seen = page.context["form"]["seen"].value()
        sent = {"language": "fr", "label": "Accès", "definition": "Qui entre.", "seen": seen}
        self.browser.post(self.of_access, sent)
        self.access.refresh_from_db()
        self.assertEqual((self.access.label_fr, self.access.label_en), ("Accès", "Access"))
        self.assertContains(self.browser.get(self.of_access), "Name or definition changed")

    def test_two_writers_do_not_overwrite_each_other(self):
        seen = self.access.history.latest().pk
        sent = {"language": "en", "label": "Entry", "seen": seen}
        self.browser.post(self.of_access, sent)
        answer = self.browser.post(self.of_access, sent | {"label": "Doors"})
        self.assertContains(answer, 'value="Doors"', status_code=400)
        self.assertContains(answer, "It now reads: Entry", status_code=400)

    def test_it_is_moved_under_another_one(self):
        themes.theme(iteration=self.iteration, key="top")
        self.browser.post(f"{self.of_access}place/", {"deed": "place", "under": "top"})
        self.access.refresh_from_db()
        self.assertEqual(self.access.parent.key, "top")

    def test_it_is_merged_and_its_old_address_leads_on(self):
        themes.theme(iteration=self.iteration, key="goal", label_en="Goal")
        themes.coding(self.comment(), self.access)
        self.browser.post(f"{self.of_access}merge/", {"into": "goal"})
        self.assertEqual(Coding.objects.get().theme.key, "goal")
        self.assertContains(self.browser.get(self.of_access), "This theme was merged")
        public = Client().get(f"/en/themes/{self.iteration.number}/access/")
        self.assertRedirects(public, f"/en/themes/{self.iteration.number}/goal/")

    def test_it_is_split_and_the_ticked_ones_move(self):
        chosen, left = self.comment(), self.comment()
        for comment in (chosen, left):
            themes.coding(comment, self.access)
        sent = {"label": "Offline", "place": "beneath", "item": [chosen.slug]}
        self.browser.post(f"{self.of_access}split/", sent)
        made = Theme.objects.get(key="offline")
        self.assertEqual((made.parent, made.codings.get().comment), (self.access, chosen))
        self.assertEqual(self.access.codings.get().comment, left)

    def test_splitting_asks_for_a_name_and_for_contributions(self):
        self.comment()
        answer = self.browser.post(f"{self.of_access}split/", {"to": ""})
        self.assertContains(answer, "Name the new theme", status_code=400)
        self.assertEqual(Theme.objects.count(), 1)


class ForEverybody(Desk):
    def setUp(self):
        self.public = f"/en/themes/{self.iteration.number}/"

    def test_definitions_and_what_anyone_can_read(self):
        seen = self.comment(body="In the open.")
        for comment in (seen, self.comment(visibility="group", body="Private.")):
            themes.coding(comment, self.access)
        page = Client().get(self.public)
        self.assertContains(page, "Who can get in.")
        self.assertContains(page, "1 contribution<")
        page = Client().get(f"{self.public}access/")
        self.assertContains(page, "In the open.")
        self.assertNotContains(page, "Private.")

    def test_what_is_taken_back_or_renamed_shows_at_once(self):
        coding = themes.coding(self.comment(), self.access, self.member)
        self.assertContains(Client().get(self.public), "1 contribution<")
        self.browser = cast.client_of(self.member)
        self.browser.post(f"/en/desk/groups/diversity/code/{coding.pk}/take-back/")
        self.assertContains(Client().get(self.public), "0 contributions<")
        seen = self.access.history.latest().pk
        self.browser.post(self.of_access, {"language": "en", "label": "Entry", "seen": seen})
        self.assertContains(Client().get(self.public), "Entry")

    def test_the_list_asks_as_much_for_nine_as_for_one(self):
        themes.coding(self.comment(), self.access)
        address = f"{self.public}access/"
        client = cast.client_of(cast.reader())
        with CaptureQueriesContext(connection) as one:
            client.get(address)
        for _ in range(8):
            themes.coding(self.comment(), self.access)
        with self.assertNumQueries(len(one)):
            client.get(address)
