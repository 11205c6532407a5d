"""What search engines may keep: nothing but the pages whose views say so.

A page that is kept has one address in each language. Desks, forms, filtered lists, histories and
differences stay out, for each of them would stand there in 17 languages and countless variants.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from enum import Enum

from django.urls import get_resolver, get_script_prefix, reverse

Address = tuple[dict, datetime | None]  # what it is made of, and when its page last changed


class Robots(Enum):
    """What a search engine shall do with a page."""

    KEEP = "keep"
    KEEP_ITS_PLACE = "keep its place"  # the page is a part of another one and names that one
    KEEP_OUT = "keep out"


def the_only_one() -> Iterable[Address]:
    """What an address without arguments is made of."""
    return [({}, None)]


def indexed(every: Callable[[], Iterable[Address]] = the_only_one, *, paged: bool = False):
    """Let search engines keep the pages of a view; ``every`` names those that the sitemap lists.

    With another query than ``?page=`` on a paged view it is another choice of the same things,
    and that stays out.
    """

    def decorate(view):
        view.robots = Robots.KEEP
        view.every_address = every
        view.kept_queries = {"page"} if paged else set()
        return view

    return decorate


def indexed_at_its_place(view):
    """For addresses of one thing on a page: that page is kept, and named as the canonical one."""
    view.kept_queries = set()
    view.robots = Robots.KEEP_ITS_PLACE
    return view


def robots_for(view, query) -> Robots:
    """What holds for a page of this view with this query."""
    robots = _robots_of(view)
    is_choice = robots is not Robots.KEEP_OUT and set(query) - view.kept_queries
    return Robots.KEEP_OUT if is_choice else robots


def _robots_of(view) -> Robots:
    return getattr(view, "robots", Robots.KEEP_OUT)


def every_address() -> Iterator[tuple[str, datetime | None]]:
    """The path of each page that may be kept, without a language, and when it last changed."""
    for name, _, view in views(get_resolver()):
        if _robots_of(view) is Robots.KEEP:
            for arguments, changed_at in view.every_address():
                yield reverse(name, kwargs=arguments).removeprefix(get_script_prefix()), changed_at


def paths_to_leave_alone() -> list[str]:
    """What robots need not even fetch, in their notation; feeds are made for programs."""
    found: list[str] = []
    for _, route, view in sorted(views(get_resolver()), key=lambda each: len(each[1])):
        path = re.sub(r"<[^>]+>", "*", route)
        is_left = _robots_of(view) is Robots.KEEP_OUT and not is_at_the_root(f"/{route}")
        if is_left and not path.endswith("feed/") and not path.startswith(tuple(found)):
            found.append(path)
    return sorted(found)


def views(resolver, namespace="", before=""):
    """Name, route and view of each address."""
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from views(pattern, inner, route)
        else:
            yield f"{namespace}{pattern.name}", route, pattern.callback


def is_at_the_root(path: str) -> bool:
    """Is this an address that programs ask for by its fixed name, without a language?"""
    return bool(re.fullmatch(r"/(favicon\.ico|robots\.txt|sitemap(-.*)?\.xml)", path))
