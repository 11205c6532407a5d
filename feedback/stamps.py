"""What pages depend on many contributions at once: their stamps, in one query."""

from django.db.models import F

from recommendations.models.stamp import TALK

from .models import stamp_keys


def themes_of(iteration: int) -> str:
    """The key of an iteration's codebook, and of what stands under its themes."""
    return f"themes:{iteration}"


def stamp_keys_of_all(comments) -> set[str]:
    """The stamps of the discussions in which these stand, and of all discussion.

    Not of the counts of private words: it is for deeds that leave their number as it is.
    """
    columns = ("draft_set__code", "recommendation__code", "draft_set__iteration__number")
    places = comments.order_by().values_list(*columns).distinct()
    keys = {TALK}
    for whole, code, iteration in places:
        keys |= {*stamp_keys(code or whole, whole), themes_of(iteration)}
    # A contribution that was filed elsewhere still stands where it was said, as a place.
    first = comments.order_by().exclude(first_draft_set=None).annotate(code=F("slug"))
    for slug, whole in first.values_list("code", "first_draft_set__code"):
        keys |= {*stamp_keys(slug.rpartition("-")[0], whole)}
    return keys
