"""That no letter goes to an address before it is confirmed, nor one that nobody wants."""

import re

from allauth.account.models import EmailAddress
from django.test import TestCase

from accounts.letters import WISHES, address_for
from feedback.models import Comment

from .. import cast, make

PAGE = "/en/accounts/"


class TheProfile(TestCase):
    def test_it_says_where_letters_go_and_leads_to_the_choice(self):
        anna = cast.reader(name="Anna", email="anna@example.org")
        client = cast.client_of(anna)
        self.assertContains(client.get(PAGE), "is not confirmed yet, so no letter goes there")
        EmailAddress.objects.create(user=anna, email="Anna@example.org", verified=True)
        self.assertContains(client.get(PAGE), "Letters go to <bdi>anna@example.org</bdi>.")
        self.assertContains(client.get(PAGE), 'href="/en/settings/notices/"')
        without = cast.client_of(cast.reader())
        self.assertContains(without.get(PAGE), "You gave no mail address")


class WhereALetterGoes(TestCase):
    def test_to_a_confirmed_address_of_somebody_who_wants_it(self):
        anna = cast.reader(email="anna@example.org", mails_on_decisions=False)
        EmailAddress.objects.create(user=anna, email="anna@example.org", verified=True)
        assert [address_for(anna, wish) for wish in WISHES] == ["", "anna@example.org"]

    def test_to_no_address_before_it_is_confirmed(self):
        anna = cast.reader(email="anna@example.org")
        EmailAddress.objects.create(user=anna, email="anna@example.org", verified=False)
        assert [address_for(anna, wish) for wish in WISHES] == ["", ""]

    def test_words_appear_without_a_confirmed_address(self):
        self.client = cast.client_of(cast.reader(email="anna@example.org"))
        address = f"/en/write/{make.recommendation().code}/"
        page = self.client.get(address).content.decode()
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
        self.client.post(address, {**hidden, "language": "en", "free": "Yes.", "deed": "send"})
        assert Comment.objects.get().visibility == "public"
