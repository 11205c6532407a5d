"""An account that exists, and a wiki account that opens it from now on."""

from allauth.socialaccount.models import SocialAccount
from django.test import Client

from .. import make
from .with_wiki import SIGN_IN, WithWiki

CONNECT = "/en/accounts/3rdparty/"
PASSWORD = "nine green herons"


class ConnectingAnAccount(WithWiki):
    def setUp(self):
        super().setUp()
        self.anna = make.person(username="anna", name="Anna", password=PASSWORD)
        self.client.post(SIGN_IN, {"login": "anna", "password": PASSWORD})

    def connect(self):
        return self.come_in(process="connect")

    def test_it_is_connected_and_then_opens_the_same_account(self):
        self.assertContains(self.client.get("/en/accounts/"), "Not connected")
        self.assertRedirects(self.connect(), CONNECT)
        self.assertContains(self.client.get("/en/accounts/"), "<bdi>Jane Doe</bdi>")
        self.client.logout()
        self.come_in()
        self.assertEqual((self.person(), self.person().name), (self.anna, "Anna"))

    def test_it_can_be_disconnected(self):
        self.connect()
        account = SocialAccount.objects.get()
        self.client.post(CONNECT, {"account": account.pk})
        self.assertFalse(SocialAccount.objects.exists())

    def test_without_a_password_it_stays_until_there_is_one(self):
        self.connect()
        account = SocialAccount.objects.get()
        self.anna.set_unusable_password()
        self.anna.save(update_fields=["password"])
        self.client.logout()
        self.come_in()
        answer = self.client.post(CONNECT, {"account": account.pk})
        self.assertContains(answer, "Choose a password first")
        self.client.post("/en/accounts/password/set/", {"password1": PASSWORD})
        self.client.post(CONNECT, {"account": account.pk})
        self.assertFalse(SocialAccount.objects.exists())

    def test_one_that_belongs_to_another_account_is_refused(self):
        self.connect()
        account = SocialAccount.objects.get()
        self.client.logout()
        make.person(username="berta", password=PASSWORD)
        self.client.post(SIGN_IN, {"login": "berta", "password": PASSWORD})
        answer = self.connect()
        self.assertContains(self.client.get(answer.url), "belongs to another account here")
        account.refresh_from_db()
        self.assertEqual(account.user, self.anna)

    def test_nobody_disconnects_that_of_others(self):
        self.connect()
        account = SocialAccount.objects.get()
        make.person(username="berta", password=PASSWORD)
        other = Client()
        other.post(SIGN_IN, {"login": "berta", "password": PASSWORD})
        other.post(CONNECT, {"account": account.pk})
        self.assertTrue(SocialAccount.objects.exists())

    def test_after_a_while_one_says_again_who_one_is(self):
        session = self.client.session
        for proof in session["account_authentication_methods"]:
            proof["at"] -= 3600
        session.save()
        self.assertRedirects(self.connect(), "/en/accounts/reauthenticate/")
        self.assertFalse(SocialAccount.objects.exists())
        self.client.post("/en/accounts/reauthenticate/", {"password": PASSWORD})
        self.assertEqual(SocialAccount.objects.get().user, self.anna)
