"""What was said last, on a page with filters and as Atom feeds."""

from datetime import UTC, datetime, timedelta

import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree

from feedback.actions.moderate import decide
from feedback.actions.participate import edit, withdraw
from feedback.models import Decision, Visibility
from tests import cast, make

from .reading import ids_on, page_of

ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Newest(TestCase):
    def setUp(self):
        cache.clear()
        self.group = make.group(slug="diversity")
        self.recommendation = make.recommendation(draft_set=make.draft_set(group=self.group))
        self.question = make.guiding_question(key="likes")

    def say(self, **over):
        if "draft_set" not in over:
            over.setdefault("recommendation", self.recommendation)
        return make.comment(**over)

    def open(self, query="", language="en"):
        cache.clear()
        return self.client.get(f"/{language}/recent/{query}")


class OnThePage(Newest):
    def test_they_stand_newest_first_replies_too(self):
        first = self.say()
        reply = self.say(parent=first)
        other = self.say(recommendation=make.recommendation())
        expected = [each.short_id for each in (other, reply, first)]
        self.assertEqual(ids_on(self.open()), expected)

    def test_filters_narrow_to_what_is_asked_for(self):
        arabic = self.say(language="ar")
        liked = self.say(question=self.question)
        elsewhere = self.say(recommendation=make.recommendation())
        remark = self.say(draft_set=self.recommendation.draft_set)
        for query, found in {
            "?language=ar": [arabic],
            "?question=likes": [liked],
            "?group=diversity": [remark, liked, arabic],
            f"?group={elsewhere.draft_set.group.slug}": [elsewhere],
            "?group=diversity&language=en&question=likes": [liked],
            "?language=ar&question=likes": [],
        }.items():
            with self.subTest(query):
                page = self.open(query)
                self.assertEqual(ids_on(page), [each.short_id for each in found])
                self.assertContains(page, f"{len(found)} contribution")

    def test_a_period_begins_at_midnight_so_many_days_ago(self):
        now = datetime(2026, 5, 20, 15, tzinfo=UTC)
        edge = datetime(2026, 5, 13, tzinfo=UTC)
        inside, outside = self.say(said_at=edge), self.say(said_at=edge - timedelta(seconds=1))
        with time_machine.travel(now, tick=False):
            self.assertEqual(ids_on(self.open("?period=7")), [inside.short_id])
            both = [inside.short_id, outside.short_id]
            self.assertEqual(ids_on(self.open("?period=30")), both)
            self.assertEqual(ids_on(self.open()), both)
        with time_machine.travel(now + timedelta(days=1), tick=False):
            self.assertEqual(ids_on(self.open("?period=7")), [])

    def test_25_stand_on_a_page(self):
        for _ in range(30):
            self.say()
        first, second = ids_on(self.open()), ids_on(self.open("?page=2"))
        self.assertEqual((len(first), len(second), len({*first, *second})), (25, 5, 30))
        self.assertEqual(self.open("?page=3").status_code, 404)

    def test_only_what_anyone_may_read_is_in(self):
        shown = {self.say().short_id, self.say(visibility=Visibility.UNNAMED).short_id}
        for visibility in set(Visibility) - {Visibility.PUBLIC, Visibility.UNNAMED}:
            self.say(visibility=visibility, language="ja")
        self.say(draft_set=make.draft_set(published_at=None))
        page = self.open()
        self.assertEqual(set(ids_on(page)), shown)
        self.assertContains(page, "2 contributions that anyone can read")
        # A language that was only spoken in hidden words is not offered: it would tell of them.
        options = page_of(page).xpath("//select[@name='language']/option/@value")
        self.assertEqual(options, ["", "en"])

    def test_not_even_for_those_who_may_read_more(self):
        self.client.force_login(cast.organiser())
        self.say(visibility=Visibility.WAITING)
        self.assertEqual(ids_on(self.open()), [])

    def test_each_leads_to_the_text_it_is_about(self):
        whole = make.draft_set(group=None)
        self.say()
        self.say(draft_set=self.recommendation.draft_set)
        self.say(draft_set=whole)
        self.say(recommendation=make.recommendation(draft_set=whole))
        links = page_of(self.open()).xpath("//p[@class='about']//a/@href")
        self.assertEqual(len(links), 4)
        for link in links:
            with self.subTest(link):
                self.assertEqual(self.client.get(link).status_code, 200)

    def test_nine_cost_as_much_as_one(self):
        self.client.force_login(cast.reader())
        self.one_more()
        self.open()
        with CaptureQueriesContext(connection) as asked:
            self.open()
        for _ in range(8):
            self.one_more()
        with self.assertNumQueries(len(asked)):
            self.open()

    def one_more(self):
        part = make.part(recommendation=make.recommendation())
        self.say(part=part, recommendation=part.recommendation, question=self.question)
        self.say(draft_set=make.draft_set())
        self.say(name="Guest", language="ar")


