"""Coding on the desk: what is ticked, all that a filter finds, one contribution, passages."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from feedback.actions.code import code
from feedback.models import CodedStance, Coding
from tests import cast, make
from tests.feedback import themes


class Desk(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.recommendation = make.recommendation(
            draft_set=make.draft_set(group=make.group(slug="diversity"))
        )
        iteration = cls.recommendation.draft_set.iteration
        cls.member = cast.member("diversity", name="Coder")
        cls.theme = themes.theme(iteration=iteration, label_en="Access")
        cls.other = themes.theme(iteration=iteration, label_en="Health")
        cls.address = "/en/desk/groups/diversity/code/"

    def setUp(self):
        self.browser = cast.client_of(self.member)

    def comment(self, **over):
        return make.comment(recommendation=self.recommendation, **over)

    def send(self, *comments, browser=None, **over):
        items = [f"{each.slug}:{each.version}" for each in comments]
        sent = {"item": items, "deed": "theme", "theme": self.theme.pk, **over}
        return (browser or self.browser).post(self.address, sent, follow=True)


class WhatIsTicked(Desk):
    def test_it_goes_under_the_theme(self):
        first, second, left = (self.comment() for _ in range(3))
        page = self.send(first, second)
        self.assertContains(page, "2 contributions were put under the theme.")
        self.assertEqual({each.comment for each in Coding.objects.all()}, {first, second})
        self.assertFalse(left.codings.exists())

    def test_all_that_the_filter_finds(self):
        found = [self.comment(language="ar") for _ in range(3)]
        self.comment(language="fr")
        self.send(all="on", filter="language=ar", at=timezone.now().isoformat())
        self.assertEqual({each.comment for each in Coding.objects.all()}, set(found))

    def test_words_that_were_edited_meanwhile_are_left_out_and_told(self):
        comment = self.comment()
        type(comment).objects.filter(pk=comment.pk).update(version=2)
        self.assertContains(self.send(comment), "1 were changed or taken away meanwhile")
        self.assertEqual(Coding.objects.count(), 0)

    def test_a_stance_is_noted_apart(self):
        comment = self.comment(stance="support")
        self.send(comment, deed="stance", theme="", stance="concern")
        self.assertEqual(CodedStance.objects.get().stance, "concern")
        self.assertEqual(Coding.objects.count(), 0)

    def test_without_a_theme_nothing_happens_and_it_says_so(self):
        self.assertContains(self.send(self.comment(), theme=""), "Choose a theme first.")
        self.assertContains(self.send(), "Tick at least one contribution first.")

    def test_words_of_other_groups_and_hidden_ones_are_out_of_reach(self):
        other = make.draft_set(group=make.group(), iteration=self.theme.iteration)
        self.send(make.comment(draft_set=other), self.comment(visibility="hidden"))
        self.assertEqual(Coding.objects.count(), 0)

    def test_only_the_group_codes(self):
        comment = self.comment()
        for person in (cast.reader(), cast.member(make.group()), cast.liaison("en")):
            answer = self.send(comment, browser=cast.client_of(person))
            self.assertEqual(answer.status_code, 404)
        self.assertEqual(Coding.objects.count(), 0)

    def test_it_goes_back_to_the_page_but_to_no_other_site(self):
        comment = self.comment()
        answer = self.send(comment, back="/en/desk/groups/diversity/?theme=x")
        self.assertEqual(answer.redirect_chain[0][0], "/en/desk/groups/diversity/?theme=x")
        answer = self.send(comment, back="https://evil.example/")
        self.assertEqual(answer.redirect_chain[0][0], "/en/desk/groups/diversity/?place=#main")

    def test_a_script_hears_what_stands_there_now(self):
        comment = self.comment()
        answer = self.browser.post(
            self.address,
            {"item": f"{comment.slug}:1", "deed": "theme", "theme": self.theme.pk},
            headers={"HX-Request": "true"},
        )
        self.assertContains(answer, f'data-codings="{comment.slug}"')
        self.assertContains(answer, "Access")

    def test_what_was_used_last_is_offered_first(self):
        comment = self.comment()
        self.assertNotContains(self.browser.get(f"{self.address}{comment.slug}/"), "Used lately")
        self.send(comment, theme=self.other.pk)
        choices = self.browser.get(f"{self.address}{comment.slug}/").context["code_form"]["theme"]
        _none, lately, _book = choices.field.widget.choices
        self.assertEqual(lately, ("Used lately", [(self.other.pk, "Health")]))


class OneContribution(Desk):
    def setUp(self):
        super().setUp()
        self.said = self.comment(body="We need **open licences** and open doors.")
        self.page = f"{self.address}{self.said.slug}/"

    def mark(self, words, **over):
        return self.browser.post(self.page, {"words": words, "theme": self.theme.pk, **over})

    def test_a_passage_is_named_by_its_words(self):
        self.mark("open licences")
        coding = Coding.objects.get()
        self.assertEqual((coding.start, coding.end, coding.quote), (10, 23, "open licences"))
        self.assertContains(self.browser.get(self.page), "<mark>open licences</mark>")

    def test_words_that_stand_there_twice_have_to_be_chosen(self):
        answer = self.mark("open")
        self.assertContains(answer, "<mark>open</mark> doors", status_code=400)
        self.mark("open", place="1")
        self.assertEqual(Coding.objects.get().start, 30)

    def test_words_that_do_not_stand_there_are_refused(self):
        self.assertContains(self.mark("shut doors"), "do not stand in", status_code=400)
        self.assertContains(self.mark("open", place="7"), "do not stand in", status_code=400)
        self.assertEqual(Coding.objects.count(), 0)

    def test_an_edited_contribution_says_that_it_was_coded_before(self):
        code([self.said], [self.theme], by=self.member)
        type(self.said).objects.filter(pk=self.said.pk).update(version=2)
        self.assertContains(self.browser.get(self.page), "coded in an earlier wording")

    def test_its_history_says_who_did_what(self):
        code([self.said], [self.theme], by=self.member)
        self.browser.post(f"{self.address}{Coding.objects.get().pk}/take-back/")
        page = self.browser.get(self.page)
        self.assertContains(page, "It stands under no theme yet.")
        self.assertContains(page, "Taken back, <bdi>Coder</bdi>")

    def test_another_coders_work_is_theirs_to_take_back(self):
        coding = themes.coding(self.said, self.theme)
        address = f"{self.address}{coding.pk}/take-back/"
        self.assertNotContains(self.browser.get(self.page), "Take back")
        self.assertEqual(self.browser.post(address).status_code, 403)
        cast.client_of(cast.organiser()).post(address)
        self.assertFalse(Coding.objects.standing().exists())

    def test_as_many_questions_for_nine_codings_as_for_one(self):
        themes.coding(self.said, self.theme)
        with CaptureQueriesContext(connection) as one:
            self.browser.get(self.page)
        for _ in range(8):
            themes.coding(self.said, self.theme)
        with self.assertNumQueries(len(one)):
            self.browser.get(self.page)
