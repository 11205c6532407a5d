"""Words that are not for everybody: chosen in the composer, read and answered by a circle."""

import uuid
from datetime import UTC, datetime, timedelta

from allauth.account.models import EmailAddress
from django.core import mail
from django.test import TestCase

from feedback.actions.moderate import decide
from feedback.announcing import announce
from feedback.models import Comment, Decision, Notice, Visibility
from feedback.notice_letters import tell_of_notice
from recommendations.models import Iteration
from tests import cast, make

V = Visibility
APPROVE = Decision.Kind.APPROVE


def with_address(person, email):
    person.email = email
    person.save(update_fields=["email"])
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)


class Composing(TestCase):
    """What stands in the form, and what is stored of it."""

    def setUp(self):
        self.group = make.group(name_en="Diversity")
        self.recommendation = make.recommendation(draft_set=make.draft_set(group=self.group))
        self.address = f"/en/write/{self.recommendation.code}/"
        self.browser = cast.client_of(cast.reader(name="Nadia"))

    def send(self, browser=None, **values):
        return (browser or self.browser).post(
            self.address,
            {
                "key": uuid.uuid4(),
                "read_language": "en",
                "read_revision": self.recommendation.history.latest().history_id,
                "language": "en",
                "free": "Said in the form.",
                "deed": "send",
                **values,
            },
            follow=True,
        )

    def stored(self):
        comment = Comment.objects.latest("pk")
        return comment.visibility, comment.chosen_visibility

    def test_each_choice_is_stored_as_it_was_made(self):
        for choice in (V.PUBLIC, V.UNNAMED, V.GROUP):
            with self.subTest(choice):
                self.send(visibility=choice.value)
                self.assertEqual(self.stored(), (choice, choice))
                Comment.objects.all().delete()

    def test_without_a_choice_it_is_public_with_name(self):
        self.send()
        self.assertEqual(self.stored(), (V.PUBLIC, V.PUBLIC))

    def test_no_other_state_can_be_chosen(self):
        for state in ("hidden", "waiting", "withdrawn", "nonsense"):
            with self.subTest(state):
                self.assertEqual(self.send(visibility=state).status_code, 400)
        self.assertEqual(Comment.objects.count(), 0)

    def test_a_guests_choice_holds_when_a_liaison_lets_it_through(self):
        liaison = cast.liaison("en")
        for choice in (V.PUBLIC, V.UNNAMED, V.GROUP):
            with self.subTest(choice):
                self.send(self.client, visibility=choice.value, name="Amina")
                self.assertEqual(self.stored(), (V.WAITING, choice))
                waiting = Comment.objects.latest("pk")
                decide(waiting, APPROVE, by=liaison, rule=make.rule(), reason="Fine.")
                self.assertEqual(self.stored(), (choice, choice))

    def test_a_guest_needs_a_name_only_for_words_under_a_name(self):
        self.assertEqual(self.send(self.client).status_code, 400)
        for choice in (V.UNNAMED, V.GROUP):
            with self.subTest(choice):
                response = self.send(self.client, visibility=choice.value)
                self.assertContains(response, "Your words are stored")

    def test_it_says_beforehand_who_will_read_them_and_for_how_long(self):
        make.listing(person=cast.liaison("en", name="Lena Liaison"))
        make.listing(person=cast.liaison("ar", name="Aziz Arabic"))
        ends = datetime(2030, 9, 15, tzinfo=UTC)
        Iteration.objects.update(opens_at=ends - timedelta(days=30), closes_at=ends)
        page = self.browser.get(self.address)
        self.assertContains(page, "Lena Liaison")
        self.assertNotContains(page, "Aziz Arabic")
        self.assertContains(page, "members of the working group: Diversity")
        self.assertContains(page, "12 months after the iteration has ended")
        self.assertContains(page, "15 September 2031")

    def test_a_choice_that_was_made_stands_open_when_the_form_comes_back(self):
        page = self.send(visibility="group", free="")
        self.assertContains(page, '<details class="field" open>', status_code=400)
        self.assertNotContains(self.browser.get(self.address), '<details class="field" open>')