class AsAFeed(Newest):
    def setUp(self):
        super().setUp()
        self.comment = self.say(body="Words with <b>tags</b> & *more*.", language="ar")
        number = self.recommendation.draft_set.iteration.number
        self.feeds = [
            "/en/recent/feed/",
            "/en/groups/diversity/feed/",
            f"/en/iterations/{number}/diversity/1/feed/",
        ]

    def feed(self, address=None):
        cache.clear()
        answer = self.client.get(address or self.feeds[0])
        self.assertEqual(answer.status_code, 200)
        return etree.fromstring(answer.content)

    def titles(self, address=None):
        return [each.text for each in self.feed(address).iterfind(f"{ATOM}entry/{ATOM}title")]

    def test_it_is_atom_and_says_so(self):
        for address in self.feeds:
            answer = self.client.get(address)
            self.assertTrue(answer.headers["Content-Type"].startswith("application/atom+xml"))
            self.assertEqual(self.feed(address).tag, f"{ATOM}feed")

    def test_it_has_all_that_a_feed_must_have(self):
        for address in self.feeds:
            feed = self.feed(address)
            for node in (feed, *feed.iterfind(f"{ATOM}entry")):
                with self.subTest(address, node=node.tag):
                    for name in ("id", "title", "updated"):
                        [found] = node.findall(ATOM + name)
                        self.assertTrue(found.text)
                    updated = datetime.fromisoformat(node.findtext(f"{ATOM}updated"))
                    self.assertIsNotNone(updated.tzinfo)
            [entry] = feed.findall(f"{ATOM}entry")
            self.assertTrue(entry.findtext(f"{ATOM}author/{ATOM}name"))

    def test_its_links_are_whole_and_lead_into_its_language(self):
        for address in (*self.feeds, *(each.replace("/en/", "/pt-br/") for each in self.feeds)):
            start = f"http://testserver/{address.split('/')[1]}/"
            links = [each.get("href") for each in self.feed(address).iter(f"{ATOM}link")]
            self.assertEqual(len(links), 3)
            for link in links:
                with self.subTest(address, link=link):
                    self.assertTrue(link.startswith(start), link)
                    self.assertEqual(self.client.get(link).status_code, 200)

    def test_it_names_itself(self):
        for address in self.feeds:
            [link] = [
                e for e in self.feed(address).findall(f"{ATOM}link") if e.get("rel") == "self"
            ]
            self.assertEqual(link.get("href"), f"http://testserver{address}")

    def test_its_language_is_that_of_the_address(self):
        for code, spoken in {"en": "en", "ar": "ar", "ja": "en"}.items():
            feed = self.feed(f"/{code}/recent/feed/")
            self.assertEqual(feed.get(XML_LANG), spoken)

    def test_an_entry_keeps_its_id_in_every_language_and_after_an_edit(self):
        def ids(address):
            return [each.text for each in self.feed(address).iterfind(f"{ATOM}entry/{ATOM}id")]

        before = ids(self.feeds[0])
        edit(self.comment, body="Other words.", language="ar", version=1, by=None)
        self.comment.refresh_from_db()
        decide(
            self.comment,
            Decision.Kind.APPROVE,
            by=cast.organiser(),
            rule=make.rule(),
            reason="Fine.",
        )
        self.assertEqual(ids(self.feeds[0]), before)
        self.assertEqual(ids("/ar/recent/feed/"), before)

    def test_words_are_html_that_was_cleaned(self):
        [entry] = self.feed().findall(f"{ATOM}entry")
        said = entry.find(f"{ATOM}summary")
        self.assertEqual(said.get("type"), "html")
        self.assertIn("<em>more</em>", said.text)
        self.assertNotIn("<b>", said.text)

    def test_each_holds_its_own(self):
        other_group = self.say(recommendation=make.recommendation())
        same_group = self.say(
            recommendation=make.recommendation(draft_set=self.recommendation.draft_set)
        )
        found = [{title.split()[0] for title in self.titles(each)} for each in self.feeds]
        mine, same, other = (each.short_id for each in (self.comment, same_group, other_group))
        self.assertEqual(found, [{mine, same, other}, {mine, same}, {mine}])

    def test_what_is_gone_is_in_none(self):
        hidden, withdrawn = self.say(), self.say()
        self.say(visibility=Visibility.WAITING)
        self.say(visibility=Visibility.GROUP)
        self.say(draft_set=make.draft_set(group=self.group, published_at=None))
        decide(hidden, Decision.Kind.HIDE, by=cast.organiser(), rule=make.rule(), reason="A rule.")
        withdraw(withdrawn)
        for address in self.feeds:
            with self.subTest(address):
                titles = [title.split()[0] for title in self.titles(address)]
                self.assertEqual(titles, [self.comment.short_id])

    def test_names_are_as_on_the_pages(self):
        self.say(visibility=Visibility.UNNAMED)
        self.say(name="Amina")
        names = [each.text for each in self.feed().iter(f"{ATOM}name")]
        self.assertEqual(
            names, ["Amina (not signed in)", "Name not shown", self.comment.author.name]
        )

    def test_signs_that_xml_does_not_know_break_nothing(self):
        odd = "\x01\x07\x0b\x0c\x1b\x1f\ufffe\uffff"
        comment = self.say(body=f"A bell{odd}.", name=f"Ami{odd}na")
        title = f"Open{odd} licences"
        type(self.recommendation).objects.filter(pk=comment.recommendation_id).update(
            title_en=title
        )
        for address in self.feeds:
            feed = self.feed(address)
            self.assertEqual(len(feed.findall(f"{ATOM}entry")), 2)
            entry = feed.find(f"{ATOM}entry")
            self.assertIn("<p>A bell.</p>", entry.findtext(f"{ATOM}summary"))
            self.assertTrue(entry.findtext(f"{ATOM}author/{ATOM}name").startswith("Amina"))

    def test_an_empty_one_is_a_feed_too(self):
        withdraw(self.comment)
        self.assertEqual(self.titles(), [])

    def test_it_holds_the_newest_fifty(self):
        now = timezone.now()
        for number in range(51):
            self.say(said_at=now + timedelta(minutes=number + 1))
        titles = [title.split()[0] for title in self.titles()]
        self.assertEqual(len(titles), 50)
        self.assertNotIn(self.comment.short_id, titles)

    def test_nine_cost_as_much_as_one(self):
        for address in self.feeds:
            with self.subTest(address):
                self.one_more()
                self.feed(address)
                cache.clear()
                with CaptureQueriesContext(connection) as asked:
                    self.client.get(address)
                for _ in range(8):
                    self.one_more()
                cache.clear()
                with self.assertNumQueries(len(asked)):
                    self.client.get(address)

    def one_more(self):
        part = make.part(recommendation=self.recommendation)
        self.say(part=part, author=cast.reader(), question=self.question)
        self.say(draft_set=self.recommendation.draft_set)
