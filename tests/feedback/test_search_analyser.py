"""How texts and queries are cut into tokens: rules by example, and what holds for any text."""

import re

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from feedback.search.analyser import MAX_WORD, fold, pieces, tokens
from feedback.search.query import MAX_TERMS, parse
from feedback.search.snippets import Marker

LANGUAGES = st.sampled_from(
    ["en", "ar", "de", "es", "hi", "ja", "pt-br", "ru", "zh-hans", "sw", ""]
)
TEXTS = st.text(max_size=300)
# Letters of many scripts, with the marks, joiners and widths that make trouble.
WORDS = st.text(
    st.sampled_from(
        "aeéßüñçøıİяёйشأىةـًकिक़ंँ्ন字健ガーｶﾞ一ไทฟฟzq0٣३９'’-_~*\"\\ \u200c\u200d\u00ad\u0301½ﷺ"
    )
)


def meets(query, text, language):
    """Would a text of this language be found? As the databases do it, without one."""
    there = set(tokens(text, language))

    def has(term):
        return any(
            all(map(has, each))
            if not isinstance(each, str)
            else any(token.startswith(each[:-1]) for token in there)
            if each.endswith("*")
            else each in there
            for each in term
        )

    terms = parse(query).terms
    return bool(terms) and all(map(has, terms))


class Finding(SimpleTestCase):
    def assert_meets(self, language, *pairs):
        for query, text in pairs:
            with self.subTest(query, text=text):
                self.assertTrue(meets(query, text, language))

    def assert_misses(self, language, *pairs):
        for query, text in pairs:
            with self.subTest(query, text=text):
                self.assertFalse(meets(query, text, language))

    def test_case_accents_and_widths_make_no_difference(self):
        self.assert_meets(
            "fr", ("cafe", "Un CAFÉ"), ("éducation", "l'education"), ("wiki", "Ｗｉｋｉ")
        )
        self.assert_meets("de", ("Mueller", "Müller"), ("muller", "Müller"), ("Straße", "STRASSE"))
        self.assert_meets("ru", ("еще", "Ещё"), ("ещё", "еще"))

    def test_plurals_and_endings_make_no_difference(self):
        self.assert_meets("en", ("community", "communities"), ("translated", "translating"))
        self.assert_meets("es", ("mujer", "las mujeres"), ("voces", "una voz"))
        self.assert_meets("pt-br", ("decisao", "as decisões"), ("papéis", "papel"))
        self.assert_meets("hi", ("भाषा", "भाषाओं में"), ("समुदायों", "समुदाय"))

    def test_arabic_words_are_found_with_and_without_what_is_joined_to_them(self):
        self.assert_meets(
            "ar",
            ("مجتمع", "والمجتمعات"),
            ("المجتمعات", "مجتمعنا"),
            ("لغة", "باللغات"),
            ("لغة", "لغتنا"),
            ("أهداف", "الاهداف"),
            ("معرفة", "المَعْرِفَـــة"),
        )

    def test_chinese_and_japanese_words_are_found_inside_a_sentence(self):
        self.assert_meets(
            "zh-hans", ("字", "汉字"), ("社区", "全球社区健康"), ("社区健康", "全球社区健康")
        )
        self.assert_meets(
            "ja", ("サーバ", "サーバーが"), ("ガイド", "ｶﾞｲﾄﾞ"), ("利用規約", "新しい利用規約です")
        )
        self.assert_misses("zh-hans", ("社康", "社区健康"), ("区社", "社区"))
        self.assert_misses("ja", ("サバ", "サーバー"))

    def test_hindi_is_found_with_other_dots_and_joiners_but_vowel_signs_count(self):
        self.assert_meets("hi", ("हिंदी", "हिन्दी।"), ("जमीन", "ज़मीन"), ("क्षेत्र", "क्‍षेत्र"))
        self.assert_misses("hi", ("नदी", "नाद"))

    def test_words_with_hyphens_are_found_in_each_spelling(self):
        for query in ("on-line", "online"):
            self.assert_meets("en", (query, "on-line"), (query, "online"))
        self.assert_meets(
            "en", ("decision-making", "decision making"), ("making", "decision-making")
        )

    def test_digits_of_all_scripts_are_the_same(self):
        self.assert_meets("ar", ("2019", "٢٠١٩"), ("٢٠١٩", "2019"))

    def test_german_words_are_found_in_front_of_a_compound(self):
        self.assert_meets("de", ("Lizenz", "Lizenzänderung"))
        self.assert_misses("en", ("form", "formality"))

    def test_endings_of_one_language_find_no_words_of_another(self):
        self.assert_misses("da", ("medie", "med"))
        self.assert_misses("da", ("media", "med"))

    def test_all_words_have_to_be_there(self):
        self.assert_meets("en", ("open knowledge", "knowledge that is open"))
        self.assert_misses("en", ("open knowledge", "open doors"))


