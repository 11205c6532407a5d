"""A page on paper: black on white whatever the screen was, without what only a screen can do."""

import pytest

COLOURS = """() => {
  const style = getComputedStyle(document.body);
  return [style.color, style.backgroundColor];
}"""
PAGES = ("groups/diversity/", "iterations/1/diversity/9/")


@pytest.mark.parametrize("path", PAGES)
def test_paper_holds_the_text_and_what_was_said(visit, path):
    page = visit(color_scheme="dark")
    page.goto(f"/en/{path}")
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.emulate_media(media="print", color_scheme="dark")

    assert page.evaluate(COLOURS) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert page.locator("main h1").is_visible()
    assert page.locator(".comment .said").first.is_visible()
    for chrome in (".bar", ".breadcrumb", ".site-footer", ".actions", ".filters", ".permanent"):
        assert page.locator(f"{chrome}:visible").count() == 0, chrome


def test_addresses_of_links_to_elsewhere_are_printed(visit):
    page = visit()
    page.goto("/en/iterations/1/diversity/9/")
    page.emulate_media(media="print")
    link = page.locator(".prose a[href^=http]").first

    shown = link.evaluate("link => getComputedStyle(link, '::after').content")
    assert link.get_attribute("href") in shown
