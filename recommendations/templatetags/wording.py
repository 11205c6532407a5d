"""Texts of the strategy in the reader's language, dates by its custom, links to other languages."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.urls import get_script_prefix
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from modeltranslation.utils import build_localized_fieldname

from accounts import customs
from accounts.languages import autonym as autonym_of
from accounts.languages import direction, fallbacks, reading_language

register = template.Library()


@dataclass(frozen=True)
class Wording:
    """A text as a reader gets it: the words, their language, and whether it stands in."""

    text: str
    language: str
    is_fallback: bool

    @property
    def direction(self) -> str:
        return direction(self.language)

    def __bool__(self):
        return bool(self.text)


def wording_of(instance, field: str, language: str | None = None) -> Wording:
    """The text of a field in the reading language, else in what stands in for it."""
    wanted = language or reading_language()
    for code in fallbacks(wanted):
        if text := getattr(instance, build_localized_fieldname(field, code)):
            return Wording(text, code, code != wanted)
    return Wording("", wanted, False)


def marked(wording: Wording):
    """The text with its language and direction, where these are not the page's own."""
    if wording.language == get_language():
        return wording.text
    return format_html(
        '<span lang="{}" dir="{}">{}</span>', wording.language, wording.direction, wording.text
    )


@register.simple_tag
def wording(instance, field):
    """``{% wording recommendation "summary" as summary %}``: text, language, is_fallback."""
    return wording_of(instance, field)


@register.simple_tag
def text(instance, field):
    """``{% text recommendation "title" %}``: the text, marked with its language where needed."""
    return marked(wording_of(instance, field)) if instance else ""


@register.filter
def rendered(html):
    """HTML that ``prose.render_markdown`` made and cleaned when the text was written."""
    return mark_safe(html)  # noqa: S308 - the one place where stored HTML goes out unescaped


@register.filter
def autonym(code):
    """What a language calls itself."""
    return autonym_of(code)


@register.filter
def runs(code):
    """``rtl`` or ``ltr``."""
    return direction(code)


CUSTOMS = (customs.day, customs.moment, customs.last_minute, customs.number, customs.listing)
for by_custom in CUSTOMS:
    register.filter(by_custom)


@register.filter
def opening(value):
    """The moment at which a window opens; a script adds what the reader's own clock shows then."""
    return _with_own_time(value) if value else ""


@register.filter
def closing(value):
    """The last minute of a window; a script adds what the reader's own clock shows then."""
    return _with_own_time(customs.last_minute(value)) if value else ""


@register.simple_tag
def days(start, end):
    """``{% days milestone.start milestone.end %}``: one day or month, or from one to another."""
    parts = {"start": customs.day(start), "end": customs.day(end)}
    return _("%(start)s to %(end)s") % parts if end else parts["start"]


@register.filter
def struck(old):
    """What held before: struck through, for those who see it; the sentence around it says so."""
    return format_html("<del>{}</del>", old) if old else ""


def _with_own_time(value):
    return format_html(
        '<time datetime="{}" data-own-time="{}">{}</time>',
        value.isoformat(), _("%(time)s where you are"), customs.moment(value),
    )  # fmt: skip


@register.simple_tag(takes_context=True)
def in_other_language(context, code):
    """The address of this page in another language."""
    request = context.get("request")
    base = get_script_prefix()[: -len(reading_language()) - 1]
    query = context.get("query") or ""
    path = request.path_info.lstrip("/") if request else ""
    return f"{base}{code}/{path}" + (f"?{query}" if query else "")


@register.filter
def permanent(path):
    """The whole address of a page without a language: whoever opens it gets it in their own."""
    return f"{settings.BASE_URL}/{path.removeprefix(get_script_prefix())}"
