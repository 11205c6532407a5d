"""The built style sheet does what pages count on: themes, icons, both directions."""

import pytest
from django.conf import settings
from django.templatetags.static import static

PAGE = """<!doctype html><html lang="en" dir="{dir}" {theme}><head><title>Look</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="{sheet}"></head><body>
<button class="cdx-button"><span class="cdx-button__icon icon-add"></span> Add</button>
<span id="next" class="icon icon-next"></span></body></html>"""


def policy():
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())


@pytest.fixture
def show(page, live_server):
    """Open a page with our sheet, under our policy; complaints of the browser fail the test."""
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))

    def open_page(*, direction="ltr", theme=""):
        body = PAGE.format(dir=direction, theme=theme, sheet=static("portal.css"))
        headers = {"Content-Security-Policy": policy(), "Content-Type": "text/html"}
        address = f"{live_server.url}/look"
        page.unroute_all()
        page.route(address, lambda route: route.fulfill(body=body, headers=headers))
        page.goto(address)
        return page

    yield open_page
    assert [text for text in complaints if "favicon" not in text] == []


def look(page, element, name):
    """The computed value of a property."""
    script = "([element, name]) => getComputedStyle(document.querySelector(element))[name]"
    return page.evaluate(script, [element, name])


@pytest.mark.parametrize(
    ("prefers", "theme", "scheme"),
    [
        ("light", "", "light"),
        ("dark", "", "dark"),
        ("dark", "data-theme=light", "light"),
        ("light", "data-theme=dark", "dark"),
    ],
)
def test_the_reader_s_choice_comes_before_the_device_s(show, page, prefers, theme, scheme):
    page.emulate_media(color_scheme=prefers)
    show(theme=theme)
    assert look(page, "html", "colorScheme") == scheme


def test_dark_changes_the_colours(show, page):
    show()
    bright = look(page, "button", "color")
    show(theme="data-theme=dark")
    assert look(page, "button", "color") != bright


def test_icons_show_under_our_policy(show, page):
    show()
    assert "data:image/svg+xml" in look(page, ".icon-next", "maskImage")
    assert "data:image/svg+xml" in look(page, ".icon-add", "maskImage")
    drawn = page.locator("#next").screenshot()
    page.evaluate("document.querySelector('#next').style.backgroundColor = 'transparent'")
    assert page.locator("#next").screenshot() != drawn


@pytest.mark.parametrize(("direction", "scale"), [("ltr", "none"), ("rtl", "matrix(-1")])
def test_next_points_onwards_in_both_directions(show, page, direction, scale):
    show(direction=direction)
    assert look(page, "#next", "transform").startswith(scale)
