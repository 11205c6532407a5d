"""Everything that matters works in a browser that runs no script."""

import pytest

from tests.browser.hands import Pointer
from tests.browser.kinds import slug_on
from tests.browser.story import Story

WORDS = "Libre licences help our archive."


@pytest.fixture
def enter(visit):
    """A window in which no script runs."""

    def open_window(**options):
        return Pointer(visit(java_script_enabled=False, **options))

    return open_window


def test_the_whole_story_is_told_without_a_script(enter):
    author, liaison, member = (enter(locale="en-GB") for _ in range(3))

    Story(author, liaison, member, "en").tell()


def test_words_with_an_account_can_be_read_at_once(enter):
    reader, stranger = enter(), enter()
    reader.open("/en/")
    reader.sign_in("reader")
    reader.open("/en/iterations/2/diversity/1/")
    reader.begin_to_write("main a[href='/en/write/DV2-1/']")
    reader.write("#id_free", WORDS)
    reader.press("button[value=send]")

    slug = slug_on(reader.page)
    stranger.open(f"/en/c/{slug}/")
    assert stranger.one(f"#c{slug} .said").inner_text().strip() == WORDS


def test_words_typed_before_signing_in_are_kept(enter):
    reader = enter()
    reader.open("/en/write/DV2-1/")
    reader.write("#id_free", WORDS)
    reader.press("button[value='sign-in']")
    reader.write("#id_login", "reader")
    reader.write("#id_password", "demo")
    reader.press("main form button")

    assert reader.one("#id_free").input_value() == WORDS


def test_words_are_previewed_before_they_are_sent(enter):
    stranger = enter()
    stranger.open("/en/write/DV2-1/")
    stranger.write("#id_free", "**Libre** licences")
    stranger.write("#id_name", "Noor")
    stranger.press("button[value=preview]")

    assert stranger.one("#preview ~ .thread .said strong").inner_text() == "Libre"
    assert stranger.one("#id_free").input_value() == "**Libre** licences"


def test_another_language_is_a_link_away(enter):
    stranger = enter(viewport={"width": 360, "height": 740})
    stranger.open("/en/iterations/1/diversity/9/?order=newest")
    stranger.one(".languages summary").click()
    stranger.press(".languages a[hreflang=ar]")

    assert stranger.page.url.endswith("/ar/iterations/1/diversity/9/?order=newest")
    assert stranger.one("html").get_attribute("dir") == "rtl"


def test_the_discussion_is_narrowed_and_turned_over(enter):
    stranger = enter()
    stranger.open("/en/iterations/1/diversity/9/")
    stranger.press("nav.pages a[rel=next]")
    assert "page=2" in stranger.page.url

    stranger.choose("#filter_language", "fr")
    stranger.press("form.filters button")
    languages = stranger.one("#discussion ~ .reading .thread .said").evaluate_all(
        "all => all.map(each => each.lang)"
    )
    assert "fr" in languages


def test_no_control_is_shown_that_needs_a_script(enter):
    stranger = enter()
    stranger.open("/en/")

    assert stranger.one("[data-theme-switch]").is_hidden()
