"""A member codes with nothing but a keyboard: a whole contribution, then words marked in one."""

from tests.browser.hands import Keyboard

DESK = "/en/desk/groups/diversity/?iteration=1&view=reading&q=DV1-9%2363"
MARK_WORDS = """words => {
  const node = document.querySelector('[data-words] p').firstChild;
  const range = document.createRange();
  range.setStart(node, 0);
  range.setEnd(node, words);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def codings(page):
    return page.locator("[data-codings] li")


def choose(page, letters):
    page.keyboard.press("t")
    page.keyboard.type(letters)
    assert page.locator("#themes-found li").count() == 1
    page.keyboard.press("Enter")


def test_a_few_letters_put_it_under_a_theme(visit):
    hands = Keyboard(visit("member"))
    page = hands.page
    hands.open(DESK)
    before = codings(page).count()
    page.keyboard.press("j")
    choose(page, "newcom")
    codings(page).nth(before).wait_for()
    assert "Newcomers and learning" in codings(page).nth(before).inner_text()
    assert page.evaluate("document.activeElement.matches('[data-item]')")

    page.evaluate(MARK_WORDS, 12)
    choose(page, "quality")
    codings(page).nth(before + 1).wait_for()
    assert codings(page).nth(before + 1).locator("mark").count() == 1
    page.reload()
    assert codings(page).count() == before + 2


def test_escape_closes_the_list_and_nothing_is_coded(visit):
    page = visit("member")
    page.goto(DESK)
    before = codings(page).count()
    page.keyboard.press("j")
    page.keyboard.press("t")
    page.keyboard.press("Escape")
    assert not page.locator("[data-themes]").is_visible()
    assert codings(page).count() == before
