"""The texts that every portal starts with: what is missing is made, what is there is left."""

from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import override
from modeltranslation.utils import build_localized_fieldname

from accounts.languages import BY_CODE, SOURCE

from ..freshness import freshness_of, text_fields
from ..models import Freshness, Page, Stamp
from ..models.page import BLOCKS
from ..models.stamp import TEXTS

PERSON, MACHINE = Freshness.Origin.PERSON, Freshness.Origin.MACHINE
FOLDER = Path(__file__).resolve().parent.parent / "starter"
# No portal is without these; in the order in which they stand at the foot of a page.
KEYS = (
    *BLOCKS, "about", "participate", "strategic-direction", "help", "terms", "privacy", "licence",
    "contact",
)  # fmt: skip


@transaction.atomic
def add_starter_pages() -> list[str]:
    """Make the pages that are not there yet; says which. An operator's words stay as they are."""
    there = set(Page.objects.filter(key__in=KEYS).values_list("key", flat=True))
    missing = [key for key in KEYS if key not in there]
    for key in missing:
        _add(key)
    if missing:
        Stamp.objects.touch(TEXTS)
    return missing


def _add(key: str) -> None:
    texts = {code: text for code in BY_CODE if (text := starter_text(key, code))}
    page: Any = Page(key=key, position=KEYS.index(key), in_footer=key not in BLOCKS)
    for code, (title, body) in texts.items():
        setattr(page, build_localized_fieldname("title", code), title)
        setattr(page, build_localized_fieldname("body", code), body)
    page.render_text()
    page._change_reason = "Starter text"
    with override(SOURCE):
        page.save()
    Freshness.objects.bulk_create(
        freshness_of(page, field, code, origin=PERSON if code == SOURCE else MACHINE)
        for code in texts
        for field in text_fields(Page)
    )


def starter_text(key: str, language: str) -> tuple[str, str] | None:
    """Title and body: the heading on the first line of a file, and what follows it."""
    file = FOLDER / language / f"{key}.md"
    if not file.exists():
        return None
    title, _, body = file.read_text(encoding="utf-8").partition("\n")
    return title.removeprefix("# ").strip(), body.strip()
