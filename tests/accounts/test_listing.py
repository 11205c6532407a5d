"""«How I am listed»: what a liaison says about their own entry in the public list."""

from datetime import date

from django.test import TestCase

from accounts.models import LiaisonProfile
from tests import cast, make

PAGE = "/en/accounts/liaison/"
FILLED = {
    "is_listed": "on",
    "introduction": " Ask me anything.\r\nI answer on Sundays. ",
    "introduction_language": "fr",
    "away_until": "2026-12-31",
}


class SayingHowOneIsListed(TestCase):
    def setUp(self):
        self.liaison = cast.liaison("ar")
        self.client.force_login(self.liaison)

    def test_nobody_is_listed_before_they_say_so(self):
        answer = self.client.get(PAGE)

        self.assertFalse(answer.context["form"]["is_listed"].value())
        self.assertFalse(LiaisonProfile.objects.exists())

    def test_what_is_said_is_kept(self):
        self.assertRedirects(self.client.post(PAGE, FILLED), PAGE)

        kept = LiaisonProfile.objects.get(person=self.liaison)
        self.assertTrue(kept.is_listed)
        self.assertEqual(kept.introduction, "Ask me anything.\nI answer on Sundays.")
        self.assertEqual(kept.introduction_language, "fr")
        self.assertEqual(kept.away_until, date(2026, 12, 31))

    def test_consent_can_be_taken_back(self):
        make.listing(self.liaison, introduction="Ask me.")

        self.client.post(PAGE, {"introduction": "Ask me.", "introduction_language": "en"})

        self.assertFalse(LiaisonProfile.objects.get(person=self.liaison).is_listed)

    def test_a_wrong_date_is_said_and_nothing_is_changed(self):
        answer = self.client.post(PAGE, {**FILLED, "away_until": "tomorrow"})

        self.assertEqual(answer.status_code, 400)
        self.assertContains(answer, "Ask me anything.", status_code=400)
        self.assertFalse(LiaisonProfile.objects.exists())

    def test_an_introduction_is_short(self):
        answer = self.client.post(PAGE, {**FILLED, "introduction": "x" * 501})

        self.assertEqual(answer.status_code, 400)

    def test_only_liaisons_have_an_entry(self):
        for person in (cast.reader(), cast.organiser(), cast.member("diversity")):
            self.assertEqual(cast.client_of(person).get(PAGE).status_code, 403)

    def test_with_the_role_the_page_is_gone(self):
        self.liaison.assignments.all().delete()

        self.assertEqual(self.client.post(PAGE, FILLED).status_code, 403)
        self.assertFalse(LiaisonProfile.objects.exists())
