"""Why a text was changed, in the name of the group."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone
from modeltranslation.utils import build_localized_fieldname

from accounts.languages import SOURCE

from ..actions import correct_text, write_new
from ..freshness import text_of
from ..models import ChangeReason, Freshness, Part, Recommendation
from ..models.freshness import digest
from .room import locked


@transaction.atomic
def explain(
    recommendation: Recommendation, part: Part | None, reasons: Mapping[str, str], *, by
) -> ChangeReason | None:
    """Keep the reasons given, by language, for a part, or for the title and the summary.

    Languages that are not named keep what they have. Nothing to say about nothing said: no row.
    """
    locked(recommendation.draft_set)
    texts = {build_localized_fieldname("reason", code): text for code, text in reasons.items()}
    row = ChangeReason.objects.filter(recommendation=recommendation, part=part).first()
    if row is None:
        if not any(texts.values()):
            return None
        row = ChangeReason(
            recommendation=recommendation, part=part, by=by, written_at=timezone.now(),
            **{name: text or None for name, text in texts.items()},
        )  # fmt: skip
        write_new(row, by=by)
        return row
    if correct_text(row, texts, by=by):
        row.by, row.written_at = by, timezone.now()
        ChangeReason.objects.filter(pk=row.pk).update(by=by, written_at=row.written_at)
    return row


@transaction.atomic
def keep_translations(row: Recommendation | Part, names: Iterable[str], earlier: Iterable) -> int:
    """Only the wording differs from these earlier rows: what translates them holds; how many do."""
    recommendation = row.recommendation if isinstance(row, Part) else row
    locked(recommendation.draft_set)
    held = 0
    for name in names:
        known = {digest(text_of(each, name, SOURCE)) for each in earlier}
        texts = Freshness.objects.of(row).filter(field=name, source_digest__in=known)
        held += texts.update(source_digest=digest(text_of(row, name, SOURCE)))
    return held
