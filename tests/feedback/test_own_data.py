"""Download my data: everything that is stored about a person, and nothing that opens a door."""

import io
import json
import zipfile
from html import unescape

from allauth.account.models import EmailAddress
from django.apps import apps
from django.test import TestCase

from accounts.models import User
from feedback.actions.moderate import decide
from feedback.actions.participate import edit, set_agreement
from feedback.models import Decision, Visibility
from feedback.own_data import ALL
from tests import cast, make

PAGE, FILE = "/en/accounts/data/", "/en/accounts/data/file/"
PASSWORD = "four small words here"


def columns_that_point_at_a_person():
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields(include_hidden=True):
            if getattr(field, "column", None) and field.related_model is User:
                yield f"{model._meta.label}.{field.name}"


class TheListOfColumns(TestCase):
    def test_has_every_column_that_points_at_a_person(self):
        """A new one needs a word: what of it a person gets, and what closing does to it."""
        self.assertEqual(set(columns_that_point_at_a_person()) - set(ALL), set())

    def test_has_no_column_that_is_not_there(self):
        in_use = {each for each in ALL if apps.is_installed(f"allauth.{each.split('.')[0]}")}
        ours = {each for each in ALL if each.split(".")[0] not in ("mfa", "socialaccount")}
        self.assertEqual((in_use | ours) - set(columns_that_point_at_a_person()), set())

    def test_says_of_each_what_is_told_or_why_not(self):
        for column, held in ALL.items():
            with self.subTest(column):
                self.assertNotEqual(bool(held.told), bool(held.left_out))
                self.assertEqual(bool(held.told), bool(held.section))

    def test_a_secret_is_told_nowhere(self):
        told = {name for held in ALL.values() for name in held.told}
        self.assertEqual(told & {"password", "data", "secret", "secret_digest", "token"}, set())


class DownloadingMyData(TestCase):
    def setUp(self):
        self.anna = cast.liaison(
            "ar", name="Anna", username="anna", email="anna@example.org", password=PASSWORD
        )
        EmailAddress.objects.create(user=self.anna, email="anna@example.org", verified=True)
        self.thing = make.recommendation()
        self.client.force_login(self.anna)

    def say(self, **over):
        return make.comment(author=self.anna, recommendation=self.thing, **over)

    def prove(self, address=PAGE):
        """Follow to the question for the password, and answer it."""
        asked = self.client.get(address)
        self.assertIn("/accounts/reauthenticate/", asked.headers["Location"])
        return self.client.post(asked.headers["Location"], {"password": PASSWORD})

    def archive(self):
        self.prove()
        answer = self.client.get(FILE)
        self.assertRegex(answer.headers["Content-Disposition"], r'filename="my-data-[\d-]+\.zip"')
        self.assertIn("no-store", answer.headers["Cache-Control"])
        return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))

    def data(self):
        return json.loads(self.archive().read("my-data.json"))

    def test_it_asks_for_the_password_first(self):
        for address in (PAGE, FILE):
            self.assertIn("/accounts/reauthenticate/", self.client.get(address).headers["Location"])
        self.assertRedirects(self.prove(), PAGE, fetch_redirect_response=False)
        self.assertContains(self.client.get(PAGE), FILE)

    def test_a_stranger_is_sent_to_sign_in(self):
        self.client.logout()
        for address in (PAGE, FILE):
            self.assertIn("/accounts/login/", self.client.get(address).headers["Location"])

    def test_without_a_password_a_fresh_sign_in_is_wanted(self):
        self.anna.set_unusable_password()
        self.anna.save(update_fields=["password"])
        self.client.force_login(self.anna)
        self.assertEqual(self.client.get(PAGE).status_code, 200)
        User.objects.update(last_login="2020-01-01T00:00Z")
        self.assertContains(self.client.get(PAGE), "sign in again", status_code=403)
        self.assertContains(self.client.get(FILE), "sign in again", status_code=403)

    def test_the_account_is_told_without_its_password(self):
        archive = self.archive()
        account = json.loads(archive.read("my-data.json"))["account"]
        self.assertEqual(
            (account["username"], account["name"], account["email"], account["mails_on_dates"]),
            ("anna", "Anna", "anna@example.org", True),
        )
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
        self.assertNotIn(User.objects.get(pk=self.anna.pk).password, everything)
        self.assertNotIn(self.client.session.session_key, everything)

    def test_all_own_words_and_their_wordings_are_there_whatever_their_state(self):
        for visibility in Visibility.values:
            self.say(body=f"I say: {visibility} <b>&</b>", visibility=visibility)
        first = self.say(body="First wording.")
        edit(first, body="Second wording.", language="en", version=1, by=self.anna)
        decide(
            first,
            Decision.Kind.HIDE,
            by=cast.organiser(name="Olga"),
            rule=make.rule(),
            reason="A rule.",
        )
        archive = self.archive()
        data = json.loads(archive.read("my-data.json"))
        self.assertEqual(len(data["contributions"]), len(Visibility.values) + 1)
        bodies = {row["body"] for row in data["contributions"]}
        self.assertEqual({f"I say: {each} <b>&</b>" for each in Visibility.values} - bodies, set())
        wordings = [row["body"] for row in data["wordings_of_my_contributions"]]
        self.assertEqual(wordings[-2:], ["First wording.", "Second wording."])
        [decided] = data["decisions_on_my_contributions"]
        self.assertEqual((decided["kind"], decided["reason"]), ("hide", "A rule."))
        page = unescape(archive.read("my-contributions.html").decode())
        self.assertIn("Second wording.", page)
        self.assertEqual(page.count("I say: "), len(Visibility.values))

    def test_deeds_are_there(self):
        theirs = make.comment(recommendation=self.thing, language="ar", body="Not mine.")
        set_agreement(theirs, by=self.anna, agrees=True)
        decide(theirs, Decision.Kind.HIDE, by=self.anna, rule=make.rule(), reason="I hid it.")
        data = self.data()
        self.assertEqual([row["comment__slug"] for row in data["agreements"]], [theirs.slug])
        self.assertEqual([row["reason"] for row in data["decisions_that_i_made"]], ["I hid it."])
        self.assertEqual([row["value"] for row in data["roles"]], ["ar"])
        self.assertEqual(data["mail_addresses"][0]["email"], "anna@example.org")

    def test_nothing_of_others_is_there(self):
        make.comment(parent=self.say(), author=cast.reader(name="Berta"), body="Bertas words.")
        archive = self.archive()
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
        self.assertNotIn("Berta", everything)

    def test_the_readme_speaks_the_language_of_the_page(self):
        self.assertIn("Everything that", self.archive().read("README.txt").decode())

    def test_somebody_who_did_nothing_gets_a_whole_file(self):
        self.anna.assignments.all().delete()
        data = self.data()
        self.assertEqual(data["contributions"], [])
        self.assertEqual(data["roles"], [])
