"""Following: the page for it, the links that lead there, and what strangers see of them."""

from django.core.cache import cache
from django.test import TestCase

from feedback.models import Follow, Visibility
from tests import cast, make


class FollowingSomething(TestCase):
    def setUp(self):
        cache.clear()
        self.comment = make.comment(language="fr")
        self.recommendation = self.comment.recommendation
        self.bela = cast.reader(name="Bela")
        self.client = cast.client_of(self.bela)
        self.page = f"/en/follow/recommendation/{self.recommendation.code}/"

    def followed(self):
        rows = Follow.objects.filter(person=self.bela)
        return set(rows.values_list("about", "key", "frequency"))

    def test_a_recommendation_a_group_a_thread_and_a_language_are_followed_by_their_keys(self):
        group = self.recommendation.draft_set.group
        things = {
            ("recommendation", self.recommendation.code): self.recommendation.get_absolute_url(),
            ("group", group.slug): group.get_absolute_url(),
            ("thread", self.comment.slug): self.comment.get_absolute_url(),
            ("language", "fr"): "/recent/?language=fr",
        }
        for (about, key), leads_to in things.items():
            page = f"/en/follow/{about}/{key}/"
            self.assertEqual(self.client.get(page).status_code, 200, page)
            answer = self.client.post(page, {"frequency": "weekly"})
            self.assertRedirects(answer, f"/en{leads_to}")
        self.assertEqual(self.followed(), {(*thing, "weekly") for thing in things})

    def test_a_second_time_changes_how_soon_letters_come(self):
        for frequency in ("at-once", "daily"):
            self.client.post(self.page, {"frequency": frequency})
        self.assertEqual(self.followed(), {("recommendation", self.recommendation.code, "daily")})

    def test_it_is_followed_no_more(self):
        self.client.post(self.page, {"frequency": "daily"})
        self.client.post(self.page, {"frequency": "daily", "deed": "end"})
        self.assertEqual(self.followed(), set())

    def test_the_present_choice_is_ticked(self):
        cast.follow(self.bela, self.recommendation, frequency="weekly")
        self.assertContains(
            self.client.get(self.page), 'value="weekly" required id="id_frequency_2" checked'
        )

    def test_nonsense_is_refused(self):
        for sent in ({}, {"frequency": "hourly"}):
            self.assertEqual(self.client.post(self.page, sent).status_code, 400)
        self.assertEqual(self.followed(), set())

    def test_what_is_not_there_or_may_not_be_known_is_not_found(self):
        secret = make.recommendation(draft_set=make.draft_set(published_at=None))
        hidden = make.comment(visibility=Visibility.HIDDEN)
        private = make.comment(visibility=Visibility.GROUP)
        reply = make.comment(parent=self.comment)
        for path in (
            f"recommendation/{secret.code}", "recommendation/XX9-9", "group/none", "language/xx",
            f"thread/{hidden.slug}", f"thread/{private.slug}", f"thread/{reply.slug}",
            f"topic/{self.recommendation.code}",
        ):  # fmt: skip
            for answer in (
                self.client.get(f"/en/follow/{path}/"),
                self.client.post(f"/en/follow/{path}/", {"frequency": "daily"}),
            ):
                self.assertEqual(answer.status_code, 404, path)
        self.assertEqual(self.followed(), set())

    def test_pages_lead_there_and_say_what_is_followed_already(self):
        group = self.recommendation.draft_set.group
        page = self.recommendation.get_absolute_url()
        for address in (f"/en{page}", f"/en{group.get_absolute_url()}"):
            self.assertNotContains(self.client.get(address), "You follow this")
        for subject in (self.recommendation, group, self.comment):
            cast.follow(self.bela, subject)

        answer = self.client.get(f"/en{page}")
        self.assertContains(answer, "You follow this</a>")
        self.assertContains(answer, "You follow this thread")
        self.assertContains(answer, f'href="/en/follow/thread/{self.comment.slug}/"')
        self.assertContains(
            self.client.get(f"/en{group.get_absolute_url()}"), "You follow this</a>"
        )

    def test_replies_are_followed_with_their_thread(self):
        reply = make.comment(parent=self.comment)
        answer = self.client.get(f"/en{self.recommendation.get_absolute_url()}")
        self.assertNotContains(answer, f"/follow/thread/{reply.slug}/")

    def test_strangers_get_the_same_link_which_leads_to_sign_in(self):
        self.client.logout()
        answer = self.client.get(f"/en{self.recommendation.get_absolute_url()}")
        self.assertContains(answer, f'href="{self.page}"')
        self.assertFalse(answer.cookies)
        self.assertRedirects(self.client.get(self.page), f"/en/accounts/login/?next={self.page}")
