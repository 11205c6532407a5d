"""Appeals: an author asks for a second look, once; somebody else than who decided answers."""

import uuid
from datetime import timedelta
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Assignment
from accounts.roles import Role, Scope
from feedback.actions.moderate import decide
from feedback.actions.participate import secret_of
from feedback.addresses import appeal_link
from feedback.appeal_letters import tell_of_appeal
from feedback.appeals import before
from feedback.models import Appeal, Comment, Decision, Outbox, Visibility
from tests import cast, make

from .appealing import appeal, decision, hidden_by

HIDDEN = Visibility.HIDDEN


def ask(client, address, words="Nobody is named in it."):
    return client.post(address, {"words": words, "language": "en"})


def answer(person, asked, outcome="overturned", **over):
    sent = {"outcome": outcome, "rule": make.rule().key, "reason": "A mistake of ours.", **over}
    return cast.client_of(person).post(f"/en/desk/appeals/{asked.pk}/", sent)


class Appealing(TestCase):
    def setUp(self):
        self.author = cast.reader(name="Amal")
        self.decision = hidden_by(cast.liaison("ar"), author=self.author)
        self.address = f"/en/appeals/{self.decision.pk}/"

    def test_the_author_asks_for_a_second_look(self):
        response = ask(cast.client_of(self.author), self.address)

        self.assertRedirects(response, self.address)
        asked = Appeal.objects.get()
        self.assertEqual(
            (asked.decision, asked.by, asked.words, asked.language, asked.state),
            (self.decision, self.author, "Nobody is named in it.", "en", Appeal.State.OPEN),
        )

    def test_once_for_each_decision(self):
        client = cast.client_of(self.author)
        ask(client, self.address)
        ask(client, self.address, "And another thing.")
        self.assertEqual(Appeal.objects.get().words, "Nobody is named in it.")

    def test_words_are_needed(self):
        self.assertEqual(ask(cast.client_of(self.author), self.address, " ").status_code, 400)
        self.assertFalse(Appeal.objects.exists())

    def test_nobody_else_appeals_and_nobody_against_an_approval(self):
        approval = decision(comment=self.decision.comment, kind=Decision.Kind.APPROVE)
        self.assertEqual(ask(cast.client_of(cast.reader()), self.address).status_code, 404)
        own = cast.client_of(self.author)
        self.assertEqual(ask(own, f"/en/appeals/{approval.pk}/").status_code, 404)

    def test_a_guest_appeals_from_the_receipt_and_from_the_letter(self):
        for number, by_letter in enumerate([False, True]):
            key = uuid.uuid4()
            sent = make.submission(key=key, secret=secret_of(key))
            hidden = hidden_by(cast.liaison("ar"), author=None, name="Guest", submission=sent)
            address = f"/en/receipt/secret/{secret_of(key)}/appeal/{hidden.pk}/"
            if by_letter:
                address = urlsplit(appeal_link(hidden)).path
            self.assertEqual(ask(self.client, address).status_code, 302)
            self.assertEqual(Appeal.objects.filter(by=None).count(), number + 1)

    def test_own_contributions_lead_to_it(self):
        page = cast.client_of(self.author).get("/en/mine/")
        self.assertContains(page, f'href="{self.address}"')
        ask(cast.client_of(self.author), self.address)
        page = cast.client_of(self.author).get("/en/mine/")
        self.assertContains(page, "Waiting for an answer")


class WhoIsAsked(TestCase):
    def before(self, person, **later):
        return list(before(person, at=timezone.now() + timedelta(**later)))

    def test_another_liaison_of_the_language(self):
        decided, other = cast.liaison("ar"), cast.liaison("ar", "fr")
        asked = appeal(decision=hidden_by(decided))
        for person, found in [
            (decided, []),
            (other, [asked]),
            (cast.liaison("es"), []),
            (cast.organiser(), []),
        ]:
            self.assertEqual(self.before(person), found)

    def test_an_organiser_where_there_is_no_other_liaison(self):
        decided, organiser = cast.liaison("ar"), cast.organiser()
        asked = appeal(decision=hidden_by(decided))
        cast.liaison("es")
        self.assertEqual(self.before(organiser), [asked])
        cast.liaison()
        self.assertEqual(self.before(organiser), [])

    def test_the_liaison_of_the_affiliate_that_a_statement_comes_from(self):
        affiliate = make.community(slug="wikimedia-ma")
        meeting = make.conversation(community=affiliate, language="ar")
        asked = appeal(decision=hidden_by(cast.liaison("ar"), conversation=meeting, author=None))
        person = make.person()
        Assignment.objects.create(
            user=person, role=Role.LIAISON, scope=Scope.COMMUNITY, value=affiliate.slug
        )
        self.assertEqual(self.before(person), [asked])

    def test_an_organiser_too_after_two_days(self):
        decided, _other, organiser = cast.liaison("ar"), cast.liaison("ar"), cast.organiser()
        asked = appeal(decision=hidden_by(decided))
        self.assertEqual(self.before(organiser, hours=47), [])
        self.assertEqual(self.before(organiser, hours=49), [asked])

    def test_nobody_answers_for_their_own_decision_or_words(self):
        organiser = cast.organiser()
        of_others = hidden_by(cast.liaison("ar"), author=organiser)
        for hidden in (hidden_by(organiser), of_others):
            asked = appeal(decision=hidden)
            self.assertEqual(self.before(organiser), [])
            self.assertIn(answer(organiser, asked).status_code, (403, 404))
            self.assertEqual(Appeal.objects.get(pk=asked.pk).state, Appeal.State.OPEN)

    def test_a_reader_sees_no_desk_of_appeals(self):
        client = cast.client_of(cast.reader())
        self.assertEqual(client.get("/en/desk/appeals/").status_code, 403)


