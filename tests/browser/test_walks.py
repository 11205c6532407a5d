"""Everybody opens every page: nothing breaks, and nothing is left in their browser."""

import pytest

from tests.browser.kinds import ALL, READING, TAKING_PART
from tests.browser.visitor import STRANGER


@pytest.mark.parametrize("who", [STRANGER, "reader", "liaison", "member"])
def test_nobody_s_browser_complains_anywhere(visit, places, who):
    """What may not be opened is refused: with a page, or with the way to sign in."""
    page = visit(who)
    broken = {}
    for kind in ALL:
        if kind.who == who:
            continue  # opened by the same person, and as closely watched, in test_every_page
        answer = page.goto(kind.address("en", places))
        if answer.status not in ({kind.status} if kind.who == STRANGER else {200, 403, 404}):
            broken[kind.name] = answer.status

    assert broken == {}


def test_reading_leaves_nothing_in_a_stranger_s_browser(visit, places):
    page = visit()
    for kind in READING:
        page.goto(kind.address("en", places))
        assert page.context.cookies() == [], kind.name
        assert page.locator("[name=csrfmiddlewaretoken]").count() == 0, kind.name


def test_writing_needs_a_cookie_only_where_words_are_written(visit, places):
    page = visit()
    page.goto(next(k for k in TAKING_PART if k.name == "composer").address("en", places))

    assert {each["name"] for each in page.context.cookies()} == {"csrftoken"}
