"""Before a group publishes: what is open is listed, and only two things stand in the way."""

from datetime import timedelta

from django.core.cache import cache
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from feedback.group_input import GroupDesk
from feedback.models import Answer, CodedStance, Visibility
from feedback.publish_check import InLanguage, Missing, RedLine, check_of
from recommendations.models import ChangeReason, DraftSet, Iteration, Publication
from tests import cast, make

ADDRESS = "/en/desk/groups/diversity/publish/"
PRIVATE = {"visibility": Visibility.GROUP, "chosen_visibility": Visibility.GROUP}


class BeforePublishing(TestCase):
    def setUp(self):
        cache.clear()
        self.group = make.group(slug="diversity", code="DV")
        self.iteration = make.iteration(number=1)
        self.old = make.draft_set(group=self.group, iteration=self.iteration)
        self.new = make.draft_set(
            group=self.group, iteration=make.iteration(number=2), published_at=None
        )
        self.earlier = make.recommendation(draft_set=self.old)
        self.later = make.recommendation(draft_set=self.new)
        self.edge = make.lineage(earlier=self.earlier, later=self.later)
        self.member = cast.member(self.group)
        self.browser = cast.client_of(self.member)

    def check(self):
        return check_of(self.new, GroupDesk("diversity", self.group), self.member)

    def say(self, **over):
        over.setdefault("recommendation", self.earlier)
        return make.comment(**over)

    def answer(self, *comments, **over):
        return make.answer(group=self.group, iteration=self.iteration, to=comments, **over)


class WhatIsListed(BeforePublishing):
    def test_contributions_without_an_answer_by_language_and_age(self):
        long_ago = timezone.now() - timedelta(days=40)
        self.say(language="ar")
        self.say(language="ar", said_at=long_ago, stored_at=long_ago, **PRIVATE)
        self.answer(self.say(language="de"))
        self.answer(self.say(language="es"), state=Answer.State.DRAFT)
        self.say(language="fr", visibility=Visibility.HIDDEN)
        make.comment(recommendation=make.recommendation())

        self.assertEqual(
            self.check().unanswered,
            [InLanguage("ar", [1, 0, 1, 0]), InLanguage("es", [1, 0, 0, 0])],
        )
        self.assertEqual((self.check().number_unanswered, self.check().by_age), (3, [2, 0, 1, 0]))

    def test_red_lines_by_what_the_author_said_a_coder_read_or_the_question_asked(self):
        self.say(stance="red-line", language="ar")
        coded = self.say(language="ar")
        CodedStance.objects.create(
            comment=coded, stance="red-line", by=self.member, coded_at=timezone.now()
        )
        self.say(question=make.guiding_question(key="care-and-red-lines"), language="de")
        self.say(stance="concern")
        self.answer(self.say(stance="red-line"))
        self.assertEqual(
            self.check().red_lines,
            [RedLine(self.earlier.code, "ar", 2), RedLine(self.earlier.code, "de", 1)],
        )

    def test_changed_texts_with_neither_a_reason_nor_an_answer(self):
        made = [
            make.part(recommendation=self.earlier, key=f"q{number}", text_en="Then.")
            for number in range(3)
        ]
        parts = [
            make.part(
                recommendation=self.later, key=part.key, question=part.question, text_en="Now."
            )
            for part in made
        ]
        ChangeReason.objects.create(
            recommendation=self.later, part=parts[0], reason_en="So.", written_at=timezone.now()
        )
        make.answer_change(answer=self.answer(self.say()), recommendation=self.later, part=parts[1])
        found = [(each.recommendation, each.part) for each in self.check().without_reason]
        self.assertEqual(found, [(self.later, parts[2])])

    def test_languages_that_lack_a_recommendation_or_have_an_old_one(self):
        Iteration.objects.filter(number=2).update(planned_languages=["ar", "de"])
        self.new.iteration.refresh_from_db()
        type(self.later).objects.filter(pk=self.later.pk).update(title_de="Titel")
        self.assertEqual(self.check().translations, [Missing("de", 1, 0), Missing("ar", 1, 0)])

    def test_nothing_open_says_so(self):
        check = self.check()
        self.assertFalse(check.is_anything_open)
        self.assertContains(self.browser.get(ADDRESS), "Every contribution has an answer.")

    def test_numbers_lead_to_their_lists_on_the_desk(self):
        self.say(language="ar", stance="red-line")
        page = self.browser.get(ADDRESS)
        self.assertContains(page, "iteration=1&amp;unanswered=on&amp;order=oldest&amp;language=ar")
        self.assertContains(
            page, "unanswered=on&amp;red=on&amp;recommendation=DV1-1&amp;language=ar"
        )

    def test_it_asks_as_much_for_nine_as_for_one(self):
        def grow(number):
            language = ("ar", "de", "es", "fr", "hi", "id", "it", "ja", "pt")[number]
            self.say(language=language, stance="red-line")
            part = make.part(recommendation=self.earlier)
            make.part(recommendation=self.later, question=part.question, text_en="New.")

        grow(0)
        self.browser.get(ADDRESS)
        with CaptureQueriesContext(connection) as one:
            self.browser.get(ADDRESS)
        for number in range(1, 9):
            grow(number)
        with self.assertNumQueries(len(one)):
            self.browser.get(ADDRESS)


