"""Who is told that a date was moved: one row per letter, so that none goes out twice."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from recommendations.models import DateMove

from .submission import Submission


class DateLetter(models.Model):
    """A letter about one move to one account, or to the address that a guest confirmed."""

    move = models.ForeignKey(DateMove, models.CASCADE, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="date_letters"
    )
    submission = models.ForeignKey(Submission, models.CASCADE, null=True, related_name="+")
    # When it was taken in hand.
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None, submission__isnull=False)
                | Q(person__isnull=False, submission=None),
                name="a_letter_has_one_reader",
            ),
            models.UniqueConstraint(fields=["move", "person"], name="one_letter_per_person"),
            models.UniqueConstraint(fields=["move", "submission"], name="one_letter_per_guest"),
        ]

    def __str__(self):
        return f"{self.move_id} {self.person_id or self.submission_id}"
