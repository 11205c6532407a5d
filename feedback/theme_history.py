"""Who changed a theme, or what stands under it; when, and what."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from accounts.languages import ALL

from .models import Coding, Comment, Theme

DEEDS = {
    "added": _("Added"),
    "renamed": _("Name or definition changed"),
    "moved": _("Moved"),
    "merged": _("Merged into another theme"),
}
DEEDS_ON_CODINGS = {
    "coded": _("Put under the theme"),
    "taken back": _("Taken back"),
    "merged": _("Came here with a merged theme"),
    "split": _("Came here from a theme that was split"),
}
MOST = 100


@dataclass
class Change:
    """One deed on a theme; the languages whose words it changed."""

    at: datetime
    by: str
    deed: str
    languages: list[str]
    label: str


def history_of(theme: Theme) -> list[Change]:
    """The newest first; of a very long history its newest part."""
    rows = list(theme.history.select_related("history_user").order_by("-pk")[:MOST])  # type: ignore[attr-defined]
    befores = [*rows[1:], None]
    return [_change(row, before) for row, before in zip(rows, befores, strict=True)]


def _change(row, before) -> Change:
    changed = [
        language.code
        for language in ALL
        if any(_differs(row, before, name, language.code) for name in ("label", "definition"))
    ]
    return Change(
        at=row.history_date,
        by=row.history_user.name if row.history_user else "",
        deed=str(DEEDS.get(row.history_change_reason or "", _("Changed"))),
        languages=changed,
        label=next((getattr(row, f"label_{code.replace('-', '_')}") for code in changed), "") or "",
    )


def _differs(row, before, name: str, language: str) -> bool:
    column = build_localized_fieldname(name, language)
    return (getattr(row, column) or "") != ((getattr(before, column) or "") if before else "")


@dataclass
class CodingDeed:
    """One deed on what stands under a contribution's themes."""

    at: datetime
    by: str
    deed: str
    theme: Theme


def history_of_codings(comment: Comment) -> list[CodingDeed]:
    """What coders did with a contribution, the newest first; no words of it are in here."""
    rows = Coding.history.filter(comment_id=comment.pk).select_related("history_user")
    newest = list(rows.order_by("-history_id")[:MOST])
    themes = Theme.objects.in_language().in_bulk({row.theme_id for row in newest})
    return [
        CodingDeed(
            at=row.history_date,
            by=row.history_user.name if row.history_user else "",
            deed=str(DEEDS_ON_CODINGS.get(row.history_change_reason or "", _("Changed"))),
            theme=themes[row.theme_id],
        )
        for row in newest
    ]
