"""Which letters a person wants, and that none goes to an address before it is confirmed."""

import re

from allauth.account.models import EmailAddress
from django.test import TestCase

from accounts.letters import DATES, DECISIONS, REPLIES, WISHES, address_for
from feedback.models import Comment

from .. import cast, make

PAGE = "/en/accounts/"
ANNA = {"name": "Anna", "language": "en"}


class ChoosingLetters(TestCase):
    def setUp(self):
        self.anna = cast.reader(name="Anna", email="anna@example.org")
        self.client = cast.client_of(self.anna)

    def wishes(self):
        self.anna.refresh_from_db()
        return [wish for wish in WISHES if getattr(self.anna, wish)]

    def test_all_are_wanted_until_somebody_says_otherwise(self):
        assert self.wishes() == [REPLIES, DECISIONS, DATES]
        self.assertContains(self.client.get(PAGE), 'type="checkbox"', 3)
        self.assertContains(self.client.get(PAGE), " checked", 3)

    def test_each_can_be_stopped_and_wanted_again(self):
        for wanted in ([REPLIES], [DECISIONS, DATES], [], [REPLIES, DECISIONS, DATES]):
            self.client.post(PAGE, {**ANNA, **dict.fromkeys(wanted, "on")})
            assert self.wishes() == wanted

    def test_the_page_says_where_letters_go(self):
        self.assertContains(self.client.get(PAGE), "is not confirmed yet, so no letter goes there")
        EmailAddress.objects.create(user=self.anna, email="Anna@example.org", verified=True)
        self.assertContains(self.client.get(PAGE), "Write to <bdi>anna@example.org</bdi>:")
        without = cast.client_of(cast.reader())
        self.assertContains(without.get(PAGE), "You gave no mail address")


class WhereALetterGoes(TestCase):
    def test_to_a_confirmed_address_of_somebody_who_wants_it(self):
        anna = cast.reader(email="anna@example.org", mails_on_replies=False)
        EmailAddress.objects.create(user=anna, email="anna@example.org", verified=True)
        found = [address_for(anna, wish) for wish in WISHES]
        assert found == ["", "anna@example.org", "anna@example.org"]

    def test_to_no_address_before_it_is_confirmed(self):
        anna = cast.reader(email="anna@example.org")
        EmailAddress.objects.create(user=anna, email="anna@example.org", verified=False)
        assert [address_for(anna, wish) for wish in WISHES] == ["", "", ""]

    def test_words_appear_without_a_confirmed_address(self):
        self.client = cast.client_of(cast.reader(email="anna@example.org"))
        address = f"/en/write/{make.recommendation().code}/"
        page = self.client.get(address).content.decode()
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
        self.client.post(address, {**hidden, "language": "en", "free": "Yes.", "deed": "send"})
        assert Comment.objects.get().visibility == "public"
