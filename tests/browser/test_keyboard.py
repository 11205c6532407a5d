"""What only a keyboard meets: the way past the header, and a focus that can always be seen."""

import pytest

from tests.browser.hands import FOCUS, Keyboard
from tests.browser.kinds import ALL

WALKED = (
    "home",
    "group",
    "composer",
    "sign-in",
    "desk",
    "queue",
    "decide",
    "exports",
    "history-of-one-text",
)
STOPS = 60


@pytest.fixture
def keyboard(visit):
    def sit_down(who="", **options):
        return Keyboard(visit(who, **options))

    return sit_down


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_first_stop_leads_past_the_header(keyboard, language):
    hands = keyboard()
    hands.open(f"/{language}/iterations/1/diversity/9/")
    hands.page.keyboard.press("Tab")
    assert hands.one(".skip:focus").is_visible()

    hands.page.keyboard.press("Enter")
    hands.page.keyboard.press("Tab")
    assert hands.one("main :focus").count() == 1


@pytest.mark.parametrize("name", WALKED)
def test_every_stop_can_be_seen(keyboard, places, name):
    kind = next(kind for kind in ALL if kind.name == name)
    hands = keyboard(kind.who)
    hands.open(kind.address("ar", places))
    unseen = set()
    for _ in range(STOPS):
        hands.page.keyboard.press("Tab")
        stop = hands.page.evaluate(FOCUS, "*")
        if stop["html"].startswith("<body"):
            break  # past the last stop
        if not stop["shows"]:
            unseen.add(stop["html"])

    assert unseen == set()


def test_languages_open_and_close_with_the_keyboard(keyboard):
    hands = keyboard()
    hands.open("/en/timeline/")
    hands.trigger(".languages summary")
    hands.press(".languages a[hreflang=ar]")

    assert hands.page.url.endswith("/ar/timeline/")


def test_the_theme_is_switched_with_the_space_bar_and_kept(keyboard):
    hands = keyboard(color_scheme="light")
    hands.open("/en/")
    hands.trigger(".more summary")
    hands.reach("[data-theme-switch]")
    hands.page.keyboard.press("Space")
    assert hands.one("html").get_attribute("data-theme") == "dark"

    hands.open("/en/timeline/")
    assert hands.one("html").get_attribute("data-theme") == "dark"


def test_a_form_with_an_error_says_so_at_the_field(keyboard):
    hands = keyboard()
    hands.open("/en/write/DV1-9/")
    hands.write("#id_free", "Words without a name")
    hands.press("button[value=send]")

    assert hands.one("[role=alert]").count() >= 1
    name = hands.one("#id_name")
    assert name.get_attribute("aria-invalid") == "true"
    told = " ".join(
        hands.one(f"[id='{each}']").inner_text()
        for each in name.get_attribute("aria-describedby").split()
    )
    assert hands.one(".errorlist li").first.inner_text() in told
    assert hands.one("#id_free").input_value() == "Words without a name"
