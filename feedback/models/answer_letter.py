"""Who is told of an answer: one row per letter, so that none goes out twice."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .answer import Answer
from .submission import Submission


class AnswerLetter(models.Model):
    """A letter about an answer, as it stood at one moment, to an account or a guest's address."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="letters")
    # ``Answer.said_at``: what is changed later is told again.
    said_at = models.DateTimeField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="answer_letters"
    )
    submission = models.ForeignKey(Submission, models.CASCADE, null=True, related_name="+")
    # When it was taken in hand.
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None, submission__isnull=False)
                | Q(person__isnull=False, submission=None),
                name="an_answers_letter_has_one_reader",
            ),
            models.UniqueConstraint(
                fields=["answer", "said_at", "person"], name="one_answers_letter_a_person"
            ),
            models.UniqueConstraint(
                fields=["answer", "said_at", "submission"], name="one_answers_letter_a_guest"
            ),
        ]

    def __str__(self):
        return f"{self.answer_id} {self.person_id or self.submission_id}"
