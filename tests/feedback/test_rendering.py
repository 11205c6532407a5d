"""Anyone signed in puts words into another language; a liaison's own stand there at once."""

from django.test import TestCase

from feedback.actions.moderate import Particulars, decide
from feedback.models import Decision, Rendering, Visibility
from recommendations.models import Stamp
from tests import cast, make
from tests.feedback.rendering import rendering

State = Rendering.State


class Rendered(TestCase):
    def setUp(self):
        self.comment = make.comment(language="ar", body="نحتاج إلى هذا هنا أيضاً.")
        self.address = f"/en/c/{self.comment.slug}/render/"
        self.reader, self.liaison = cast.reader(name="Bela"), cast.liaison("ar", name="Lina")

    def send(self, by, **over):
        values = {
            "deed": "propose", "language": "en", "body": "We need *this*.", "seen": "",
            "version": self.comment.version, **over,
        }  # fmt: skip
        return cast.client_of(by).post(self.address, values)

    def page(self, by, query="", language="en"):
        return cast.client_of(by).get(f"/{language}/c/{self.comment.slug}/render/{query}")


class OpeningThePage(Rendered):
    def test_the_original_keeps_its_language_and_direction(self):
        page = self.page(self.reader)

        self.assertContains(page, '<div class="said prose" lang="ar" dir="rtl">')
        self.assertContains(page, "نحتاج إلى هذا هنا أيضاً.")

    def test_it_begins_with_english_where_there_is_none(self):
        self.assertContains(self.page(self.reader), '<option value="en" selected>')
        self.assertContains(self.page(self.reader, language="fr"), '<option value="en" selected>')

    def test_else_with_the_readers_language(self):
        rendering(comment=self.comment, state=State.CONFIRMED)

        self.assertContains(self.page(self.reader, language="fr"), '<option value="fr" selected>')

    def test_the_language_of_the_original_is_not_offered(self):
        self.assertNotContains(self.page(self.reader), '<option value="ar"')

    def test_a_regional_kind_is_the_same_language(self):
        self.comment = make.comment(language="ar-eg")

        self.assertNotContains(self.page(self.reader), '<option value="ar"')

    def test_better_words_begin_with_those_that_stand_there(self):
        rendering(comment=self.comment, state=State.CONFIRMED, body="As it stands.")

        page = self.page(self.reader, "?language=en")

        self.assertContains(page, "As it stands.</textarea>")

    def test_a_stranger_is_sent_to_sign_in(self):
        self.assertRedirects(
            self.client.get(self.address),
            f"/en/accounts/login/?next={self.address}",
            fetch_redirect_response=False,
        )

    def test_what_cannot_be_read_is_not_found(self):
        for visibility in (Visibility.HIDDEN, Visibility.WAITING, Visibility.GROUP):
            self.comment = make.comment(language="ar", visibility=visibility)
            self.assertEqual(self.page(self.reader).status_code, 404, visibility)

    def test_it_is_offered_where_a_language_is_missing(self):
        link = f'href="{self.address}"'
        place = f"/en/c/{self.comment.slug}/"

        self.assertContains(cast.client_of(self.reader).get(place), link)
        self.assertNotContains(self.client.get(place), link)


