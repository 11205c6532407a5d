"""What of the history of texts points at a person."""

from django.apps import apps

from accounts.own_data import Held

REVISION = ("id", "history_date", "history_type", "history_change_reason")


def held_in_history() -> dict[str, Held]:
    """The revisions that somebody made, of every text that keeps a history."""
    histories = [
        model
        for model in apps.get_app_config("recommendations").get_models()
        if any(field.name == "history_user" for field in model._meta.fields)
    ]
    return {
        f"{model._meta.label}.history_user": Held(
            f"revisions_of_{str(model._meta.model_name).removeprefix('historical')}", REVISION
        )
        for model in histories
    }


HELD = {
    "recommendations.DateMove.by": Held(
        "dates_that_i_moved",
        ("old_start", "old_end", "new_start", "new_end", "reason", "moved_at"),
    ),
    **held_in_history(),
    "recommendations.Overlap.by": Held(
        "overlaps_that_i_marked", ("first__code", "second__code", "kind", "note", "marked_at")
    ),
    "recommendations.Publication.by": Held(
        "drafts_that_i_published",
        ("draft_set__code", "made_at", "left_unanswered", "note", "language"),
    ),
    "recommendations.ChangeReason.by": Held(
        "reasons_of_changes", ("recommendation__code", "part__key", "reason_en", "written_at")
    ),
    "recommendations.HistoricalChangeReason.by": Held(
        left_out="The reasons stand under their own heading."
    ),
    "recommendations.Editing.person": Held(
        left_out="Says for some minutes that a text is open.", is_removed=True
    ),
    "recommendations.Freshness.confirmed_by": Held(
        "translations_that_i_confirmed", ("model", "object_id", "field", "language", "confirmed_at")
    ),
}
