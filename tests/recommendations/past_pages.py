"""What the tests of histories and comparisons share: a recommendation, and how to read a page."""

import html
import re

from django.core.cache import cache
from django.test import TestCase

from recommendations.actions import correct_text
from tests import make


def words_of(response):
    """The text of a page's main part, without its tags."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", main)).split())


def links_in(response):
    return [
        html.unescape(link) for link in re.findall(r'href="([^"]+)"', response.content.decode())
    ]


def ids(row):
    """The history ids of a row, oldest first."""
    return list(row.history.order_by("history_id").values_list("history_id", flat=True))


class Pages(TestCase):
    def setUp(self):
        cache.clear()  # the database is rolled back between tests, the pages kept in memory are not
        self.group = make.group(slug="diversity", code="DV")
        self.iteration = make.iteration(number=1)
        self.set = make.draft_set(group=self.group, iteration=self.iteration)
        self.recommendation = make.recommendation(
            draft_set=self.set, number="9", title_en="Open licences", summary_en="All knowledge."
        )
        self.address = "/en/iterations/1/diversity/9/history/"

    def correct(self, row=None, effect="meaning", reason="A reader asked.", by=None, **changes):
        correct_text(row or self.recommendation, changes, by=by, reason=reason, effect=effect)

    def difference(self, of, old, new, language="en"):
        return self.client.get(
            f"{self.address}difference/", {"of": of, "from": old, "to": new, "language": language}
        )
