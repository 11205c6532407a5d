"""Whoever spoke hears of the answer: once, in their language, and never more than they may read."""

from django.core import mail
from django.test import TestCase
from django.utils import timezone

from feedback.actions import answer as deeds
from feedback.answer_letters import TASK, address_letters, tell_of_answer
from feedback.models import AnswerLetter, Comment, Notice, Outbox, Outcome, Visibility
from tests import cast, make
from tests.feedback.answering import changed, drafted, published


class Letters(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.group = make.group(name_en="Diversity", name_fr="Diversité")
        cls.recommendation = make.recommendation(draft_set=make.draft_set(group=cls.group))
        cls.author = cast.with_address("amal@example.org", language="fr")

    def said(self, **over):
        over.setdefault("author", self.author)
        return make.comment(recommendation=self.recommendation, **over)

    def said_by_guest(self, email, is_confirmed=True):
        at = timezone.now() if is_confirmed else None
        send = make.submission(email=email, email_confirmed_at=at)
        return self.said(author=None, name="Guest", submission=send)

    def statement(self, **over):
        return make.statement(recommendation=self.recommendation, **over)

    def letters(self, answer):
        mail.outbox.clear()
        address_letters(answer.pk)
        for pk in AnswerLetter.objects.order_by("pk").values_list("pk", flat=True):
            tell_of_answer(pk)
        return {letter.to[0]: letter for letter in mail.outbox}

    def told(self, answer):
        return sorted(self.letters(answer))


class WhoIsTold(Letters):
    def test_an_author_once_for_twenty_contributions(self):
        comments = [self.said() for _ in range(20)]
        letter = self.letters(published(*comments))["amal@example.org"]
        for comment in comments:
            self.assertIn(comment.short_id, letter.body)

    def test_in_the_authors_language_with_outcome_reason_and_link(self):
        comment = self.said()
        answer = published(comment, language="fr", reason="C'est fait.")
        letter = self.letters(answer)["amal@example.org"]
        self.assertIn("Diversité", letter.body)
        self.assertIn("C'est fait.", letter.body)
        self.assertIn(f"/fr/answers/{answer.pk}/", letter.body)
        self.assertEqual(letter.extra_headers["Content-Language"], "fr")

    def test_a_guest_once_for_a_confirmed_address(self):
        comments = [
            self.said_by_guest("guest@example.org"), self.said_by_guest("Guest@example.org"),
            self.said_by_guest("other@example.org", is_confirmed=False),
        ]  # fmt: skip
        self.assertEqual(
            [each.lower() for each in self.told(published(*comments))], ["guest@example.org"]
        )

    def test_who_reported_a_conversation_and_the_liaisons_of_its_language(self):
        reporter = cast.with_address("reporter@example.org")
        of_language = cast.liaison("ar", email="ar@example.org")
        of_another = cast.liaison("es", email="es@example.org")
        for liaison in (of_language, of_another):
            cast.prove_address(liaison)
        conversation = make.conversation(reported_by=reporter, language="ar-eg")
        answer = published(self.statement(conversation=conversation))
        self.assertEqual(self.told(answer), ["ar@example.org", "reporter@example.org"])

    def test_nobody_who_wants_no_letters_of_this_kind(self):
        self.author.mails_on_decisions = False
        self.author.save()
        answer = published(self.said())
        self.assertEqual(self.told(answer), [])
        self.assertEqual(Notice.objects.filter(person=self.author, answer=answer).count(), 1)

    def test_nobody_of_a_draft_nor_of_words_that_are_gone(self):
        self.assertEqual(self.told(drafted(self.said())), [])
        comment = self.said()
        answer = published(comment)
        address_letters(answer.pk)
        Comment.objects.filter(pk=comment.pk).update(visibility=Visibility.WITHDRAWN)
        self.assertEqual(self.told(answer), [])


class Once(Letters):
    def test_a_second_run_tells_nobody(self):
        answer = published(self.said(), self.said_by_guest("guest@example.org"))
        self.assertEqual(len(self.letters(answer)), 2)
        self.assertEqual(self.letters(answer), {})
        self.assertEqual(Outbox.objects.filter(task=TASK).count(), 2)

    def test_but_again_when_it_was_changed_and_why(self):
        answer = published(self.said())
        self.letters(answer)
        Notice.objects.update(read_at=timezone.now())
        answer = changed(answer, because="A number was wrong.", outcome=Outcome.PARTLY)
        self.assertIn("A number was wrong.", self.letters(answer)["amal@example.org"].body)
        notice = Notice.objects.get(answer=answer)
        self.assertIsNone(notice.read_at)

    def test_a_letter_that_was_overtaken_is_not_sent(self):
        answer = published(self.said())
        address_letters(answer.pk)
        answer = changed(answer)
        self.assertEqual(len(self.letters(answer)), 1)

    def test_who_comes_later_hears_alone(self):
        answer = published(self.said())
        self.letters(answer)
        late = self.said_by_guest("late@example.org")
        deeds.add(answer, [late], version=answer.version, by=cast.organiser(), reason="The same.")
        self.assertEqual(self.told(answer), ["late@example.org"])


class Private(Letters):
    def test_letters_do_not_repeat_what_only_some_may_read(self):
        private = {"visibility": Visibility.GROUP, "chosen_visibility": Visibility.GROUP}
        answer = published(self.said(**private), reason="As you fear your government.")
        letter = self.letters(answer)["amal@example.org"]
        self.assertNotIn("government", letter.body)
        self.assertNotIn("Taken up", letter.body)


class TheInbox(Letters):
    def test_has_one_line_with_outcome_and_reason(self):
        comments = [self.said(), self.said()]
        answer = published(*comments, reason="We wrote it down.")
        self.letters(answer)
        browser = cast.client_of(self.author)
        page = browser.get("/en/notices/")
        self.assertContains(page, "We wrote it down.", count=1)
        self.assertContains(page, "Taken up")
        notice = Notice.objects.get(person=self.author)
        self.assertRedirects(
            browser.get(f"/en/notices/{notice.pk}/"), f"/en/answers/{answer.pk}/",
            fetch_redirect_response=False,
        )  # fmt: skip
