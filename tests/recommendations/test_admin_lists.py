"""The list pages of the back office: constant queries, and one language with its fallbacks."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.languages import spoken
from feedback.models import Decision, Outbox
from recommendations.models import Lineage
from tests import cast, make

OTHER_LANGUAGES = ("_fr", "_de", "_zh_hans", "_ind")


def a_part():
    part = make.part(recommendation=make.recommendation(title_ar="عنوان"))
    make_edge(part.recommendation)
    return part


def make_edge(recommendation):
    return Lineage.objects.create(earlier=recommendation, kind="withdrawn")


def a_decision():
    comment = make.comment()
    values = {"comment": comment, "kind": "hide", "reason": "Spam", "by": comment.author}
    return Decision.objects.create(**values, decided_at=timezone.now())


LISTS = {
    "recommendations_iteration": make.iteration,
    "recommendations_workinggroup": make.group,
    "recommendations_guidingquestion": make.guiding_question,
    "recommendations_partquestion": make.part_question,
    "recommendations_page": make.page,
    "recommendations_draftset": make.draft_set,
    "recommendations_recommendation": make.recommendation,
    "recommendations_part": a_part,
    "recommendations_lineage": a_part,
    "accounts_user": lambda: cast.translator("ar"),
    "feedback_comment": make.comment,
    "feedback_decision": a_decision,
    "feedback_outbox": lambda: Outbox.objects.write("task", 1),
}


class ListPages(TestCase):
    def setUp(self):
        self.browser = cast.client_of(cast.admin())

    def page(self, name, query=""):
        with spoken("ar"):
            return reverse(f"admin:{name}_changelist") + query

    def queries(self, name, query=""):
        with CaptureQueriesContext(connection) as asked:
            answer = self.browser.get(self.page(name, query))
            self.assertEqual(answer.status_code, 200)
        return [each["sql"] for each in asked]

    def test_they_ask_as_much_for_nine_rows_as_for_one(self):
        for name, make_row in LISTS.items():
            with self.subTest(name):
                make_row()
                self.queries(name)
                one = self.queries(name)
                for _ in range(8):
                    make_row()
                self.assertEqual(len(self.queries(name)), len(one))

    def test_they_load_the_reading_language_and_its_fallback_only(self):
        a_part()
        for name in LISTS:
            with self.subTest(name):
                for sql in self.queries(name):
                    for suffix in OTHER_LANGUAGES:
                        self.assertNotIn(f'{suffix}"', sql)

    def test_a_search_finds_a_title_in_the_reading_language_and_in_english(self):
        wanted = make.recommendation(title_ar="المعرفة", title_en="Knowledge")
        make.recommendation(title_en="Something else")

        for term in ("المعرفة", "Knowledge", wanted.code):
            answer = self.browser.get(self.page("recommendations_recommendation", f"?q={term}"))
            self.assertEqual(list(answer.context["cl"].result_list), [wanted])

    def test_a_filter_by_group_shows_its_drafts(self):
        wanted, _other = make.recommendation(), make.recommendation()
        query = f"?draft_set__group__id__exact={wanted.draft_set.group_id}"

        answer = self.browser.get(self.page("recommendations_recommendation", query))

        self.assertEqual(list(answer.context["cl"].result_list), [wanted])

    def test_titles_stand_in_their_language(self):
        make.recommendation(title_ar="عنوان")
        make.recommendation(title_en="Only English")

        answer = self.browser.get(self.page("recommendations_recommendation"))

        self.assertContains(answer, '<span lang="en" dir="ltr">Only English</span>')
        self.assertContains(answer, ">عنوان</a>")


class WhatPeopleSaid(TestCase):
    def test_it_is_there_to_be_read_and_nobody_edits_it(self):
        decision = a_decision()
        browser = cast.client_of(cast.admin())
        for row in (decision, decision.comment):
            with spoken("en"):
                page = reverse(f"admin:feedback_{row._meta.model_name}_change", args=[row.pk])

            self.assertEqual(browser.get(page).status_code, 200)
            self.assertEqual(browser.post(page, {"reason": "Other"}).status_code, 403)
            self.assertEqual(browser.post(page.replace("change", "delete")).status_code, 403)

    def test_only_staff_sees_comments_and_the_waiting_ones_too(self):
        waiting = make.comment(visibility="waiting")
        with spoken("en"):
            page = reverse("admin:feedback_comment_changelist")

        self.assertContains(cast.client_of(cast.admin()).get(page), waiting.short_id)
        for person in (cast.organiser(), cast.translator("ar")):
            self.assertEqual(cast.client_of(person).get(page).status_code, 403)
