"""On a phone: the header is one row, and what it opens lies within the screen."""

import pytest

from tests.browser.test_every_page import BESIDE

CUT_OFF = "row => row.scrollHeight > row.clientHeight"


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
