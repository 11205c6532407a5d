"""Loading the demo: what it makes, that it makes it once, and where it refuses."""

import json
from datetime import datetime, timedelta

from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings
from django.utils import timezone

from accounts.models import Assignment, Community, User
from feedback.demo_import import COMMENTS, QUEUE, load_demo
from feedback.desk import escalated, in_reach_of
from feedback.models import (
    Agreement,
    Appeal,
    Comment,
    CommentNumber,
    Conversation,
    Decision,
    Escalation,
    Flag,
    Visibility,
)
from recommendations.freshness import text_of
from recommendations.models import DateMove, Iteration, Part, Stamp
from tests import cast, make


class LoadingTheDemo(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.started_at = timezone.now()
        load_demo()
        files = (COMMENTS, QUEUE)
        cls.entries = [each for file in files for each in json.loads(file.read_text())["comments"]]

    def test_the_cast_can_log_in_and_holds_its_roles(self):
        for username in (
            "reader", "liaison", "liaison2", "member", "translator", "organiser", "admin",
        ):  # fmt: skip
            self.assertTrue(self.client.login(username=username, password="demo"), username)
        roles = Assignment.objects.order_by("user__pk", "value")
        self.assertEqual(
            list(roles.values_list("user__username", "role", "scope", "value")),
            [
                ("liaison", "liaison", "language", "ar"),
                ("liaison", "liaison", "language", "fr"),
                ("liaison2", "liaison", "language", "es"),
                ("member", "group_member", "group", "diversity"),
                ("translator", "translator", "language", "ar"),
                ("organiser", "organiser", "", ""),
                ("admin", "staff", "", ""),
            ],
        )
        self.assertTrue(User.objects.get(username="admin").is_superuser)

    def test_nobody_can_log_in_as_one_who_speaks_in_the_demo(self):
        people = User.objects.filter(username__startswith="demo-")

        self.assertEqual(people.count(), 30)
        self.assertFalse(any(person.has_usable_password() for person in people))
        self.assertFalse(User.objects.filter(is_demo=False).exists())

    def test_communities_have_names_in_their_languages(self):
        arabic = Community.objects.get(slug="arabic-language")

        self.assertEqual((arabic.name_ar, arabic.languages), ("مجتمع اللغة العربية", ["ar"]))

    def test_its_window_was_moved_once_and_no_date_of_2019_was(self):
        move = DateMove.objects.get()

        self.assertTrue(move.iteration.is_demo_window)
        self.assertLess(move.old_closing, move.new_closing)
        self.assertGreater(move.old_closing, self.started_at)

    def test_the_second_iteration_is_open_for_thirty_days(self):
        iteration = Iteration.objects.get(number=2)

        self.assertTrue(iteration.is_demo_window)
        self.assertEqual(iteration.window.phase(), "open")
        self.assertEqual(iteration.closes_at - iteration.opens_at, timedelta(days=60))
        self.assertLess(
            abs(iteration.closes_at - self.started_at - timedelta(days=30)), timedelta(minutes=1)
        )
        self.assertIn(
            iteration.closes_at.timestamp(), Stamp.objects.get(key="texts").turning_points
        )

    def test_every_comment_of_the_file_is_there(self):
        self.assertEqual(Comment.objects.filter(origin="demo").count(), len(self.entries))
        self.assertGreaterEqual(Comment.objects.values("language").distinct().count(), 10)
        on_one = Comment.objects.threads().filter(recommendation__code="DV1-9")
        self.assertGreaterEqual(on_one.count(), 40)

    def test_numbers_count_per_target_in_the_order_of_arrival(self):
        for counter in CommentNumber.objects.all():
            said = Comment.objects.filter(slug__startswith=f"{counter.target}-")
            on_target = [
                comment for comment in said.order_by("stored_at", "number")
                if comment.target.code == counter.target
            ]  # fmt: skip
            numbers = [comment.number for comment in on_target]
            self.assertEqual(numbers, list(range(1, counter.last + 1)), counter.target)
            self.assertEqual(on_target[0].slug, f"{counter.target}-1")

    def test_replies_stand_below_what_they_answer(self):
        replies = Comment.objects.exclude(parent=None).select_related("parent", "thread")

        self.assertEqual(max(reply.depth for reply in replies), 4)
        for reply in replies:
            self.assertEqual(reply.path, f"{reply.parent.path}.{reply.number:06}")
            self.assertEqual(reply.depth, reply.parent.depth + 1)
            self.assertEqual(reply.thread.path, reply.path[:6])
            self.assertEqual(reply.draft_set_id, reply.parent.draft_set_id)

    def test_an_edit_is_kept_at_its_time(self):
        entry = next(entry for entry in self.entries if entry["key"] == "c005")

        comment = Comment.objects.get(html__contains="ومن الذي سيتأثر")

        said_at, edited_at = (
            datetime.fromisoformat(moment) for moment in (entry["said_at"], entry["edits"][0]["at"])
        )
        history = comment.history.order_by("version")
        self.assertEqual(
            list(history.values_list("version", "body", "history_date")),
            [(1, entry["text"], said_at), (2, entry["edits"][0]["text"], edited_at)],
        )
        self.assertEqual((comment.version, comment.edited_at), (2, edited_at))

    def test_a_comment_knows_what_its_author_saw(self):
        comment = Comment.objects.exclude(part=None).exclude(question=None).first()

        part = Part.objects.get(pk=comment.part_id)
        self.assertEqual(comment.read_revision, part.history.latest().history_id)
        self.assertEqual(comment.recommendation, part.recommendation)
        self.assertTrue(comment.question_asked)

    def test_nobody_is_said_to_have_read_a_part_in_a_language_that_it_lacks(self):
        comments = Comment.objects.exclude(part=None).select_related("part")

        self.assertGreater(comments.count(), 20)
        for comment in comments:
            self.assertTrue(text_of(comment.part, "text", comment.read_language), comment)

    def test_remarks_on_a_set_belong_to_no_recommendation(self):
        remark = Comment.objects.get(slug="DV1-1", recommendation=None)

        self.assertEqual((remark.draft_set.code, remark.short_id), ("DV1", "DV1#1"))

    def test_agreements_are_rows_and_their_count_is_right(self):
        self.assertGreater(Agreement.objects.count(), 100)
        for comment in Comment.objects.all():
            self.assertEqual(comment.agreement_count, comment.agreements.count())

    def test_two_comments_are_withdrawn(self):
        withdrawn = Comment.objects.filter(visibility=Visibility.WITHDRAWN)

        self.assertEqual(withdrawn.count(), 2)

    def test_forty_items_wait_on_the_desk_one_of_them_with_the_organisers(self):
        organiser = User.objects.get(username="organiser")
        queue = in_reach_of(organiser).waiting()

        self.assertEqual(queue.count(), 40)
        self.assertEqual(queue.filter(visibility=Visibility.WAITING).count(), 34)
        self.assertEqual(queue.filter(open_flags__gt=0).count(), 6)
        self.assertEqual(escalated(queue).count(), 1)
        self.assertIn("ar", queue.values_list("language", flat=True))
        self.assertGreater(queue.values("language").distinct().order_by().count(), 10)

    def test_pages_with_comments_are_renewed(self):
        keys = set(Stamp.objects.values_list("key", flat=True))

        self.assertLessEqual({"texts", "talk", "talk:DV1-9", "talk:DV1", "talk:DV2"}, keys)

    def test_a_second_start_is_quick_and_changes_nothing(self):
        before = (list(Stamp.objects.values_list()), Comment.history.count())

        with self.assertNumQueries(4):
            self.assertFalse(load_demo())

        self.assertEqual((list(Stamp.objects.values_list()), Comment.history.count()), before)

    def test_new_files_add_what_is_new_and_keep_what_people_did(self):
        Stamp.objects.filter(key__startswith="demo:").delete()
        first = Iteration.objects.get(number=2).opens_at
        own = make.comment(recommendation=Part.objects.first().recommendation)

        self.assertTrue(load_demo())

        on_site = Comment.objects.filter(conversation=None)
        self.assertEqual(on_site.count(), len(self.entries) + 1)
        self.assertEqual(Conversation.objects.count(), 5)
        self.assertEqual(Flag.objects.count(), 9)
        self.assertEqual(Escalation.objects.count(), 1)
        self.assertEqual((Decision.objects.count(), Appeal.objects.count()), (1, 1))
        self.assertTrue(Comment.objects.filter(pk=own.pk).exists())
        self.assertEqual(Iteration.objects.get(number=2).opens_at, first)


class RefusingTheDemo(TestCase):
    def test_no_demo_without_the_setting(self):
        with override_settings(DEMO=False), self.assertRaisesMessage(CommandError, "DEMO=0"):
            call_command("load_demo")
        self.assertFalse(User.objects.exists())

    def test_no_demo_over_someone_elses_account(self):
        cast.reader(username="reader", name="Someone")

        with override_settings(DEMO=True), self.assertRaisesMessage(CommandError, "reader"):
            call_command("load_demo")
        self.assertFalse(Iteration.objects.exists())

    def test_a_name_that_is_taken_is_marked(self):
        cast.reader(name="demo READER")

        load_demo()

        self.assertEqual(User.objects.get(username="reader").name, "Demo reader (demo)")