class Answering(TestCase):
    def setUp(self):
        self.author = cast.reader(name="Amal")
        self.decision = hidden_by(cast.liaison("ar"), author=self.author)
        self.other = cast.liaison("ar", name="Other")
        self.asked = appeal(decision=self.decision, by=self.author)

    def state(self):
        return Comment.objects.get(pk=self.decision.comment_id).visibility

    def test_overturned_the_words_can_be_read_again_by_a_decision_of_its_own(self):
        self.assertRedirects(answer(self.other, self.asked), "/en/desk/appeals/")

        self.asked.refresh_from_db()
        self.assertEqual(
            (self.asked.state, self.asked.answered_by, self.asked.answer),
            (Appeal.State.OVERTURNED, self.other, "A mistake of ours."),
        )
        self.assertEqual(self.state(), Visibility.PUBLIC)
        latest = Decision.objects.latest("pk")
        self.assertEqual((latest.kind, latest.by), (Decision.Kind.RESTORE, self.other))

    def test_upheld_nothing_changes(self):
        answer(self.other, self.asked, "upheld")
        self.asked.refresh_from_db()
        self.assertEqual(self.asked.state, Appeal.State.UPHELD)
        self.assertEqual(self.state(), HIDDEN)
        self.assertEqual(Decision.objects.count(), 1)

    def test_a_reason_and_a_rule_are_needed(self):
        for missing in ("reason", "rule", "outcome"):
            response = answer(self.other, self.asked, **{missing: ""})
            self.assertEqual(response.status_code, 400, missing)
        self.assertEqual(self.state(), HIDDEN)

    def test_who_comes_second_sees_what_was_answered_first(self):
        answer(self.other, self.asked, "upheld", reason="The rule is clear.")
        response = answer(cast.liaison("ar"), self.asked, reason="No.")
        self.assertEqual(response.status_code, 409)
        self.assertContains(response, "The rule is clear.", status_code=409)
        self.assertEqual(Appeal.objects.get().answer, "The rule is clear.")

    def test_words_that_were_restored_meanwhile_are_not_restored_again(self):
        restore = Decision.Kind.RESTORE
        decide(self.decision.comment, restore, by=self.other, rule=make.rule(), reason="Fine.")
        answer(cast.liaison("ar"), self.asked)
        self.assertEqual(Decision.objects.filter(kind=restore).count(), 1)
        self.assertEqual(Appeal.objects.get().state, Appeal.State.OVERTURNED)

    def test_the_log_says_that_and_how_it_ended_without_the_words(self):
        before = self.client.get("/en/decisions/")
        answer(self.other, self.asked, "upheld", reason="The rule is clear.")
        after = self.client.get("/en/decisions/")
        self.assertContains(before, "Appealed: waiting for an answer")
        self.assertContains(after, "Appealed: the decision stands")
        self.assertContains(after, "The rule is clear.")
        self.assertNotContains(after, self.asked.words)

    def test_the_list_asks_as_much_for_nine_as_for_one(self):
        client = cast.client_of(self.other)
        with CaptureQueriesContext(connection) as one:
            client.get("/en/desk/appeals/")
        for _number in range(8):
            appeal(decision=hidden_by(self.decision.by))
        with self.assertNumQueries(len(one)):
            self.assertContains(client.get("/en/desk/appeals/"), "Look at it and answer", 9)


@override_settings(BASE_URL="https://strategy.example.org")
class TellingTheAuthor(TestCase):
    def setUp(self):
        self.author = cast.reader(email="amal@example.org", language="ar")
        address = {"user": self.author, "email": self.author.email}
        EmailAddress.objects.create(verified=True, primary=True, **address)
        self.decision = hidden_by(cast.liaison("ar"), author=self.author)
        self.asked = appeal(decision=self.decision, by=self.author)

    def test_the_answer_goes_out_once_in_their_language(self):
        answer(cast.liaison("ar"), self.asked)
        self.assertIn(
            ("feedback.tell_of_appeal", self.asked.pk), Outbox.objects.values_list("task", "row_id")
        )
        told = [tell_of_appeal(self.asked.pk), tell_of_appeal(self.asked.pk)]
        self.assertEqual(told, [True, False])
        [letter] = mail.outbox
        self.assertEqual(letter.extra_headers["Content-Language"], "ar")
        self.assertIn("A mistake of ours.", letter.body)
        self.assertIn(f"/ar/c/{self.decision.comment.slug}/", letter.body)

    def test_no_letter_before_there_is_an_answer(self):
        self.assertFalse(tell_of_appeal(self.asked.pk))
        self.assertEqual(mail.outbox, [])
