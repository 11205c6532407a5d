from datetime import timedelta

from django.db import transaction
from django.test import TestCase
from django.utils import timezone

from feedback.models import Outbox
from feedback.relay import make_round


class WritingToTheOutbox(TestCase):
    def test_it_waits_in_the_order_it_was_written(self):
        for row_id in (3, 1, 2):
            Outbox.objects.write("feedback.write_export", row_id)
        self.assertEqual([row.row_id for row in Outbox.objects.waiting()], [3, 1, 2])

    def test_what_was_published_waits_no_more(self):
        row = Outbox.objects.write("feedback.write_export", 1)
        Outbox.objects.filter(pk=row.pk).update(published_at=timezone.now())
        self.assertFalse(Outbox.objects.waiting().exists())

    def test_what_is_rolled_back_was_never_announced(self):
        try:
            with transaction.atomic():
                Outbox.objects.write("feedback.write_export", 1)
                raise ZeroDivisionError
        except ZeroDivisionError:
            pass
        self.assertFalse(Outbox.objects.exists())


class ClearingTheOutbox(TestCase):
    def written(self, *, published=None, days=8):
        row = Outbox.objects.write("feedback.write_export", 1)
        ago = timezone.now() - timedelta(days=days)
        Outbox.objects.filter(pk=row.pk).update(
            written_at=ago, published_at=ago if published else None
        )
        return row

    def test_published_rows_go_after_seven_days_and_waiting_ones_never(self):
        self.written(published=True)
        young = self.written(published=True, days=6)
        waiting = self.written(published=False, days=80)
        make_round()
        self.assertEqual(set(Outbox.objects.all()), {young, waiting})
