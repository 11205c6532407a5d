"""Pages about people: what they said under their name, their offices, and nothing else."""

from django.core.cache import cache
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.languages import spoken
from accounts.models import Assignment, Community, User
from accounts.names import clean_name, refuse_name
from feedback.models import Visibility
from tests import cast, make

from .reading import ids_on

# Each can be taken; between them they hold every sign that means something in an address.
NAMES = (
    "Anna", "Anna Maria K.", "ليلى حسن", "आशा देवी", "山田 花子", "Ötzi", "a/b/c", "../x", "x/..",
    "~1 tilde ~0", "100% sure?", "Q&A #5", "semi;colon=1", "back\\slash", "plus+one", "«Ana»", "é",
    'say "hi"', "<b>bold</b>", "'", "o'Neil", "x" * 60, "म" * 60,
)  # fmt: skip


def page_of(name):
    with spoken("en"):
        return reverse("feedback:person", args=[name])


class OpeningAPage(TestCase):
    def setUp(self):
        cache.clear()

    def test_every_name_that_can_be_taken_has_an_address(self):
        thing = make.recommendation()
        for number, name in enumerate(name for name in NAMES if name != "'"):
            self.assertEqual(clean_name(name), name)
            refuse_name(name)
            author = make.person(name=name, username=f"user-{number}")
            make.comment(recommendation=thing, author=author)
            with self.subTest(name):
                answer = self.client.get(page_of(name))
                self.assertEqual(answer.status_code, 200)
                self.assertEqual(answer.context["person"], author)

    def test_another_case_leads_to_the_proper_form(self):
        for name, typed in (("Anna K", "aNNA k"), ("Élodie", "éLODIE"), ("Straße", "STRASSE")):
            make.comment(author=cast.reader(name=name))
            self.assertRedirects(self.client.get(page_of(typed)), page_of(name))

    def test_an_earlier_name_leads_nowhere(self):
        anna = cast.reader(name="Anna")
        make.comment(author=anna)
        self.assertEqual(self.client.get(page_of("Anna")).status_code, 200)
        anna.name = "Berta"
        anna.save(update_fields=["name"])
        self.assertEqual(self.client.get(page_of("Anna")).status_code, 404)
        self.assertEqual(self.client.get(page_of("Berta")).status_code, 200)

    def test_nobody_learns_who_has_an_account(self):
        private = (*Visibility.values,)
        for visibility in private:
            author = cast.reader(name=f"Only {visibility}")
            make.comment(author=author, visibility=visibility)
        cast.reader(name="Silent")
        cast.admin(name="Machinist")
        unpublished = make.recommendation(draft_set=make.draft_set(published_at=None))
        make.comment(author=cast.reader(name="Early"), recommendation=unpublished)
        names = [*(f"Only {each}" for each in private), "Silent", "Machinist", "Early", "Nobody"]
        opened = [name for name in names if self.client.get(page_of(name)).status_code == 200]
        self.assertEqual(opened, ["Only public"])
        for typed in ("ONLY WAITING", "SILENT", "x\ud800", "x" * 3000):
            address = "/en/people/" + typed.encode("utf-8", "surrogatepass").hex() + "/"
            self.assertEqual(self.client.get(address).status_code, 404)
        self.assertEqual(self.client.get(page_of("silent")).status_code, 404)

    def test_who_was_shut_out_has_none(self):
        anna = cast.reader(name="Anna", is_active=False)
        comment = make.comment(author=anna)
        self.assertEqual(self.client.get(page_of("Anna")).status_code, 404)
        place = self.client.get(f"/en/c/{comment.slug}/")
        self.assertNotContains(place, page_of("Anna"))
        self.assertContains(place, "<bdi>Anna</bdi>")


