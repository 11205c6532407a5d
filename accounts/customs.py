"""Dates, numbers and lists as the language of the page writes them (Unicode's CLDR, by Babel)."""

from datetime import timedelta

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.numbers import format_decimal
from django.utils.dateparse import parse_date
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _


def custom() -> Locale:
    """The custom of the interface language; English dates as most of the world writes them."""
    language = get_language() or "en"
    return Locale.parse("en_GB" if language == "en" else to_locale(language))


def day(value) -> str:
    """A date (``date``, ``2019-09-15`` or ``2019-09``, which stays a month); empty for none."""
    if not value:
        return ""
    if isinstance(value, str) and len(value) == 7:
        first = parse_date(f"{value}-01")
        return format_date(first, custom().datetime_skeletons["yMMMM"].pattern, custom())
    return format_date(parse_date(value) if isinstance(value, str) else value, "long", custom())


def moment(value) -> str:
    """A date and time with its zone: ``15 September 2019, 23:59 UTC``."""
    if not value:
        return ""
    parts = {"day": day(value.date()), "time": format_datetime(value, "HH:mm")}
    return _("%(day)s, %(time)s UTC") % parts


def last_minute(value):
    """The end of a window as people say it: what closes at 00:00 closed at 23:59 the day before."""
    ends_a_day = value and value.hour == value.minute == 0
    return value - timedelta(minutes=1) if ends_a_day else value


def number(value: int | None) -> str:
    """A whole number with its groups of digits: 12,345 in English, 12.345 in German."""
    return "" if value is None else format_decimal(value, locale=custom())


def listing(values) -> str:
    """«a, b and c»."""
    return format_list([str(value) for value in values], locale=custom())