class PrivateConversation(TestCase):
    """Who reads what is said in reply to private words, and who may reply."""

    def setUp(self):
        self.group = make.group()
        self.recommendation = make.recommendation(draft_set=make.draft_set(group=self.group))
        self.people = {
            "author": cast.reader(),
            "reader": cast.reader(),
            "liaison of its language": cast.liaison("ar"),
            "liaison of the reply's language": cast.liaison("en"),
            "member of the group": cast.member(self.group),
            "member of another group": cast.member(make.group()),
            "organiser": cast.organiser(),
        }
        self.circle = {"author", "liaison of its language", "member of the group", "organiser"}
        self.first = self.private(author=self.people["author"], language="ar")

    def private(self, **over):
        over.setdefault("recommendation", self.recommendation)
        return make.comment(visibility=V.GROUP, chosen_visibility=V.GROUP, **over)

    def reply(self, who, to=None, body="A reply in the form."):
        to = to or self.first
        return cast.client_of(self.people[who]).post(
            f"/en/c/{to.slug}/reply/",
            {
                "key": uuid.uuid4(),
                "read_language": "en",
                "read_revision": self.recommendation.history.latest().history_id,
                "language": "en",
                "free": body,
                "visibility": "public",
                "deed": "send",
            },
        )

    def readers_of(self, comment):
        return {
            who
            for who, person in self.people.items()
            if Comment.objects.visible_to(person).filter(pk=comment.pk).exists()
        }

    def test_the_circle_may_reply_and_nobody_else(self):
        for who in self.people:
            with self.subTest(who):
                expected = 302 if who in self.circle else 404
                self.assertEqual(self.reply(who).status_code, expected)

    def test_a_reply_is_private_whatever_was_chosen(self):
        self.reply("member of the group")
        reply = self.first.replies.get()
        self.assertEqual((reply.visibility, reply.chosen_visibility), (V.GROUP, V.GROUP))
        self.assertEqual(reply.private_with, self.first)

    def test_a_reply_in_another_language_is_read_by_the_same_circle(self):
        self.reply("member of the group")
        self.assertEqual(self.readers_of(self.first.replies.get()), self.circle)

    def test_the_conversation_goes_on_in_the_same_circle(self):
        self.reply("member of the group")
        self.reply("author", to=self.first.replies.get())
        second = Comment.objects.get(depth=2)
        self.assertEqual(second.private_with, self.first)
        self.assertEqual(self.readers_of(second), self.circle)

    def test_private_words_under_public_ones_are_not_for_who_wrote_these(self):
        public = make.comment(recommendation=self.recommendation, author=self.people["reader"])
        private = self.private(parent=public, author=self.people["author"], language="ar")
        self.assertEqual(self.readers_of(private), self.circle)

    def test_it_stands_on_the_page_for_the_circle_only(self):
        self.reply("member of the group", body="Between the two of us.")
        page = f"/en/iterations/1/{self.group.slug}/1/"
        for who, person in self.people.items():
            with self.subTest(who):
                shown = (
                    "Between the two of us." in cast.client_of(person).get(page).content.decode()
                )
                self.assertEqual(shown, who in self.circle)

    def test_the_author_hears_of_it_without_the_words(self):
        with_address(self.people["author"], "author@example.org")
        self.reply("member of the group", body="Between the two of us.")
        announce(self.first.replies.get().pk)
        tell_of_notice(Notice.objects.get(person=self.people["author"]).pk)
        letter = mail.outbox[0]
        self.assertEqual(letter.to, ["author@example.org"])
        self.assertNotIn("Between the two of us.", str(letter.message()))

    def test_who_may_not_read_a_reply_hears_nothing_of_it(self):
        with_address(self.people["reader"], "reader@example.org")
        public = make.comment(recommendation=self.recommendation, author=self.people["reader"])
        private = self.private(parent=public, author=self.people["author"], language="ar")
        announce(private.pk)
        self.assertEqual(list(Notice.objects.all()), [])

    def test_a_guest_reads_replies_and_answers_by_the_secret_address(self):
        send = make.submission(secret="key-of-amina")
        words = self.private(author=None, submission=send, language="ar")
        self.reply("member of the group", to=words, body="Tell us more.")
        receipt = "/en/receipt/secret/key-of-amina/"
        self.assertContains(self.client.get(receipt), "Tell us more.")
        reply = words.replies.get()
        answer = self.client.post(
            f"{receipt}reply/{reply.slug}/",
            {
                "key": uuid.uuid4(),
                "read_language": "en",
                "read_revision": self.recommendation.history.latest().history_id,
                "language": "ar",
                "free": "Gladly.",
                "deed": "send",
            },
        )
        self.assertEqual(answer.status_code, 302)
        stored = Comment.objects.get(body="Gladly.")
        self.assertEqual((stored.visibility, stored.chosen_visibility), (V.WAITING, V.GROUP))
        self.assertEqual(stored.private_with, words)
        make.submission(secret="another")
        self.assertNotContains(self.client.get("/en/receipt/secret/another/"), "Tell us more.")
