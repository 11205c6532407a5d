"""Who sees it the same way."""

from django.conf import settings
from django.db import models

from .comment import Comment


class Agreement(models.Model):
    """«I see it this way too»: one per person."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="agreements")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="agreements")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "person"], name="one_agreement_per_person"),
        ]

    def __str__(self):
        return f"{self.comment_id} {self.person_id}"
