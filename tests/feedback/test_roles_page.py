"""The organisers' page of roles: find, give, take, the log, and the letter."""

from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from accounts.actions import give_role
from accounts.models import Community, RoleChange
from accounts.roles import Role, Scope
from feedback.models import Outbox
from feedback.tasks import tell_of_role
from tests import cast, make

ROLES = "/en/desk/organiser/roles/"


class FindingAPerson(TestCase):
    def setUp(self):
        self.client.force_login(cast.organiser(name="Olga"))

    def found(self, typed):
        return [
            person.name for person in self.client.get(ROLES, {"person": typed}).context["found"]
        ]

    def test_by_the_beginning_of_a_name_or_of_a_user_name(self):
        make.person(name="Amira Haddad", username="ahaddad")
        make.person(name="Bente", username="amir")
        make.person(name="Élodie", username="elo")
        make.person(name="Hamira", username="other")
        self.assertEqual(self.found("amir"), ["Bente", "Amira Haddad"])
        self.assertEqual(self.found("élo"), ["Élodie"])
        self.assertEqual(self.found("nobody"), [])

    def test_at_most_twenty_and_nobody_whose_account_is_closed(self):
        for number in range(25):
            make.person(name=f"Many {number}")
        make.person(name="Many gone", is_active=False)
        self.assertEqual(len(self.found("many")), 20)
        self.assertNotIn("Many gone", self.found("many g"))

    def test_it_shows_no_mail_address(self):
        make.person(name="Amira", email="amira@example.org")
        page = self.client.get(ROLES, {"person": "amira"})
        self.assertContains(page, "Amira")
        self.assertNotContains(page, "example.org")

    def test_a_wish_from_a_link_goes_along_to_the_next_step(self):
        person = make.person(name="Amira")
        page = self.client.get(
            ROLES, {"person": "amira", "role": "liaison", "where": "language:hi"}
        )
        step = f"{ROLES}give/{person.pk}/?role=liaison&where=language%3Ahi"
        self.assertContains(page, step.replace("&", "&amp;"))
        form = self.client.get(step).content.decode()
        self.assertIn('<option value="liaison" selected>', form)
        self.assertIn('<option value="language:hi" selected>', form)


class GivingByThePage(TestCase):
    def setUp(self):
        self.ana = make.person(name="Ana")
        self.address = f"{ROLES}give/{self.ana.pk}/"
        self.client.force_login(cast.organiser(name="Olga"))

    def give(self, **over):
        sent = {"role": "liaison", "where": "language:ar", "reason": "She offered.", **over}
        return self.client.post(self.address, sent)

    def test_it_is_given_and_said(self):
        self.assertRedirects(self.give(), ROLES)
        held = self.ana.assignments.get()
        self.assertEqual((held.role, held.scope, held.value), ("liaison", "language", "ar"))
        page = self.client.get(ROLES)
        self.assertContains(page, "She offered.")
        self.assertContains(page, '<bdi lang="ar">العربية</bdi>')

    def test_groups_and_communities_are_offered_by_name(self):
        make.group(slug="diversity", name_en="Diversity of voices")
        Community.objects.create(slug="wmcl", kind="affiliate", name_en="Wikimedia Chile")
        page = self.client.get(self.address)
        self.assertContains(page, '<option value="group:diversity">Diversity of voices</option>')
        self.assertContains(page, '<option value="community:wmcl">Wikimedia Chile</option>')

    def test_what_does_not_fit_is_told_in_a_sentence(self):
        make.group(slug="diversity")
        for over in ({"where": "group:diversity"}, {"reason": " . "}, {"where": "language:xx"}):
            with self.subTest(over):
                self.assertEqual(self.give(**over).status_code, 400)
        self.assertContains(
            self.give(where="group:diversity"), "limited to one of these only", status_code=400
        )
        self.give()
        self.assertContains(self.give(), "holds this role already", status_code=400)

    def test_an_organiser_is_offered_no_higher_role_and_cannot_send_one(self):
        self.assertNotContains(self.client.get(self.address), 'value="organiser"')
        self.assertEqual(self.give(role="staff", where="everywhere").status_code, 400)
        self.client.force_login(cast.admin())
        self.assertRedirects(self.give(role="organiser", where="everywhere"), ROLES)


class TakingByThePage(TestCase):
    def setUp(self):
        self.client.force_login(cast.organiser())

    def test_it_asks_first_and_needs_a_reason(self):
        held = cast.liaison("ar", name="Lina").assignments.get()
        address = f"{ROLES}take/{held.pk}/"
        self.assertContains(self.client.get(address), "It ends at once")
        self.assertEqual(self.client.post(address).status_code, 400)
        self.assertTrue(type(held).objects.filter(pk=held.pk).exists())

        self.assertRedirects(self.client.post(address, {"reason": "She moved on."}), ROLES)

        self.assertFalse(type(held).objects.filter(pk=held.pk).exists())
        self.assertContains(self.client.get(f"{ROLES}log/"), "She moved on.")

    def test_the_last_organiser_stays(self):
        last = cast.organiser()
        self.client.force_login(cast.admin())
        for held in type(last.assignments.get()).objects.filter(role="organiser"):
            answer = self.client.post(f"{ROLES}take/{held.pk}/", {"reason": "Fewer."})
        self.assertContains(answer, "Nobody else holds this role", status_code=400)
        self.assertTrue(last.assignments.exists())


class ThePage(TestCase):
    def test_it_asks_as_much_for_nine_as_for_one(self):
        organiser = cast.organiser()
        self.client.force_login(organiser)

        def fill():
            group = make.group()
            give_role(
                make.person(), Role.GROUP_MEMBER, Scope.GROUP, group.slug, by=organiser, reason="x"
            )
            make.person(name=f"Found {group.slug}")

        fill()
        self.client.get(ROLES, {"person": "found"})
        for address in (f"{ROLES}?person=found", f"{ROLES}log/"):
            with CaptureQueriesContext(connection) as one:
                self.client.get(address)
            for _ in range(8):
                fill()
            with self.subTest(address), self.assertNumQueries(len(one)):
                self.client.get(address)


class TheLetter(TestCase):
    def setUp(self):
        self.person = make.person(name="Ana", email="ana@example.org", language="ar")
        self.confirmed = EmailAddress.objects.create(
            user=self.person, email=self.person.email, verified=True
        )

    def given(self):
        return give_role(
            self.person, Role.LIAISON, Scope.LANGUAGE, "fr", by=cast.organiser(), reason="Offered."
        )

    def test_it_is_written_down_with_the_deed(self):
        change = self.given()
        row = Outbox.objects.get()
        self.assertEqual((row.task, row.row_id), ("feedback.tell_of_role", change.pk))

    def test_it_goes_out_once_in_the_language_of_the_person(self):
        change = self.given()
        tell_of_role(change.pk)
        tell_of_role(change.pk)
        letter = mail.outbox[0]
        self.assertEqual((len(mail.outbox), letter.to), (1, ["ana@example.org"]))
        self.assertEqual(letter.extra_headers["Content-Language"], "ar")
        for words in ("français", "Offered.", "/ar/accounts/"):
            self.assertIn(words, letter.body)

    def test_none_goes_to_an_address_that_is_not_confirmed(self):
        EmailAddress.objects.update(verified=False)
        tell_of_role(self.given().pk)
        self.assertEqual(mail.outbox, [])
        self.assertIsNone(RoleChange.objects.get().told_at)
