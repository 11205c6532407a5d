"""A deadline is said in UTC, and beside it in the time of the reader's own clock."""

import pytest

PLACE = "/en/iterations/1/diversity/9/"


@pytest.mark.parametrize(
    ("zone", "language", "own"),
    [
        ("Asia/Kolkata", "en", "GMT+5:30"),
        ("America/Sao_Paulo", "de", "GMT-3"),
        ("UTC", "en", None),
    ],
)
def test_the_readers_own_time_stands_beside_the_deadline(doors, zone, language, own):
    with doors.window(timezone_id=zone) as page:
        page.goto(PLACE.replace("/en/", f"/{language}/"))
        deadline = page.locator("main .notice time").first
        assert deadline.inner_text().endswith("UTC")
        beside = page.locator("main .notice .own-time")

        assert beside.count() == (1 if own else 0)
        if own:
            assert own in beside.inner_text()
