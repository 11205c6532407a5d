"""Where words stand: their id, and the text they are about."""

from django.db import models

from recommendations.models import DraftSet, GuidingQuestion, Part, Recommendation


class Placed(models.Model):
    """The place of a contribution: where it is filed today, and where it was said."""

    # The permanent short id: DV1-9#417, in addresses DV1-9-417.
    slug = models.CharField(max_length=32, unique=True, editable=False)
    number = models.PositiveIntegerField(editable=False)
    # Always the set; the recommendation too, unless the words are on the drafts as a whole.
    draft_set = models.ForeignKey(DraftSet, models.PROTECT, related_name="+")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, null=True, related_name="+")
    part = models.ForeignKey(Part, models.PROTECT, null=True, related_name="+")
    question = models.ForeignKey(GuidingQuestion, models.PROTECT, null=True, related_name="+")
    # The guiding question in the words in which it was asked.
    question_asked = models.TextField(blank=True)
    # Where it stood before it was first filed again; empty while it stands there still.
    first_draft_set = models.ForeignKey(DraftSet, models.PROTECT, null=True, related_name="+")
    first_recommendation = models.ForeignKey(
        Recommendation, models.PROTECT, null=True, related_name="+"
    )
    first_part = models.ForeignKey(Part, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True

    @property
    def short_id(self) -> str:
        """The id as people cite it: DV1-9#417."""
        target, _dash, number = self.slug.rpartition("-")
        return f"{target}#{number}"

    @property
    def target(self) -> Recommendation | DraftSet:
        return self.recommendation or self.draft_set

    @property
    def text_read(self) -> Recommendation | DraftSet | Part:
        """What its author had before their eyes, wherever the words are filed today."""
        if self.first_draft_set is None:
            return self.part or self.target
        return self.first_part or self.first_recommendation or self.first_draft_set

    @property
    def filed_from(self) -> str:
        """The short id of the text on which it was said, if it is filed elsewhere now."""
        if self.first_draft_set is None:
            return ""
        first = self.first_recommendation or self.first_draft_set
        if first != self.target:
            return first.code
        if self.first_part_id == self.part_id:
            return ""
        return self.first_part.key.upper() if self.first_part else first.code
