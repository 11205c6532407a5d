"""Nonsense of every kind, and a small portal to send it to."""

import logging

from django.core.cache import cache
from django.test import TestCase

from feedback.models import Visibility
from tests import cast, make

BIG = ("-1", "0", "00", "2147483648", "9223372036854775808", "1" + "0" * 30, "9" * 5000)
NO_NUMBERS = ("1e5", "1.5", "٣", "१२", "０", "0x1", "1_0", " ", "+", "x", "None", "NaN", "inf", "²")
GARBAGE = ("%", "%%", "%zz", "%ff", "%c3%28", "%ed%a0%80", "%f0%9f", "%00", "a%00b", "%u0041")
ODD = ("'", '"', "<script>", "../..", "..%2f..%2fetc", "%0d%0aSet-Cookie:x=1", "\u202e", "a" * 5000)
SLUGS = ("-", "--", "DV1", "DV1-", "-1", "DV1-9-", "DV1-9-0", "DV1-9-1-1-1", "ALL", "_", "dv1-9-1")
FORGED = ("\x00", "a\x00b", "\ufffd", "\ud800", "\u202e", "x" * 30_000, "", " ", "0", "-1", "1e999")


class BadInput(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.draft_set = make.draft_set(group=make.group(slug="diversity"))
        cls.recommendation = make.recommendation(draft_set=cls.draft_set)
        cls.part = make.part(recommendation=cls.recommendation)
        cls.question = make.guiding_question()
        cls.reader = cast.reader()
        cls.organiser = cast.organiser()
        cls.comment = make.comment(recommendation=cls.recommendation, author=cls.reader)
        cls.waiting = make.comment(
            recommendation=cls.recommendation, name="Guest", visibility=Visibility.WAITING
        )

    def setUp(self):
        cache.clear()
        logging.disable()  # each refusal would be written down
        self.addCleanup(logging.disable, logging.NOTSET)

    def assert_clear(self, answer, address, statuses=(400, 404), language="en"):
        """A page of the site, in its frame, that says what is wrong."""
        self.assertIn(answer.status_code, statuses, address[:200])
        if answer.status_code >= 400:
            page = answer.content.decode()
            self.assertIn(f'<html lang="{language}"', page, address[:200])
            self.assertIn('class="site-header"', page, address[:200])
            self.assertEqual(page.count("<h1>"), 1, address[:200])

    def open(self, address, statuses=(400, 404), browser=None, **options):
        answer = (browser or self.client).get(address, **options)
        if answer.status_code == 301 and 301 not in statuses:
            # Django mends a missing slash; where it leads has to be clear, too.
            answer = (browser or self.client).get(answer.headers["Location"])
        self.assert_clear(answer, address, statuses)
        return answer
