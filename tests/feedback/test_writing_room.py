"""The writing room: a group's next iteration, prepared beside what was said on the last one."""

import uuid

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from feedback.models import Answer, AnswerTo, Rendering, Visibility
from recommendations.models import DraftSet, Editing, Lineage
from recommendations.models.freshness import digest
from tests import cast, make

from .preparing import ROOM, TheRoom

SOON = {"HTTP_HX_REQUEST": "true"}


class BeginningInTheRoom(TheRoom):
    def test_a_member_begins_the_next_iteration(self):
        self.assertContains(self.client.get(ROOM), "Iteration 2")
        answer = self.client.post(ROOM, {"iteration": self.later.pk})
        self.assertRedirects(answer, ROOM)
        self.assertEqual(DraftSet.objects.get(code="DV2").recommendations.count(), 2)

    def test_without_a_later_iteration_it_is_said_who_makes_one(self):
        self.later.delete()
        self.assertContains(self.client.get(ROOM), "There is no later iteration yet.")

    def test_it_is_nobody_elses(self):
        self.begin()
        others = {
            "reader": cast.reader(),
            "member of another group": cast.member(make.group(slug="other")),
            "translator": cast.translator("de"),
            "liaison": cast.liaison(),
        }
        for name, person in others.items():
            for page in (ROOM, self.address(), self.address("structure/")):
                answer = cast.client_of(person).get(page)
                self.assertEqual(answer.status_code, 404, (name, page))
        self.assertEqual(cast.client_of(cast.organiser()).get(ROOM).status_code, 200)


class TheListOfDrafts(TheRoom):
    def setUp(self):
        super().setUp()
        self.begin()

    def test_it_says_what_became_of_each_and_what_was_said(self):
        said = [make.comment(recommendation=self.old[0]) for _ in range(2)]
        self.answer(said[0])
        self.save("Another.")
        page = self.client.get(ROOM)
        self.assertContains(page, "1 change without a reason")
        self.assertContains(page, "2 contributions")
        self.assertContains(page, "1 without an answer")
        self.assertContains(page, "Unchanged", count=1)

    def answer(self, comment):
        now = timezone.now()
        answer = Answer.objects.create(
            group=self.group, iteration=self.first.iteration, outcome="taken-up", reason_en="Yes.",
            state="published", published_at=now, drafted_at=now,
        )  # fmt: skip
        AnswerTo.objects.create(answer=answer, comment=comment, comment_version=1, added_at=now)

    def test_one_is_added(self):
        self.client.post(ROOM, {"deed": "add", "number": "9", "title": "New one"})
        self.assertEqual(self.draft("9").title_en, "New one")
        self.assertContains(self.client.get(ROOM), "New one")

    def test_a_number_that_is_taken_is_said_at_its_field(self):
        answer = self.client.post(ROOM, {"deed": "add", "number": "1", "title": "New one"})
        self.assertContains(answer, "Another recommendation has this number.", status_code=400)

    def test_what_was_withdrawn_is_taken_back(self):
        sent = {"deed": "withdraw", "note": "Nobody wants it."}
        self.client.post(self.address("structure/"), sent)
        self.assertContains(self.client.get(ROOM), "Nobody wants it.")
        edge = Lineage.objects.get(withdrawn_in=self.next)
        self.client.post(ROOM, {"deed": "take back", "edge": edge.pk})
        self.assertEqual(self.draft().title_en, "Title 1")

    def test_it_asks_as_much_for_nine_as_for_one(self):
        make.comment(recommendation=self.old[0])
        with CaptureQueriesContext(connection) as few:
            self.client.get(ROOM)
        for number in range(3, 12):
            old = self.make_old(str(number))
            made = make.recommendation(draft_set=self.next, number=str(number))
            Lineage.objects.create(earlier=old, later=made)
            make.comment(recommendation=old)
        with self.assertNumQueries(len(few)):
            self.client.get(ROOM)


