"""Texts of the strategy in the reader's language, dates by its custom, links to other languages."""

from dataclasses import dataclass
from datetime import timedelta

from babel import Locale
from babel.dates import format_date, format_datetime
from django import template
from django.urls import get_script_prefix
from django.utils.dateparse import parse_date
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _
from modeltranslation.utils import build_localized_fieldname

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


def _locale() -> Locale:
    """The custom by which dates are written; English dates as most of the world writes them."""
    language = get_language() or "en"
    return Locale.parse("en_GB" if language == "en" else to_locale(language))


@register.filter
def day(value):
    """A date by the language's custom; ``2019-09`` stays a month."""
    if not value:
        return ""
    if isinstance(value, str) and len(value) == 7:
        first = parse_date(f"{value}-01")
        return format_date(first, _locale().datetime_skeletons["yMMMM"].pattern, _locale())
    return format_date(parse_date(value) if isinstance(value, str) else value, "long", _locale())


@register.filter
def moment(value):
    """A date and time with its zone: ``15 September 2019, 23:59 UTC``."""
    if not value:
        return ""
    parts = {"day": day(value.date()), "time": format_datetime(value, "HH:mm")}
    return _("%(day)s, %(time)s UTC") % parts


@register.filter
def last_minute(value):
    """The end of a window as people say it: what closes at 00:00 closed at 23:59 the day before."""
    ends_a_day = value and value.hour == value.minute == 0
    return moment(value - timedelta(minutes=1) if ends_a_day else value)


@register.simple_tag(takes_context=True)
def in_other_language(context, code):
    """The address of this page in another language."""
    request = context.get("request")
    base = get_script_prefix()[: -len(reading_language()) - 1]
    query = context.get("query") or ""
    path = request.path_info.lstrip("/") if request else ""
    return f"{base}{code}/{path}" + (f"?{query}" if query else "")
