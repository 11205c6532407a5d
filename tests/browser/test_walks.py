"""Everybody opens every page: each is in its language, and says no more than they may know."""

import pytest

from tests.browser.kinds import ALL, READING, TAKING_PART, named
from tests.browser.visitor import STRANGER

# Path, then what the page and what its labels are in: Japanese has no catalogue yet.
LANGUAGES = {
    "en": ["en", "ltr", "en", "ltr"],
    "ar": ["ar", "rtl", "ar", "rtl"],
    "ja": ["ja", "ltr", "en", "ltr"],
}
SPOKEN = """() => [document.documentElement, document.body]
  .flatMap(each => [each.lang, each.dir])"""


@pytest.mark.parametrize("kind", **named(ALL))
def test_page_and_labels_say_their_language(visit, places, kind):
    page = visit(kind.who)
    found = {}
    for language in LANGUAGES:
        answer = page.goto(kind.address(language, places), wait_until="commit")
        page.wait_for_load_state("domcontentloaded")
        assert answer.status == kind.status
        found[language] = page.evaluate(SPOKEN)

    assert found == LANGUAGES


@pytest.mark.parametrize("who", [STRANGER, "reader", "liaison", "member"])
def test_nobody_s_browser_complains_anywhere(visit, places, who):
    """What may not be opened is refused: with a page, or with the way to sign in."""
    page = visit(who)
    broken = {}
    for kind in ALL:
        answer = page.goto(kind.address("en", places))
        is_open = kind.who in {STRANGER, who}
        if answer.status not in ({kind.status} if is_open else {200, 403, 404}):
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