class WhatAPageSays(TestCase):
    def setUp(self):
        cache.clear()
        self.thing = make.recommendation()
        self.anna = cast.reader(name="Anna", email="anna@example.org", username="secret-login")

    def say(self, **over):
        return make.comment(author=self.anna, recommendation=self.thing, **over)

    def test_what_was_said_under_the_name_newest_first(self):
        first = self.say()
        private = [self.say(visibility=each) for each in Visibility.values if each != "public"]
        last = self.say(parent=first)
        make.comment(recommendation=self.thing)
        answer = self.client.get(page_of("Anna"))
        self.assertEqual(ids_on(answer), [last.short_id, first.short_id])
        self.assertContains(answer, "2 contributions that anyone can read")
        for comment in private:
            self.assertNotContains(answer, comment.short_id)

    def test_it_shows_no_mail_address_and_no_name_to_sign_in_with(self):
        self.say()
        answer = self.client.get(page_of("Anna"))
        self.assertNotContains(answer, "example.org")
        self.assertNotContains(answer, "secret-login")

    def test_community_and_offices_are_told(self):
        sudan = Community.objects.create(slug="sd", kind="affiliate", name_en="Sudan")
        User.objects.filter(pk=self.anna.pk).update(community=sudan)
        make.group(slug="diversity", name_en="Diversity")
        for role, scope, value in (
            ("liaison", "language", "ar"), ("group_member", "group", "diversity"),
            ("staff", "", ""),
        ):  # fmt: skip
            Assignment.objects.create(user=self.anna, role=role, scope=scope, value=value)
        page = " ".join(self.client.get(page_of("Anna")).content.decode().split())
        self.assertIn("<bdi>Sudan</bdi>", page)
        self.assertIn('Strategy liaison, for the language <bdi lang="ar">العربية</bdi>', page)
        self.assertIn('href="/en/groups/diversity/"><bdi>Diversity</bdi></a>', page)
        self.assertNotIn("Staff", page)

    def test_authors_names_lead_there_and_no_other_name_does(self):
        named = self.say()
        others = [
            self.say(visibility="unnamed"),
            self.say(visibility="group", chosen_visibility="group"),
            make.comment(recommendation=self.thing, name="Guest"),
        ]
        link = f'<a href="{page_of("Anna")}"><bdi>Anna</bdi></a>'
        browser = cast.client_of(cast.organiser())
        self.assertContains(browser.get(f"/en/c/{named.slug}/"), link, 1)
        self.assertContains(self.client.get("/en/recent/"), link, 1)
        self.assertNotContains(browser.get(f"/en/c/{others[2].slug}/"), "/people/Guest")

    def test_nine_contributions_and_offices_cost_as_many_queries_as_one(self):
        self.say(part=make.part(recommendation=self.thing), question=make.guiding_question())
        self.hold_office("g0")
        self.client.force_login(self.anna)
        with CaptureQueriesContext(connection) as one:
            self.client.get(page_of("Anna"))
        for number in range(1, 9):
            make.comment(author=self.anna, part=make.part(), question=make.guiding_question())
            self.hold_office(f"g{number}")
        with self.assertNumQueries(len(one)):
            self.client.get(page_of("Anna"))

    def hold_office(self, slug):
        make.group(slug=slug)
        Assignment.objects.create(user=self.anna, role="group_member", scope="group", value=slug)

    def test_it_is_paged(self):
        for _ in range(26):
            self.say()
        self.assertEqual(len(ids_on(self.client.get(page_of("Anna") + "?page=2"))), 1)
        for page in ("3", "0", "x"):
            self.assertEqual(self.client.get(page_of("Anna") + f"?page={page}").status_code, 404)


class AKeptPage(TestCase):
    """A page is served from the cache until something that it shows has changed."""

    def setUp(self):
        cache.clear()
        self.anna = cast.reader(name="Anna")
        self.comment = make.comment(author=self.anna)
        self.before = self.etag()

    def etag(self):
        return self.client.get(page_of("Anna")).headers.get("ETag")

    def test_stays_while_nothing_changes(self):
        with self.assertNumQueries(1):
            self.assertEqual(self.etag(), self.before)

    def test_is_made_anew_after_a_role_or_a_community_changed(self):
        Assignment.objects.create(user=self.anna, role="translator")
        given = self.etag()
        self.anna.assignments.get().delete()
        taken = self.etag()
        self.anna.community = Community.objects.create(slug="sd", kind="affiliate", name_en="SD")
        self.anna.save(update_fields=["community"])
        moved = self.etag()
        self.assertEqual(len({self.before, given, taken, moved}), 4)

    def test_stays_when_a_mail_wish_changes(self):
        self.anna.mails_on_dates = False
        self.anna.save(update_fields=["mails_on_dates"])
        self.assertEqual(self.etag(), self.before)
