"""From a link in a chat to a sent comment: on a phone, without an account, in under a minute."""

from time import monotonic

import pytest

MINUTE = 60  # seconds, reading left out; the portal promises it
FEW = 6  # touches, with one for each box that is filled in
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
A_SIGN = 60  # milliseconds: somebody who types quickly with two thumbs
READERS = {
    "hi": ("hi-IN", "मुझे यह सुझाव पसंद है, पर हमारे यहाँ स्कूलों को आसान नियम चाहिए।"),
    "ar": ("ar-EG", "تعجبني هذه التوصية، لكن المدارس عندنا تحتاج إلى قواعد أسهل."),
}


class Thumb:
    """Somebody at a phone, whose touches are counted."""

    def __init__(self, page):
        self.page, self.touches = page, 0

    def touch(self, selector):
        place = self.page.locator(selector).first
        place.scroll_into_view_if_needed()
        place.tap()
        self.touches += 1

    def write(self, selector, words):
        self.touch(selector)
        self.page.locator(f"{selector}:focus").wait_for()
        self.page.keyboard.type(words, delay=A_SIGN)


@pytest.mark.parametrize("language", READERS)
def test_a_reader_has_spoken_within_a_minute(visit, language):
    locale, words = READERS[language]
    page = visit(locale=locale, **PHONE)
    thumb, start = Thumb(page), monotonic()

    page.goto(f"/{language}/iterations/1/diversity/9/")
    assert page.locator("main .lead").first.is_visible()
    assert page.context.cookies() == []
    thumb.touch("main a[href$='/write/DV1-9/']")
    thumb.write("#id_free", words)
    thumb.write("#id_name", "Asha")
    thumb.touch("button[value=send]")
    page.wait_for_url("**/receipt/secret/**")
    took = monotonic() - start

    print(f"{language}: {thumb.touches} touches, {took:.1f} s with typing")  # noqa: T201
    receipt = page.locator("main").inner_text()
    assert words in receipt
    assert "DV1-9#" in receipt
    assert page.locator("html").get_attribute("lang") == language
    assert thumb.touches <= FEW
    assert took < MINUTE
