"""D7: a form that is sent again is one send: at once, later, and by a double click in a browser."""

import sqlite3
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests import chromium
from tests.browser import serving
from tests.check.forms import opened
from tests.check.row import Defect, Row
from tests.check.visitor import Visitor

DEFECT = Defect("feedback/views/participate.py", 'key=values["key"],', "key=uuid.uuid4(),", "uuid")
PAGE = "/en/write/DV1-9/"
FORMS = 5
AT_ONCE = 20
LATER = 3
CLICKS = 3


def measure() -> Row:
    with tempfile.TemporaryDirectory(prefix="portal-check-") as name:
        folder = Path(name)
        with serving.demo(folder) as address:
            sent = [send_again_and_again(address, f"Sent often {n}.") for n in range(FORMS)]
            shown = click_twice(address)
        comments = stored(folder / "portal.sqlite3")
    submits = FORMS * (AT_ONCE + LATER) + 2 * CLICKS
    wanted = FORMS + CLICKS
    duplicates = sum(number - 1 for number in comments.values())
    is_same = all(len(places) == 1 for places in sent) and shown == CLICKS
    figures = (
        f"submits {submits} comments {comments.total()} duplicates {duplicates} "
        f"receipts {sum(map(len, sent)) + shown}"
    )
    holds = is_same and not duplicates and len(comments) == wanted
    return Row("D7", figures, f"comments {wanted} duplicates 0 receipts {wanted}", holds)


def send_again_and_again(address, words) -> set[tuple[int, str]]:
    """What the portal answered, each answer once, to a form that was opened once."""
    visitor = Visitor(address)
    form = opened(visitor.get(PAGE), "free", with_token=True)
    filled = form | {"free": words, "name": "Often", "language": "en", "deed": "send"}
    with ThreadPoolExecutor(AT_ONCE) as hands:
        answers = list(hands.map(lambda _: visitor.post(PAGE, filled), range(AT_ONCE)))
    answers += [visitor.post(PAGE, filled) for _ in range(LATER)]
    return {(answer.status_code, answer.location) for answer in answers}


def click_twice(address) -> int:
    """How often a receipt was shown to somebody who clicks twice, quickly."""
    shown = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=chromium.launch_arguments()
        )
        for number in range(CLICKS):
            page = browser.new_page(base_url=address)
            page.goto(PAGE)
            page.locator("[name=free]").fill(f"Clicked twice {number}.")
            page.locator("[name=name]").fill("Twice")
            page.locator("main form button[name=deed][value=send]").dblclick(no_wait_after=True)
            page.wait_for_url("**/receipt/**", timeout=30_000)
            shown += 1
        browser.close()
    return shown


def stored(database: Path) -> Counter:
    """How often each of our words is in the database."""
    said = "SELECT body FROM feedback_comment WHERE name IN ('Often', 'Twice')"
    connection = sqlite3.connect(database)
    try:
        return Counter(body for (body,) in connection.execute(said))
    finally:
        connection.close()
