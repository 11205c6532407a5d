"""A machine suggests words in the background: marked as one, and nothing depends on it."""

import time

from django.db import connections
from django.test import TestCase, override_settings
from django.utils import timezone

from feedback import tasks
from feedback.actions.render import RENDER
from feedback.models import Comment, Outbox, Rendering, Visibility
from feedback.models.outbox import SILENCE
from tests import cast, make
from tests.fake_translator import FakeTranslator
from tests.feedback.rendering import rendering

State = Rendering.State


class Asked(TestCase):
    def setUp(self):
        self.machine = self.enterContext(FakeTranslator())
        self.enterContext(
            override_settings(
                MACHINE_TRANSLATION_URL=self.machine.url, MACHINE_TRANSLATION_SECONDS=1
            )
        )
        self.reader = cast.reader()
        self.comment = make.comment(language="ar-eg", body="نحتاج إلى هذا.")

    def ask(self, by=None, comment=None, **over):
        slug = (comment or self.comment).slug
        values = {"language": "en", **over}
        return cast.client_of(by or self.reader).post(f"/en/c/{slug}/render/machine/", values)

    def run_it(self):
        asked = Rendering.objects.latest("pk")
        tasks.render_by_machine(asked.pk)
        asked.refresh_from_db()
        return asked

    def page(self, by=None):
        return cast.client_of(by or self.reader).get(f"/en/c/{self.comment.slug}/render/")


class AMachineThatAnswers(Asked):
    def test_is_asked_in_the_background(self):
        self.assertContains(self.page(), "Ask the machine")
        self.assertRedirects(self.ask(), f"/en/c/{self.comment.slug}/render/")

        self.assertEqual(self.machine.asked, [])
        (errand,) = Outbox.objects.all()
        self.assertEqual((errand.task, errand.row_id), (RENDER, Rendering.objects.get().pk))
        self.assertContains(self.page(), "Open this page again in a minute.")

    def test_makes_a_proposal_that_is_marked_as_a_machines(self):
        self.ask()
        made = self.run_it()

        self.assertEqual(
            (made.state, made.is_machine, made.by, made.html),
            (State.PROPOSED, True, self.reader, "<p>[en] <strong>نحتاج إلى هذا.</strong></p>\n"),
        )
        desk = cast.client_of(cast.liaison("ar")).get("/en/desk/renderings/")
        self.assertContains(desk, "In English, by a machine:")
        self.assertNotContains(self.client.get(f"/en/c/{self.comment.slug}/"), "[en]")

    def test_is_sent_the_words_and_nothing_else(self):
        self.ask(language="zh-hans")
        self.run_it()

        self.assertEqual(
            self.machine.asked,
            [("/translate", {
                "q": "نحتاج إلى هذا.", "source": "ar", "target": "zh", "format": "text",
            })],
        )  # fmt: skip

    def test_is_sent_the_key_where_the_operator_has_one(self):
        with self.settings(MACHINE_TRANSLATION_KEY="a secret"):
            self.ask()
            self.run_it()

        self.assertEqual(self.machine.asked[0][1]["api_key"], "a secret")

    def test_is_asked_once_by_two_clicks_and_two_runs(self):
        for by in (self.reader, self.reader, cast.reader()):
            self.ask(by)
        self.run_it()
        self.run_it()
        self.ask()

        self.assertEqual((len(self.machine.asked), Rendering.objects.count()), (1, 1))

    def test_is_asked_anew_after_it_was_lost_on_the_way(self):
        self.ask()
        Rendering.objects.update(made_at=timezone.now() - 2 * SILENCE)
        self.ask()

        states = Rendering.objects.order_by("pk").values_list("state", flat=True)
        self.assertEqual(list(states), [State.FAILED, State.ASKED])

    def test_what_a_liaison_puts_right_stays_marked(self):
        self.ask()
        made = self.run_it()
        browser = cast.client_of(cast.liaison("ar", name="Lina"))
        browser.post(
            f"/en/desk/renderings/{made.pk}/",
            {"deed": "confirm", "body": "We need this.", "version": 1, "seen": ""},
        )

        self.assertContains(
            self.client.get(f"/en/c/{self.comment.slug}/"),
            "In English, by a machine, checked by <bdi>Lina</bdi>:",
        )


