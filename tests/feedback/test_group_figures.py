"""How far a group has come: each number is what its list on the desk holds."""

from html import unescape

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from feedback.models import ReadMark, Stance, Visibility
from tests import cast, make
from tests.feedback.answering import published


class HowFarAGroupHasCome(TestCase):
    def setUp(self):
        self.group = make.group(slug="diversity")
        self.set = make.draft_set(group=self.group)
        self.thing = make.recommendation(draft_set=self.set)
        self.member = cast.member(self.group)
        self.client.force_login(self.member)
        self.first = self.say(stance=Stance.RED_LINE)
        self.say(language="ar", stance=Stance.RED_LINE)
        self.say(language="ar", visibility=Visibility.GROUP, chosen_visibility=Visibility.GROUP)
        self.say(visibility=Visibility.HIDDEN)
        published(self.first)

    def say(self, **over):
        return make.comment(recommendation=self.thing, **over)

    def page(self):
        return self.client.get("/en/desk/groups/diversity/figures/")

    def figure(self, key):
        return next(each for each in self.page().context["figures"] if each.key == key)

    def numbers(self, key):
        return {line.label: line.cells[0].shown for line in self.figure(key).lines}

    def test_private_words_count_and_hidden_ones_do_not(self):
        self.assertEqual(self.numbers("work")["All that was said"], 3)

    def test_what_is_left_is_told_by_language_and_for_red_lines(self):
        self.assertEqual(self.numbers("left"), {"العربية": 2, "English": 0})
        self.assertEqual(self.numbers("work")["Red lines"], 2)
        self.assertEqual(self.numbers("work")["Red lines without an answer"], 1)

    def test_what_one_member_has_read_the_group_has_read(self):
        ReadMark.objects.create(
            comment=self.first, group=self.group, person=cast.member(self.group),
            comment_version=1, read_at=timezone.now(),
        )  # fmt: skip
        self.assertEqual(self.numbers("work")["Read by somebody of the group"], 1)

    def test_each_number_leads_to_its_list(self):
        for key in ("work", "left"):
            for line in self.figure(key).lines:
                for cell in line.cells:
                    if cell.address:
                        with self.subTest(line=line.label, address=cell.address):
                            found = self.client.get(unescape(cell.address))
                            self.assertEqual(len(found.context["page"].comments), cell.shown)

    def test_members_of_other_groups_find_nothing(self):
        self.client.force_login(cast.member(make.group(slug="other")))
        self.assertEqual(self.page().status_code, 404)

    def test_it_asks_as_much_for_nine_as_for_one(self):
        with CaptureQueriesContext(connection) as one:
            self.page()
        for _ in range(8):
            self.say(language="fr")
        with self.assertNumQueries(len(one)):
            self.page()
