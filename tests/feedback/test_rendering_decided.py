"""Liaisons confirm a proposal, put it right, or decline it; nobody overwrites anybody."""

from django.test import TestCase

from feedback.actions.moderate import Particulars, decide
from feedback.actions.participate import edit
from feedback.models import Decision, Rendering, Visibility
from recommendations.models import Stamp
from tests import cast, make
from tests.feedback.rendering import rendering

State = Rendering.State


class Judged(TestCase):
    def setUp(self):
        self.comment = make.comment(language="ar", body="نحتاج إلى هذا.")
        self.reader, self.liaison = cast.reader(name="Bela"), cast.liaison("ar", name="Lina")
        self.proposal = rendering(comment=self.comment, by=self.reader, body="We need this.")
        self.address = f"/en/desk/renderings/{self.proposal.pk}/"

    def send(self, deed="confirm", by=None, **over):
        values = {
            "deed": deed, "body": self.proposal.body, "version": 1, "seen": "", "reason": "",
            **over,
        }  # fmt: skip
        return cast.client_of(by or self.liaison).post(self.address, values)

    def states(self):
        return list(Rendering.objects.order_by("pk").values_list("body", "state"))

    def place(self):
        return self.client.get(f"/en/c/{self.comment.slug}/")


class Confirming(Judged):
    def test_everybody_reads_it_under_the_original(self):
        before = Stamp.objects.read(*self.comment.stamp_keys)

        self.assertRedirects(self.send(), "/en/desk/renderings/")

        self.proposal.refresh_from_db()
        self.assertEqual(
            (self.proposal.state, self.proposal.by, self.proposal.decided_by),
            (State.CONFIRMED, self.reader, self.liaison),
        )
        self.assertNotEqual(Stamp.objects.read(*self.comment.stamp_keys), before)
        page = self.place().content.decode()
        self.assertLess(page.index("نحتاج إلى هذا."), page.index("In English, by <bdi>Bela</bdi>:"))

    def test_words_put_right_stand_under_the_liaisons_name(self):
        self.send(body="We would need this.")

        self.assertEqual(
            self.states(),
            [("We need this.", State.SUPERSEDED), ("We would need this.", State.CONFIRMED)],
        )
        self.assertEqual(Rendering.objects.get(state=State.CONFIRMED).by, self.liaison)
        page = cast.client_of(self.reader).get(f"/en/c/{self.comment.slug}/render/")
        self.assertContains(page, "A liaison has put other words in its place")

    def test_a_second_click_changes_nothing(self):
        for _ in range(2):
            self.assertEqual(self.send(body="We would need this.").status_code, 302)

        self.assertEqual(len(self.states()), 2)

    def test_it_takes_the_place_of_the_one_that_stood_there(self):
        standing = rendering(comment=self.comment, state=State.CONFIRMED, body="Old.")

        self.send(seen=str(standing.pk))

        self.assertEqual(
            self.states(), [("We need this.", State.CONFIRMED), ("Old.", State.SUPERSEDED)]
        )

    def test_but_not_of_one_that_the_liaison_did_not_see(self):
        rendering(comment=self.comment, state=State.CONFIRMED, body="Quicker.")

        answer = self.send(body="Mine.")

        self.assertContains(answer, "Somebody else was quicker", status_code=409)
        self.assertContains(answer, "Mine.</textarea>", status_code=409)
        self.assertEqual(
            self.states(), [("We need this.", State.PROPOSED), ("Quicker.", State.CONFIRMED)]
        )

    def test_nor_after_the_author_said_something_else(self):
        edit(self.comment, body="شيء آخر.", language="ar", version=1, by=self.comment.author)

        answer = self.send()

        self.assertContains(answer, "The author has changed the words", status_code=409)
        self.assertContains(answer, "شيء آخر.", status_code=409)
        self.assertEqual(self.states(), [("We need this.", State.PROPOSED)])

    def test_what_renders_an_earlier_wording_says_so(self):
        self.send()
        edit(self.comment, body="شيء آخر.", language="ar", version=1, by=self.comment.author)

        self.assertContains(self.place(), "made from an earlier wording")

    def test_it_needs_words(self):
        self.assertContains(self.send(body=" "), "Nothing stands here.", status_code=400)


class Declining(Judged):
    def test_whoever_proposed_it_reads_why(self):
        self.send("decline", reason="It says more than was said.")

        self.proposal.refresh_from_db()
        self.assertEqual((self.proposal.state, self.proposal.decided_by), (
            State.DECLINED, self.liaison,
        ))  # fmt: skip
        address = f"/en/c/{self.comment.slug}/render/"
        page = cast.client_of(self.reader).get(address)
        self.assertContains(page, "It says more than was said.")
        self.assertNotContains(
            cast.client_of(cast.reader()).get(address), "It says more than was said."
        )
        self.assertNotContains(self.place(), "We need this.")

    def test_it_needs_a_reason(self):
        self.assertContains(self.send("decline"), "Say why in a few words.", status_code=400)

    def test_what_was_decided_meanwhile_stays(self):
        self.send(by=cast.organiser())

        answer = self.send("decline", reason="Wrong.")

        self.assertContains(answer, "Somebody else was quicker", status_code=409)
        self.assertEqual(self.states(), [("We need this.", State.CONFIRMED)])


class WhoDecides(Judged):
    def test_readers_members_and_translators_may_not(self):
        for person in (self.reader, cast.member("x"), cast.translator("ar")):
            self.assertEqual(self.send(by=person).status_code, 403)
        self.assertEqual(self.states(), [("We need this.", State.PROPOSED)])

    def test_it_is_not_before_liaisons_of_other_languages(self):
        self.assertEqual(self.send(by=cast.liaison("es")).status_code, 404)

    def test_nor_before_a_liaison_whose_words_they_are(self):
        type(self.comment).objects.update(author=self.liaison)

        self.assertEqual(self.send().status_code, 404)


class WordsThatGo(Judged):
    def test_hidden_ones_are_gone_in_every_language(self):
        self.send()
        type(self.comment).objects.update(visibility=Visibility.HIDDEN)

        self.assertNotContains(self.place(), "We need this.")
        self.assertEqual(cast.client_of(self.liaison).get(self.address).status_code, 404)
        own = cast.client_of(self.reader).get(f"/en/c/{self.comment.slug}/render/")
        self.assertEqual(own.status_code, 404)

    def test_a_passage_taken_out_takes_proposals_along(self):
        decide(
            self.comment, Decision.Kind.REDACT, by=self.liaison, rule=make.rule(),
            reason="Private.", particulars=Particulars(passage="هذا"),
        )  # fmt: skip

        self.assertEqual(self.send().status_code, 404)
        self.assertEqual(self.states(), [("", State.REMOVED)])
