"""Answers on pages: the reason in the reader's language, and what became of a contribution."""

from django import template

from ..answers import html_of, reason_in_plain

register = template.Library()


@register.simple_tag
def reason(answer):
    """``{% reason answer as why %}``: text on one line, language, is_fallback."""
    return reason_in_plain(answer)


@register.simple_tag
def reason_html(answer):
    """The same as rendered HTML."""
    return html_of(answer)
