"""A group publishes its next drafts: what stands in the way, and the deed itself."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.languages import reading_language

from .actions import move_window, publish
from .models import DraftSet, Publication, Recommendation
from .models.iteration import Window
from .models.publication import MAX_NOTE
from .models.translated import texts_of
from .templatetags.wording import wording_of


@dataclass(frozen=True)
class Obstacles:
    """Why a set cannot be published as it is."""

    is_empty: bool
    # Recommendations of the set before that neither lead to another nor were withdrawn.
    without_successor: list[Recommendation]

    def __bool__(self):
        return self.is_empty or bool(self.without_successor)


def next_set(group) -> DraftSet | None:
    """What a group prepares: its earliest drafts that are not published yet."""
    sets = DraftSet.objects.in_language().filter(group=group, published_at=None)
    around = sets.prefetch_related(*texts_of(DraftSet, "group", "iteration"))
    return around.order_by("iteration__number").first()


def set_before(draft_set: DraftSet) -> DraftSet | None:
    """The newest published drafts of the same group from an earlier iteration."""
    sets = DraftSet.objects.in_language().published().filter(
        group=draft_set.group_id, iteration__number__lt=draft_set.iteration.number
    )  # fmt: skip
    around = sets.prefetch_related(*texts_of(DraftSet, "group", "iteration"))
    return around.order_by("-iteration__number").first()


def obstacles(draft_set: DraftSet) -> Obstacles:
    """What has to be mended before: everything else may be left open, and said."""
    before = set_before(draft_set)
    left = Recommendation.objects.in_language().filter(draft_set=before, successors=None)
    return Obstacles(
        is_empty=not draft_set.recommendations.exists(),
        without_successor=list(left.order_by("position")) if before else [],
    )


@transaction.atomic
def publish_next(
    draft_set: DraftSet, *, by, note: str = "", left_unanswered: int = 0
) -> Publication | None:
    """Publish a group's next drafts and close those before them; None if somebody just did.

    ``note`` says in public why it is done with ``left_unanswered`` contributions, or other things,
    left open. Raises ValidationError where something stands in the way.
    """
    if len(note) > MAX_NOTE:
        raise ValueError(f"An explanation has at most {MAX_NOTE} signs.")
    row = DraftSet.objects.select_for_update().get(pk=draft_set.pk)
    if row.published_at:
        return None
    if obstacles(row):
        raise ValidationError(_("Something still stands in the way."), code="obstacles")
    now = timezone.now()
    publication = Publication.objects.create(
        draft_set=row,
        by=by,
        made_at=now,
        note=note.strip(),
        language=reading_language(),
        left_unanswered=left_unanswered,
        closing=_close_those_before(row, by=by, at=now),
    )
    publish(row, by=by, at=now)
    draft_set.published_at = row.published_at
    return publication


def _close_those_before(draft_set: DraftSet, *, by, at):
    """End the time for feedback on the drafts before; what comes later is taken, marked as late."""
    before = set_before(draft_set)
    if before is None or before.window.phase(at) != "open":
        return None
    seen = before.window
    title = wording_of(draft_set.iteration, "title").text
    reason = _("The drafts of the next iteration are published: %(title)s.") % {"title": title}
    return move_window(before, Window(seen.opens_at, at), seen=seen, by=by, reason=reason, at=at)
