"""Figures: what each number counts, the list it leads to, and the file with the same numbers."""

import csv
import re
from html import unescape

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from feedback.figures import stances_by_language, voices
from feedback.models import Comment, Stance, Visibility
from feedback.pictures.heat import heat_of_parts
from tests import make

NUMBER = re.compile(r'<a href="(/en/recent/\?[^"]*)">([\d,]+)</a>')


class SomeTalk(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.group = make.group(slug="diversity", name_en="Diversity")
        cls.set = make.draft_set(group=cls.group)
        cls.recommendation = make.recommendation(draft_set=cls.set)
        cls.part = make.part(recommendation=cls.recommendation)
        cls.question = make.guiding_question(key="red-lines", label_en="Red lines")
        cls.author = make.person()
        first = cls.say(author=cls.author, part=cls.part, question=cls.question, stance="concern")
        cls.say(author=cls.author, parent=first, language="fr", part=cls.part)
        cls.say(language="ar", stance="support")
        cls.say(visibility=Visibility.HIDDEN)
        cls.say(visibility=Visibility.GROUP, chosen_visibility=Visibility.GROUP)
        meeting = make.conversation(people_count=30, language="fr")
        make.statement(conversation=meeting, recommendation=cls.recommendation)
        make.statement(conversation=meeting, recommendation=cls.recommendation)
        cls.of_set = make.comment(draft_set=cls.set)

    @classmethod
    def say(cls, **over):
        return make.comment(recommendation=cls.recommendation, **over)

    @property
    def of_recommendation(self):
        place = (self.set.iteration.number, "diversity", self.recommendation.number)
        return "/en/figures/{}/{}/{}/".format(*place)

    @property
    def of_iteration(self):
        return f"/en/figures/{self.set.iteration.number}/"

    def figures(self, address):
        return {figure.key: figure for figure in self.client.get(address).context["figures"]}

    def numbers(self, figure):
        return {line.label: line.cells[0].shown for line in figure.lines if line.cells[0].shown}


class WhatIsCounted(SomeTalk):
    def test_words_accounts_and_people_stand_apart(self):
        told = voices(Comment.objects.readable().about(self.recommendation))
        self.assertEqual(told.on_site, 3)
        self.assertEqual(told.statements, 2)
        self.assertEqual(told.accounts, 2)
        self.assertEqual((told.conversations, told.participants), (1, 30))

    def test_what_cannot_be_read_by_anyone_is_in_no_number(self):
        found = self.figures(self.of_recommendation)
        self.assertEqual(
            self.numbers(found["languages"]), {"English": 1, "français": 3, "العربية": 1}
        )

    def test_by_part_and_question(self):
        line = self.figures(self.of_recommendation)["parts"].lines[0]
        self.assertEqual([cell.shown for cell in line.cells], [2, 1, 1])

    def test_an_iteration_counts_remarks_on_the_whole_too(self):
        self.assertEqual(self.numbers(self.figures(self.of_iteration)["groups"]), {"Diversity": 6})


class SmallNumbers(TestCase):
    def test_stances_under_five_are_left_out(self):
        thing = make.recommendation()
        for stance in [Stance.SUPPORT] * 7 + [Stance.RED_LINE] * 2 + [Stance.CONCERN] * 6:
            make.comment(recommendation=thing, stance=stance, language="ar")
        make.comment(recommendation=thing, stance=Stance.SUPPORT, language="fr")
        found = stances_by_language(Comment.objects.readable())
        self.assertEqual(found["ar"]["support"], 7)
        self.assertNotIsInstance(found["ar"]["red-line"], int)
        self.assertEqual(set(found["fr"].values()), {"few"})


class TheirLists(SomeTalk):
    def test_each_number_leads_to_as_many_contributions(self):
        for address in (self.of_recommendation, self.of_iteration):
            html = self.client.get(address).content.decode()
            links = NUMBER.findall(html)
            self.assertGreaterEqual(len(links), 8)
            for link, number in links:
                with self.subTest(link=link):
                    found = self.client.get(unescape(link)).context["page"].paginator.count
                    self.assertEqual(found, int(number))


class AsAFile(SomeTalk):
    def lines(self, address):
        response = self.client.get(address)
        self.assertEqual(response.headers["Content-Type"], "text/csv; charset=utf-8")
        return list(csv.reader(response.content.decode("utf-8-sig").splitlines()))

    def test_it_holds_the_numbers_of_the_page(self):
        lines = self.lines(f"{self.of_recommendation}languages.csv")
        self.assertEqual(lines[0], ["Language", "Contributions"])
        self.assertEqual(dict(lines[1:]), {"français": "3", "English": "1", "العربية": "1"})

    def test_an_unknown_figure_is_not_there(self):
        self.assertEqual(self.client.get(f"{self.of_iteration}nothing.csv").status_code, 404)


class ForManyContributions(SomeTalk):
    def test_it_asks_as_much_for_nine_as_for_one(self):
        for address in (self.of_recommendation, self.of_iteration, f"{self.of_iteration}reach/"):
            with CaptureQueriesContext(connection) as one:
                self.client.get(address)
            for _ in range(8):
                self.say(language="es")
            self.set.refresh_from_db()
            with self.subTest(address=address), self.assertNumQueries(len(one)):
                self.client.get(address + "?again")


class ReachAndSilence(SomeTalk):
    def grid(self):
        return self.client.get(f"{self.of_iteration}reach/").context["grid"]

    def test_it_shows_who_has_spoken_and_who_could_not(self):
        make.recommendation(draft_set=self.set, title_es="Licencias", summary_es="Todo.")
        grid = self.grid()
        first, second = grid.lines
        of = dict(zip(grid.languages, first.squares, strict=True))
        self.assertEqual((of["fr"].cell.shown, of["fr"].state), (3, "missing"))
        self.assertEqual((of["hi"].cell.shown, of["hi"].step), (0, 0))
        states = dict(zip(grid.languages, (each.state for each in second.squares), strict=True))
        self.assertEqual(
            (states["en"], states["es"], states["ar"]), ("current", "current", "missing")
        )

    def test_a_language_beyond_the_seventeen_has_a_column(self):
        self.say(language="sw")
        self.assertEqual(self.grid().languages[-1], "sw")


class BesideEachPart(SomeTalk):
    def heat(self):
        return heat_of_parts(self.recommendation)

    def test_the_loudest_part_has_the_longest_bar(self):
        other = make.part(recommendation=self.recommendation)
        self.say(part=other)
        heats = self.heat()
        lengths = {pk: sum(each.length for each in heat.stretches) for pk, heat in heats.items()}
        self.assertEqual(lengths, {self.part.pk: 1000, other.pk: 500})

    def test_it_is_cut_by_guiding_question(self):
        stretches = self.heat()[self.part.pk].stretches
        self.assertEqual([tuple(each) for each in stretches], [(0, 500, 1), (500, 500, 0)])

    def test_a_part_that_nobody_spoke_on_has_none(self):
        silent = make.part(recommendation=self.recommendation)
        page = self.client.get(f"/en{self.recommendation.get_absolute_url()}")
        self.assertNotIn(silent.pk, self.heat())
        self.assertContains(page, 'class="heat"', count=1)
