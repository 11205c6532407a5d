"""The head of a page: for tabs, for search engines, for a link pasted into a chat."""

from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from urllib.parse import urlencode

from babel.core import get_global
from django import template
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.utils.encoding import escape_uri_path
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from ..languages import ALL, SOURCE, reading_language, tag
from ..search_engines import Robots

register = template.Library()

LONGEST = 200  # signs of a description: search engines and chats cut longer ones themselves
WORD_ENDS_WITHIN = 30  # of them; where no space stands there (Chinese, Japanese), any sign may end


@dataclass(frozen=True)
class Head:
    """Title and description as plain text, and the absolute addresses of a page."""

    title: str
    description: str
    url: str
    canonical: str
    alternates: list[tuple[str, str]]
    site: str
    locale: str


@register.tag
def capture(parser, token):
    """``{% capture as title %}...{% endcapture %}``: what a block renders, to be used twice."""
    _name, _as, name = token.split_contents()
    nodelist = parser.parse(["endcapture"])
    parser.delete_first_token()
    return Capture(nodelist, name)


class Capture(template.Node):
    def __init__(self, nodelist, name):
        self.nodelist, self.name = nodelist, name

    def render(self, context):
        context[self.name] = self.nodelist.render(context)
        return ""


@register.simple_tag(takes_context=True)
def head_of(context, title, description, place):
    """Everything the head needs; ``place`` is the path of the page that this one is a part of."""
    request = context["request"]
    site = _site(request)
    robots = getattr(request, "robots", Robots.KEEP_OUT)
    alternates = []
    canonical = ""
    if robots is Robots.KEEP:
        addresses = {each.code: _address(request, site, each.code) for each in ALL}
        canonical = addresses[reading_language()]
        alternates = [(tag(code), address) for code, address in addresses.items()]
        alternates.append(("x-default", addresses[SOURCE]))
    elif robots is Robots.KEEP_ITS_PLACE and place.strip():
        canonical = site + place.strip()
    return Head(
        title=_with_page(plain(title), _page_number(request)),
        description=shortened(plain(description)) or _default_description(),
        url=canonical if alternates else site + request.get_full_path(),
        canonical=canonical,
        alternates=alternates,
        site=site,
        locale=_locale(reading_language()),
    )


def plain(html: str) -> str:
    """The words of a piece of HTML, on one line."""
    return " ".join(unescape(strip_tags(html)).split())


def shortened(text: str) -> str:
    """The beginning of a text, to the end of a word where words have ends."""
    if len(text) <= LONGEST:
        return text
    beginning = text[: LONGEST - 1]
    end = beginning.rfind(" ", LONGEST - WORD_ENDS_WITHIN)
    return (beginning[:end] if end > 0 else beginning).rstrip(" ,;:") + "…"


def _default_description():
    return _(
        "Read the draft recommendations in your language, say what you think, and follow what "
        "becomes of it."
    )


def _with_page(title, number):
    """No two pages have the same title."""
    return f"{title} · {_('Page %(number)s') % {'number': number}}" if number > 1 else title


def _page_number(request):
    given = request.GET.get("page", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 7 else 1


def _address(request, site, code):
    number = _page_number(request)
    page = f"?{urlencode({'page': number})}" if number > 1 else ""
    return f"{site}/{code}{escape_uri_path(request.path_info)}{page}"


def _site(request):
    """What absolute addresses begin with; the page about a wrong host cannot name that host."""
    try:
        return request.build_absolute_uri("/").rstrip("/")
    except DisallowedHost:
        return settings.BASE_URL


@lru_cache
def _locale(code):
    """``ar_EG`` for ``ar``: Open Graph asks for a territory, so the language's likeliest is it."""
    known = tag(code).replace("-", "_")
    language, *_script, territory = get_global("likely_subtags").get(known, known).split("_")
    return f"{language}_{territory}" if territory.isalpha() else language
