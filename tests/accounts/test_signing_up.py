"""Making an account."""

from django.contrib.auth.hashers import identify_hasher
from django.core import mail
from django.core.cache import cache
from django.test import TestCase, override_settings

from accounts.models import Community, User

from .. import cast, make

PAGE = "/en/accounts/signup/"
PASSWORD = "nine green herons"


def typed(**over):
    return {"username": "anna", "password1": PASSWORD, "language": "en", **over}


class Overtaking:
    """Lets somebody else take the name after it was looked up and before it is kept."""

    def validate(self, password, user=None):
        make.person(username="rival", name="Anna")

    def get_help_text(self):
        return ""


class SigningUp(TestCase):
    def setUp(self):
        cache.clear()

    def test_a_user_name_a_password_and_a_language_are_enough(self):
        answer = self.client.post(PAGE, typed())

        self.assertRedirects(answer, "/en/mine/", fetch_redirect_response=False)
        anna = User.objects.get()
        assert (anna.username, anna.name, anna.language, anna.email, anna.community) == (
            "anna", "anna", "en", "", None,
        )  # fmt: skip
        assert self.client.session["_auth_user_id"] == str(anna.pk)
        assert mail.outbox == []

    def test_what_one_says_of_oneself_is_kept(self):
        make.person()
        sudan = Community.objects.create(slug="sd", kind="affiliate", name_en="Sudan")

        self.client.post(
            "/ar/accounts/signup/",
            typed(username="ليلى", name="ليلى  أحمد", language="ar", community=sudan.pk,
                  email="Layla@Example.org"),
        )  # fmt: skip

        layla = User.objects.get(username="ليلى")
        assert (layla.name, layla.language, layla.community, layla.email) == (
            "ليلى أحمد", "ar", sudan, "layla@example.org",
        )  # fmt: skip

    def test_a_name_in_hindi_can_sign_in(self):
        self.client.post("/hi/accounts/signup/", typed(username="हिन्दी", language="hi"))
        assert User.objects.get().username == "हिन्दी"

    def test_the_language_of_the_page_is_offered(self):
        form = self.client.get("/pt-br/accounts/signup/").context["form"]
        assert form["language"].initial == "pt-br"

    def test_communities_are_named_in_the_language_of_the_page(self):
        Community.objects.create(
            slug="fr", kind="language", name_en="French Wikipedia", name_fr="Wikipédia en français"
        )
        Community.objects.create(slug="sd", kind="affiliate", name_en="Sudan")

        self.assertContains(self.client.get("/fr/accounts/signup/"), "Wikipédia en français")
        self.assertContains(self.client.get("/fr/accounts/signup/"), "Sudan")
        self.assertContains(self.client.get(PAGE), "French Wikipedia")

    def test_nine_communities_cost_as_many_queries_as_one(self):
        Community.objects.create(slug="c0", kind="affiliate", name_en="C0")
        with self.assertNumQueries(2):  # the communities, and the pages at the foot
            self.client.get(PAGE)
        for number in range(1, 9):
            Community.objects.create(slug=f"c{number}", kind="language", name_en=f"C{number}")
        with self.assertNumQueries(2):
            self.client.get(PAGE)

    def test_the_password_is_kept_by_argon2id_at_nineteen_mebibytes_and_two_passes(self):
        self.client.post(PAGE, typed())
        encoded = User.objects.get().password
        assert encoded.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
        assert identify_hasher(encoded).verify(PASSWORD, encoded)

    def test_weak_passwords_are_refused_and_never_shown_again(self):
        for weak in ("xk4-7qpz.", "password123", "annaschmidt", ""):
            answer = self.client.post(
                PAGE, typed(username="annaschmid", password1=weak, name="Anna S.")
            )
            assert "password1" in answer.context["form"].errors, weak
            self.assertContains(answer, 'value="Anna S."')
            if weak:
                self.assertNotContains(answer, f'value="{weak}"')
        assert not User.objects.exists()

    def test_browsers_and_password_managers_are_told_what_is_what(self):
        page = self.client.get(PAGE).content.decode().partition("<main")[2].partition("</main>")[0]
        for purpose in ("username", "new-password", "nickname", "email"):
            assert f'autocomplete="{purpose}"' in page
        assert "maxlength" not in page
        assert "placeholder" not in page

    def test_names_of_others_and_of_offices_are_refused(self):
        make.person(username="berta", name="Berta B.")
        for field, name in (
            ("username", "BERTA"), ("username", "admin"), ("username", "anna@example.org"),
            ("username", "an na"), ("name", "Berta b."), ("name", "Translator"),
            ("name", "https://example.org"), ("name", "x" * 61), ("username", "x" * 61),
        ):  # fmt: skip
            answer = self.client.post(PAGE, typed(**{field: name}))
            assert list(answer.context["form"].errors) == [field], name
            self.assertContains(answer, "aria-invalid")
        assert User.objects.count() == 1

    @override_settings(AUTH_PASSWORD_VALIDATORS=[{"NAME": f"{__name__}.Overtaking"}])
    def test_a_name_taken_in_the_same_moment_is_refused(self):
        answer = self.client.post(PAGE, typed(name="Anna"))
        assert list(answer.context["form"].errors) == ["name"]
        assert [person.username for person in User.objects.all()] == ["rival"]

    def test_an_address_gets_a_mail_in_the_language_of_its_owner(self):
        self.client.post(PAGE, typed(email="anna@example.org", language="hi"))
        (letter,) = mail.outbox
        assert letter.to == ["anna@example.org"]
        assert "http://testserver/hi/accounts/confirm-email/" in letter.body

    def test_nobody_learns_that_an_address_has_an_account(self):
        make.person(username="berta", email="berta@example.org")
        answer = self.client.post(PAGE, typed(email="berta@example.org"))
        self.assertRedirects(answer, "/en/mine/", fetch_redirect_response=False)

    def test_it_leads_back_to_where_one_came_from(self):
        page = self.client.get(f"{PAGE}?next=/fr/write/DV1-9/")
        self.assertContains(page, 'name="next" value="/fr/write/DV1-9/"')
        self.assertContains(page, "/en/accounts/login/?next=%2Ffr%2Fwrite%2FDV1-9%2F")
        answer = self.client.post(PAGE, typed(next="/fr/write/DV1-9/"))
        self.assertRedirects(answer, "/fr/write/DV1-9/", fetch_redirect_response=False)

    def test_whoever_is_signed_in_is_led_on(self):
        answer = cast.client_of(cast.reader()).get(f"{PAGE}?next=/en/recent/")
        self.assertRedirects(answer, "/en/recent/", fetch_redirect_response=False)

    def test_input_that_nobody_types_is_refused_and_kept(self):
        for field, value in (
            ("username", "an\x00na"), ("name", "an\x00na"), ("password1", "nine\x00green herons"),
            ("email", "a\x00@example.org"), ("language", "xx"), ("community", "99999999999999999"),
            ("community", "x\x00"), ("username", "x" * 100_000), ("email", "x" * 100_000),
        ):  # fmt: skip
            answer = self.client.post(PAGE, typed(**{"name": "Anna S.", field: value}))
            assert field in answer.context["form"].errors, (field, value[:20])
        self.assertContains(answer, 'value="Anna S."')
        assert not User.objects.exists()

    def test_bytes_that_are_no_text_are_refused(self):
        answer = self.client.generic(
            "POST", PAGE, b"username=caf%E9&password1=nine+green+herons&language=en",
            content_type="application/x-www-form-urlencoded",
        )  # fmt: skip
        assert list(answer.context["form"].errors) == ["username"]
