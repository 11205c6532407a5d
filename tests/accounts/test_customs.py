"""Dates, numbers and lists as each language writes them."""

import datetime

from django.test import SimpleTestCase
from django.utils import translation

from accounts import customs

MOMENT = datetime.datetime(2019, 9, 15, 23, 59, tzinfo=datetime.UTC)


class Numbers(SimpleTestCase):
    def test_have_the_groups_of_the_language(self):
        shown = {}
        for language in ("en", "de", "fr", "hi", "ja"):
            with translation.override(language):
                shown[language] = customs.number(1234567)
        self.assertEqual(
            shown,
            {
                "en": "1,234,567",
                "de": "1.234.567",
                "fr": "1\u202f234\u202f567",
                "hi": "12,34,567",
                "ja": "1,234,567",
            },
        )

    def test_that_are_small_stay_as_they_are(self):
        with translation.override("en"):
            self.assertEqual([customs.number(0), customs.number(999)], ["0", "999"])

    def test_that_are_unknown_show_nothing(self):
        self.assertEqual(customs.number(None), "")


class Lists(SimpleTestCase):
    def test_end_as_the_language_ends_them(self):
        shown = {}
        for language in ("en", "de", "ar", "zh-hans"):
            with translation.override(language):
                shown[language] = customs.listing(["A", "B", "C"])
        self.assertEqual(
            shown, {"en": "A, B and C", "de": "A, B und C", "ar": "A وB وC", "zh-hans": "A、B和C"}
        )

    def test_of_one_are_that_one(self):
        self.assertEqual(customs.listing(["A"]), "A")


class Dates(SimpleTestCase):
    def test_are_written_as_the_language_writes_them(self):
        shown = {}
        for language in ("en", "de", "ja"):
            with translation.override(language):
                shown[language] = customs.day(MOMENT.date())
        self.assertEqual(
            shown, {"en": "15 September 2019", "de": "15. September 2019", "ja": "2019年9月15日"}
        )

    def test_that_are_months_stay_months(self):
        with translation.override("en"):
            self.assertEqual(customs.day("2019-09"), "September 2019")

    def test_with_a_time_name_the_zone(self):
        with translation.override("en"):
            self.assertEqual(customs.moment(MOMENT), "15 September 2019, 23:59 UTC")

    def test_of_midnight_end_the_day_before(self):
        midnight = datetime.datetime(2019, 9, 16, tzinfo=datetime.UTC)
        self.assertEqual(customs.last_minute(midnight), MOMENT)
        self.assertEqual(customs.last_minute(MOMENT), MOMENT)
