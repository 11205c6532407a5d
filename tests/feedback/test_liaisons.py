"""The public list of liaisons: who stands in it, where, and that it is true at once."""

from datetime import UTC, datetime, timedelta

import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Assignment, Community
from accounts.roles import Role, Scope
from tests import cast, make

PAGE = "/en/liaisons/"


def listed(*languages, **over):
    entry = {key: over.pop(key) for key in list(over) if key in ("introduction", "away_until")}
    liaison = cast.liaison(*languages, **over)
    make.listing(liaison, **entry)
    return liaison


def for_community(liaison, slug):
    Assignment.objects.create(user=liaison, role=Role.LIAISON, scope=Scope.COMMUNITY, value=slug)


class TheList(TestCase):
    def listing(self, page=PAGE):
        cache.clear()  # a kept page has no context
        return self.client.get(page).context["listing"]

    def by_language(self, page=PAGE):
        return [
            (code, [each.person.name for each in found])
            for code, found in self.listing(page).by_language
        ]

    def test_a_liaison_who_consents_stands_in_it_with_their_own_words(self):
        listed("ar", name="Amal", introduction="أهلا <b>")

        answer = self.client.get(PAGE)

        self.assertContains(answer, "Amal")
        self.assertContains(answer, "أهلا &lt;b&gt;")
        self.assertContains(answer, '<bdi lang="ar">العربية</bdi>')

    def test_one_who_does_not_consent_stands_nowhere(self):
        liaison = cast.liaison("ar", name="Amal")
        self.assertNotContains(self.client.get(PAGE), "Amal")
        make.listing(liaison, is_listed=False, introduction="Not yet.")

        answer = self.client.get(PAGE)

        self.assertNotContains(answer, "Amal")
        self.assertNotContains(answer, "Not yet.")

    def test_other_roles_do_not_stand_in_it(self):
        for person in (cast.organiser(name="Olga"), cast.member("diversity", name="Mei")):
            make.listing(person)

        answer = self.client.get(PAGE)

        self.assertNotContains(answer, "Olga")
        self.assertNotContains(answer, "Mei")

    def test_it_goes_by_language_the_readers_first(self):
        listed("es", "ar", name="Both")
        listed("fr", name="French")

        self.assertEqual(
            self.by_language(), [("es", ["Both"]), ("fr", ["French"]), ("ar", ["Both"])]
        )
        self.assertEqual(self.by_language("/fr/liaisons/")[0], ("fr", ["French"]))

    def test_then_by_affiliate(self):
        Community.objects.create(slug="wm-tn", kind="affiliate", name_en="Wikimedia Tunisia")
        liaison = listed("ar", name="Amal")
        for_community(liaison, "wm-tn")
        for_community(liaison, "gone")

        found = self.listing().by_community

        self.assertEqual(
            [(place.name, [each.person.name for each in people]) for place, people in found],
            [("Wikimedia Tunisia", ["Amal"])],
        )

    def test_one_for_everything_stands_under_all_languages(self):
        listed(name="Everywhere")

        self.assertEqual([each.person.name for each in self.listing().for_all], ["Everywhere"])
        self.assertTrue(self.listing().for_reader)

    def test_a_language_without_a_liaison_points_to_the_organisers(self):
        listed("ar")
        make.comment(language="sw")

        self.assertNotIn("ar", self.listing().without)
        self.assertEqual(len(self.listing().without), 17)  # 16 of ours and Swahili
        self.assertEqual(self.listing().without[-1], "sw")
        self.assertContains(self.client.get(PAGE), "/en/liaisons/organisers/write/")

    def test_a_reader_hears_at_the_top_that_nobody_speaks_their_language(self):
        listed("pt", name="Inês")

        self.assertContains(self.client.get("/hi/liaisons/"), "notice-attention")
        self.assertNotContains(self.client.get("/pt-br/liaisons/"), "notice-attention")

    def test_nobodys_address_is_in_it(self):
        listed("ar", name="Amal", email="amal@example.org")

        self.assertNotContains(self.client.get(PAGE), "@example.org")

    def test_nine_cost_as_many_queries_as_one(self):
        Community.objects.create(slug="c", kind="affiliate", name_en="C")
        for_community(listed("ar"), "c")
        browser = cast.client_of(cast.reader())
        browser.get(PAGE)
        with CaptureQueriesContext(connection) as one:
            browser.get(PAGE)
        for code in ("ar", "ar", "fr", "es", "de", "hi", "ja", "it"):
            for_community(listed(code), "c")

        with self.assertNumQueries(len(one)):
            browser.get(PAGE)


class BeingAway(TestCase):
    def test_it_is_shown_until_the_day_has_passed_though_the_page_is_cached(self):
        noon = datetime(2026, 5, 4, 12, tzinfo=UTC)
        with time_machine.travel(noon, tick=False) as clock:
            listed("ar", away_until=noon.date())
            self.assertContains(self.client.get(PAGE), "away until 4 May 2026")
            clock.shift(timedelta(hours=13))
            self.assertNotContains(self.client.get(PAGE), "away until")

    def test_who_is_away_stands_last(self):
        listed("ar", name="Away", away_until=timezone.now().date() + timedelta(days=2))
        listed("ar", name="There")

        found = self.client.get(PAGE).context["listing"].by_language

        self.assertEqual([each.person.name for each in found[0][1]], ["There", "Away"])


class BeingTrueAtOnce(TestCase):
    """The page comes from the cache; whatever it says changes it."""

    def setUp(self):
        self.liaison = listed("ar", name="Amal")
        self.assertContains(self.client.get(PAGE), "Amal")

    def test_a_role_that_ends(self):
        self.liaison.assignments.all().delete()

        self.assertNotContains(self.client.get(PAGE), "Amal")

    def test_consent_that_is_taken_back(self):
        cast.client_of(self.liaison).post(
            "/en/accounts/liaison/", {"introduction_language": "ar"}
        )  # fmt: skip

        self.assertNotContains(self.client.get(PAGE), "Amal")

    def test_an_account_that_is_closed(self):
        self.liaison.is_active = False
        self.liaison.save()

        self.assertNotContains(self.client.get(PAGE), "Amal")

    def test_another_name(self):
        self.liaison.name = "Amina"
        self.liaison.save(update_fields=["name"])

        self.assertContains(self.client.get(PAGE), "Amina")

    def test_a_role_for_another_language(self):
        self.liaison.assignments.update(value="fr")
        self.liaison.assignments.get().save()

        self.assertContains(self.client.get(PAGE), 'id="language-fr"')

    def test_signing_in_changes_nothing(self):
        before = self.client.get(PAGE).headers["ETag"]
        self.liaison.last_login = timezone.now()
        self.liaison.save(update_fields=["last_login"])

        self.assertEqual(self.client.get(PAGE).headers["ETag"], before)
