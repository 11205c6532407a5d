"""What was said before and what it changed, on the pages of later texts."""

from django import template

from ..carried import earlier_contributions
from ..what_happened import OWN_TEXTS, WHOLE, address_of, changes_of

register = template.Library()


@register.simple_tag(takes_context=True)
def earlier_count(context, recommendation):
    """How many contributions on the forerunners this viewer can read."""
    return earlier_contributions(recommendation, context["request"].user).count()


@register.simple_tag(takes_context=True)
def changes_behind(context, recommendation):
    """``{% changes_behind recommendation as behind %}``: for ``behind|of_text:pair.of``."""
    found = changes_of(recommendation, context["request"].user)
    return {"address": address_of(recommendation), "changes": found}


@register.filter
def of_text(behind, of):
    """What led to the present wording of one text; nothing where nobody has said."""
    change = behind["changes"].get(WHOLE if of in OWN_TEXTS else of)
    return {"address": behind["address"], "change": change} if change else None


@register.simple_tag(takes_context=True)
def led_by(context, segment):
    """The address at which stands what led to a changed stretch of text; empty where unknown."""
    behind = context.get("behind")
    if not behind or segment.kind == "same" or not behind["change"].led:
        return ""
    return f"{behind['address']}#{behind['change'].place_of(segment.text)}"
