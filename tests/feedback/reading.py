"""What tests of discussions share: one to read, and what stands on its page."""

from datetime import timedelta

from django.core.cache import cache
from django.test import TestCase
from django.utils import timezone
from lxml import html

from tests import cast, make


def page_of(answer):
    return html.fromstring(answer.content)


def of_class(element, name):
    """The elements with a class, in the order of the page."""
    return element.xpath(f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]")


def ids_on(answer):
    """The short ids of the comments on a page, in order, with and without words."""
    comments = of_class(page_of(answer), "comment")
    return [of_class(each, "permalink")[0].text_content() for each in comments]


def with_words(answer):
    """The short ids of the comments whose words can be read."""
    comments = of_class(page_of(answer), "comment")
    return [
        of_class(each, "permalink")[0].text_content() for each in comments if of_class(each, "said")
    ]


def place_of(answer, comment):
    """The element of one comment, None where it is not on the page."""
    found = page_of(answer).xpath(f"//*[@id='c{comment.slug}']")
    return found[0] if found else None


class ADiscussion(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.recommendation = make.recommendation()
        cls.part = make.part(recommendation=cls.recommendation)
        cls.likes = make.guiding_question(label_en="What you like", position=1)
        cls.changes = make.guiding_question(label_en="What should change", position=2)
        cls.author = cast.reader()

    def setUp(self):
        cache.clear()
        self.minutes = 0

    def say(self, **over):
        """Each one a minute after the one before."""
        self.minutes += 1
        over.setdefault("said_at", timezone.now() + timedelta(minutes=self.minutes))
        over.setdefault("author", self.author)
        return make.comment(recommendation=self.recommendation, **over)

    def page(self, query="", browser=None):
        iteration = self.recommendation.draft_set.iteration.number
        group = self.recommendation.draft_set.group.slug
        cache.clear()
        return (browser or self.client).get(f"/en/iterations/{iteration}/{group}/1/{query}")
