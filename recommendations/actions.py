"""Deeds on the strategy's texts: publish, correct, confirm; and what follows when windows move."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from modeltranslation.utils import build_localized_fieldname

from accounts.languages import ALL, SOURCE, reading_language

from .freshness import freshness_of, note_texts, text_fields, text_of
from .models import DateMove, DraftSet, Freshness, Iteration, Lineage, Milestone, Part, Stamp
from .models.erratum import MAX_REASON, Effect
from .models.freshness import digest
from .models.iteration import Days, Window, last_day
from .models.stamp import TEXTS
from .models.translated import translated_fields
from .signals import date_moved, published

# Which column of a move points to what was moved.
MOVED_AS = {Iteration: "iteration", DraftSet: "draft_set", Milestone: "milestone"}


@transaction.atomic
def publish(draft_set: DraftSet, *, by, at: datetime | None = None) -> None:
    """Show a set of drafts to everyone. From then on its texts are frozen.

    The rooms above hear of it in the same transaction.
    """
    row = DraftSet.objects.select_for_update().get(pk=draft_set.pk)
    if row.published_at:
        raise ValueError(f"{row.code} is published already.")
    row.published_at = draft_set.published_at = at or timezone.now()
    save_texts(row, ["published_at"], by=by)
    published.send(DraftSet, draft_set=row)
    Stamp.objects.touch(TEXTS)


@transaction.atomic
def windows_changed() -> None:
    """Note when windows open and close. Called by whoever has written one."""
    moments: list[datetime | None] = []
    for model in (Iteration, DraftSet):
        for window in model.objects.values_list("opens_at", "closes_at"):
            moments.extend(window)
    Stamp.objects.set_turning_points(moments)
    Stamp.objects.touch(TEXTS)


@transaction.atomic
def move_window(
    thing: Iteration | DraftSet, window: Window, *, seen: Window, by, reason: str, at=None
) -> DateMove:
    """Give a round, or one group's drafts, another time for feedback; the old one stays shown.

    ``at`` is the moment of a deed that moves it on the way: such a window can end right then.
    """
    row = type(thing).objects.select_for_update().get(pk=thing.pk)
    old, now = row.window, at or timezone.now()
    check_window(window, now)
    if old != seen:
        raise ValidationError(_("Somebody moved this date in the meantime."), code="overtaken")
    if old == window:
        raise ValidationError(_("These are the dates that hold already."), code="same")
    row.opens_at, row.closes_at = window.opens_at, window.closes_at
    save_texts(row, ["opens_at", "closes_at"], by=by, reason=reason)
    move = _note_move(row, old.stored, window.stored, by, reason, now)
    windows_changed()
    return move


@transaction.atomic
def move_milestone(milestone: Milestone, days: Days, *, seen: Days, by, reason: str) -> DateMove:
    """Plan a milestone for another date; the old one stays shown."""
    row = Milestone.objects.select_for_update().get(pk=milestone.pk)
    old = Days(row.start, row.end)
    if row.status != Milestone.Status.PLANNED:
        raise ValidationError(_("What has taken place cannot be moved."), code="actual")
    if days.end and last_day(days.end) < days.start:
        raise ValidationError(_("The end has to come after the beginning."), code="order")
    if old != seen:
        raise ValidationError(_("Somebody moved this date in the meantime."), code="overtaken")
    if old == days:
        raise ValidationError(_("These are the dates that hold already."), code="same")
    row.start, row.end = days
    save_texts(row, ["start", "end"], by=by, reason=reason)
    move = _note_move(row, old, days, by, reason, timezone.now())
    Stamp.objects.touch(TEXTS)
    return move


def check_window(window: Window, now: datetime) -> None:
    """Refuse a window that never opens, or that is over already."""
    if window.opens_at is None:
        raise ValidationError(_("Say when it opens."), code="opens_at")
    if window.closes_at and window.closes_at <= window.opens_at:
        raise ValidationError(_("The window has to close after it opens."), code="closes_at")
    if window.closes_at and window.closes_at < now:
        message = _("This moment is over. A window can close now or later, but not in the past.")
        raise ValidationError(message, code="closes_at")


def _note_move(row, old, new, by, reason, at) -> DateMove:
    if not reason.strip() or len(reason) > MAX_REASON:
        raise ValueError("A moved date needs a reason, and not a longer one than its history has.")
    move = DateMove.objects.create(
        **{MOVED_AS[type(row)]: row},
        old_start=old[0], old_end=old[1], new_start=new[0], new_end=new[1],
        reason=reason, reason_language=reading_language(), by=by, moved_at=at,
    )  # fmt: skip
    date_moved.send(DateMove, move=move)
    return move


@transaction.atomic
def correct_text(
    instance, changes: Mapping[str, str], *, by, reason: str = "", effect: str = ""
) -> bool:
    """Write texts of one row: ``{"summary_en": ..., "summary_de": ...}``; False if nothing differs.

    What is published needs a reason and an effect: it is an erratum. Where the meaning of a source
    text changes, its translations fall behind; where only the wording does, they stay as they are.
    """
    places = _places(type(instance))
    _check(instance, changes, places, reason, effect)
    row = type(instance).objects.select_for_update().get(pk=instance.pk)
    changed = [name for name, text in changes.items() if text_of(row, *places[name]) != text]
    if not changed:
        return False
    before = {field: digest(text_of(row, field, SOURCE)) for field in text_fields(type(row))}
    for name in changed:
        setattr(row, name, changes[name] or None)
    save_texts(row, changed, by=by, reason=reason, effect=effect)
    renew_freshness(row, [places[name] for name in changed], before, effect)
    for name in changed:
        setattr(instance, name, getattr(row, name))
    Stamp.objects.touch(TEXTS)
    return True


@transaction.atomic
def confirm_translation(instance, field: str, language: str, *, by) -> None:
    """A person has read a text and vouches for it; whether it is behind is another matter."""
    confirmed = Freshness.objects.of(instance).filter(field=field, language=language)
    if not confirmed.update(confirmed_at=timezone.now(), confirmed_by=by):
        raise ValueError(f"There is no text to confirm in {language}.")
    Stamp.objects.touch(TEXTS)


def is_published(instance) -> bool:
    """Is this row, or the set of drafts it belongs to, before the public?"""
    if isinstance(instance, Lineage):
        # What was withdrawn leads to nothing; its forerunner is before the public in any case.
        instance = instance.later
    if isinstance(instance, Part):
        instance = instance.recommendation
    draft_set = instance if isinstance(instance, DraftSet) else getattr(instance, "draft_set", None)
    return draft_set is not None and draft_set.published_at is not None


def write_new(row, *, by=None) -> None:
    """Write a new row with texts, its history, and what each text was made from."""
    if hasattr(row, "render_text"):
        row.render_text()
    _name_author(row, by)
    # The columns without a language mirror the source, whatever language is spoken now.
    with override(SOURCE):
        row.save()
    note_texts(row)


def forget(row, *, by=None) -> None:
    """Take a row away; its history keeps what stood there."""
    Freshness.objects.of(row).delete()
    _name_author(row, by)
    row.delete()


def _name_author(row, by) -> None:
    """Without a name the history takes that of whoever sent the request."""
    if by is not None:
        row._history_user = by


def save_texts(row, names: list[str], *, by=None, reason: str = "", effect: str = "") -> None:
    """Save these columns of a row that was loaded whole, and say in its history who and why."""
    if hasattr(row, "render_text"):
        row.render_text()
        names = names + [build_localized_fieldname("html", language.code) for language in ALL]
    # The columns without a language mirror the source, whatever language is spoken now.
    mirrors = [name for name in translated_fields(type(row)) if name not in names]
    row._history_user, row._change_reason = by, reason
    with override(SOURCE):
        row.save(update_fields=[*names, *mirrors])
    del row._history_user, row._change_reason
    if effect:
        entry = row.history.latest()
        entry.effect = effect
        entry.save(update_fields=["effect"])


def _places(model) -> dict[str, tuple[str, str]]:
    """``summary_de`` to ``("summary", "de")``, for each text that people write."""
    return {
        build_localized_fieldname(field, language.code): (field, language.code)
        for field in text_fields(model)
        for language in ALL
    }


def _check(instance, changes, places, reason, effect) -> None:
    if unknown := set(changes) - set(places):
        raise ValueError(f"Not a text of this row: {', '.join(sorted(unknown))}.")
    if effect and effect not in Effect.values:
        raise ValueError(f"Not an effect: {effect}.")
    if len(reason) > MAX_REASON:
        raise ValueError(f"A reason has at most {MAX_REASON} signs.")
    if is_published(instance) and not (reason.strip() and effect):
        raise ValueError("A correction of published text needs a reason and an effect.")


def renew_freshness(row, places, before: dict[str, str], effect: str) -> None:
    """Each changed text is made from the present source; a change of wording takes others along."""
    for field, language in places:
        texts = Freshness.objects.of(row).filter(field=field)
        if language == SOURCE and effect == Effect.WORDING:
            kept = texts.filter(source_digest=before[field])
            kept.update(source_digest=digest(text_of(row, field, SOURCE)))
    for field, language in places:
        texts = Freshness.objects.of(row).filter(field=field, language=language)
        texts.delete()
        if text_of(row, field, language):
            freshness_of(row, field, language).save()
