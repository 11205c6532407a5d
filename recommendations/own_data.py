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
    "recommendations.Freshness.confirmed_by": Held(
        "translations_that_i_confirmed", ("model", "object_id", "field", "language", "confirmed_at")
    ),
}
