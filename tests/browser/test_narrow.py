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
CUT_OFF = "row => row.scrollHeight > row.clientHeight"
TOO_LOW = """smallest => [...document.querySelectorAll(
    'button, select, textarea, summary, .tool, .menu a, .languages a, .actions a, .pages a, '
    + '.language-bar a, input:not([type=hidden]):not([type=checkbox]):not([type=radio])')]
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


@pytest.mark.parametrize("width", [320, 360, 768, 1024, 1280])
@pytest.mark.parametrize("who", ["", "organiser"])
def test_the_header_is_one_row(visit, who, width):
    page = visit(who, viewport={"width": width, "height": 740})
    for language in ("en", "ar", "de"):
        page.goto(f"/{language}/timeline/")
        assert page.locator(".bar").bounding_box()["height"] <= 57  # CSS pixels
        assert page.locator(".demo-banner").bounding_box()["height"] <= 32
        if not who:
            assert page.locator(".bar > .menu").evaluate(CUT_OFF) is False, language


@pytest.mark.parametrize("panel", [".more", ".languages"])
def test_what_the_header_opens_fits_a_phone(visit, panel):
    page = visit(java_script_enabled=False, viewport={"width": 320, "height": 740})
    page.goto("/ar/")
    page.locator(f"{panel} summary").click()

    opened = page.locator(f"{panel} .panel")
    assert opened.is_visible()
    assert page.evaluate(BESIDE) == []
    links = opened.locator("a:visible")
    assert all(each.bounding_box()["height"] >= 44 for each in links.all())


def test_the_menu_says_which_page_is_open(visit):
    page = visit(viewport={"width": 360, "height": 740})
    page.goto("/ar/recent/?language=en")
    page.locator(".more summary").click()

    current = page.locator(".menu [aria-current=page]:visible")
    assert current.get_attribute("href") == "/ar/recent/"


def test_a_quoted_id_leads_to_its_comment(visit):
    page = visit(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page.goto("/ar/timeline/")
    page.locator(".more summary").click()
    page.locator("#jump-menu").fill("dv1-9 # ٢٦")
    page.locator("header .jump button").click()

    assert page.url.endswith("/ar/c/DV1-9-26/")
