"""Words that somebody saw on a page are found in the body that the page was made of."""

from django.test import SimpleTestCase

from feedback.passages import Passage, found_again, passages_in


def quotes(body, words):
    found = passages_in(body, words)
    assert all(body[each.start : each.end] == each.quote for each in found)
    return [each.quote for each in found]


class FindingAPassage(SimpleTestCase):
    def test_its_place_counts_code_points(self):
        self.assertEqual(
            passages_in("One 😀 two three.", "two three"), [Passage(6, 15, "two three")]
        )

    def test_marks_around_and_within_the_words_do_not_matter(self):
        body = "We see **open licences** for *all* knowledge."
        self.assertEqual(
            quotes(body, "open licences for all"), ["open licences** for *all"]
        )  # fmt: skip

    def test_the_goal_of_a_link_is_not_among_the_words(self):
        body = "Read [this page](https://example.org/a_page) twice."
        (quote,) = quotes(body, "Read this page twice")
        self.assertEqual(quote, "Read [this page](https://example.org/a_page) twice")

    def test_lines_and_list_marks_do_not_matter(self):
        body = "Needs:\n\n- money\n- time\n\n> and friends"
        self.assertEqual(quotes(body, "money time and friends"), ["money\n- time\n\n> and friends"])

    def test_arabic_with_and_without_what_steers_its_direction(self):
        body = "نحن نريد **تراخيص مفتوحة**، للجميع."
        self.assertEqual(quotes(body, "\u200fتراخيص مفتوحة للجميع"), ["تراخيص مفتوحة**، للجميع"])

    def test_arabic_vowel_signs_go_with_their_letter(self):
        self.assertEqual(quotes("كَتَبَ اليوم", "كَتَبَ"), ["كَتَبَ"])

    def test_words_without_spaces(self):
        self.assertEqual(quotes("我们需要**开放**的许可。", "开放的许可"), ["开放**的许可"])

    def test_an_emoji_of_several_signs_stays_whole(self):
        family = "👩\u200d👩\u200d👧"
        self.assertEqual(quotes(f"For {family} too.", f"For {family}"), [f"For {family}"])
        self.assertEqual(quotes("Yes 👍🏽!", "👍🏽"), ["👍🏽"])

    def test_a_letter_is_the_same_however_it_is_put_together(self):
        self.assertEqual(quotes("un cafe\u0301 ouvert", "café"), ["cafe\u0301"])

    def test_hindi_keeps_its_vowel_signs(self):
        self.assertEqual(quotes("हमें *खुले* लाइसेंस चाहिए", "खुले लाइसेंस"), ["खुले* लाइसेंस"])

    def test_they_are_shown_as_they_are_read(self):
        (passage,) = passages_in("We *need* [open](https://x.org) doors.", "need open doors")
        self.assertEqual(passage.plain, "need open doors")

    def test_all_places_are_told(self):
        self.assertEqual([each.start for each in passages_in("so, so and so", "so")], [0, 4, 11])

    def test_what_does_not_stand_there_is_not_found(self):
        for words in ("shut", "", "  ", "**"):
            with self.subTest(words=words):
                self.assertEqual(passages_in("We see open licences.", words), [])


class AfterAnEdit(SimpleTestCase):
    def test_it_is_found_where_it_moved_to(self):
        body = "Now first: open licences."
        self.assertEqual(
            found_again(body, 0, 13, "open licences"), Passage(11, 24, "open licences")
        )

    def test_of_several_places_the_nearest(self):
        self.assertEqual(found_again("so so so so", 7, 9, "so").start, 6)

    def test_gone_is_gone(self):
        self.assertIsNone(found_again("Other words.", 0, 13, "open licences"))
        self.assertIsNone(found_again("Other words.", 0, 5, ""))
