"""The reader: a confirmed rendering stands under the original, wherever the words are shown."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from feedback.actions.close import close_account
from feedback.models import Rendering, Visibility
from tests import cast, make
from tests.feedback.rendering import rendering

CONFIRMED = Rendering.State.CONFIRMED


def confirmed(comment, language="en", **over):
    return rendering(comment=comment, language=language, state=CONFIRMED, **over)


class UnderTheOriginal(TestCase):
    def setUp(self):
        self.group = make.group(slug="diversity")
        self.comment = make.comment(
            language="ar", recommendation=make.recommendation(
                draft_set=make.draft_set(group=self.group)
            ),
        )  # fmt: skip
        confirmed(self.comment, "fr", body="En français.")
        confirmed(self.comment, "en", body="In English words.")

    def texts(self, language, user=None, page=None):
        browser = cast.client_of(user) if user else self.client
        answer = browser.get(f"/{language}/{page or f'c/{self.comment.slug}/'}")
        self.assertEqual(answer.status_code, 200)
        text = answer.content.decode()
        return [words for words in ("En français.", "In English words.") if words in text]

    def test_in_the_reading_language(self):
        self.assertEqual(self.texts("fr"), ["En français."])

    def test_in_english_where_there_is_none(self):
        self.assertEqual(self.texts("es"), ["In English words."])

    def test_not_at_all_in_the_language_of_the_original(self):
        self.assertEqual(self.texts("ar"), [])

    def test_a_working_group_reads_the_english_one_in_any_case(self):
        member = cast.member(self.group)

        self.assertEqual(self.texts("fr", member), ["En français.", "In English words."])
        self.assertEqual(self.texts("ar", member), ["In English words."])
        self.assertEqual(self.texts("ar", cast.reader()), [])

    def test_on_the_desk_too(self):
        make.flag(comment=self.comment)
        type(self.comment).objects.update(waits_since=self.comment.said_at, open_flags=1)

        liaison = cast.liaison("ar")

        self.assertEqual(self.texts("fr", liaison, "desk/queue/"), ["En français."])

    def test_private_words_are_private_in_every_language(self):
        type(self.comment).objects.update(
            visibility=Visibility.GROUP, chosen_visibility=Visibility.GROUP
        )

        self.assertEqual(self.texts("en", cast.member(self.group)), ["In English words."])
        place = f"/en/c/{self.comment.slug}/"
        self.assertEqual(cast.client_of(cast.reader()).get(place).status_code, 404)


class WhoMadeIt(TestCase):
    def setUp(self):
        self.comment = make.comment(language="ar")

    def place(self):
        return self.client.get(f"/en/c/{self.comment.slug}/")

    def test_a_person_is_named(self):
        confirmed(self.comment, by=cast.reader(name="Bela"))

        self.assertContains(self.place(), "In English, by <bdi>Bela</bdi>:")

    def test_a_machine_is_named_as_one_with_who_checked_it(self):
        confirmed(
            self.comment, is_machine=True, by=cast.reader(name="Asker"),
            decided_by=cast.liaison("ar", name="Lina"),
        )  # fmt: skip

        self.assertContains(self.place(), "In English, by a machine, checked by <bdi>Lina</bdi>:")
        self.assertNotContains(self.place(), "Asker")

    def test_a_closed_account_is_named_nowhere(self):
        person = cast.reader(name="Bela")
        confirmed(self.comment, by=person)
        close_account(person, withdraws_words=False)

        self.assertContains(self.place(), "In English, by <bdi>Removed account</bdi>:")

    def test_a_hidden_name_stays_hidden_under_ones_own_rendering(self):
        author = cast.reader(name="Bela")
        self.comment = make.comment(
            language="ar", author=author, visibility=Visibility.UNNAMED,
            chosen_visibility=Visibility.UNNAMED,
        )  # fmt: skip
        confirmed(self.comment, by=author)

        self.assertContains(self.place(), "In English, by <bdi>Name not shown</bdi>:")
        self.assertNotContains(self.place(), "Bela")


class ConstantQueries(TestCase):
    def test_a_discussion_asks_as_much_for_nine_as_for_one(self):
        member = cast.member("diversity")
        target = make.recommendation()
        slug = self.rendered(target)
        page = f"/fr/c/{slug}/"
        cast.client_of(member).get(page)
        with CaptureQueriesContext(connection) as one:
            cast.client_of(member).get(page)
        for _ in range(8):
            self.rendered(target)
        with self.assertNumQueries(len(one)):
            cast.client_of(member).get(page)

    def rendered(self, target):
        comment = make.comment(recommendation=target, language="ar")
        for language in ("en", "fr"):
            confirmed(comment, language, by=cast.reader(), decided_by=cast.reader())
        return comment.slug
