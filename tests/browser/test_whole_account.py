"""From sign-up to a closed account: the words stay, the name is gone from the database."""

import sqlite3
import zipfile
from contextlib import closing
from urllib.parse import quote

from tests.browser.kinds import slug_on
from tests.browser.test_accessibility import violations

NAME, LOGIN, MAIL = "Wanderkanari Ülkü", "wanderkanari", "kanari@example.org"
PASSWORD = "five herons on a roof"


def dump(folder):
    with closing(sqlite3.connect(folder / "portal.sqlite3")) as database:
        return "\n".join(database.iterdump())


def send(page):
    page.locator("main form button.cdx-button--weight-primary").click()


def sign_up(page):
    page.goto("/en/accounts/signup/")
    fields = {"username": LOGIN, "password1": PASSWORD, "name": NAME, "email": MAIL}
    for field, value in fields.items():
        page.locator(f"#id_{field}").fill(value)
    send(page)
    page.wait_for_url("**/mine/")


def speak(page):
    """Write, and find better words; the short id of the contribution."""
    page.goto("/en/write/DV1-9/")
    page.locator("#id_free").fill("The first words.")
    page.locator("button[value=send]").click()
    page.wait_for_url("**/receipt/**")
    slug = slug_on(page)
    page.goto(f"/en/c/{slug}/edit/")
    page.locator("#id_body").fill("The better words.")
    send(page)
    page.wait_for_url(f"**/c/{slug}/")
    return slug


def test_everything_is_taken_along_and_the_name_goes_everywhere(visit, folder):
    page = visit()
    sign_up(page)
    slug = speak(page)
    assert page.goto(f"/en/people/{quote(NAME)}/").status == 200
    assert all(secret in dump(folder) for secret in (NAME, LOGIN, MAIL))

    page.goto("/en/accounts/data/")
    page.locator("#id_password").fill(PASSWORD)
    send(page)
    page.wait_for_url("**/accounts/data/")
    assert violations(page) == []
    with page.expect_download() as saved:
        page.locator("main a[href$='/data/file/']").click()
    with zipfile.ZipFile(saved.value.path()) as copy:
        assert "The first words." in copy.read("my-data.json").decode()
        assert "The better words." in copy.read("my-contributions.html").decode()

    page.goto("/en/accounts/close/")
    assert violations(page) == []
    page.locator("#id_is_meant").check()
    page.locator("main form button").click()
    page.wait_for_url("**/accounts/closed/")
    assert {each["name"] for each in page.context.cookies()} <= {"csrftoken"}

    page.goto(f"/en/c/{slug}/")
    words = page.locator(f"#c{slug}").inner_text()
    assert "Removed account" in words and "The better words." in words
    assert page.goto(f"/en/people/{quote(NAME)}/").status == 404
    page.goto("/en/accounts/login/")
    page.locator("#id_login").fill(LOGIN)
    page.locator("#id_password").fill(PASSWORD)
    send(page)
    page.get_by_text("do not belong together").wait_for()

    left = dump(folder)
    assert "The better words." in left
    assert [secret for secret in (NAME, LOGIN, MAIL, "kanari") if secret in left] == []
