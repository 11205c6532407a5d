import os
import time
from datetime import timedelta

import time_machine
from django.test import TestCase, override_settings
from django.utils import timezone

from feedback.actions.export import queue_stalled_again, remove_old_files
from feedback.models import Export, Outbox
from feedback.tasks import write_export
from tests import cast, make
from tests.feedback.exporting import OwnFolder


class FindingLostJobsAgain(OwnFolder, TestCase):
    def setUp(self):
        super().setUp()
        self.now = timezone.now()
        self.export = self.export_of(make.comment().draft_set, requested_at=self.ago(61))

    def ago(self, seconds):
        return self.now - timedelta(seconds=seconds)

    def set(self, **changes):
        Export.objects.filter(pk=self.export.pk).update(**changes)

    def queue(self):
        number = queue_stalled_again(at=self.now)
        return number, list(Outbox.objects.waiting().values_list("task", "row_id"))

    def test_a_job_of_a_killed_worker_is_found_and_ends_with_one_file(self):
        self.export.claim(at=self.ago(62))
        self.export.tell(rows_done=1, rows_total=1, alive_at=self.ago(61))
        self.folder.mkdir()
        left = self.folder / f"export-{self.export.pk}-1.csv.part"
        left.write_text("half a fi")
        os.utime(left, (0, time.time() - 61))
        self.assertEqual(self.queue(), (1, [("feedback.write_export", self.export.pk)]))
        remove_old_files(at=self.now)
        write_export(self.export.pk)
        self.export.refresh_from_db()
        self.assertEqual((self.export.state, self.export.rows_done), (Export.State.READY, 1))
        self.assertEqual([file.name for file in self.files()], [f"export-{self.export.pk}-2.csv"])

    def test_a_job_whose_message_was_lost_is_found(self):
        self.assertEqual(self.queue(), (1, [("feedback.write_export", self.export.pk)]))

    def test_one_that_waits_in_the_outbox_is_not_announced_again(self):
        Outbox.objects.write("feedback.write_export", self.export.pk)
        self.assertEqual(self.queue()[0], 0)

    def test_it_is_announced_once_a_minute(self):
        self.queue()
        Outbox.objects.update(published_at=self.now)
        self.assertEqual(self.queue(), (0, []))
        self.now += timedelta(seconds=61)
        self.assertEqual(self.queue()[0], 1)

    def test_what_lives_or_is_done_is_left_alone(self):
        for changes in (
            {"state": "running", "alive_at": self.ago(59)},
            {"state": "queued", "requested_at": self.ago(59)},
            {"state": "ready", "alive_at": self.ago(61)},
            {"state": "failed", "alive_at": self.ago(61)},
        ):
            self.set(**{"alive_at": None, "requested_at": self.ago(61), **changes})
            self.assertEqual(self.queue(), (0, []))

    def test_after_three_dead_workers_it_is_given_up(self):
        self.set(state="running", attempt=2, alive_at=self.ago(61))
        self.assertEqual(self.queue()[0], 1)
        Outbox.objects.all().delete()
        self.set(state="running", attempt=3, alive_at=self.ago(61))
        self.assertEqual(self.queue()[0], 0)
        self.export.refresh_from_db()
        self.assertEqual((self.export.state, self.export.error), ("failed", "given-up"))


class ClearingOldFilesAway(OwnFolder, TestCase):
    def setUp(self):
        super().setUp()
        self.export = self.export_of(make.comment().draft_set)
        write_export(self.export.pk)
        self.export.refresh_from_db()

    def clear(self, **later):
        removed = remove_old_files(at=self.export.finished_at + timedelta(**later))
        self.export.refresh_from_db()
        return removed

    def test_after_seven_days_the_file_goes_and_the_row_says_so(self):
        self.assertEqual(self.clear(days=7, seconds=-1), 0)
        self.assertEqual(len(self.files()), 1)
        self.assertEqual(self.clear(days=7, seconds=1), 1)
        self.assertEqual(self.files(), [])
        self.assertEqual(self.export.state, Export.State.REMOVED)
        with time_machine.travel(self.export.finished_at + timedelta(days=8)):
            client = cast.client_of(self.export.requested_by)
            page = client.get(f"/en/exports/{self.export.pk}/")
        self.assertContains(page, "files are kept for 7 days")
        self.assertContains(page, "Make the file again")

    @override_settings(EXPORT_DAYS=1)
    def test_the_days_are_a_setting(self):
        self.assertEqual(self.clear(days=1, seconds=1), 1)

    def test_the_part_of_a_run_that_lives_stays_and_that_of_a_dead_one_goes(self):
        live, dead = (self.folder / f"export-9-{number}.csv.part" for number in (1, 2))
        for file in (live, dead):
            file.touch()
        os.utime(dead, (0, time.time() - 61))
        self.clear()
        self.assertEqual([live.exists(), dead.exists()], [True, False])

    def test_a_file_whose_row_is_gone_goes_in_the_end(self):
        Export.objects.all().delete()
        (file,) = self.files()
        os.utime(file, (0, time.time() - 13 * 24 * 3600))
        remove_old_files(at=timezone.now())
        self.assertTrue(file.exists())
        os.utime(file, (0, time.time() - 15 * 24 * 3600))
        remove_old_files(at=timezone.now())
        self.assertFalse(file.exists())
