"""Windows for feedback in the back office: announced there, moved elsewhere."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from recommendations.models import Iteration, Stamp
from tests import cast, make

from .test_admin_correcting import page_of


class AnnouncingAWindow(TestCase):
    def send(self, opens, closes, person=None, **there):
        now = timezone.now()
        row = make.iteration(number=1, **(there or {"opens_at": None}))
        sent = {"title_en": "One", "published_on": "2019-08"}
        for name, days in (("opens_at", opens), ("closes_at", closes)):
            moment = now + timedelta(days=days)
            sent |= {f"{name}_0": f"{moment:%Y-%m-%d}", f"{name}_1": "12:00:00"}
        return cast.client_of(person or cast.organiser()).post(page_of(row), sent)

    def test_pages_learn_when_they_differ(self):
        self.send(1, 9)

        moved = Iteration.objects.get()
        self.assertEqual(
            Stamp.objects.get(key="texts").turning_points,
            [moved.opens_at.timestamp(), moved.closes_at.timestamp()],
        )

    def test_a_window_closes_after_it_opens(self):
        answer = self.send(9, 1)

        self.assertIn("closes_at", answer.context["adminform"].form.errors)

    def test_what_was_announced_is_moved_on_the_desk_and_corrected_by_staff_alone(self):
        for person, moves in ((cast.organiser(), False), (cast.admin(), True)):
            self.send(1, 9, person, opens_at=timezone.now(), closes_at=None)
            self.assertEqual(Iteration.objects.get().closes_at is not None, moves)
            Iteration.objects.all().delete()
