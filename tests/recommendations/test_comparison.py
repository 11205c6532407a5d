"""What differs between two texts."""

import random
import time
from itertools import pairwise

from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from recommendations.comparison import ADDED, REMOVED, SAME, differences, signs, words

SCRIPTS = ("ab ,.\n", "كتاب قلم،ـَ", "हिन्दी क्षेत्र।", "บ้านน้ำ", "中文字。，a1 ", "かなカナ漢字ー")
texts = st.sampled_from(SCRIPTS).flatmap(lambda alphabet: st.text(alphabet, max_size=60))
languages = st.sampled_from(["en", "ar", "hi", "th", "zh-hans", "ja", "x-unknown"])


def as_pairs(old, new, language="en"):
    return [(segment.kind, segment.text) for segment in differences(old, new, language)]


def joined(segments, without):
    return "".join(segment.text for segment in segments if segment.kind != without)


class TwoTexts(SimpleTestCase):
    def test_a_word_is_replaced_and_the_spaces_around_it_stay(self):
        self.assertEqual(
            as_pairs("We ask for open licences.", "We ask for fair licences."),
            [
                (SAME, "We ask for "),
                (REMOVED, "open"),
                (ADDED, "fair"),
                (SAME, " licences."),
            ],
        )

    def test_punctuation_is_no_part_of_a_word(self):
        self.assertEqual(
            as_pairs("Licences, all.", "Licences all."),
            [(SAME, "Licences"), (REMOVED, ","), (SAME, " all.")],
        )

    def test_chinese_and_japanese_are_compared_sign_by_sign(self):
        self.assertEqual(
            as_pairs("我们建议审查条款", "我们建议修改条款", "zh-hans"),
            [(SAME, "我们建议"), (REMOVED, "审查"), (ADDED, "修改"), (SAME, "条款")],
        )
        self.assertEqual(
            as_pairs("知識の公平", "知識と公平", "ja"),
            [(SAME, "知識"), (REMOVED, "の"), (ADDED, "と"), (SAME, "公平")],
        )

    def test_latin_words_in_a_chinese_text_stay_whole(self):
        self.assertEqual(
            as_pairs("使用wiki", "使用wikis", "zh-hans"),
            [(SAME, "使用"), (REMOVED, "wiki"), (ADDED, "wikis")],
        )

    def test_a_hindi_word_is_not_torn_at_its_vowel_signs(self):
        self.assertEqual(
            as_pairs("हिन्दी पाठ", "हिन्दू पाठ", "hi"),
            [(REMOVED, "हिन्दी"), (ADDED, "हिन्दू"), (SAME, " पाठ")],
        )

    def test_a_sign_keeps_the_marks_that_stand_on_it(self):
        self.assertEqual(as_pairs("น้ำ", "นำ", "th"), [(REMOVED, "น้"), (ADDED, "น"), (SAME, "ำ")])

    def test_two_changed_words_are_not_torn_apart_by_the_space_between_them(self):
        self.assertEqual(
            as_pairs("the great plan", "the small idea"),
            [(SAME, "the "), (REMOVED, "great plan"), (ADDED, "small idea")],
        )

    def test_a_crumb_between_two_larger_changes_goes_with_them(self):
        self.assertEqual(
            as_pairs("Our great plan of peace works", "Our small idea of order works"),
            [
                (SAME, "Our "),
                (REMOVED, "great plan of peace"),
                (ADDED, "small idea of order"),
                (SAME, " works"),
            ],
        )

    def test_a_space_goes_with_what_follows_it(self):
        self.assertEqual(words("Two words, here.\n\nEnd "), [
            "Two", " words", ",", " here", ".", "\n", "\n", "End", " ",
        ])  # fmt: skip
        self.assertEqual(signs("用 wiki 吧"), ["用", " wiki", " 吧"])

    def test_a_word_that_begins_a_new_line_is_still_the_same_word(self):
        self.assertEqual(
            as_pairs("One. Two.", "One.\n\nTwo."),
            [(SAME, "One."), (REMOVED, " "), (ADDED, "\n\n"), (SAME, "Two.")],
        )

    def test_nothing_and_something(self):
        self.assertEqual(as_pairs("", ""), [])
        self.assertEqual(as_pairs("", "new"), [(ADDED, "new")])
        self.assertEqual(as_pairs("old", ""), [(REMOVED, "old")])
        self.assertEqual(as_pairs("same", "same"), [(SAME, "same")])

    @given(old=texts, new=texts, language=languages)
    @settings(max_examples=400, deadline=None)
    def test_the_pieces_are_exactly_the_two_texts(self, old, new, language):
        found = differences(old, new, language)
        self.assertEqual(joined(found, without=ADDED), old)
        self.assertEqual(joined(found, without=REMOVED), new)
        kinds = [segment.kind for segment in found]
        self.assertNotIn((SAME, SAME), list(pairwise(kinds)))
        self.assertNotIn("", [segment.text for segment in found])


class LongTexts(SimpleTestCase):
    """20,000 signs, as long as a comment can be."""

    LENGTH = 20_000

    def compare(self, old, new, language):
        started = time.perf_counter()
        found = differences(old, new, language)
        self.assertLess(time.perf_counter() - started, 2)  # 0.25 s; machines for tests are busy
        self.assertEqual(joined(found, without=ADDED), old)
        self.assertEqual(joined(found, without=REMOVED), new)
        return found

    def test_the_worst_texts_do_not_take_long(self):
        chance = random.Random(7)
        for alphabet, language in (
            ("ab", "zh-hans"),
            ("甲乙", "zh-hans"),
            (".!", "en"),
            ("a ", "en"),
        ):
            old, new = ("".join(chance.choices(alphabet, k=self.LENGTH)) for _ in range(2))
            self.compare(old, new, language)
        self.compare("甲乙丙" * 6_000, "甲丙乙" * 6_000, "ja")
        repeated = [
            "".join(f"{a}{chr(first + i)}" for i in range(190))
            for a, first in (("甲", 0x5000), ("甲", 0x6000))
        ]
        self.compare(*repeated, "zh-hans")

    def test_single_changes_in_a_long_text_are_still_found(self):
        chance = random.Random(7)
        signs = [chr(0x4E00 + chance.randrange(3_000)) for _ in range(self.LENGTH - 300)]
        signs[::100] = [chr(0x6000 + place) for place in range(len(signs[::100]))]
        changed = ["A" if place % 1_000 == 50 else sign for place, sign in enumerate(signs)]
        found = self.compare("".join(signs), "".join(changed), "zh-hans")
        self.assertEqual(
            [segment.text for segment in found if segment.kind == REMOVED], signs[50::1_000]
        )
