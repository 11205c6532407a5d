"""A member of a group reads on with nothing but a keyboard, and without scripts too."""

import re

from tests.browser.hands import Keyboard

READING = "/en/desk/groups/diversity/?view=reading&unread=on"
TOLD = "main > .notice[role=status]"


def test_r_marks_one_as_read_and_goes_on_to_the_next(visit):
    hands = Keyboard(visit("member"))
    hands.open(READING)
    page, keys = hands.page, hands.page.keyboard
    first, second = page.locator("[data-item]").nth(0), page.locator("[data-item]").nth(1)
    keys.press("j")

    with page.expect_response(re.compile("/read/$")):
        keys.press("r")

    first.get_by_text("Read by you").wait_for()
    assert first.locator("[data-unread]").count() == 0
    assert page.evaluate("document.activeElement.id") == second.get_attribute("id")
    read = first.get_attribute("id")
    page.reload()
    assert page.locator(f"#{read}").count() == 0


def test_x_ticks_and_the_ticked_are_marked_together(visit):
    hands = Keyboard(visit("member"))
    hands.open(READING)
    page, keys = hands.page, hands.page.keyboard
    for key in "jxjx":
        keys.press(key)
    assert page.locator("[data-count]").inner_text() == "(2)"

    with page.expect_navigation():
        page.locator("button[name=deed][value=read]").press("Enter")

    assert "2 contributions are marked as read." in page.locator(TOLD).inner_text()