class AMachineThatFails(Asked):
    def assert_said(self, failure, sentence):
        self.ask()
        made = self.run_it()
        self.assertEqual((made.state, made.failure, made.body), (State.FAILED, failure, ""))
        self.assertContains(self.page(), sentence)
        self.assertEqual(Outbox.objects.waiting().count(), 1)  # it is not sent again and again

    def test_by_an_error(self):
        for self.machine.status in (500, 302, 403):
            self.assert_said("refused", "The machine refused")
            Outbox.objects.all().delete()

    def test_because_it_is_not_there(self):
        with self.settings(MACHINE_TRANSLATION_URL="http://127.0.0.1:1"):
            self.assert_said("refused", "The machine refused")

    def test_by_silence(self):
        self.machine.wait = 3
        begun = time.monotonic()

        self.assert_said("slow", "The machine did not answer in time.")

        self.assertLess(time.monotonic() - begun, 3)

    def test_by_garbage(self):
        for self.machine.body in (
            b"<html>", b"[]", b'{"translatedText": 7}', b'{"translatedText": " "}', b"\xff\xfe",
            b'{"translatedText": "a\\u0000b"}', b'{"translatedText": "' + b"a" * 20_001 + b'"}',
            b" " * 2_000_000, b"[" * 100_000,
        ):  # fmt: skip
            with self.subTest(self.machine.body[:30]):
                self.assert_said("garbled", "could not be read")
                Outbox.objects.all().delete()

    def test_and_can_be_asked_again(self):
        self.machine.status = 500
        self.ask()
        self.run_it()
        self.machine.status = 200
        self.ask()

        self.assertEqual(self.run_it().state, State.PROPOSED)


class WhatIsNotSent(Asked):
    def test_words_that_were_hidden_or_changed_before(self):
        for change in ({"visibility": Visibility.HIDDEN}, {"version": 2}):
            self.ask()
            Comment.objects.filter(pk=self.comment.pk).update(**change)
            self.assertEqual(self.run_it().failure, "changed")
            Comment.objects.update(visibility=Visibility.PUBLIC, version=1)
        self.assertEqual(self.machine.asked, [])

    def test_what_comes_back_for_words_that_are_gone_is_not_kept(self):
        ours = connections["default"]
        ours.inc_thread_sharing()
        self.addCleanup(ours.dec_thread_sharing)

        def hide():
            """While the machine thinks; it lends itself the waiting test's connection."""
            connections["default"] = ours
            Comment.objects.update(visibility=Visibility.HIDDEN)

        self.machine.before = hide
        self.ask()
        made = self.run_it()

        self.assertEqual(len(self.machine.asked), 1)
        self.assertEqual((made.state, made.failure, made.body), (State.FAILED, "changed", ""))

    def test_private_words_unless_the_operator_allows_it(self):
        group = make.group(slug="diversity")
        private = make.comment(
            language="ar", visibility=Visibility.GROUP, chosen_visibility=Visibility.GROUP,
            draft_set=make.draft_set(group=group),
        )  # fmt: skip
        member = cast.member(group)

        self.assertEqual(self.ask(member, private).status_code, 403)
        with self.settings(MACHINE_TRANSLATION_PRIVATE=True):
            self.assertEqual(self.ask(member, private).status_code, 302)
        self.assertEqual(self.run_it().failure, "changed")
        self.assertEqual(self.machine.asked, [])

    def test_words_on_drafts_that_are_not_published(self):
        group = make.group(slug="diversity")
        early = make.comment(
            language="ar", draft_set=make.draft_set(group=group, published_at=None)
        )

        self.assertEqual(self.ask(cast.member(group), early).status_code, 403)

    def test_words_into_their_own_language(self):
        self.assertEqual(self.ask(language="ar").status_code, 400)
        self.assertEqual(self.ask(language="xx").status_code, 400)

    def test_more_than_some_within_an_hour(self):
        with self.settings(RENDERINGS_AN_HOUR=1):
            self.ask()
            self.ask(language="fr")

        self.assertEqual(Rendering.objects.count(), 1)


class WithoutAMachine(Asked):
    def setUp(self):
        super().setUp()
        self.enterContext(override_settings(MACHINE_TRANSLATION_URL=""))

    def test_there_is_no_button_and_no_door(self):
        self.assertNotContains(self.page(), "achine")
        self.assertEqual(self.ask().status_code, 403)

    def test_what_was_asked_before_ends(self):
        asked = rendering(comment=self.comment, state=State.ASKED, is_machine=True, body="")

        tasks.render_by_machine(asked.pk)

        asked.refresh_from_db()
        self.assertEqual((asked.state, asked.failure), (State.FAILED, "changed"))
