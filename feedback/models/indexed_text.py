"""What the search looks through: one row per thing and language, kept beside what people wrote."""

from django.db import models
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _

from recommendations.models import DraftSet

from .comment import Comment
from .visibility import Visibility


class IndexedTextQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Texts of drafts this person knows of, and words that this person may read now.

        The index holds hidden and waiting words too: what may be read is asked in each search.
        """
        comments = Comment.objects.visible_to(user).exclude(visibility=Visibility.WITHDRAWN)
        # Asked for each text that was found. As EXISTS, PostgreSQL would read all comments first.
        same = models.Subquery(comments.filter(pk=models.OuterRef("object_id")).values("pk")[:1])
        known = models.Q(draft_set__in=DraftSet.objects.visible_to(user).values("pk"))
        is_comment = models.Q(kind=IndexedText.Kind.COMMENT)
        return self.filter(
            (is_comment & models.Q(IsNull(same, False)))
            | (~is_comment & (known | models.Q(draft_set=None)))
        )

    def of(self, kind: str, ids):
        return self.filter(kind=kind, object_id__in=ids)


class IndexedText(models.Model):
    """A thing's texts in one language: plain, and as the tokens they are found by.

    Migrations made the database's own full-text index of the tokens, which it keeps in step: FTS5
    on SQLite, a tsvector on PostgreSQL. A migration that makes this table anew on SQLite has to
    make the triggers anew, too.
    """

    class Kind(models.TextChoices):
        RECOMMENDATION = "recommendation", _("Recommendation")
        PART = "part", _("Part of a recommendation")
        COMMENT = "comment", _("Contribution")
        GROUP = "group", _("Working group")
        PAGE = "page", _("Page about this portal")

    kind = models.CharField(max_length=14, choices=Kind)
    object_id = models.PositiveBigIntegerField()
    language = models.CharField(max_length=35)
    # Whose visibility the text shares; nothing for what everyone may know of.
    draft_set = models.ForeignKey(DraftSet, models.CASCADE, null=True, related_name="+")
    said_at = models.DateTimeField(null=True)
    title = models.TextField(blank=True)
    text = models.TextField(blank=True)
    # Separated by spaces; ``tokens`` are those of title and text together.
    title_tokens = models.TextField(blank=True)
    tokens = models.TextField()

    objects = IndexedTextQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "language"], name="one_indexed_text_per_language"
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.object_id} {self.language}"
