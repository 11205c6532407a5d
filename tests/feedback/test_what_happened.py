"""From a change to its voices: the page of each change, and the links in the comparison."""

from django.core.cache import cache
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from feedback.actions.participate import withdraw
from feedback.models import Answer, Visibility
from feedback.what_happened import VOICES
from recommendations.models import ChangeReason
from tests import cast, make
from tests.feedback.reading import of_class, page_of

OLD = "Everyone decides. Money follows need."
NEW = "Everyone decides together. Money follows need, and small groups come first."
PRIVATE = {"visibility": Visibility.GROUP, "chosen_visibility": Visibility.GROUP}


def ids_on(answer):
    """The short ids of the voices on a page."""
    return [each.text_content() for each in of_class(page_of(answer), "permalink")]


class Happened(TestCase):
    def setUp(self):
        cache.clear()
        self.group = make.group(slug="diversity", code="DV")
        self.iteration = make.iteration(number=1)
        old_set = make.draft_set(group=self.group, iteration=self.iteration)
        new_set = make.draft_set(group=self.group, iteration=make.iteration(number=2))
        self.old = make.recommendation(draft_set=old_set)
        self.new = make.recommendation(draft_set=new_set)
        make.lineage(earlier=self.old, later=self.new)
        self.then = make.part(recommendation=self.old, key="q1", text_en=OLD)
        self.now = make.part(recommendation=self.new, key="q1", text_en=NEW)

    def answer(self, *comments, quote="", part=None, **over):
        answer = make.answer(group=self.group, iteration=self.iteration, to=comments, **over)
        part = self.now if part is None else part or None
        make.answer_change(answer=answer, recommendation=self.new, part=part, quote=quote)
        return answer

    def page(self, client=None, of="what-happened"):
        return (client or self.client).get(f"/en/iterations/2/diversity/1/{of}/")


class ThePage(Happened):
    def test_it_names_the_change_the_reason_the_answer_and_its_voices(self):
        voices = [make.comment(part=self.then) for _ in range(2)]
        answer = self.answer(*voices, reason_en="We heard you.", quote="small groups")
        ChangeReason.objects.create(
            recommendation=self.new, part=self.now, reason_en="To be fair.",
            written_at=timezone.now(),
        )  # fmt: skip

        found = self.page()

        self.assertContains(found, "To be fair.")
        self.assertContains(found, "We heard you.")
        self.assertContains(found, '<blockquote dir="auto">small groups</blockquote>')
        self.assertEqual(ids_on(found), [each.short_id for each in voices])
        ids = page_of(found).xpath("//*[@id]/@id")
        self.assertIn("q1", ids)
        self.assertIn(f"q1-{answer.pk}", ids)

    def test_a_draft_of_an_answer_is_not_there(self):
        self.answer(make.comment(part=self.then), state=Answer.State.DRAFT, reason_en="Perhaps.")
        self.assertNotContains(self.page(), "Perhaps.")

    def test_private_voices_are_there_for_their_readers_alone(self):
        public, private = make.comment(part=self.then), make.comment(part=self.then, **PRIVATE)
        self.answer(public, private)
        self.assertEqual(ids_on(self.page()), [public.short_id])
        member = cast.client_of(cast.member(self.group))
        self.assertEqual(ids_on(self.page(member)), [public.short_id, private.short_id])

    def test_of_many_voices_the_first_are_shown_and_the_others_counted(self):
        self.answer(*[make.comment(part=self.then) for _ in range(VOICES + 3)])
        found = self.page()
        self.assertEqual(len(ids_on(found)), VOICES)
        self.assertContains(found, "3 more contributions")

    def test_what_has_no_reason_is_said_plainly(self):
        self.assertContains(self.page(), "Changed without a reason")

    def test_it_asks_as_much_for_nine_as_for_one(self):
        def grow():
            part = make.part(recommendation=self.old)
            later = make.part(recommendation=self.new, question=part.question, text_en="New.")
            self.answer(make.comment(part=part), part=later)

        grow()
        self.page()
        cache.clear()
        with CaptureQueriesContext(connection) as one:
            self.page()
        for _ in range(8):
            grow()
        cache.clear()
        with self.assertNumQueries(len(one)):
            self.page()


class TheComparison(Happened):
    def links(self):
        found = page_of(self.page(of="compare"))
        changed = [each for of in of_class(found, "difference") for each in of.xpath(".//ins")]
        return [
            (each.xpath("string(.)").removeprefix(" added: ").strip(), each.xpath(".//a/@href"))
            for each in changed
        ]

    def test_a_changed_passage_leads_to_the_answer_about_these_words(self):
        other = self.answer(make.comment(part=self.then))
        answer = self.answer(make.comment(part=self.then), quote="and small groups come first")
        there = "/en/iterations/2/diversity/1/what-happened/#"
        self.assertEqual(
            self.links(),
            [
                ("together", [f"{there}q1"]),
                (", and small groups come first", [f"{there}q1-{answer.pk}"]),
            ],
        )
        self.assertNotEqual(other.pk, answer.pk)

    def test_where_nobody_said_what_led_to_it_there_is_no_link(self):
        self.assertEqual([links for _words, links in self.links()], [[], []])

    def test_a_draft_of_an_answer_is_no_link(self):
        self.answer(make.comment(part=self.then), state=Answer.State.DRAFT)
        self.assertEqual([links for _words, links in self.links()], [[], []])

    def test_a_change_of_the_title_leads_to_what_is_said_of_the_whole(self):
        type(self.new).objects.filter(pk=self.new.pk).update(title_en="Free licences for everybody")
        self.answer(make.comment(recommendation=self.old), part=False)
        there = "/en/iterations/2/diversity/1/what-happened/#whole"
        self.assertIn([there], [links for _words, links in self.links()])


class TheRecommendation(Happened):
    def address(self):
        return "/en/iterations/2/diversity/1/"

    def test_it_counts_what_was_said_before_and_leads_there(self):
        make.comment(part=self.then)
        make.comment(part=self.then, **PRIVATE)
        self.assertContains(self.client.get(self.address()), "1 earlier contribution<")
        member = cast.client_of(cast.member(self.group))
        self.assertContains(member.get(self.address()), "2 earlier contributions<")

    def test_the_first_of_its_line_has_nothing_before_it(self):
        page = self.client.get("/en/iterations/1/diversity/1/")
        self.assertNotContains(page, "earlier contribution")

    def test_it_is_renewed_when_earlier_words_go(self):
        comment = make.comment(part=self.then)
        before = self.client.get(self.address())
        withdraw(comment)
        tag = {"If-None-Match": before.headers["ETag"]}
        self.assertContains(self.client.get(self.address(), headers=tag), "0 earlier contributions")
