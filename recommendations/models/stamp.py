"""Version stamps: what a page depends on, in numbers that grow whenever it changes."""

from bisect import bisect

from django.db import models
from django.utils import timezone

TEXTS = "texts"
TALK = "talk"
PEOPLE = "people"  # names, communities and roles


def talk_about(code: str) -> str:
    """The key for what is said about one recommendation or one set of drafts."""
    return f"talk:{code}"


class StampQuerySet(models.QuerySet):
    def touch(self, *keys):
        """What stands under these keys has changed. Called last in the deed's transaction."""
        for key in sorted(set(keys)):
            if not self.filter(key=key).update(version=models.F("version") + 1):
                self.create(key=key)

    def set_turning_points(self, moments):
        """Keep the moments at which a window opens or closes: pages differ before and after."""
        Stamp.objects.get_or_create(key=TEXTS)
        ordered = sorted({moment.timestamp() for moment in moments if moment})
        self.filter(key=TEXTS).update(turning_points=ordered)

    def read(self, *keys) -> "Reading":
        """The state of these keys now, in one query."""
        return Reading(list(self.filter(key__in={*keys, TEXTS}).order_by("key")))


class Stamp(models.Model):
    """One thing that pages depend on: all texts, the discussion of one recommendation, ..."""

    key = models.CharField(max_length=80, unique=True)
    version = models.PositiveBigIntegerField(default=1)
    turning_points = models.JSONField(default=list)

    objects = StampQuerySet.as_manager()

    def __str__(self):
        return f"{self.key} {self.version}"


class Reading:
    """What some stamps said at one moment: a text for an ETag, and how long it can hold."""

    def __init__(self, stamps):
        self.now = timezone.now().timestamp()
        self.turning_points: list[float] = next(
            (s.turning_points for s in stamps if s.key == TEXTS), []
        )
        self.passed = bisect(self.turning_points, self.now)
        self.text = ",".join(f"{s.key}={s.version}" for s in stamps) + f";{self.passed}"

    @property
    def seconds_left(self) -> float | None:
        """Seconds to the next opening or closing of a window, None where none is ahead."""
        if self.passed == len(self.turning_points):
            return None
        return self.turning_points[self.passed] - self.now
