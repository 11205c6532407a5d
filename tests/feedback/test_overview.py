"""The organisers' page: what came and what waits, each number with its list."""

import re
from datetime import timedelta
from html import unescape

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from feedback.models import Origin, Visibility
from feedback.overview import present
from recommendations.models import Iteration
from tests import cast, make

PAGE = "/en/desk/organiser/"
LINK = re.compile(r'<a href="(/en/(?:recent|desk/queue)/\?[^"]*)"[^>]*>([\d,]+)(?: [^<]*)?</a>')


class Overview(TestCase):
    def setUp(self):
        self.now = timezone.now()
        self.iteration = make.iteration(title_en="First drafts")
        self.group = make.group(slug="diversity", name_en="Diversity")
        self.set = make.draft_set(iteration=self.iteration, group=self.group)
        self.organiser = cast.organiser()
        self.client.force_login(self.organiser)

    def say(self, **over):
        return make.comment(**{"draft_set": self.set, "language": "ar", **over})

    def wait(self, days=0, **over):
        at = self.now - timedelta(days=days)
        return self.say(
            **{"name": "Amal", "visibility": Visibility.WAITING, "stored_at": at, **over}
        )

    def shown(self):
        return self.page().context["overview"]

    def page(self):
        return self.client.get(PAGE, {"iteration": self.iteration.number})

    def rows(self, kind):
        return {row.name: row for row in getattr(self.shown(), kind)}


class WhatCameAndWhatWaits(Overview):
    def test_by_working_group(self):
        first = self.say()
        self.say(parent=first)
        self.say()
        self.wait(days=3)
        self.wait(days=12)
        self.say(visibility=Visibility.HIDDEN)
        self.say(draft_set=make.draft_set(iteration=self.iteration, group=None))
        self.say(draft_set=make.draft_set())  # of another iteration

        rows = self.rows("groups")

        work = rows["Diversity"].work
        self.assertEqual((work.readable, work.unanswered, work.waiting), (3, 1, 2))
        self.assertEqual(rows["Diversity"].days, 12)
        self.assertEqual(rows["The whole movement"].work.readable, 1)

    def test_by_language_and_by_channel(self):
        self.say(language="sw")
        self.wait(language="ar")
        self.say(language="sw", origin=Origin.DEMO)
        self.assertEqual(
            {
                name: (row.work.readable, row.work.waiting)
                for name, row in self.rows("languages").items()
            },
            {"sw": (2, 0), "العربية": (0, 1)},
        )
        channels = {name: row.work.readable for name, row in self.rows("channels").items()}
        self.assertEqual(channels, {"On this portal": 1, "Demo text": 1})

    def test_people_are_counted_on_their_own(self):
        author = cast.reader()
        self.say(author=author)
        self.say(author=author)
        send = make.submission()
        self.say(name="Amal", submission=send)
        self.say(name="Amal", submission=send)
        self.say(visibility=Visibility.GROUP)
        in_all = self.shown().in_all
        self.assertEqual(
            [in_all[name] for name in ("readable", "accounts", "guests", "private")], [4, 1, 1, 1]
        )

    def test_drafts_that_are_not_published_have_nothing_that_anyone_can_read(self):
        self.say(draft_set=make.draft_set(iteration=self.iteration, published_at=None))
        self.assertEqual(self.shown().in_all["readable"], 0)


class ALanguageWithoutALiaison(Overview):
    def test_is_marked_with_a_link_to_give_the_role(self):
        cast.liaison("ar")
        cast.liaison("sw", is_active=False)
        self.wait(language="ar")
        self.wait(language="sw")
        rows = self.rows("languages")
        self.assertEqual((rows["العربية"].has_liaison, rows["sw"].has_liaison), (True, False))
        page = self.client.get(PAGE)
        wish = "/en/desk/organiser/roles/?role=liaison&amp;where="
        self.assertContains(page, f"{wish}everywhere#give")  # no role is limited to Swahili
        self.assertContains(page, f"{wish}language%3Ahi#give")  # nothing came, and nobody is there
        self.assertNotContains(page, f"{wish}language%3Aar#give")

    def test_a_regional_kind_has_the_liaison_of_its_language(self):
        cast.liaison("ar")
        self.wait(language="ar-eg")
        self.wait(language="es-mx")
        self.assertEqual(
            {row.language: row.has_liaison for row in self.shown().languages},
            {"ar-eg": True, "es-mx": False},
        )
        self.assertContains(self.page(), "where=language%3Aes#give")

    def test_a_liaison_of_all_languages_is_one_for_each(self):
        cast.liaison()
        self.wait(language="sw")
        self.assertTrue(self.rows("languages")["sw"].has_liaison)
        self.assertEqual(self.shown().silent, [])