class WritingOneDraft(TheRoom):
    def setUp(self):
        super().setUp()
        self.begin()
        self.old_part = self.old[0].parts.get(key="q1")

    def test_old_text_input_and_new_text_stand_side_by_side(self):
        make.comment(part=self.old_part, body="Say it *louder*.", html="<p>Say it louder.</p>")
        make.comment(recommendation=self.old[0], html="<p>On the whole.</p>")
        self.save("Louder now.")
        page = self.client.get(self.address())
        for text in ("Text 1 q1.", "Say it louder.", "Louder now.", "On the whole."):
            self.assertContains(page, text)

    def test_words_in_another_language_have_their_rendering_beside_them(self):
        said = make.comment(part=self.old_part, language="fr", html="<p>Plus fort.</p>")
        Rendering.objects.create(
            comment=said, comment_version=1, language="en", body="x", html="<p>Louder.</p>",
            state="confirmed", made_at=timezone.now(),
        )  # fmt: skip
        page = self.client.get(self.address())
        self.assertContains(page, "Plus fort.")
        self.assertContains(page, "Louder.")

    def test_hidden_words_are_not_there_and_private_ones_are(self):
        make.comment(part=self.old_part, html="<p>Secret.</p>", visibility=Visibility.HIDDEN)
        make.comment(part=self.old_part, html="<p>Only you.</p>", visibility=Visibility.GROUP)
        page = self.client.get(self.address())
        self.assertNotContains(page, "Secret.")
        self.assertContains(page, "Only you.")

    def test_of_many_the_newest_are_shown_with_the_way_to_all(self):
        for number in range(12):
            make.comment(part=self.old_part, html=f"<p>Number {number:02}.</p>")
        page = self.client.get(self.address())
        self.assertContains(page, "<p>Number", count=10)
        self.assertContains(page, "?recommendation=DV1-1&amp;part=q1")

    def test_what_was_left_out_stays_with_what_was_said_on_it(self):
        make.comment(part=self.old_part, html="<p>Keep this.</p>")
        self.client.post(self.address("structure/"), {"deed": "remove part", "of": "q1"})
        page = self.client.get(self.address())
        self.assertContains(page, "Left out")
        self.assertContains(page, "Keep this.")

    def test_it_asks_as_much_for_nine_contributions_and_parts_as_for_one(self):
        make.comment(part=self.old_part)
        self.client.get(self.address())
        with CaptureQueriesContext(connection) as few:
            self.client.get(self.address())
        for _ in range(8):
            question = make.part_question()
            old = make.part(recommendation=self.old[0], question=question)
            make.part(recommendation=self.draft(), question=question)
            make.comment(part=old)
        with self.assertNumQueries(len(few)):
            self.client.get(self.address())


class SavingText(TheRoom):
    def setUp(self):
        super().setUp()
        self.begin()

    def test_it_is_kept_and_one_comes_back_to_its_place(self):
        answer = self.save("Another.\r\n\r\nText. ")
        self.assertRedirects(answer, self.address() + "#q1", fetch_redirect_response=False)
        self.assertEqual(self.text(), "Another.\n\nText.")

    def test_a_page_that_saves_itself_gets_the_version_to_go_on_with(self):
        answer = self.save("Another.", headers=SOON)
        self.assertContains(answer, digest("Another."))
        self.assertContains(answer, "data-saved")

    def test_title_and_summary_are_saved_alone(self):
        self.save("Short.", seen=make.SUMMARY, name="summary", of="summary")
        self.save("Better", seen="Title 1", name="title", of="title")
        self.assertEqual([self.draft().title_en, self.draft().summary_en], ["Better", "Short."])

    def test_a_recommendation_needs_a_title(self):
        answer = self.save("", seen="Title 1", name="title", of="title", headers=SOON)
        self.assertContains(answer, "needs a title", status_code=409)
        self.assertEqual(self.draft().title_en, "Title 1")

    def test_what_was_typed_comes_back_when_it_cannot_be_kept(self):
        answer = self.save("x" * 301, seen="Title 1", name="title", of="title")
        self.assertContains(answer, "x" * 301, status_code=400)


class TwoTabs(TheRoom):
    """A lost update: somebody else, or oneself in another window, was faster."""

    def setUp(self):
        super().setUp()
        self.begin()
        self.other = cast.client_of(cast.member(self.group, name="Bela"))
        self.save("Theirs <b>.", client=self.other)

    def test_both_texts_are_shown_and_nothing_is_overwritten(self):
        answer = self.save("Mine.")
        for text in ("Bela", "Theirs &lt;b&gt;.", "Mine."):
            self.assertContains(answer, text, status_code=409)
        self.assertEqual(self.text(), "Theirs <b>.")

    def test_a_page_that_saves_itself_gets_them_too(self):
        answer = self.save("Mine.", headers=SOON)
        self.assertContains(answer, digest("Theirs <b>."), status_code=409)
        self.assertNotContains(answer, "<h1", status_code=409)

    def test_whoever_has_seen_both_may_choose(self):
        self.save("Mine.", own=digest("Theirs <b>."))
        self.assertEqual(self.text(), "Mine.")

    def test_a_choice_holds_for_the_text_that_was_seen(self):
        self.save("Theirs again.", seen="Theirs <b>.", client=self.other)
        self.assertEqual(self.save("Mine.", own=digest("Theirs <b>.")).status_code, 409)

    def test_a_window_has_no_conflict_with_itself(self):
        window = uuid.uuid4()
        self.save("Mine.", seen="Theirs <b>.", window=window)
        self.assertEqual(
            self.save("Mine, longer.", seen="Theirs <b>.", window=window).status_code, 302
        )


class WhoIsHere(TheRoom):
    def setUp(self):
        super().setUp()
        self.begin()
        self.other = cast.client_of(cast.member(self.group, name="Bela"))

    def test_others_who_have_it_open_are_named(self):
        self.other.get(self.address())
        for page in (ROOM, self.address(), self.address("people/")):
            self.assertContains(self.client.get(page), "Bela")

    def test_one_is_not_told_of_oneself(self):
        self.client.get(self.address())
        self.assertNotContains(self.client.get(self.address("people/")), "Amina")
        self.assertEqual(Editing.objects.get().text, "")
