"""From a new account to a second factor, signing in with it, and staying out without."""

from tests.browser.test_accessibility import violations
from tests.cast import code_now

PASSWORD = "nine green herons"


def send(page):
    page.locator("main form button.cdx-button--weight-primary").click()


def test_it_is_set_up_and_then_asked_for(visit):
    page = visit()
    page.goto("/ar/accounts/signup/")
    page.locator("#id_username").fill("second-factor")
    page.locator("#id_password1").fill(PASSWORD)
    send(page)
    page.wait_for_url("**/mine/")

    page.goto("/ar/accounts/2fa/totp/activate/")
    page.wait_for_url("**/reauthenticate/**")
    page.locator("#id_password").fill(PASSWORD)
    send(page)
    page.wait_for_url("**/2fa/totp/activate/")
    assert violations(page) == []
    assert page.locator("img.qr").evaluate("picture => picture.naturalWidth") > 0
    page.locator("#id_code").fill(code_now(page.locator("code.key").inner_text()))
    send(page)
    page.wait_for_url("**/recovery-codes/")
    assert violations(page) == []
    codes = page.locator(".codes code").all_inner_texts()
    with page.expect_download() as saved:
        page.locator("a[download]").click()
    assert saved.value.path().read_text().split() == codes
    assert len(set(codes)) == 10

    page.context.clear_cookies()
    page.goto("/ar/accounts/login/")
    page.locator("#id_login").fill("second-factor")
    page.locator("#id_password").fill(PASSWORD)
    send(page)
    page.wait_for_url("**/2fa/authenticate/")
    assert violations(page) == []
    page.locator("#id_code").fill(codes[4])
    send(page)
    page.wait_for_url("**/mine/")
