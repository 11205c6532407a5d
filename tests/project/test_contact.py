"""The setting that says where to write to: an address that a link can lead to, or nothing."""

import os
import unittest
from unittest import mock

from django.core.exceptions import ImproperlyConfigured

from strategy_portal import environment


class TheContact(unittest.TestCase):
    def read(self, value):
        with mock.patch.dict(os.environ, CONTACT=value):
            return environment.contact("CONTACT")

    def test_is_a_mail_address_a_web_address_or_nothing(self):
        for value in ("us@example.org", "https://example.org/write", "http://example.org", ""):
            self.assertEqual(self.read(value), value)

    def test_that_is_neither_stops_the_start(self):
        for value in ("example.org", "javascript:alert(1)", "us@", "mailto:us@example.org?x"):
            with self.subTest(value), self.assertRaisesRegex(ImproperlyConfigured, "CONTACT"):
                self.read(value)