class AnyText(SimpleTestCase):
    @given(TEXTS | WORDS, LANGUAGES)
    def test_becomes_tokens_that_both_databases_take_as_they_are(self, text, language):
        for token in tokens(text, language):
            word = token.rpartition("~")[2]
            self.assertTrue(0 < len(word) <= MAX_WORD, token)
            self.assertNotRegex(word, r"[\s\x00'\"*\\:&|!()<>{}^+~-]")
            if word.isascii():
                self.assertTrue(word.isalnum(), token)

    @given(TEXTS | WORDS)
    def test_is_folded_the_same_when_it_is_folded_already(self, text):
        self.assertEqual(fold(fold(text)), fold(text))

    @given(TEXTS | WORDS, LANGUAGES)
    def test_has_its_words_where_they_say_they_are(self, text, language):
        for piece in pieces(text, language):
            self.assertTrue(0 <= piece.start < piece.end <= len(text))

    @given(WORDS, WORDS, WORDS, LANGUAGES)
    def test_is_found_by_each_of_its_words(self, before, word, after, language):
        if parse(word).terms and not parse(word).is_cut:
            for text in (word, f"{before} {word} {after}"):
                self.assertTrue(meets(word, text, language))

    @given(TEXTS | WORDS)
    def test_can_be_typed(self, typed):
        self.assertLessEqual(len(parse(typed).terms), MAX_TERMS)
        for term in parse(typed).terms:
            self.assertTrue(term)

    @given(WORDS, TEXTS | WORDS, LANGUAGES)
    def test_is_whole_when_its_words_are_marked(self, typed, text, language):
        marker = Marker(parse(typed))
        self.assertEqual("".join(each.text for each in marker.whole(text, language)), text)
        snippet = "".join(each.text for each in marker.snippet(text, language))
        self.assertIn(re.sub("^… | …$", "", snippet), text)


class Marking(SimpleTestCase):
    def marked(self, query, text, language):
        passages = Marker(parse(query)).whole(text, language)
        return [each.text for each in passages if each.is_marked]

    def test_marks_the_words_as_they_stand_in_the_text(self):
        self.assertEqual(
            self.marked("licences", "The Licence, a licence.", "en"), ["Licence", "licence"]
        )
        self.assertEqual(self.marked("مجتمع", "في المجتمعات كلها", "ar"), ["المجتمعات"])
        self.assertEqual(self.marked("社区健康", "全球社区健康吗", "zh-hans"), ["社区健康"])
        self.assertEqual(self.marked("साझेदारी", "यह साझेदारियों का", "hi"), ["साझेदारियों"])

    def test_a_snippet_shows_where_most_was_found(self):
        text = "open " + "word " * 200 + "open knowledge " + "word " * 200
        passages = Marker(parse("open knowledge")).snippet(text, "en")
        self.assertEqual([each.text for each in passages if each.is_marked], ["open", "knowledge"])
        self.assertTrue(passages[0].text.startswith("… "))
        self.assertLess(sum(len(each.text) for each in passages), 260)