class Proposing(Rendered):
    def test_a_readers_words_wait_for_a_liaison(self):
        self.assertRedirects(self.send(self.reader), self.address)

        made = Rendering.objects.get()
        self.assertEqual(
            (made.state, made.by, made.language, made.comment_version, made.is_machine),
            (State.PROPOSED, self.reader, "en", 1, False),
        )
        self.assertEqual(made.html, "<p>We need <em>this</em>.</p>\n")
        self.assertContains(self.page(self.reader), "waits for a liaison")
        self.assertNotContains(self.client.get(f"/en/c/{self.comment.slug}/"), "We need")

    def test_others_do_not_see_it(self):
        self.send(self.reader)

        self.assertNotContains(self.page(cast.reader()), "We need")

    def test_another_one_takes_the_place_of_ones_own(self):
        self.send(self.reader)
        self.send(self.reader, body="Better.")
        self.send(cast.reader(), body="Of somebody else.")

        found = Rendering.objects.order_by("pk").values_list("body", "state")
        self.assertEqual(
            list(found),
            [
                ("We need *this*.", State.SUPERSEDED),
                ("Better.", State.PROPOSED),
                ("Of somebody else.", State.PROPOSED),
            ],
        )

    def test_a_second_click_is_the_same_proposal(self):
        for _ in range(2):
            self.send(self.reader)

        self.assertEqual(Rendering.objects.count(), 1)

    def test_a_liaisons_words_are_confirmed_at_once(self):
        before = Stamp.objects.read(*self.comment.stamp_keys)

        self.assertRedirects(self.send(self.liaison), f"/en/c/{self.comment.slug}/")

        made = Rendering.objects.get()
        self.assertEqual((made.state, made.decided_by), (State.CONFIRMED, self.liaison))
        self.assertNotEqual(Stamp.objects.read(*self.comment.stamp_keys), before)
        self.assertContains(self.client.get(f"/en/c/{self.comment.slug}/"), "We need")

    def test_those_of_another_languages_liaison_are_not(self):
        self.send(cast.liaison("es"))

        self.assertEqual(Rendering.objects.get().state, State.PROPOSED)

    def test_nor_a_liaisons_of_their_own_words(self):
        self.comment = make.comment(language="ar", author=self.liaison)
        self.address = f"/en/c/{self.comment.slug}/render/"
        self.send(self.liaison)

        self.assertEqual(Rendering.objects.get().state, State.PROPOSED)

    def test_those_of_statements_that_one_brought_in_and_publishes_are(self):
        conversation = make.conversation(reported_by=self.liaison, language="ar")
        self.comment = make.statement(conversation=conversation)
        self.address = f"/en/c/{self.comment.slug}/render/"
        self.send(self.liaison)

        self.assertEqual(Rendering.objects.get().state, State.CONFIRMED)

    def test_empty_words_and_unknown_languages_are_not_taken(self):
        for wrong in ({"body": " "}, {"language": "ar"}, {"language": "xx"}, {"version": "x"}):
            self.assertEqual(self.send(self.reader, **wrong).status_code, 400, wrong)
        self.assertFalse(Rendering.objects.exists())

    def test_many_within_an_hour_are_refused(self):
        with self.settings(RENDERINGS_AN_HOUR=1):
            self.send(self.reader)
            answer = self.send(self.reader, language="fr")

        self.assertContains(answer, "Many proposals came from you", status_code=429)
        self.assertEqual(Rendering.objects.count(), 1)

    def test_who_is_blocked_may_not(self):
        offender = make.comment(author=self.reader)
        decide(
            offender, Decision.Kind.BLOCK, by=cast.organiser(), rule=make.rule(), reason="Spam.",
            particulars=Particulars(days=7),
        )  # fmt: skip

        self.assertEqual(self.send(self.reader).status_code, 403)
        self.assertEqual(self.page(self.reader).status_code, 403)


class ProposingTooLate(Rendered):
    def test_words_that_changed_meanwhile_are_shown_and_nothing_is_lost(self):
        self.comment.body, self.comment.html = "جديد", "<p>جديد</p>"
        self.comment.version = 2
        self.comment.save()

        answer = self.send(self.reader, version=1)

        self.assertContains(answer, "The author has changed the words", status_code=409)
        self.assertContains(answer, "We need *this*.</textarea>", status_code=409)
        self.assertContains(answer, 'name="version" value="2"', status_code=409)
        self.assertFalse(Rendering.objects.exists())

    def test_another_liaisons_rendering_is_not_overwritten(self):
        standing = rendering(comment=self.comment, state=State.CONFIRMED, body="Quicker.")

        answer = self.send(self.liaison)

        self.assertContains(answer, "Somebody else was quicker", status_code=409)
        self.assertContains(answer, f'name="seen" value="{standing.pk}"', status_code=409)
        self.assertEqual(Rendering.objects.get().body, "Quicker.")

    def test_but_replaced_once_it_was_seen(self):
        standing = rendering(comment=self.comment, state=State.CONFIRMED)
        self.send(self.liaison, seen=str(standing.pk))

        standing.refresh_from_db()
        self.assertEqual(standing.state, State.SUPERSEDED)
        self.assertEqual(Rendering.objects.get(state=State.CONFIRMED).by, self.liaison)

    def test_words_that_were_hidden_meanwhile_give_back_what_was_typed(self):
        type(self.comment).objects.update(visibility=Visibility.HIDDEN)

        answer = self.send(self.reader)

        self.assertContains(answer, "We need *this*.</textarea>", status_code=409)
        self.assertNotContains(answer, "نحتاج", status_code=409)
        self.assertFalse(Rendering.objects.exists())
