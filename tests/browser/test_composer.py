"""The composer that a script pulls into the page: beside others, each with labels of its own."""

import pytest

from tests.browser.hands import Keyboard
from tests.browser.test_accessibility import violations

PAGE = "/ar/iterations/1/diversity/9/"
REPLY = "a[data-hx-get$='/reply/']"
DOUBLE = """() => [...document.querySelectorAll('form [id]')]
  .map(each => each.id).filter((id, place, all) => all.indexOf(id) !== place)"""
LABELLED = "document.activeElement.labels.length"


@pytest.fixture
def hands(visit):
    return Keyboard(visit("reader"))


def pull_in(hands, link, number=0):
    """Press Enter on a link; the first box of the form has the focus, and a name."""
    hands.one(link).nth(number).focus()
    hands.page.keyboard.press("Enter")
    hands.one("textarea:focus").wait_for()
    assert hands.page.evaluate(LABELLED) == 1


def test_words_may_stand_in_two_at_once(hands):
    hands.open(PAGE)
    pull_in(hands, REPLY)
    hands.page.keyboard.type("first")
    pull_in(hands, REPLY, number=1)
    hands.page.keyboard.type("second")

    boxes = hands.one("form textarea[name=free]")
    assert [box.input_value() for box in boxes.all()] == ["first", "second"]
    assert hands.page.evaluate(DOUBLE) == []


@pytest.mark.parametrize("link", [REPLY, "a[data-hx-get*='part=']"])
def test_axe_finds_no_violation(hands, link):
    hands.open(PAGE)
    pull_in(hands, link)

    assert violations(hands.page) == []


def test_an_empty_one_comes_back_with_what_is_wrong(hands):
    hands.open(PAGE)
    pull_in(hands, REPLY)
    hands.press("#composer button[value=send]")

    assert hands.one("[role=alert]").is_visible()
    assert hands.page.url.endswith("/reply/")
