"""Private words are counted in public, and no small number comes out of what is shown."""

from django.test import SimpleTestCase, TestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.figures import private_words
from feedback.models import Visibility
from feedback.small_numbers import FEW, LEFT_OUT, SMALLEST, of_sum, parts_of
from tests import make


class ASum(SimpleTestCase):
    def test_a_small_one_is_not_shown(self):
        shown = [of_sum(number) for number in (0, 1, 4, 5, 60)]
        self.assertEqual(shown, [0, FEW, FEW, 5, 60])


class ItsParts(SimpleTestCase):
    def shown(self, *numbers):
        total = of_sum(sum(numbers))
        return [*parts_of(total, dict(enumerate(numbers))).values()]

    def test_large_ones_are_shown(self):
        self.assertEqual(self.shown(5, 9, 0), [5, 9, 0])

    def test_one_small_number_takes_the_next_with_it(self):
        """A total of 7 beside a 5 would say: 2."""
        self.assertEqual(self.shown(5, 2), [LEFT_OUT, LEFT_OUT])
        self.assertEqual(self.shown(9, 2, 6), [9, LEFT_OUT, LEFT_OUT])

    def test_empty_ones_are_not_told_from_small_ones(self):
        self.assertEqual(self.shown(20, 3, 0, 4), [20, FEW, FEW, FEW])

    def test_small_ones_whose_sum_is_small_take_one_more(self):
        self.assertEqual(self.shown(20, 1, 1, 8), [20, LEFT_OUT, LEFT_OUT, LEFT_OUT])

    def test_four_and_four_do_not_say_that_they_are_four(self):
        self.assertEqual(self.shown(4, 4), [LEFT_OUT, LEFT_OUT])

    def test_parts_of_what_is_not_shown_are_not_either(self):
        self.assertEqual(parts_of(FEW, {1: 3, 2: 0}), {1: FEW, 2: FEW})
        self.assertEqual(parts_of(LEFT_OUT, {1: 30, 2: 3}), {1: LEFT_OUT, 2: LEFT_OUT})

    @settings(deadline=None)
    @given(st.lists(st.integers(0, 12), min_size=1, max_size=8))
    def test_nobody_can_work_one_out(self, numbers):
        """Of each number left out, two values at least are possible, whoever subtracts."""
        shown = self.shown(*numbers)
        marked = [mark for mark in shown if mark in (FEW, LEFT_OUT)]
        if sum(numbers) < SMALLEST or not marked:
            self.assertFalse(any(0 < each < SMALLEST for each in shown if isinstance(each, int)))
            return
        left = sum(numbers) - sum(mark for mark in shown if isinstance(mark, int))
        self.assertGreaterEqual(left, SMALLEST)
        largest = SMALLEST - 1 if FEW in marked else left
        others = (len(marked) - 1) * largest
        possible = [value for value in range(largest + 1) if 0 <= left - value <= others]
        self.assertGreater(len(possible), 1, (numbers, shown))


class PrivateWordsOfAnIteration(TestCase):
    def setUp(self):
        self.iteration = make.iteration(number=1)
        self.sets = [make.draft_set(group=make.group(), iteration=self.iteration) for _ in range(2)]
        self.first, self.second = (make.recommendation(draft_set=self.sets[0]) for _ in range(2))
        self.third = make.recommendation(draft_set=self.sets[1])

    def say(self, number, recommendation, visibility=Visibility.GROUP):
        for _ in range(number):
            make.comment(
                recommendation=recommendation,
                visibility=visibility,
                chosen_visibility=Visibility.GROUP,
                author=None,
                name="Guest",
            )

    def test_they_are_counted_in_all_by_group_and_by_recommendation(self):
        self.say(6, self.first)
        self.say(7, self.second)
        self.say(5, self.third)
        found = private_words([self.iteration])
        self.assertEqual(found.by_iteration, {self.iteration.pk: 18})
        self.assertEqual(found.by_set, {self.sets[0].pk: 13, self.sets[1].pk: 5})
        self.assertEqual(
            found.by_recommendation, {self.first.pk: 6, self.second.pk: 7, self.third.pk: 5}
        )

    def test_a_small_group_hides_the_other_and_all_recommendations(self):
        self.say(6, self.first)
        self.say(2, self.third)
        found = private_words([self.iteration])
        self.assertEqual(found.by_iteration, {self.iteration.pk: 8})
        self.assertEqual({*found.by_set.values(), *found.by_recommendation.values()}, {LEFT_OUT})

    def test_words_that_wait_are_hidden_or_withdrawn_are_not_counted(self):
        for state in (Visibility.WAITING, Visibility.HIDDEN, Visibility.WITHDRAWN):
            self.say(6, self.first, state)
        self.assertEqual(private_words([self.iteration]).by_iteration, {self.iteration.pk: 0})
