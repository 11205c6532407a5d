"""What every page has: a way back that says where it stands, and a next step where it is empty."""

import unittest
from datetime import timedelta

from django.core.cache import cache
from django.test import TestCase
from django.utils import timezone

from tests import cast, make

from .source import name_of, templates

STEPS = '<nav class="breadcrumb'


class Breadcrumb(TestCase):
    def setUp(self):
        cache.clear()

    def steps(self, address, status=200):
        page = self.client.get(address)
        self.assertEqual(page.status_code, status, address)
        rest = page.content.decode().partition(STEPS)[2]
        self.assertNotIn(STEPS, rest)
        return rest.partition("</nav>")[0]

    def test_leads_to_the_start_and_names_the_page(self):
        comment = make.comment()
        page = comment.recommendation.get_absolute_url().lstrip("/")
        self.client.force_login(cast.organiser())
        for address in (
            "timeline/", "recent/", "decisions/", "go/", "mine/", "desk/", "exports/", "accounts/",
            "accounts/email/", "accounts/password/set/", page, f"{page}history/",
            f"{page}compare/", f"c/{comment.slug}/text/", f"c/{comment.slug}/reply/",
            f"c/{comment.slug}/decide/", f"write/{comment.recommendation.code}/",
        ):  # fmt: skip
            with self.subTest(address):
                steps = self.steps(f"/ar/{address}")
                self.assertIn('<a href="/ar/">', steps)
                here = steps.partition('<li aria-current="page">')[2].partition("</li>")[0]
                self.assertNotEqual(here.strip(), "")

    def test_stands_on_error_pages_too(self):
        self.assertIn('<a href="/en/">', self.steps("/en/nowhere/", 404))

    def test_is_not_on_the_start_page(self):
        self.assertNotIn(STEPS, self.client.get("/en/").content.decode())


class Templates(unittest.TestCase):
    def test_leave_the_breadcrumb_to_the_base(self):
        """They fill its blocks «steps» and «here»; a second one would stand beside it."""
        for file in templates():
            if file.name != "base.html":
                with self.subTest(name_of(file)):
                    self.assertNotIn('class="breadcrumb', file.read_text())


class EmptyLists(TestCase):
    """Each says what to do next."""

    def setUp(self):
        cache.clear()

    def check_leads(self, address, *, to):
        main = self.client.get(address).content.decode().partition("<main")[2]
        self.assertIn(f'href="{to}"', main.partition("</main>")[0])

    def test_of_an_empty_portal(self):
        self.client.force_login(cast.organiser())
        group, iteration = make.group(), make.iteration()
        timeline = "/en/timeline/"
        for address, to in (
            ("/en/recent/", "/en/#groups"),
            ("/en/decisions/", "/en/recent/"),
            ("/en/mine/", "/en/#groups"),
            ("/en/desk/", "/en/recent/"),
            (timeline, "/en/"),
            (f"/en/groups/{group.slug}/", timeline),
            (f"/en/iterations/{iteration.number}/", timeline),
            (f"/en/iterations/{iteration.number}/history/", timeline),
        ):
            with self.subTest(address):
                self.check_leads(address, to=to)

    def test_of_a_recommendation_nobody_has_spoken_on(self):
        recommendation = make.recommendation()
        page = f"/en/{recommendation.get_absolute_url().lstrip('/')}"
        self.check_leads(f"{page}", to=f"/en/write/{recommendation.code}/")
        self.check_leads(f"{page}compare/", to=page)

    def test_of_a_choice_that_nothing_fits(self):
        make.comment(said_at=timezone.now() - timedelta(days=300))
        self.check_leads("/en/recent/?period=7", to="/en/recent/")
