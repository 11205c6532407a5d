"""One's own account: the profile and the mail address."""

import re

from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.db.models.signals import post_save
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from accounts.models import Assignment, Community, User

from .. import cast, make

PAGE = "/en/accounts/"


class ChangingTheProfile(TestCase):
    def setUp(self):
        self.anna = cast.reader(username="anna", name="Anna")
        self.client = cast.client_of(self.anna)

    def send(self, **over):
        sent = {"name": "Anna", "language": "en", **over}
        return self.client.post(PAGE, sent)

    def test_name_language_and_community_can_be_changed(self):
        sudan = Community.objects.create(slug="sd", kind="affiliate", name_en="Sudan")
        answer = self.send(name="Anna  ليلى", language="ar", community=sudan.pk)
        self.assertRedirects(answer, PAGE)
        self.anna.refresh_from_db()
        assert (self.anna.name, self.anna.language, self.anna.community) == (
            "Anna ليلى", "ar", sudan,
        )  # fmt: skip
        assert self.anna.username == "anna"

    def test_a_community_can_be_left(self):
        sudan = Community.objects.create(slug="sd", kind="affiliate", name_en="Sudan")
        self.send(community=sudan.pk)
        self.send(community="")
        self.anna.refresh_from_db()
        assert self.anna.community is None

    def test_only_what_was_changed_is_written(self):
        written = []

        def note(update_fields, **kwargs):
            written.append(update_fields)

        post_save.connect(note, User)
        self.addCleanup(post_save.disconnect, note, User)
        self.send(language="fr")
        self.send(language="fr", name="Anna S.")
        self.send(language="fr", name="Anna S.")
        assert written == [{"language"}, {"name"}]

    def test_names_of_others_and_of_offices_are_refused_and_stay_in_the_form(self):
        make.person(username="berta", name="Berta B.")
        for name in ("BERTA", "berta b.", "Staff", "anna@example.org", "", "x" * 61, "a\x00b"):
            answer = self.send(name=name)
            assert answer.status_code == 400
            assert list(answer.context["form"].errors) == ["name"], name
        self.assertContains(self.send(name="Staff"), 'value="Staff"', status_code=400)
        self.anna.refresh_from_db()
        assert self.anna.name == "Anna"

    def test_a_name_given_by_the_house_can_stay(self):
        User.objects.filter(pk=self.anna.pk).update(name="liaison")
        self.client.force_login(User.objects.get(pk=self.anna.pk))
        self.assertRedirects(self.send(name="liaison", language="fr"), PAGE)

    def test_a_language_or_community_that_does_not_exist_is_refused(self):
        for field, value in (("language", "xx"), ("community", "77"), ("community", "x")):
            answer = self.send(**{field: value})
            assert list(answer.context["form"].errors) == [field]

    def test_roles_are_told_in_words(self):
        make.group(slug="diversity")
        Community.objects.create(slug="sd", kind="affiliate", name_en="Sudan", name_fr="Soudan")
        for role, scope, value in (
            ("liaison", "language", "ar"), ("liaison", "community", "sd"),
            ("group_member", "group", "diversity"), ("organiser", "", ""),
        ):  # fmt: skip
            Assignment.objects.create(user=self.anna, role=role, scope=scope, value=value)

        page = " ".join(self.client.get(PAGE).content.decode().split())

        assert 'Strategy liaison, for the language <bdi lang="ar">العربية</bdi>' in page
        assert "Strategy liaison, for the community <bdi>Sudan</bdi>" in page
        assert 'href="/en/groups/diversity/"><bdi>diversity</bdi></a>' in page
        assert "<li> Organiser </li>" in page
        self.assertContains(self.client.get("/fr/accounts/"), "<bdi>Soudan</bdi>")

    def test_nine_roles_cost_as_many_queries_as_one(self):
        self.be_liaison_of("c0")
        with CaptureQueriesContext(connection) as one:
            self.client.get(PAGE)
        for number in range(1, 9):
            self.be_liaison_of(f"c{number}")
        with self.assertNumQueries(len(one)):
            self.client.get(PAGE)

    def be_liaison_of(self, slug):
        Community.objects.create(slug=slug, kind="language", name_en=slug)
        Assignment.objects.create(user=self.anna, role="liaison", scope="community", value=slug)

    def test_it_is_never_kept_by_a_cache(self):
        assert "no-store" in self.client.get(PAGE).headers["Cache-Control"]


class GivingAMailAddress(TestCase):
    page = "/en/accounts/email/"

    def setUp(self):
        cache.clear()
        self.anna = cast.reader(language="ar")
        self.client = cast.client_of(self.anna)

    def give(self, address):
        return self.client.post(self.page, {"email": address, "action_add": "1"})

    def link(self):
        return re.search(r"http://testserver(/\S+)", mail.outbox[-1].body)[1]

    def address(self):
        return User.objects.get(pk=self.anna.pk).email

    def test_the_link_in_the_mail_confirms_it(self):
        self.assertRedirects(self.give("anna@example.org"), self.page)
        assert self.link().startswith("/ar/accounts/confirm-email/")
        assert self.address() == ""

        self.assertContains(self.client.get(self.link()), "anna@example.org")
        self.assertRedirects(self.client.post(self.link()), "/ar/accounts/")
        assert self.address() == "anna@example.org"

    def test_a_new_one_takes_the_place_of_the_old_one_when_it_is_confirmed(self):
        self.give("anna@example.org")
        self.client.post(self.link())
        self.give("anna@example.net")
        assert self.address() == "anna@example.org"
        self.client.post(self.link())
        assert self.address() == "anna@example.net"
        assert EmailAddress.objects.filter(user=self.anna).count() == 1

    def test_an_old_one_that_was_never_confirmed_stays_until_then_too(self):
        User.objects.filter(pk=self.anna.pk).update(email="anna@example.org")
        self.give("ana@example.net")
        self.give("anna@example.net")
        assert self.address() == "anna@example.org"
        waiting = EmailAddress.objects.filter(user=self.anna).values_list("email", flat=True)
        assert sorted(waiting) == ["anna@example.net", "anna@example.org"]
        self.client.post(self.link())
        assert self.address() == "anna@example.net"
        assert EmailAddress.objects.filter(user=self.anna).count() == 1

    def test_it_can_be_removed(self):
        self.give("anna@example.org")
        self.client.post(self.link())
        self.client.post(self.page, {"email": "anna@example.org", "action_remove": "1"})
        assert self.address() == ""
        assert not EmailAddress.objects.exists()

    def test_that_of_another_account_cannot_be_confirmed(self):
        berta = make.person(username="berta", email="berta@example.org")
        EmailAddress.objects.create(
            user=berta, email="berta@example.org", verified=True, primary=True
        )
        self.give("berta@example.org")
        answer = self.client.get(self.link())
        assert answer.status_code == 400
        assert self.address() == ""

    def test_a_broken_link_says_so(self):
        for key in ("x", "MQ:1:2", "%FF", "x" * 5000, "é"):
            for send in (self.client.get, self.client.post):
                answer = send(f"/en/accounts/confirm-email/{key}/")
                self.assertContains(answer, "This link does not work", status_code=400)

    def test_what_is_no_address_stays_in_the_form(self):
        for address in ("anna", "a\x00@example.org", "x" * 100_000, ""):
            assert "email" in self.give(address).context["form"].errors
        self.assertContains(self.give("anna@"), 'value="anna@"')
        assert self.client.post(self.page, {"email": "\x00", "action_send": "1"}).status_code == 302
        assert mail.outbox == []
