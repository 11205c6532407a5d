"""Views of a desk under names of one's own."""

from feedback.models import SavedView
from feedback.models.group_reading import MAX_VIEWS
from tests import cast

from .test_group_input import Desk

ADDRESS = "/en/desk/groups/diversity/views/"


class KeepingAView(Desk):
    def keep(self, name, query):
        return self.browser.post(ADDRESS, {"name": name, "filter": query})

    def kept(self):
        views = SavedView.objects.filter(person=self.member, group_slug="diversity")
        return dict(views.values_list("name", "query"))

    def test_the_present_filter_is_kept_without_the_place_in_the_list(self):
        response = self.keep("Mine", "red=on&language=fr&language=ar&place=after-5-5&nonsense=1")

        self.assertEqual(self.kept(), {"Mine": "language=fr&language=ar&red=on"})
        self.assertTrue(
            response.headers["Location"].endswith("?language=fr&language=ar&red=on#main")
        )

    def test_it_stands_on_the_desk_as_a_link(self):
        self.keep("Red ones", "red=on")

        self.assertContains(self.browser.get("/en/desk/groups/diversity/"), 'href="?red=on"')

    def test_it_is_nobody_elses(self):
        self.keep("Mine", "red=on")
        other = cast.client_of(cast.member(self.group))
        view = SavedView.objects.get()

        self.assertNotContains(other.get("/en/desk/groups/diversity/"), "Mine")
        self.assertEqual(other.post(f"{ADDRESS}{view.pk}/delete/").status_code, 404)

    def test_the_same_name_is_the_same_view(self):
        self.keep("Mine", "red=on")
        self.keep("Mine", "unread=on")

        self.assertEqual(self.kept(), {"Mine": "unread=on"})

    def test_it_needs_a_name_and_a_filter_that_can_be_read(self):
        self.keep("", "red=on")
        self.keep("Mine", "iteration=99")
        self.keep("Long", "q=" + "%E5%AD%97" * 150)

        self.assertEqual(self.kept(), {})

    def test_nobody_keeps_too_many(self):
        for number in range(MAX_VIEWS + 1):
            self.keep(f"View {number}", "red=on")

        self.assertEqual(len(self.kept()), MAX_VIEWS)

    def test_it_can_be_taken_away(self):
        self.keep("Mine", "red=on")
        view = SavedView.objects.get()

        self.browser.post(f"{ADDRESS}{view.pk}/delete/")

        self.assertEqual(self.kept(), {})
