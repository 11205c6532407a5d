"""A group's desk: what stands on it, how it is narrowed, and what it costs."""

from datetime import timedelta

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from feedback.models import (
    Agreement,
    Answer,
    AnswerTo,
    Comment,
    Outcome,
    Rendering,
    Visibility,
)
from tests import cast, make

PRIVATE = {"visibility": Visibility.GROUP, "chosen_visibility": Visibility.GROUP}


def shown(response):
    """The short ids on the desk, from the top down."""
    return [comment.short_id for comment in response.context["page"].comments]


class Desk(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.group = make.group(slug="diversity", name_en="Diversity")
        cls.drafts = make.draft_set(group=cls.group)
        cls.recommendation = make.recommendation(draft_set=cls.drafts)
        cls.member = cast.member(cls.group)

    def setUp(self):
        self.browser = cast.client_of(self.member)

    def said(self, **over):
        over.setdefault("recommendation", self.recommendation)
        return make.comment(**over)

    def found(self, query=""):
        return shown(self.browser.get(f"/en/desk/groups/diversity/?{query}"))


class WhatStandsOnTheDesk(Desk):
    def test_all_input_of_the_group_the_newest_first(self):
        first = self.said()
        whole = make.comment(draft_set=self.drafts)
        elsewhere = make.statement(recommendation=self.recommendation)
        private = self.said(**PRIVATE)

        self.assertEqual(
            self.found(), [each.short_id for each in (private, elsewhere, whole, first)]
        )

    def test_no_words_to_other_groups(self):
        make.comment()

        self.assertEqual(self.found(), [])

    def test_nothing_that_cannot_be_read(self):
        for visibility in (Visibility.HIDDEN, Visibility.WAITING, Visibility.WITHDRAWN):
            self.said(visibility=visibility, author=self.member)
        self.said(removed_at=timezone.now(), **PRIVATE)

        self.assertEqual(self.found(), [])

    def test_no_private_words_to_another_group_even_if_it_passes_them_on(self):
        secret = self.said(**PRIVATE)
        other = make.group(slug="other")
        passing = Answer.objects.create(
            group=self.group, iteration=self.drafts.iteration, outcome=Outcome.PASSED_ON,
            passed_to=other, state=Answer.State.PUBLISHED, drafted_at=timezone.now(),
            published_at=timezone.now(),
        )  # fmt: skip
        for comment in (secret, open_words := self.said()):
            AnswerTo.objects.create(
                answer=passing, comment=comment, comment_version=1, added_at=timezone.now()
            )
        theirs = cast.client_of(cast.member(other))

        self.assertEqual(shown(theirs.get("/en/desk/groups/other/")), [open_words.short_id])

    def test_a_member_of_another_group_has_no_desk_here(self):
        other = cast.client_of(cast.member(make.group(slug="other")))

        self.assertEqual(other.get("/en/desk/groups/diversity/").status_code, 404)

    def test_the_desk_of_the_whole_movement_is_the_organisers(self):
        whole = make.comment(draft_set=make.draft_set(group=None))
        organiser = cast.client_of(cast.organiser())

        self.assertEqual(shown(organiser.get("/en/desk/groups/all/")), [whole.short_id])
        self.assertEqual(self.browser.get("/en/desk/groups/all/").status_code, 404)

    def test_it_asks_as_much_for_nine_as_for_one(self):
        self._with_everything()
        self.browser.get("/en/desk/groups/diversity/")
        with CaptureQueriesContext(connection) as one:
            self.browser.get("/en/desk/groups/diversity/")
        for _ in range(8):
            self._with_everything()

        with self.assertNumQueries(len(one)):
            self.assertEqual(len(self.found()), 9)

    def _with_everything(self):
        part = make.part(recommendation=make.recommendation(draft_set=self.drafts))
        return make.statement(part=part, question=make.guiding_question())


class TheDesksOfAPerson(Desk):
    def test_are_those_of_the_groups_they_belong_to(self):
        make.group(name_en="Advocacy")

        response = self.browser.get("/en/desk/groups/")

        self.assertContains(response, 'href="/en/desk/groups/diversity/"')
        self.assertNotContains(response, "Advocacy")

    def test_an_organiser_has_all_of_them(self):
        response = cast.client_of(cast.organiser()).get("/en/desk/groups/")

        self.assertContains(response, 'href="/en/desk/groups/diversity/"')
        self.assertContains(response, 'href="/en/desk/groups/all/"')

    def test_a_reader_has_none(self):
        reader = cast.client_of(cast.reader())

        self.assertEqual(reader.get("/en/desk/groups/").status_code, 403)


class PagingThroughTheDesk(Desk):
    def test_each_order_meets_every_contribution_once_and_goes_back(self):
        now = timezone.now()
        for number in range(120):
            # Many at the same moment: the key of the row decides between them.
            self.said(
                stored_at=now - timedelta(minutes=number // 7), agreement_count=number % 5,
                body="x" * (number % 9 + 1),
            )  # fmt: skip
        for order in ("newest", "oldest", "agreement", "length"):
            with self.subTest(order):
                pages = self._pages(order)

                self.assertEqual([len(page) for page in pages], [50, 50, 20])
                self.assertEqual(len({each for page in pages for each in page}), 120)

    def _pages(self, order):
        pages, place, last = [], "", None
        while place is not None:
            response = self.browser.get(f"/en/desk/groups/diversity/?order={order}&place={place}")
            page = response.context["page"]
            if last:
                back = f"order={order}&place={page.place.previous}"
                self.assertEqual(self.found(back), last)
            last = shown(response)
            pages.append(last)
            place = page.place.next or None
        return pages


class ReadingOnTheDesk(Desk):
    def page(self, query="view=reading"):
        return self.browser.get(f"/en/desk/groups/diversity/?{query}").content.decode()

    def test_all_words_stand_beside_their_rendering_and_one_click_from_their_place(self):
        said = self.said(language="ar", body="كلمات كثيرة")
        Rendering.objects.create(
            comment=said, comment_version=1, language="en", body="Many words",
            html="<p>Many words</p>", state=Rendering.State.CONFIRMED, made_at=timezone.now(),
        )  # fmt: skip

        page = self.page()

        self.assertInHTML("<p>Many words</p>", page)
        self.assertIn('lang="ar" dir="rtl"', page)
        for address in (f"/en/c/{said.slug}/", f"/en/c/{said.slug}/text/"):
            self.assertIn(f'href="{address}"', page)

    def test_a_statement_says_how_many_took_part_and_voiced_it(self):
        meeting = make.conversation(people_count=30, people_certainty="exact")
        make.statement(recommendation=self.recommendation, conversation=meeting, voiced_by=12)

        page = self.page()

        self.assertIn("voiced by 12 people", page)
        self.assertIn("30 people took part", page)
        self.assertIn(f'href="/en/conversations/{meeting.pk}/"', page)

    def test_a_bundle_is_one_text_with_its_senders(self):
        head = self.said()
        for _ in range(3):
            self.said(same_as=head)

        self.assertIn("1 text, 4 senders", self.page())
        self.assertEqual(self.found("once=on"), [head.short_id])

    def test_agreement_is_shown_by_language(self):
        said = self.said(agreement_count=2)
        for language in ("fr", "ar"):
            person = make.person(language=language)
            Agreement.objects.create(comment=said, person=person, created_at=timezone.now())

        page = self.page()

        self.assertIn("2 people see it this way too", page)
        self.assertIn('<span lang="fr">français</span> 1', page)

    def test_a_reply_shows_what_it_replies_to_if_anyone_may_read_that(self):
        open_words, hidden = self.said(body="Why so?"), self.said(body="Secret.")
        make.comment(parent=open_words)
        make.comment(parent=hidden)
        Comment.objects.filter(pk=hidden.pk).update(visibility=Visibility.HIDDEN)

        page = self.page()

        self.assertEqual(page.count("Why so?"), 2)
        self.assertIn("A reply to words that cannot be read now.", page)
        self.assertNotIn("Secret.", page)
