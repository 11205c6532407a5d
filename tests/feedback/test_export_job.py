import threading
from unittest import mock

from django.db import connection
from django.db.models import F
from django.test import TestCase, TransactionTestCase
from django.utils import timezone

from feedback.exports import job, rows
from feedback.models import Comment, Export
from feedback.tasks import write_export
from tests import make
from tests.feedback.exporting import OwnFolder


class RunningAnExport(OwnFolder, TestCase):
    def setUp(self):
        super().setUp()
        self.comment = make.comment()
        self.export = self.export_of(self.comment.draft_set)

    def state(self):
        self.export.refresh_from_db()
        return self.export.state

    def test_it_leaves_one_whole_file_and_says_so(self):
        write_export(self.export.pk)
        self.assertEqual(self.state(), Export.State.READY)
        (file,) = self.files()
        self.assertEqual(file.name, self.export.file_name)
        self.assertEqual(file.stat().st_size, self.export.file_size)
        self.assertEqual((self.export.rows_done, self.export.rows_total), (1, 1))

    def test_run_twice_it_is_written_once(self):
        write_export(self.export.pk)
        before = [(file.name, file.stat().st_mtime_ns) for file in self.files()]
        write_export(self.export.pk)
        self.assertEqual([(file.name, file.stat().st_mtime_ns) for file in self.files()], before)

    def test_a_row_that_is_gone_is_no_error(self):
        Export.objects.all().delete()
        write_export(self.export.pk)
        self.assertEqual(self.files(), [])

    def test_of_two_runs_that_read_the_same_row_one_gets_it(self):
        seen_twice = [Export.objects.get(pk=self.export.pk) for _ in range(2)]
        self.assertEqual([job.write_file(each) for each in seen_twice], [True, False])
        self.assertEqual(len(self.files()), 1)

    def taken_over(self):
        """The row as a slow run knows it, while the next one already works on it."""
        slow = Export.objects.get(pk=self.export.pk)
        slow.claim(at=timezone.now())
        Export.objects.update(state=Export.State.QUEUED)
        Export.objects.get(pk=self.export.pk).claim(at=timezone.now())
        return slow

    def test_a_run_whose_place_was_taken_changes_nothing_any_more(self):
        slow = self.taken_over()
        self.assertFalse(slow.tell(rows_done=7))
        self.assertFalse(slow.fail(Export.Error.BROKEN, at=timezone.now()))
        self.assertEqual((self.state(), self.export.rows_done), (Export.State.RUNNING, 0))

    def test_a_run_whose_place_is_taken_at_any_step_leaves_no_file(self):
        for step in ("rows_total", "rows_done", "file_size"):
            self.export = self.export_of(make.draft_set())
            make.comment(draft_set=self.export.draft_set)

            def take_over():
                Export.objects.filter(pk=self.export.pk).update(attempt=F("attempt") + 1)

            with before_the_step(step, take_over):
                write_export(self.export.pk)
            self.assertEqual((self.state(), self.export.attempt), (Export.State.RUNNING, 2))
            self.assertEqual(self.files(), [])

    def test_a_folder_that_cannot_be_written_is_told_in_plain_words(self):
        self.folder.write_text("a file stands where the folder should be")
        with self.assertRaises(OSError):
            write_export(self.export.pk)
        self.assertEqual((self.state(), self.export.error), ("failed", Export.Error.BROKEN))

    def test_it_tells_how_far_it_is_while_it_writes(self):
        for _ in range(4):
            make.comment(recommendation=self.comment.recommendation)
        told = []

        def look():
            told.append(Export.objects.values_list("rows_done", "rows_total").get())

        with chunks_of(2), after_each_step(look):
            write_export(self.export.pk)
        self.assertEqual(told, [(0, None), (2, 5), (4, 5), (5, 5)])


class TwoRunsAtOnce(OwnFolder, TransactionTestCase):
    def test_they_write_one_file_between_them(self):
        comment = make.comment()
        export = self.export_of(comment.draft_set)
        gate = threading.Barrier(4)

        def run():
            gate.wait()
            write_export(export.pk)
            connection.close()

        runs = [threading.Thread(target=run) for _ in range(4)]
        for each in runs:
            each.start()
        for each in runs:
            each.join()
        export.refresh_from_db()
        self.assertEqual((export.state, export.attempt), (Export.State.READY, 1))
        self.assertEqual([file.name for file in self.files()], [export.file_name])

    def test_others_may_write_while_it_reads(self):
        comment = make.comment()
        for _ in range(9):
            make.comment(recommendation=comment.recommendation)
        export = self.export_of(comment.draft_set)

        def let_another_write():
            other = threading.Thread(target=agree_with, args=[comment.pk])
            other.start()
            other.join()

        with chunks_of(2), after_each_step(let_another_write):
            write_export(export.pk)
        export.refresh_from_db()
        self.assertEqual((export.state, export.rows_done), (Export.State.READY, 10))
        comment.refresh_from_db()
        self.assertEqual(comment.agreement_count, 6)


def agree_with(pk):
    comments = Comment.objects.filter(pk=pk)
    comments.update(agreement_count=comments.get().agreement_count + 1)
    connection.close()


def after_each_step(do):
    """Does something else whenever the progress of a job was written down."""

    def watch(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if sql.startswith("UPDATE") and "rows_done" in sql:
            do()
        return result

    return connection.execute_wrapper(watch)


def before_the_step(column, do):
    """Does something else right before a job writes this column."""

    def watch(execute, sql, params, many, context):
        if sql.startswith("UPDATE") and f'"{column}" = %s' in sql and 'attempt" = (' not in sql:
            do()
        return execute(sql, params, many, context)

    return connection.execute_wrapper(watch)


def chunks_of(size):
    return mock.patch.object(rows, "CHUNK", size)
