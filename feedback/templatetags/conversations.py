"""What was corrected in a conversation, as a page says it."""

from django import template

from ..models import Conversation

register = template.Library()


@register.filter
def changed_facts(correction) -> list[tuple]:
    """The name of each fact, what it was, and what it became."""
    return [_change(name, *values) for name, values in correction.changes.items()]


def _change(name: str, before: str, after: str) -> tuple:
    field = Conversation._meta.get_field(name)
    labels = {str(value): label for value, label in field.flatchoices}  # type: ignore[union-attr]
    return field.verbose_name, labels.get(before, before), labels.get(after, after)  # type: ignore[union-attr]
