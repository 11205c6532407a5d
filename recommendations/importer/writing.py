"""Writing the rows of a file: what is missing is made, what differs is changed, the rest is left.

Nothing is taken away: texts and rows that the file does not mention stay.
"""

from typing import Any

from django.utils.translation import override
from modeltranslation.utils import build_localized_fieldname

from accounts.languages import SOURCE

from ..actions import correct_text, is_published, save_texts
from ..freshness import text_of
from ..models import Freshness, Iteration
from ..models.erratum import Effect
from .rows import Book, Expected, Row

FRESHNESS_FIELDS = ("source_digest", "origin", "confidence")
WINDOW = {"opens_at", "closes_at"}

Place = tuple[str, str]  # field and language


class Writing:
    """The rows that are stored, each model loaded once, and the rows still to be stored."""

    def __init__(self, book: Book):
        self.ids = book.ids
        self.stored: dict[type, dict] = {}
        self.freshness = {
            (row.model, row.object_id, row.field, row.language): row
            for row in Freshness.objects.all()
        }
        self.new_freshness: list[Freshness] = []

    def write(self, row: Row) -> str:
        """Create or change one row; says which, or that nothing differed."""
        if row.model not in self.stored:
            self.stored[row.model] = row.model._default_manager.in_bulk()
        instance = self.stored[row.model].get(self.ids.get((row.model, row.key)))
        if instance is None:
            self._create(row)
            return "created"
        expected = row.expected()
        columns, texts = self._change(row, instance, expected)
        renewed = self._renew(instance, expected, texts)
        return "changed" if columns or texts or renewed else "unchanged"

    def finish(self) -> None:
        Freshness.objects.bulk_create(self.new_freshness)

    def _plain(self, row: Row) -> dict:
        links = {f"{name}_id": self.ids[link] for name, link in row.links.items()}
        return row.fields | links

    def _create(self, row: Row) -> None:
        texts = {
            build_localized_fieldname(name, language): text.text
            for name, languages in row.texts.items()
            for language, text in languages.items()
        }
        instance: Any = row.model(**self._plain(row), **texts)
        if hasattr(instance, "render_text"):
            instance.render_text()
        instance._change_reason = "Imported"
        with override(SOURCE):
            instance.save()
        self.ids[row.model, row.key] = instance.pk
        first = Row(row.place, row.model, row.key, texts=row.texts)
        if not row.errata:
            self._renew(instance, first.expected(), [])
            return
        made = [_freshness(instance, *place, text) for place, text in first.expected().items()]
        Freshness.objects.bulk_create(made)
        for erratum in row.errata:
            changes = {
                build_localized_fieldname("text", language): text
                for language, text in erratum.texts.items()
            }
            correct_text(instance, changes, by=None, reason=erratum.reason, effect=erratum.effect)

    def _change(self, row: Row, instance, expected: dict[Place, Expected]):
        """Change what differs; the columns and the places of the texts that did."""
        plain = self._plain(row)
        if isinstance(instance, Iteration) and instance.is_demo_window:
            plain = {name: value for name, value in plain.items() if name not in WINDOW}
        columns = [name for name, value in plain.items() if getattr(instance, name) != value]
        for name in columns:
            setattr(instance, name, plain[name])
        texts = [
            place for place, text in expected.items() if text_of(instance, *place) != text.text
        ]
        for place in texts:
            setattr(instance, build_localized_fieldname(*place), expected[place].text)
        if columns or texts:
            effect = Effect.MEANING if texts and is_published(instance) else ""
            names = columns + [build_localized_fieldname(*place) for place in texts]
            save_texts(instance, names, reason="Changed by an import", effect=effect)
        return columns, texts

    def _renew(self, instance, expected: dict[Place, Expected], changed: list[Place]) -> bool:
        """Note what each text was made from; a person's check holds until the text changes."""
        renewed = False
        for place, text in expected.items():
            known = self.freshness.get((instance._meta.model_name, instance.pk, *place))
            if known is None:
                self.new_freshness.append(_freshness(instance, *place, text))
                renewed = True
            elif place in changed or any(
                getattr(known, name) != getattr(text, name) for name in FRESHNESS_FIELDS
            ):
                self._update(known, text, place in changed)
                renewed = True
        return renewed

    def _update(self, known: Freshness, text: Expected, is_changed: bool) -> None:
        for name in FRESHNESS_FIELDS:
            setattr(known, name, getattr(text, name))
        if is_changed:
            known.confirmed_at = known.confirmed_by = None
        known.save()


def _freshness(instance, field: str, language: str, text: Expected) -> Freshness:
    return Freshness(
        model=instance._meta.model_name,
        object_id=instance.pk,
        field=field,
        language=language,
        **{name: getattr(text, name) for name in FRESHNESS_FIELDS},
    )
