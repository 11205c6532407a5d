"""The home page: its own texts, what is asked, and until when."""

from django.core.cache import cache
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from recommendations.actions import correct_text
from recommendations.importer import add_starter_pages
from recommendations.models import Page
from tests import cast, make


class TheTextsOfTheHomePage(TestCase):
    def setUp(self):
        make.group()

    def test_are_those_of_its_blocks_in_the_reading_language(self):
        add_starter_pages()

        answer = self.client.get("/de/")

        self.assertContains(answer, "<h1>Gestalten Sie den Strategie-Entwurf mit</h1>")
        self.assertContains(answer, '<a href="/de/participate/"')
        self.assertContains(answer, "<li><strong>Lesen.</strong>")

    def test_change_when_they_are_rewritten(self):
        add_starter_pages()
        self.client.get("/en/")
        home = Page.objects.get(key="home")

        correct_text(home, {"title_en": "Speak up", "body_en": "Here & now."}, by=cast.organiser())

        answer = self.client.get("/en/")
        self.assertContains(answer, "<h1>Speak up</h1>")
        self.assertContains(answer, "<title>Speak up · ")
        self.assertContains(answer, '<meta name="description" content="Here &amp; now.">')

    def test_are_not_needed_to_show_the_rest(self):
        answer = self.client.get("/en/")

        self.assertContains(answer, "<h1>Strategy Portal</h1>")
        self.assertContains(answer, 'id="groups"')


class WhatIsAsked(TestCase):
    def setUp(self):
        make.group()

    def test_stands_on_the_home_page(self):
        make.guiding_question(label_en="Likes", text_en="What do you like?", text_de="Was gefällt?")

        answer = self.client.get("/de/")

        self.assertContains(answer, "Was gefällt?")

    def test_is_left_out_where_nothing_is_asked(self):
        self.assertNotContains(self.client.get("/en/"), 'id="questions"')

    def test_names_the_page_to_read_first_here_and_where_it_is_answered(self):
        page = make.page(key="direction", title_en="The direction")
        make.guiding_question()
        make.guiding_question(read_first=page)
        target = make.recommendation()

        for address in ("/en/", f"/en/write/{target.code}/"):
            answer = self.client.get(address)
            self.assertContains(answer, 'href="/en/direction/"', 1)
            self.assertContains(answer, ">The direction</a>", 1)

    def test_costs_as_much_for_nine_questions_as_for_one(self):
        target = make.recommendation()
        addresses = ("/en/", f"/en/write/{target.code}/")
        make.guiding_question(read_first=make.page())
        asked = {address: self.queries(address) for address in addresses}
        for _ in range(8):
            make.guiding_question(read_first=make.page(in_footer=True))
        cache.clear()

        for address, queries in asked.items():
            self.assertEqual(len(self.queries(address)), len(queries), address)

    def queries(self, address):
        with CaptureQueriesContext(connection) as asked:
            self.assertEqual(self.client.get(address).status_code, 200)
        return asked.captured_queries
