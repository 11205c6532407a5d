"""The address of a comment is at hand: to select without a script, to copy with one."""

import pytest

from tests.browser.hands import Keyboard

PAGE = "/en/c/DV1-9-26/"
LINK = "#cDV1-9-26 .permanent"


def test_a_keyboard_copies_it_and_hears_so(visit, portal):
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    hands = Keyboard(page)
    hands.open(PAGE)
    hands.trigger(f"{LINK} summary")
    hands.trigger(f"{LINK} button")

    page.locator(f"{LINK} [role=status]", has_text="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{portal}/c/DV1-9-26/"


@pytest.mark.parametrize("script", [True, False])
def test_one_press_selects_the_whole_of_it(visit, portal, script):
    page = visit(java_script_enabled=script)
    page.goto(PAGE)
    page.locator(f"{LINK} summary").click()
    page.locator(f"{LINK} code").click()

    assert page.evaluate("getSelection().toString()") == f"{portal}/c/DV1-9-26/"
    assert page.locator(f"{LINK} button").count() == int(script)


def test_panels_of_the_header_close_by_themselves(visit):
    page = visit()
    page.goto(PAGE)
    page.locator(".languages summary").click()
    page.locator(".more summary").click()
    assert page.locator(".bar [open]").count() == 1

    page.keyboard.press("Escape")
    assert page.locator(".bar [open]").count() == 0
    assert page.locator(".more summary:focus").count() == 1

    page.locator(".languages summary").click()
    page.locator("h1").click()
    assert page.locator(".bar [open]").count() == 0
