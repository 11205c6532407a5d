"""The page on which an account is closed, and what pages say of it afterwards."""

from django.test import Client, TestCase
from django.utils.translation import gettext

from accounts.languages import spoken
from accounts.models import Assignment, User
from feedback.actions.close import close_account
from tests import cast, make

from .closing import LOGIN, NAME, PASSWORD, WithAWorld

PAGE = "/en/accounts/close/"


class ThePage(TestCase):
    def setUp(self):
        self.anna = cast.reader(name=NAME, username=LOGIN, password=PASSWORD)
        self.comment = make.comment(author=self.anna)
        self.client.force_login(self.anna)

    def prove(self):
        asked = self.client.get(PAGE)
        self.assertIn("/accounts/reauthenticate/", asked.headers["Location"])
        return self.client.post(asked.headers["Location"], {"password": PASSWORD})

    def is_closed(self):
        return User.objects.get(pk=self.anna.pk).closed_at is not None

    def test_it_says_what_happens_before_it_asks(self):
        self.prove()
        page = self.client.get(PAGE)
        for words in (
            "This cannot be undone", "You wrote 1 contribution.", "an empty row with a number",
            "Keep my words, without my name", "Download my data first",
        ):  # fmt: skip
            self.assertContains(page, words)
        self.assertEqual(page.context["form"].initial.get("words", "keep"), "keep")

    def test_it_asks_for_the_password(self):
        answer = self.client.post(PAGE, {"words": "keep", "is_meant": "on"})
        self.assertIn("/accounts/reauthenticate/", answer.headers["Location"])
        self.assertFalse(self.is_closed())
        wrong = self.client.post(answer.headers["Location"], {"password": "wrong"})
        self.assertEqual(wrong.status_code, 200)
        self.assertFalse(self.is_closed())

    def test_it_wants_a_tick_and_a_choice(self):
        self.prove()
        for sent in ({}, {"words": "keep"}, {"is_meant": "on"}, {"words": "x", "is_meant": "on"}):
            self.assertEqual(self.client.post(PAGE, sent).status_code, 400)
        self.assertFalse(self.is_closed())

    def test_it_closes_signs_out_and_says_goodbye(self):
        self.prove()
        answer = self.client.post(PAGE, {"words": "keep", "is_meant": "on"})
        self.assertRedirects(answer, "/en/accounts/closed/", fetch_redirect_response=False)
        self.assertTrue(self.is_closed())
        goodbye = self.client.get("/en/accounts/closed/")
        self.assertContains(goodbye, "Your account is closed")
        self.assertNotContains(goodbye, NAME)
        self.assertEqual(self.client.cookies["sessionid"].value, "")
        self.comment.refresh_from_db()
        self.assertEqual(self.comment.visibility, "public")

    def test_somebody_without_words_is_not_asked_about_them(self):
        self.comment.delete()
        self.prove()
        self.assertNotContains(self.client.get(PAGE), 'name="words"')
        self.client.post(PAGE, {"is_meant": "on"})
        self.assertTrue(self.is_closed())

    def test_nobody_signs_in_there_any_more(self):
        self.prove()
        self.client.post(PAGE, {"words": "withdraw", "is_meant": "on"})
        answer = Client().post("/en/accounts/login/", {"login": LOGIN, "password": PASSWORD})
        self.assertContains(answer, "do not belong together")
        self.comment.refresh_from_db()
        self.assertEqual(self.comment.visibility, "withdrawn")

    def test_words_that_wait_in_a_form_are_refused_after_it(self):
        """Somebody who closed the account in another window is a stranger in this one."""
        close_account(self.anna, withdraws_words=False)
        self.assertEqual(self.client.get("/en/mine/").status_code, 302)


class TheLastOfTheirKind(TestCase):
    def test_an_organiser_without_another_one_stays(self):
        only = cast.organiser(name="Only")
        self.client.force_login(only)
        self.client.force_login(only)
        page = self.client.get(PAGE)
        self.assertContains(page, "Nobody else holds this role.")
        self.assertEqual(
            self.client.post(PAGE, {"words": "keep", "is_meant": "on"}).status_code, 400
        )
        only.refresh_from_db()
        self.assertIsNone(only.closed_at)
        self.assertTrue(only.assignments.exists())

    def test_with_another_one_the_account_can_be_closed(self):
        for make_one in (cast.organiser, cast.admin):
            first, second = make_one(), make_one()
            close_account(first, withdraws_words=False)
            first.refresh_from_db()
            self.assertFalse(first.is_staff or first.is_superuser)
            self.assertFalse(Assignment.objects.filter(user=first).exists())
            self.assertTrue(Assignment.objects.filter(user=second).exists())


class WhatPagesSay(WithAWorld):
    PAGES = (
        "/en/recent/", "/en/recent/feed/", "/en/decisions/", "/en/groups/diversity/",
        "/en/iterations/1/diversity/1/", "/en/iterations/1/diversity/1/history/",
        "/en/iterations/1/history/", "/en/liaisons/", "/en/c/{slug}/", "/en/c/{slug}/text/",
    )  # fmt: skip

    def pages(self):
        stranger = Client()
        slug = self.world.public.slug
        return {each: stranger.get(each.format(slug=slug)).content.decode() for each in self.PAGES}

    def test_removed_account_stands_in_place_of_the_name_at_once(self):
        before = self.pages()
        named = [each for each in self.PAGES if NAME in before[each]]
        self.assertEqual(len(named), len(self.PAGES) - 1, set(self.PAGES) - set(named))

        self.close()

        after = self.pages()
        for each in named:
            with self.subTest(each):
                self.assertNotIn(NAME, after[each])
                self.assertEqual("Removed account" in after[each], each != "/en/liaisons/")

    def test_a_page_of_the_person_is_no_more(self):
        address = f"/en/people/{NAME}/"
        self.assertEqual(Client().get(address).status_code, 200)
        self.close()
        self.assertEqual(Client().get(address).status_code, 404)
        self.assertEqual(Client().get("/en/people/Removed account/").status_code, 404)

    def test_it_is_said_in_the_language_of_the_page(self):
        self.close()
        page = Client().get(f"/fr/c/{self.world.public.slug}/")
        with spoken("fr"):
            self.assertContains(page, gettext("Removed account"))

    def test_an_import_is_not_taken_for_a_person(self):
        self.close()
        self.assertIn("by import", self.pages()["/en/iterations/1/diversity/1/history/"])

    def test_decisions_stay_readable(self):
        self.close()
        browser = cast.client_of(self.world.organiser)
        page = browser.get(f"/en/c/{self.world.decision.comment.slug}/decide/")
        self.assertContains(page, "by <bdi>Removed account</bdi>")
