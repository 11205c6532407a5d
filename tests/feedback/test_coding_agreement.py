"""Agreement of two coders: only what both have read counts, by theme and by language."""

from django.test import SimpleTestCase, TestCase
from django.utils import timezone

from feedback.coding_agreement import agreement
from feedback.models import ReadMark
from tests import cast, make
from tests.feedback import themes


class TheCoefficients(SimpleTestCase):
    def of(self, both=0, first=0, second=0, neither=0):
        said = [(True, True)] * both + [(True, False)] * first
        said += [(False, True)] * second + [(False, False)] * neither
        values = [(item, *each) for item, each in enumerate(said)]
        return agreement(values, units=len(values))

    def test_a_textbook_example(self):
        found = self.of(both=20, first=5, second=10, neither=15)
        self.assertAlmostEqual(found.kappa, 0.4)
        # Krippendorff: 1 - 99 * 15 / (55 * 45), with 15 of 50 pairs unlike.
        self.assertAlmostEqual(found.alpha, 1 - 99 * 15 / (55 * 45))

    def test_full_agreement_and_the_opposite(self):
        self.assertEqual(self.of(both=5, neither=5).kappa, 1)
        self.assertEqual(self.of(first=5, second=5).kappa, -1)

    def test_too_few_say_nothing(self):
        found = self.of(both=4, neither=5)
        self.assertTrue(found.is_too_few)
        self.assertEqual((found.kappa, found.alpha), (None, None))

    def test_a_theme_that_was_never_or_always_used_says_nothing(self):
        self.assertIsNone(self.of(neither=20).kappa)
        self.assertIsNone(self.of(both=20).alpha)


class ThePage(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.group = make.group(slug="diversity")
        cls.recommendation = make.recommendation(draft_set=make.draft_set(group=cls.group))
        iteration = cls.recommendation.draft_set.iteration
        cls.one, cls.two = (cast.member("diversity", name=name) for name in ("One", "Two"))
        cls.top = themes.theme(iteration=iteration, label_en="Access")
        cls.below = themes.theme(iteration=iteration, parent=cls.top, label_en="Offline")

    def read(self, comment, *people):
        for person in people:
            ReadMark.objects.create(
                comment=comment, group=self.group, person=person, comment_version=1,
                read_at=timezone.now(),
            )  # fmt: skip

    def said(self, number, *readers, language="en", theme=None, by=()):
        for _ in range(number):
            comment = make.comment(recommendation=self.recommendation, language=language)
            self.read(comment, *readers)
            for coder in by:
                themes.coding(comment, theme or self.top, coder)

    def page(self, **query):
        browser = cast.client_of(self.one)
        return browser.get("/en/desk/groups/diversity/themes/agreement/", query)

    def figures(self, **query):
        page = self.page(**query)
        return {str(theme.label_en): agreed for theme, agreed in page.context["by_theme"]}

    def test_only_what_both_have_read_counts(self):
        both = (self.one, self.two)
        self.said(6, *both, by=both)
        self.said(6, *both)
        self.said(7, self.one, by=[self.one])
        found = self.figures()["Access"]
        self.assertEqual((found.units, found.both, found.only_first), (12, 6, 0))
        self.assertEqual(found.kappa, 1)

    def test_a_theme_beneath_counts_for_the_one_above(self):
        both = (self.one, self.two)
        self.said(5, *both, by=[self.one])
        self.said(5, *both, by=[self.two], theme=self.below)
        found = self.figures()
        self.assertEqual((found["Access"].only_first, found["Access"].only_second), (5, 5))
        self.assertEqual((found["Offline"].only_first, found["Offline"].only_second), (0, 5))

    def test_by_language(self):
        both = (self.one, self.two)
        self.said(6, *both, by=both, language="ar")
        self.said(6, *both, by=[self.one], language="fr")
        self.said(6, *both, language="ar")
        self.assertEqual(self.figures(language="ar")["Access"].kappa, 1)
        languages = dict(self.page().context["by_language"])
        self.assertEqual((languages["ar"].units, languages["fr"].units), (12, 6))
        self.assertTrue(languages["fr"].is_too_few)
        self.assertContains(self.page(), "too few")

    def test_one_coder_is_no_pair(self):
        self.said(12, self.one, by=[self.one])
        self.assertContains(self.page(), "It takes two people")

    def test_an_unknown_pair_is_not_found(self):
        self.assertEqual(self.page(pair="1-77777").status_code, 404)
