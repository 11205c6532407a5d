"""The second factor: set up, asked for at the door, and needed by staff."""

from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import TestCase, override_settings

from accounts.models import Assignment, User
from accounts.roles import Permission, Role, lacks_second_factor, may
from feedback.models import Comment

from .. import cast, make

PASSWORD = "nine green herons"
SET_UP = "/en/accounts/2fa/totp/activate/"
CODES = "/en/accounts/2fa/recovery-codes/"
ASK = "/en/accounts/2fa/authenticate/"
NEVER_CODE = "000000x"


def sign_in(client, person, **more):
    typed = {"login": person.username, "password": PASSWORD, **more}
    return client.post("/en/accounts/login/", typed)


def is_signed_in(client):
    return "_auth_user_id" in client.session


class SettingItUp(TestCase):
    def setUp(self):
        cache.clear()
        self.anna = cast.reader(username="anna", password=PASSWORD)
        sign_in(self.client, self.anna)

    def send_code(self, page=SET_UP):
        key = self.client.get(page).context["form"].secret
        return self.client.post(page, {"code": cast.code_now(key)})

    def test_the_page_shows_the_key_as_a_picture_and_as_text(self):
        page = self.client.get(SET_UP)
        self.assertContains(page, 'src="data:image/svg+xml;base64,')
        self.assertContains(page, page.context["form"].secret)
        self.assertIn("Strategy%20Portal", page.context["totp_url"])
        self.assertIn("totp/anna?", page.context["totp_url"])

    def test_a_code_of_the_app_switches_it_on(self):
        self.assertNotContains(self.client.get("/en/accounts/"), ">Set up<")
        self.assertRedirects(self.send_code(), CODES, fetch_redirect_response=False)
        self.assertEqual(
            sorted(Authenticator.objects.values_list("user__username", "type")),
            [("anna", "recovery_codes"), ("anna", "totp")],
        )
        self.assertContains(self.client.get("/en/accounts/"), ">Set up<")

    def test_a_wrong_code_does_not(self):
        answer = self.client.post(SET_UP, {"code": NEVER_CODE})
        self.assertContains(answer, "This code does not fit.")
        self.assertFalse(Authenticator.objects.exists())

    def test_recovery_codes_are_shown_once_with_a_file_to_save(self):
        self.send_code()
        first, second = self.client.get(CODES), self.client.get(CODES)
        (kept,) = Authenticator.objects.filter(type="recovery_codes")
        for code in kept.wrap().generate_codes():
            self.assertContains(first, f"<code>{code}</code>")
            self.assertContains(first, f"{code}%0A")
            self.assertNotContains(second, code)
        self.assertContains(first, 'download="recovery-codes.txt"')
        self.assertContains(second, "10 recovery codes are left.")

    def test_new_recovery_codes_replace_the_old_ones(self):
        self.send_code()
        old = self.client.get(CODES).context["unused_codes"]
        answer = self.client.post(f"{CODES}generate/", follow=True)
        self.assertEqual(len(set(answer.context["unused_codes"]) - set(old)), 10)

    def test_what_is_shown_is_never_kept_by_a_browser(self):
        self.assertIn("no-store", self.client.get(SET_UP).headers["Cache-Control"])
        self.send_code()
        self.assertIn("no-store", self.client.get(CODES).headers["Cache-Control"])

    def test_it_can_be_switched_off_and_its_codes_go_with_it(self):
        self.send_code()
        answer = self.client.post("/en/accounts/2fa/totp/deactivate/", follow=True)
        self.assertContains(answer, "The second factor is switched off.")
        self.assertFalse(Authenticator.objects.exists())

    def test_after_a_while_one_says_again_who_one_is(self):
        session = self.client.session
        for proof in session["account_authentication_methods"]:
            proof["at"] -= 3600
        session.save()
        for page in (SET_UP, f"{CODES}generate/"):
            answer = self.client.get(page)
            self.assertRedirects(answer, f"/en/accounts/reauthenticate/?next={page}")
        self.client.post("/en/accounts/reauthenticate/", {"password": PASSWORD, "next": SET_UP})
        self.assertEqual(self.client.get(SET_UP).status_code, 200)


