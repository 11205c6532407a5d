"""What was said elsewhere stands in the discussion beside what was said here, marked as such."""

from datetime import UTC, datetime

from django.core.cache import cache
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from feedback.figures import Elsewhere, said_elsewhere
from feedback.models import Conversation, Rendering, Visibility
from tests import cast, make


def english(comment, **over):
    """A confirmed rendering in English."""
    over.setdefault("html", "<p>We need this here.</p>")
    now = timezone.now()
    return Rendering.objects.create(
        comment=comment, comment_version=1, language="en", body="We need this here.",
        state=Rendering.State.CONFIRMED, made_at=now, decided_at=now, **over,
    )  # fmt: skip


class AStatement(TestCase):
    def setUp(self):
        cache.clear()
        self.reporter = cast.reader(name="Lina")
        self.conversation = make.conversation(
            title="Salon in Rabat", kind="salon", language="fr", reported_by=self.reporter
        )
        self.statement = make.statement(
            conversation=self.conversation, body="Il nous faut cela.", html="<p>Il nous faut.</p>",
            wording="summary", voiced_by=12,
        )  # fmt: skip

    def test_says_where_it_comes_from_and_how_it_stands_here(self):
        page = self.client.get(f"/en/c/{self.statement.slug}/")
        self.assertContains(page, "Reported by <bdi>Lina</bdi>")
        self.assertContains(page, f'href="/en/conversations/{self.conversation.pk}/"')
        for mark in ("Strategy salon", "Summary", "voiced by 12 people"):
            self.assertContains(page, mark)
        self.assertNotContains(page, "Removed account")
        self.assertNotContains(page, "The text they read")

    def test_shows_the_english_beside_the_original_and_not_beside_hidden_words(self):
        english(self.statement, by=self.reporter)
        address = f"/en/c/{self.statement.slug}/"
        page = self.client.get(address)
        self.assertContains(page, '<div class="rendering" lang="en" dir="ltr">')
        self.assertContains(page, "<p>Il nous faut.</p>")
        french = self.client.get(f"/fr/c/{self.statement.slug}/")
        self.assertNotContains(french, "We need this here.")
        make.comment(parent=self.statement, recommendation=self.statement.recommendation)
        type(self.statement).objects.update(visibility=Visibility.HIDDEN)
        cache.clear()
        self.assertNotContains(self.client.get(address), "We need this here.")

    def test_of_a_closed_account_keeps_its_source(self):
        self.reporter.is_active, self.reporter.name = False, ""
        self.reporter.save(update_fields=["is_active", "name"])
        page = self.client.get(f"/en/c/{self.statement.slug}/")
        self.assertContains(page, 'From <a href="/en/conversations/')
        self.assertNotContains(page, "Removed account")

    def test_is_edited_and_withdrawn_by_who_reported_it(self):
        other = cast.client_of(cast.reader())
        self.assertEqual(other.get(f"/en/c/{self.statement.slug}/edit/").status_code, 403)
        browser = cast.client_of(self.reporter)
        sent = {"body": "Autrement.", "language": "fr", "version": 1, "deed": "send"}
        browser.post(f"/en/c/{self.statement.slug}/edit/", sent)
        self.statement.refresh_from_db()
        self.assertEqual(self.statement.body, "Autrement.")
        browser.post(f"/en/c/{self.statement.slug}/withdraw/")
        self.statement.refresh_from_db()
        self.assertEqual(self.statement.visibility, Visibility.WITHDRAWN)

    def test_that_reached_the_portal_last_stands_first_among_what_is_new(self):
        make.comment(body="Said here.", html="<p>Said here.</p>")
        long_ago = datetime(2019, 8, 20, 12, tzinfo=UTC)
        type(self.statement).objects.filter(pk=self.statement.pk).update(
            said_at=long_ago, stored_at=timezone.now()
        )
        for address in ("/en/recent/", "/en/recent/feed/"):
            text = self.client.get(address).content.decode()
            self.assertLess(text.index("Il nous faut."), text.index("Said here."), address)


class TheConversations(TestCase):
    def setUp(self):
        cache.clear()
        self.recommendation = make.recommendation()

    def conversation(self, **over):
        made = make.conversation(**over)
        make.statement(conversation=made, recommendation=self.recommendation)
        return made

    def test_are_listed_once_published_and_narrowed(self):
        salon = self.conversation(
            title="Salon", kind="salon", language="fr", began_on="2019-08-20",
            community=make.community(slug="wikimedia-ma"),
        )  # fmt: skip
        self.conversation(title="Call in Lima", kind="call", language="es", began_on="2019-09-02")
        make.conversation(title="Not yet", state=Conversation.State.SUBMITTED)
        page = self.client.get("/en/conversations/")
        self.assertContains(page, "Salon")
        self.assertNotContains(page, "Not yet")
        group = self.recommendation.draft_set.group.slug
        for query, names in (
            ("kind=salon", ["Salon"]), ("language=es", ["Call in Lima"]),
            ("month=2019-08", ["Salon"]),
            ("community=wikimedia-ma", ["Salon"]), (f"group={group}", ["Call in Lima", "Salon"]),
        ):  # fmt: skip
            found = self.client.get(f"/en/conversations/?{query}").context["page"]
            self.assertEqual([each.title for each in found], names, query)
        self.assertContains(self.client.get(f"/en/conversations/{salon.pk}/"), "20 August 2019")

    def test_ask_as_much_for_nine_as_for_one(self):
        first = self.conversation(reported_by=cast.reader())
        addresses = ("/en/conversations/", f"/en/conversations/{first.pk}/")
        asked = [self.queries(address) for address in addresses]
        for _ in range(8):
            self.conversation(reported_by=cast.reader())
            english(make.statement(conversation=first, language="fr"), by=cast.reader())
        self.assertEqual([self.queries(address) for address in addresses], asked)

    def queries(self, address):
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            self.assertEqual(self.client.get(address).status_code, 200)
        return len(asked)

    def test_nonsense_is_refused_and_a_page_that_is_not_there_is_not_found(self):
        for query, status in (("kind=x", 400), ("month=2019-13", 400), ("page=7", 404)):
            self.assertEqual(self.client.get(f"/en/conversations/?{query}").status_code, status)

    def test_numbers_are_counted_each_on_its_own(self):
        self.conversation(people_count=30)
        brought = self.conversation(people_count=None)
        make.statement(conversation=brought, recommendation=self.recommendation)
        make.conversation(people_count=500, state=Conversation.State.DRAFT)
        counted = said_elsewhere(Conversation.objects.published())
        self.assertEqual(counted, Elsewhere(2, 3, 30, 1))
