"""The codebook changes and no coding is lost: adding, renaming, moving, merging, splitting."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from feedback.actions import themes as deeds
from feedback.codebook import count_in, iteration_of, tree_of
from feedback.group_input import input_of
from feedback.models import Coding, Comment, Theme
from tests import cast, make
from tests.feedback import themes


class Book(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.draft_set = make.draft_set(group=make.group(slug="diversity"))
        cls.recommendation = make.recommendation(draft_set=cls.draft_set)
        cls.iteration = cls.draft_set.iteration
        cls.member = cast.member("diversity")
        cls.access = themes.theme(iteration=cls.iteration, key="access")
        cls.health = themes.theme(iteration=cls.iteration, key="health")

    def comment(self, **over):
        return make.comment(recommendation=self.recommendation, **over)

    def numbers(self):
        nodes = tree_of(self.iteration)
        count_in(nodes, input_of(self.draft_set.group, self.member), self.iteration)
        return {each.theme.key: each.number for top in nodes for each in [top, *top.children]}


class AddingAndMoving(Book):
    def add(self, label, under=None, **texts):
        texts = {"label_en": label, **texts}
        return deeds.add_theme(self.iteration, texts, under=under, by=self.member)

    def test_its_key_comes_from_its_english_name_and_is_its_own(self):
        self.assertEqual(self.add("Roles & money").key, "roles-money")
        self.assertEqual(self.add("Roles money").key, "roles-money-2")
        self.assertEqual(self.add("角色").key, "theme")

    def test_it_keeps_its_words_in_each_language(self):
        made = Theme.objects.get(pk=self.add("Roles", label_ar="الأدوار").pk)
        self.assertEqual((made.label_en, made.label_ar, made.label_fr), ("Roles", "الأدوار", None))

    def test_its_history_says_who_and_when(self):
        row = self.add("Roles").history.get()
        self.assertEqual((row.history_user, row.history_change_reason), (self.member, "added"))

    def test_it_stands_under_another_one_and_nothing_under_it(self):
        below = self.add("Below", under=self.access)
        self.assertEqual(below.parent, self.access)
        with self.assertRaises(deeds.ThemeError):
            self.add("Too deep", under=below)

    def test_a_theme_with_others_under_it_goes_under_none(self):
        self.add("Below", under=self.access)
        with self.assertRaises(deeds.ThemeError):
            deeds.place_theme(self.access, under=self.health, by=self.member)

    def test_up_and_down_among_those_beside_it(self):
        deeds.shift_theme(self.health, -1, by=self.member)
        self.assertEqual([node.theme.key for node in tree_of(self.iteration)], ["health", "access"])
        deeds.shift_theme(self.health, -1, by=self.member)
        self.assertEqual([node.theme.key for node in tree_of(self.iteration)], ["health", "access"])

    def test_an_empty_codebook_begins_with_the_themes_of_another(self):
        self.add("Below", under=self.access, definition_fr="Dessous")
        goal = make.iteration()
        self.assertEqual(deeds.copy_codebook(self.iteration, goal, by=self.member), 3)
        first, second = tree_of(goal)
        self.assertEqual([first.theme.key, second.theme.key], ["access", "health"])
        self.assertEqual(Theme.objects.get(pk=first.children[0].theme.pk).definition_fr, "Dessous")
        self.assertEqual(deeds.copy_codebook(self.iteration, goal, by=self.member), 0)


class Renaming(Book):
    def rename(self, seen=None, **texts):
        seen = seen or self.access.history.latest().pk
        return deeds.rename_theme(self.access, texts, seen=seen, by=self.member)

    def test_other_words_in_one_language_leave_the_others(self):
        self.assertTrue(self.rename(label_fr="Accès", definition_fr="Qui entre."))
        self.access.refresh_from_db()
        self.assertEqual((self.access.label_fr, self.access.label_en), ("Accès", "Theme 1"))
        self.assertEqual(self.access.history.latest().history_user, self.member)

    def test_the_same_words_are_no_change(self):
        self.assertFalse(self.rename(label_en="Theme 1", label_fr=""))
        self.assertEqual(self.access.history.count(), 1)

    def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(self):
        seen = self.access.history.latest().pk
        self.rename(label_fr="Accès")
        with self.assertRaises(deeds.ThemeError):
            self.rename(seen, label_fr="Entrée")


class Merging(Book):
    def merge(self):
        return deeds.merge_theme(self.access, self.health, by=self.member)

    def test_all_codings_go_over_and_the_numbers_stay_right(self):
        first, second = self.comment(), self.comment()
        themes.coding(first, self.access)
        themes.coding(second, self.health)
        self.assertEqual(self.merge(), (1, 0))
        self.assertEqual(self.numbers(), {"health": 2})
        self.access.refresh_from_db()
        self.assertEqual(self.access.merged_into, self.health)

    def test_what_one_coder_put_under_both_stands_there_once(self):
        comment, coder = self.comment(), cast.reader()
        double = themes.coding(comment, self.access, coder)
        themes.coding(comment, self.health, coder)
        self.assertEqual(self.merge(), (0, 1))
        double.refresh_from_db()
        self.assertIsNotNone(double.removed_at)
        self.assertEqual(Coding.objects.standing().get().theme, self.health)

    def test_two_coders_stay_two(self):
        comment = self.comment()
        themes.coding(comment, self.access)
        themes.coding(comment, self.health)
        self.assertEqual(self.merge(), (1, 0))
        self.assertEqual(Coding.objects.standing().filter(theme=self.health).count(), 2)

    def test_a_passage_and_the_whole_are_two(self):
        comment, coder = self.comment(), cast.reader()
        themes.coding(comment, self.access, coder, start=0, end=2, quote="We")
        themes.coding(comment, self.health, coder)
        self.assertEqual(self.merge(), (1, 0))

    def test_each_coding_keeps_where_it_came_from(self):
        coding = themes.coding(self.comment(), self.access)
        self.merge()
        rows = coding.history.order_by("history_id")
        self.assertEqual([row.theme_id for row in rows], [self.access.pk, self.health.pk])
        self.assertEqual(rows.last().history_user, self.member)
        self.assertEqual(rows.last().history_change_reason, "merged")

    def test_what_stood_under_it_goes_along(self):
        below = themes.theme(iteration=self.iteration, parent=self.access)
        self.merge()
        below.refresh_from_db()
        self.assertEqual(below.parent, self.health)

    def test_not_into_itself_a_merged_one_or_what_stands_under_it(self):
        below = themes.theme(iteration=self.iteration, parent=self.access)
        merged = themes.theme(iteration=self.iteration, merged_into=self.health)
        for goal in (self.access, below, merged, themes.theme()):
            with self.subTest(goal=goal), self.assertRaises(deeds.ThemeError):
                deeds.merge_theme(self.access, goal, by=self.member)

    def test_as_many_questions_for_nine_codings_as_for_one(self):
        third, last = (themes.theme(iteration=self.iteration) for _ in range(2))
        for _ in range(9):
            themes.coding(self.comment(), third)
        themes.coding(self.comment(), self.access)
        self.merge()  # the stamps are there now
        themes.coding(self.comment(), last)
        with CaptureQueriesContext(connection) as one:
            deeds.merge_theme(last, self.health, by=self.member)
        with self.assertNumQueries(len(one)):
            deeds.merge_theme(third, self.health, by=self.member)


class Splitting(Book):
    def test_the_chosen_contributions_move_whoever_coded_them(self):
        chosen, left = self.comment(), self.comment()
        for comment in (chosen, left):
            themes.coding(comment, self.access)
            themes.coding(comment, self.access)
        moved = deeds.split_theme(self.access, [chosen], into=self.health, by=self.member)
        self.assertEqual(moved, (2, 0))
        self.assertEqual(self.numbers(), {"access": 1, "health": 1})


class Counting(Book):
    def test_each_contribution_once_however_often_it_was_coded(self):
        comment = self.comment()
        below = themes.theme(iteration=self.iteration, key="below", parent=self.access)
        themes.coding(comment, self.access)
        themes.coding(comment, below)
        themes.coding(comment, below)
        self.assertEqual(self.numbers(), {"access": 1, "below": 1, "health": 0})

    def test_what_was_taken_back_does_not_count(self):
        themes.coding(
            self.comment(), self.access, removed_at=self.recommendation.draft_set.published_at
        )
        self.assertEqual(self.numbers()["access"], 0)

    def test_hidden_words_and_those_of_other_groups_do_not_count(self):
        themes.coding(self.comment(visibility="hidden"), self.access)
        other = make.draft_set(group=make.group(), iteration=self.iteration)
        themes.coding(make.comment(draft_set=other), self.access)
        self.assertEqual(Comment.objects.count(), 2)
        self.assertEqual(self.numbers()["access"], 0)

    def test_the_newest_open_iteration_comes_first(self):
        make.iteration(number=8, opens_at=None)
        self.assertEqual(iteration_of(None).number, self.iteration.number)
        self.assertEqual(iteration_of("8").number, 8)