class Publishing(BeforePublishing):
    def publish(self, browser=None, **values):
        return (browser or self.browser).post(ADDRESS, {"drafts": "DV2", **values})

    def is_published(self):
        return DraftSet.objects.get(pk=self.new.pk).published_at is not None

    def test_with_nothing_open_it_takes_one_press(self):
        answer = self.publish()
        self.assertRedirects(answer, "/en/groups/diversity/#DV2", fetch_redirect_response=False)
        self.assertTrue(self.is_published())
        self.assertEqual(Publication.objects.get().by, self.member)

    def test_with_something_open_it_needs_an_explanation(self):
        self.say()
        self.assertEqual(self.publish().status_code, 400)
        self.assertEqual(self.publish(note="  ").status_code, 400)
        self.assertFalse(self.is_published())

    def test_the_explanation_is_public_with_the_number_of_public_contributions(self):
        self.say()
        self.say(**PRIVATE)
        self.publish(note="We ran out of time.")
        page = Client().get("/en/groups/diversity/")
        self.assertContains(page, "We ran out of time.")
        self.assertContains(page, "with 1 contribution to the drafts before left without an answer")

    def test_what_stands_in_the_way_is_named_and_refused(self):
        make.recommendation(draft_set=self.old, title_en="Forgotten one")
        page = self.browser.get(ADDRESS)
        self.assertContains(page, "Forgotten one")
        self.assertNotContains(page, 'name="drafts"')
        self.publish(note="All the same.")
        self.assertFalse(self.is_published())

    def test_two_who_press_at_once_publish_once(self):
        other = make.draft_set(
            group=self.group, iteration=make.iteration(number=3), published_at=None
        )
        make.recommendation(draft_set=other)
        self.publish()
        answer = self.publish(cast.client_of(cast.organiser()))
        self.assertEqual(answer.status_code, 302)
        self.assertEqual(Publication.objects.count(), 1)
        self.assertIsNone(DraftSet.objects.get(pk=other.pk).published_at)

    def test_a_member_of_another_group_finds_no_such_page(self):
        browser = cast.client_of(cast.member(make.group()))
        self.assertEqual(browser.get(ADDRESS).status_code, 404)
        self.assertEqual(self.publish(browser).status_code, 404)
        self.assertFalse(self.is_published())

    def test_without_drafts_to_publish_it_says_so(self):
        self.publish()
        page = self.browser.get(ADDRESS)
        self.assertContains(page, "There are no drafts that wait to be published.")