class ComingInWithIt(TestCase):
    def setUp(self):
        cache.clear()
        self.anna = cast.reader(username="anna", password=PASSWORD)
        cast.give_second_factor(self.anna)

    def test_the_password_alone_opens_nothing(self):
        self.assertRedirects(sign_in(self.client, self.anna), ASK)
        self.assertFalse(is_signed_in(self.client))
        self.assertEqual(self.client.get("/en/mine/").status_code, 302)

    def test_the_code_opens(self):
        sign_in(self.client, self.anna, next="/en/recent/")
        answer = self.client.post(ASK, {"code": cast.code_now()})
        self.assertRedirects(answer, "/en/recent/", fetch_redirect_response=False)
        self.assertTrue(is_signed_in(self.client))

    def test_a_code_opens_once(self):
        code = cast.code_now()
        sign_in(self.client, self.anna)
        self.client.post(ASK, {"code": code})
        self.client.logout()
        sign_in(self.client, self.anna)
        self.assertContains(self.client.post(ASK, {"code": code}), "This code does not fit.")

    def test_a_recovery_code_opens_once(self):
        code = cast.recovery_codes(self.anna)[3]
        sign_in(self.client, self.anna)
        self.client.post(ASK, {"code": code})
        self.assertTrue(is_signed_in(self.client))
        self.client.logout()
        sign_in(self.client, self.anna)
        self.assertContains(self.client.post(ASK, {"code": code}), "This code does not fit.")
        self.assertFalse(is_signed_in(self.client))

    def test_guessing_is_slowed_down(self):
        sign_in(self.client, self.anna)
        for _ in range(6):
            answer = self.client.post(ASK, {"code": NEVER_CODE})
        self.assertContains(answer, "Too many attempts")
        self.client.post(ASK, {"code": cast.code_now()})
        self.assertFalse(is_signed_in(self.client))

    def test_a_shared_device_is_remembered_over_the_second_step(self):
        sign_in(self.client, self.anna, shared="on")
        answer = self.client.post(ASK, {"code": cast.code_now()})
        self.assertEqual(answer.cookies["sessionid"]["max-age"], "")
        self.assertTrue(self.client.session.get_expire_at_browser_close())

    def test_one_can_prove_by_code_that_it_is_still_you(self):
        self.client.force_login(self.anna)
        page = "/en/accounts/2fa/reauthenticate/"
        answer = self.client.post(page, {"code": cast.code_now(), "next": f"{CODES}generate/"})
        self.assertRedirects(answer, f"{CODES}generate/")

    def test_without_a_step_before_it_the_page_leads_to_the_door(self):
        self.assertRedirects(self.client.get(ASK), "/en/accounts/login/")


class BeingStaffWithoutOne(TestCase):
    def setUp(self):
        cache.clear()
        self.ada = cast.admin_without_second_factor(username="ada", password=PASSWORD)
        self.comment = make.comment()

    def test_signing_in_leads_to_set_it_up(self):
        answer = sign_in(self.client, self.ada, next="/en/admin/")
        self.assertRedirects(answer, SET_UP)
        self.assertContains(self.client.get(SET_UP), "Your role needs a second factor.")

    def test_reading_goes_on_without_the_powers_of_staff(self):
        self.client.force_login(self.ada)
        for page in ("/en/", "/en/recent/", "/en/accounts/", "/en/mine/"):
            self.assertEqual(self.client.get(page).status_code, 200, page)
        self.assertNotContains(self.client.get("/en/"), "/en/desk/")
        self.assertNotContains(self.client.get("/en/"), "/en/admin/")
        self.assertFalse(any(may(self.ada, each) for each in Permission))

    def test_desks_and_back_office_lead_to_set_it_up(self):
        sign_in(self.client, self.ada)
        pages = ("/en/admin/", "/en/admin/accounts/user/", "/en/desk/", "/en/exports/",
                 f"/en/c/{self.comment.slug}/decide/")  # fmt: skip
        for page in pages:
            self.assertRedirects(self.client.get(page, follow=True), SET_UP)

    def test_what_is_sent_is_not_taken_but_shown_to_copy(self):
        self.client.force_login(self.ada)
        words = "These words took me an hour to write."
        page = f"/en/write/{self.comment.recommendation.code}/"
        key = "0b7c1d2e-9d3f-4c55-8a77-1f2e3d4c5b6a"
        answer = self.client.post(page, {"free": words, "language": "en", "key": key})
        self.assertNotContains(answer, key, status_code=403)
        self.assertContains(answer, words, status_code=403)
        self.assertContains(answer, SET_UP, status_code=403)
        self.assertEqual(Comment.objects.count(), 1)
        profile = self.client.post("/en/accounts/", {"name": "Ada L.", "language": "en"})
        self.assertEqual(profile.status_code, 403)

    def test_signing_out_is_possible(self):
        self.client.force_login(self.ada)
        self.client.post("/en/accounts/logout/")
        self.assertFalse(is_signed_in(self.client))

    def test_with_it_everything_opens(self):
        sign_in(self.client, self.ada)
        key = self.client.get(SET_UP).context["form"].secret
        self.client.post(SET_UP, {"code": cast.code_now(key)})
        self.assertEqual(self.client.get("/en/admin/accounts/user/").status_code, 200)

    def test_each_mark_of_staff_counts(self):
        for mark in ("is_staff", "is_superuser"):
            self.assertTrue(lacks_second_factor(cast.reader(**{mark: True})), mark)
        by_role = cast.reader()
        Assignment.objects.create(user=by_role, role=Role.STAFF)
        self.assertTrue(lacks_second_factor(by_role))

    def test_other_roles_need_none(self):
        for person in (cast.organiser(), cast.liaison("en"), cast.member("x"), cast.reader()):
            self.assertFalse(lacks_second_factor(person))

    def test_recovery_codes_alone_are_none(self):
        Authenticator.objects.create(user=self.ada, type="recovery_codes", data={})
        self.assertTrue(lacks_second_factor(self.ada))

    def test_the_admin_of_the_demo_is_spared_in_the_demo_and_nowhere_else(self):
        User.objects.filter(pk=self.ada.pk).update(is_demo=True)
        for is_demo_site, status in ((True, 200), (False, 302)):
            with override_settings(DEMO=is_demo_site):
                browser = cast.client_of(User.objects.get(pk=self.ada.pk))
                self.assertEqual(browser.get("/en/admin/").status_code, status)
        somebody = cast.admin_without_second_factor()
        with override_settings(DEMO=True):
            self.assertTrue(lacks_second_factor(somebody))
