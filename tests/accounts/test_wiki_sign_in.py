"""Coming in with a wiki account: the whole way, to a small wiki on this machine and back."""

from urllib.parse import parse_qs, urlsplit

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client, override_settings

from accounts.models import User

from .. import cast, make
from .with_wiki import BEGIN, SIGN_IN, WithWiki

BACK = "/accounts/mediawiki/login/callback/"
CHOOSE, CONNECT = "/en/accounts/3rdparty/signup/", "/en/accounts/3rdparty/"
PASSWORD = "nine green herons"


class ComingInForTheFirstTime(WithWiki):
    def test_the_name_comes_along_and_no_password_is_needed(self):
        answer = self.come_in()
        self.assertRedirects(answer, "/en/mine/", fetch_redirect_response=False)
        jane = self.person()
        self.assertEqual((jane.name, jane.username, jane.email), ("Jane Doe", "Jane_Doe", ""))
        self.assertFalse(jane.has_usable_password())
        kept = SocialAccount.objects.get()
        self.assertEqual((kept.user, kept.provider, kept.uid), (jane, "mediawiki", "4711"))

    def test_nothing_but_name_and_number_is_kept(self):
        self.wiki.profile |= {"realname": "J. D.", "email": "j@example.org", "editcount": 9}
        self.come_in()
        self.assertEqual(SocialAccount.objects.get().extra_data, {"username": "Jane Doe"})
        self.assertFalse(SocialToken.objects.exists())

    def test_the_wiki_is_asked_for_a_token_and_a_profile_and_nothing_more(self):
        self.come_in()
        self.assertEqual(
            self.wiki.asked,
            ["POST /w/rest.php/oauth2/access_token", "GET /w/rest.php/oauth2/resource/profile"],
        )

    def test_the_address_to_come_back_to_is_one_for_all_languages(self):
        for language in ("en", "ar"):
            asked = self.go(f"/{language}/accounts/mediawiki/login/")
            self.assertEqual(asked["redirect_uri"], f"http://testserver{BACK}")

    def test_one_comes_back_in_the_language_in_which_one_left(self):
        answer = self.come_in("/ar/accounts/mediawiki/login/")
        self.assertRedirects(answer, "/ar/mine/", fetch_redirect_response=False)
        self.assertEqual(self.person().language, "ar")

    def test_one_comes_back_to_where_one_was(self):
        answer = self.come_in(next="/ar/write/DV1-9/")
        self.assertRedirects(answer, "/ar/write/DV1-9/", fetch_redirect_response=False)
        self.client.logout()
        answer = self.come_in(next="https://evil.example/")
        self.assertRedirects(answer, "/en/mine/", fetch_redirect_response=False)

    def test_a_confirmed_mail_address_comes_along(self):
        self.wiki.profile |= {"email": "jane@example.org", "confirmed_email": True}
        self.come_in()
        self.assertEqual(self.person().email, "jane@example.org")
        self.assertTrue(EmailAddress.objects.get().verified)

    def test_one_that_is_not_confirmed_does_not(self):
        self.wiki.profile |= {"email": "jane@example.org", "confirmed_email": False}
        self.come_in()
        self.assertEqual(self.person().email, "")
        self.assertFalse(EmailAddress.objects.exists())

    def test_one_that_another_account_has_does_not_and_opens_nothing(self):
        berta = make.person(username="berta", email="jane@example.org")
        self.wiki.profile |= {"email": "JANE@example.org", "confirmed_email": True}
        self.come_in()
        self.assertNotEqual(self.person(), berta)
        self.assertEqual(self.person().email, "")

    def test_on_a_shared_device_the_session_ends_with_the_browser(self):
        self.come_in(shared="on")
        self.assertTrue(self.client.session.get_expire_at_browser_close())
        self.client.logout()
        self.come_in()
        self.assertFalse(self.client.session.get_expire_at_browser_close())


class ChoosingAName(WithWiki):
    def come_in_as(self, name):
        self.client.logout()
        self.wiki.profile |= {"username": name, "sub": f"person {name}"}
        return self.come_in()

    def test_names_against_the_rules_lead_to_a_page_to_choose_another_one(self):
        make.person(username="berta", name="Jane Doe")
        names = ("Jane Doe", "JANE DOE", "Admin", "Strategy liaison", "Jаne", "who.example.org",
                 "127.0.0.1", "x" * 61, "Jane!", "")  # fmt: skip
        for name in names:
            answer = self.come_in_as(name)
            self.assertRedirects(answer, CHOOSE, fetch_redirect_response=False)
            self.assertIsNone(self.person())
        self.assertEqual(User.objects.count(), 1)

    def test_the_page_takes_a_name_that_is_free(self):
        make.person(username="berta", name="Jane Doe")
        self.wiki.profile |= {"email": "jane@example.org", "confirmed_email": True}
        self.come_in(next="/en/recent/")
        page = self.client.get(CHOOSE)
        self.assertContains(page, "<bdi>Jane Doe</bdi>")
        sent = {"username": "berta", "name": "Jane Doe", "language": "fr"}
        refused = self.client.post(CHOOSE, sent)
        self.assertEqual(sorted(refused.context["form"].errors), ["name", "username"])
        answer = self.client.post(CHOOSE, {**sent, "username": "jane", "name": "Jane of Meta"})
        self.assertRedirects(answer, "/en/recent/", fetch_redirect_response=False)
        jane = self.person()
        self.assertEqual((jane.username, jane.name, jane.language, jane.email),
                         ("jane", "Jane of Meta", "fr", "jane@example.org"))  # fmt: skip
        self.assertEqual(SocialAccount.objects.get().user, jane)

    def test_without_a_wiki_account_the_page_leads_to_the_door(self):
        self.assertRedirects(self.client.get(CHOOSE), SIGN_IN)


