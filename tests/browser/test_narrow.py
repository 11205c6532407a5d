"""On a phone nothing lies beside the screen, and what is to be touched is large enough."""

import pytest

from tests.browser.kinds import ALL, named

WIDTHS = (360, 320)
SMALLEST = 24  # CSS pixels, as WCAG 2.2 asks (2.5.8)
BESIDE = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.querySelectorAll('body *')]
    .filter(each => {
      const box = each.getBoundingClientRect();
      return box.width && (box.right > wide + 1 || box.left < -1) && !each.closest('.scroll');
    })
    .slice(-3).map(each => each.outerHTML.slice(0, 150));
}"""
TOO_LOW = """smallest => [...document.querySelectorAll(
    'button, select, textarea, summary, .menu a, .tools a, .actions a, .pages a, .language-bar a, '
    + 'input:not([type=hidden]):not([type=checkbox]):not([type=radio])')]
  .filter(each => each.checkVisibility() && !each.closest('.trap'))
  .filter(each => each.getBoundingClientRect().height < smallest)
  .map(each => each.outerHTML.slice(0, 150))"""


@pytest.mark.parametrize("kind", **named(ALL))
def test_it_fits_a_phone(visit, places, kind):
    page = visit(kind.who, has_touch=True)
    beside, low = {}, {}
    for language in ("en", "ar", "de"):
        page.set_viewport_size({"width": WIDTHS[0], "height": 740})
        page.goto(kind.address(language, places))
        low[language] = page.evaluate(TOO_LOW, SMALLEST)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 740})
            beside[language, width] = page.evaluate(BESIDE)

    assert {where: what for where, what in beside.items() if what} == {}
    assert {where: what for where, what in low.items() if what} == {}