class EachNumber(Overview):
    def test_links_to_a_list_of_as_many(self):
        other = make.draft_set(group=self.group)  # another iteration of the same group
        for draft_set in (self.set, other, make.draft_set(iteration=self.iteration, group=None)):
            first = self.say(draft_set=draft_set)
            self.say(draft_set=draft_set, parent=first, language="es")
            self.say(draft_set=draft_set, origin=Origin.DEMO)
            self.wait(draft_set=draft_set)
            self.wait(draft_set=draft_set, language="es")
            self.say(draft_set=draft_set, visibility=Visibility.HIDDEN)
        links = LINK.findall(self.page().content.decode())
        self.assertGreater(len(links), 15)
        for address, number in links:
            with self.subTest(unescape(address)):
                listed = self.client.get(unescape(address))
                self.assertEqual(listed.context["page"].paginator.count, int(number))

    def test_words_of_ones_own_that_wait_are_named_for_others_decide_on_them(self):
        self.wait(author=self.organiser, name="")
        self.wait()
        page = self.client.get(PAGE)
        self.assertContains(page, "2 contributions waiting for a liaison")
        self.assertContains(page, "1 of them is your own")


class TheIteration(Overview):
    def test_is_the_newest_open_one_unless_another_is_chosen(self):
        past = self.now - timedelta(days=90)
        make.iteration(title_en="Later", opens_at=past, closes_at=past + timedelta(days=9))
        make.iteration(title_en="Unannounced", opens_at=None)
        self.assertEqual(self.client.get(PAGE).context["iteration"], self.iteration)
        chosen = self.client.get(f"{PAGE}?iteration=2").context["iteration"]
        self.assertEqual(chosen.number, 2)

    def test_without_an_open_one_it_is_the_newest_that_was(self):
        past = self.now - timedelta(days=90)
        Iteration.objects.update(opens_at=past, closes_at=past + timedelta(days=9))
        make.iteration(opens_at=None)
        rounds = list(Iteration.objects.in_order())
        self.assertEqual(present(rounds), self.iteration)
        self.assertEqual(present(rounds[1:]), rounds[1])
        self.assertIsNone(present([]))

    def test_one_that_does_not_exist_is_a_bad_request(self):
        self.assertEqual(self.client.get(f"{PAGE}?iteration=77").status_code, 400)

    def test_a_portal_without_any_says_what_to_do(self):
        type(self.set).objects.all().delete()
        Iteration.objects.all().delete()
        self.assertContains(self.client.get(PAGE), "No iteration has been entered yet.")


class ThePage(Overview):
    def test_it_asks_as_much_for_nine_as_for_one(self):
        def fill(language):
            draft_set = make.draft_set(iteration=self.iteration)
            self.say(draft_set=draft_set, language=language)
            self.wait(draft_set=draft_set, language=language)

        fill("ar")
        self.client.get(PAGE)
        with CaptureQueriesContext(connection) as one:
            self.client.get(PAGE)
        for language in ("es", "fr", "de", "hi", "sw", "ja", "pt", "ru"):
            fill(language)
        with self.assertNumQueries(len(one)):
            self.client.get(PAGE)

    def test_the_desk_leads_there_for_organisers_alone(self):
        self.assertContains(self.client.get("/en/desk/"), PAGE)
        liaison = cast.client_of(cast.liaison("ar"))
        self.assertNotContains(liaison.get("/en/desk/"), PAGE)