class ComingInAgain(WithWiki):
    def test_it_is_the_same_account_whatever_the_wiki_calls_it_now(self):
        self.come_in()
        jane = self.person()
        self.client.logout()
        self.wiki.profile["username"] = "Jane Roe"
        self.come_in()
        self.assertEqual(self.person(), jane)
        self.assertEqual(self.person().name, "Jane Doe")

    def test_a_closed_account_stays_closed(self):
        self.come_in()
        self.client.logout()
        User.objects.update(is_active=False)
        self.assertRedirects(self.come_in(), "/en/accounts/inactive/")
        self.assertIsNone(self.person())

    def test_the_second_factor_is_asked_for_here_too(self):
        self.come_in()
        cast.give_second_factor(self.person())
        self.client.logout()
        self.assertRedirects(self.come_in(), "/en/accounts/2fa/authenticate/")
        self.assertIsNone(self.person())


class WhatCanGoWrong(WithWiki):
    def test_whoever_says_no_at_the_wiki_reads_that_nothing_happened(self):
        answer = self.come_in(is_yes=False)
        self.assertRedirects(answer, "/en/accounts/3rdparty/login/cancelled/")
        self.assertContains(self.client.get(answer.url), "nothing has happened")
        self.assertFalse(User.objects.exists())

    def test_a_wiki_that_is_down_is_told(self):
        self.wiki.is_down = True
        self.assertContains(self.come_in(), "did not work", status_code=502)
        self.wiki.is_down = False
        asked = self.go()
        self.wiki.__exit__()
        answer = self.client.get(f"/en{BACK}?code=x&state={asked['state']}")
        self.assertContains(answer, "did not work", status_code=502)

    def test_a_state_that_is_not_ones_own_is_refused(self):
        """Nobody can be signed in, unseen, to an account of somebody else's."""
        others = Client()
        asked = parse_qs(urlsplit(others.post(BEGIN).url).query)
        code = self.wiki.answer({name: values[0] for name, values in asked.items()})
        for state in ("", "x", asked["state"][0]):
            there = f"/en{BACK}?code={parse_qs(urlsplit(code).query)['code'][0]}&state={state}"
            self.assertContains(self.client.get(there), "did not work", status_code=400)
        self.assertFalse(User.objects.exists())
        self.assertEqual(self.wiki.asked, [])

    def test_a_way_back_leads_in_once(self):
        asked = self.go()
        way_back = urlsplit(self.wiki.answer(asked))
        there = f"/en{way_back.path}?{way_back.query}"
        self.client.get(there)
        self.client.logout()
        self.assertEqual(self.client.get(there).status_code, 400)

    def test_a_profile_that_makes_no_sense_is_told(self):
        for profile in ({}, {"sub": ""}, {"sub": None}, []):
            self.wiki.profile = profile
            answer = self.come_in()
            self.assertContains(answer, "did not work", status_code=502)
        self.assertFalse(User.objects.exists())

    def test_an_error_of_the_wiki_is_told(self):
        asked = self.go()
        answer = self.client.get(f"/en{BACK}?error=server_error&state={asked['state']}")
        self.assertContains(answer, "did not work", status_code=400)


class TheDoor(WithWiki):
    def test_only_a_form_of_ours_leads_there(self):
        self.assertRedirects(self.client.get(BEGIN), SIGN_IN)
        strict = Client(enforce_csrf_checks=True)
        self.assertEqual(strict.post(BEGIN).status_code, 403)

    def test_the_pages_with_the_button_let_their_forms_end_at_the_wiki_and_no_others(self):
        self.client.force_login(cast.reader(password=PASSWORD))
        pages = {
            SIGN_IN: (Client(), True), "/ar/accounts/signup/": (Client(), True),
            CONNECT: (self.client, True), "/en/": (Client(), False),
            "/en/accounts/": (self.client, False),
            "/en/accounts/password/reset/": (Client(), False),
        }  # fmt: skip
        for page, (client, is_open) in pages.items():
            policy = client.get(page).headers["Content-Security-Policy"]
            wanted = f"form-action 'self' {self.wiki.origin};" if is_open else "form-action 'self';"
            self.assertIn(wanted, f"{policy};", page)

    def test_the_button_is_there_only_when_a_wiki_is(self):
        for page in (SIGN_IN, "/en/accounts/signup/"):
            self.assertContains(self.client.get(page), f'formaction="{BEGIN}"')
        with override_settings(MEDIAWIKI_CLIENT_ID=""):
            for page in (SIGN_IN, "/en/accounts/signup/"):
                self.assertNotContains(self.client.get(page), "wiki account")
            for page in (BEGIN, f"/en{BACK}"):
                self.assertEqual(self.client.get(page).status_code, 404)
                self.assertEqual(self.client.post(page).status_code, 404)
            self.assertNotContains(self.client.get("/en/", follow=True), "wiki account")
