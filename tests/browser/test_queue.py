"""A liaison clears a queue with nothing but a keyboard; on a phone it fits, either way it runs."""

import pytest

from tests.browser.hands import Keyboard
from tests.browser.kinds import send

QUEUE = "/en/desk/queue/?show=waiting&reach=mine&language=ar&order=newest"
BESIDE = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""


@pytest.fixture
def hands(doors, visit):
    """At a queue in which three contributions of a guest stand first."""
    with doors.window() as page:
        for number in range(3):
            send(page, "/en/write/CH2-2/", name=f"Key by key {number}")
    sitting = Keyboard(visit("liaison"))
    sitting.open(QUEUE)
    return sitting


def total(page):
    """How many wait, by the sentence above the list."""
    return int(page.locator("main > p").first.inner_text().split()[0])


def test_what_is_ticked_is_approved_and_what_has_the_focus_is_hidden(hands):
    page, keys = hands.page, hands.page.keyboard
    before = total(page)
    for key in "jxjx":
        keys.press(key)
    assert page.locator("[data-count]").inner_text() == "(2)"

    with page.expect_navigation():
        keys.press("a")
    assert "2 contributions are approved" in page.locator("main > [role=status]").inner_text()
    assert page.evaluate("document.activeElement.id") == "main"
    assert total(page) == before - 2

    keys.press("j")
    keys.press("h")
    assert page.evaluate("document.activeElement.name") == "rule"
    keys.press("ArrowDown")
    keys.press("Tab")
    keys.type("It sells something.")
    with page.expect_navigation():
        keys.press("Enter")
    assert "1 contribution is hidden" in page.locator("main > [role=status]").inner_text()
    assert total(page) == before - 3


def test_the_keys_are_shown_and_can_be_switched_off(hands):
    page, keys = hands.page, hands.page.keyboard
    keys.press("?")
    assert page.locator(".keys dl").is_visible()
    keys.press("?")

    hands.trigger(".keys summary")
    hands.reach("[data-keys-on]")
    keys.press("Space")
    page.reload()
    keys.press("j")
    assert page.evaluate("document.activeElement.matches('[data-item]')") is False


def test_a_letter_in_a_field_is_a_letter(hands):
    hands.page.locator("#reason-batch").focus()
    hands.page.keyboard.type("jxa")

    assert hands.page.locator("#reason-batch").input_value() == "jxa"
    assert hands.page.locator("[name=item]:checked").count() == 0


def test_one_is_given_to_the_organisers(hands):
    keys = hands.page.keyboard
    keys.press("j")
    keys.press("e")
    keys.type("A word to you.")
    with hands.page.expect_navigation():
        keys.press("Enter")

    assert "is with the organisers now" in hands.page.locator("main > [role=status]").inner_text()


@pytest.mark.parametrize("path", ["desk/", "desk/queue/", "desk/questions/", "desk/translations/"])
def test_it_fits_a_phone(visit, path):
    page = visit("liaison", viewport={"width": 360, "height": 740})
    for language in ("en", "ar"):
        assert page.goto(f"/{language}/{path}").status == 200
        assert page.evaluate(BESIDE) == 0, language
