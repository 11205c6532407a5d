"""The button, the wiki's own page, and back with one's name: in a real browser, with its policy."""

import pytest
from django.contrib.auth.models import AnonymousUser

from feedback.models import Comment
from tests import make
from tests.browser.test_accessibility import violations
from tests.fake_wiki import FakeWiki

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def wiki(settings):
    with FakeWiki(username="Jane Doe") as wiki:
        for name, value in wiki.settings().items():
            setattr(settings, name, value)
        settings.MEDIAWIKI_ORIGINS = [wiki.origin]
        yield wiki


@pytest.fixture
def page(browser, live_server, wiki):
    """A window that hears what the browser complains of, and where it goes."""
    complaints, hosts = [], set()
    with browser.new_context(base_url=live_server.url) as context:
        page = context.new_page()
        page.on("console", lambda told: told.type == "error" and complaints.append(told.text))
        page.on("request", lambda asked: hosts.add("/".join(asked.url.split("/")[:3])))
        yield page
    assert complaints == []
    assert hosts <= {live_server.url, wiki.origin, "data:"}


def test_whoever_allows_it_comes_back_and_writes_under_their_name(page):
    code = make.recommendation().code
    page.goto(f"/en/write/{code}/")
    page.goto(f"/en/accounts/login/?next=/en/write/{code}/")
    assert violations(page) == []
    page.locator("button[formaction]").click()
    page.wait_for_url("**/oauth2/authorize**")
    page.locator("button[value=yes]").click()
    page.wait_for_url(f"**/en/write/{code}/")
    page.locator("#id_free").fill("I like how short this is.")
    page.locator("#id_language").select_option("en")
    page.locator("button[value=send]").click()
    page.wait_for_url("**/receipt/**")
    (comment,) = Comment.objects.visible_to(AnonymousUser())
    assert comment.author.name == "Jane Doe"
    page.goto(f"/en/c/{comment.slug}/")
    assert "Jane Doe" in page.locator(f"#c{comment.slug}").inner_text()


def test_whoever_says_no_reads_that_nothing_happened(page):
    page.goto("/ar/accounts/signup/")
    page.locator("button[formaction]").click()
    page.locator("button[value=no]").click()
    page.wait_for_url("**/ar/accounts/3rdparty/login/cancelled/")
    assert violations(page) == []


def test_a_name_that_somebody_has_is_chosen_anew(page):
    make.person(name="Jane Doe", username="jane")
    page.goto("/en/accounts/login/")
    page.locator("#id_shared").check()
    page.locator("button[formaction]").click()
    page.locator("button[value=yes]").click()
    page.wait_for_url("**/3rdparty/signup/")
    assert violations(page) == []
    page.locator("#id_username").fill("jane.doe")
    page.locator("#id_name").fill("Jane of Meta")
    page.locator("main form button").click()
    page.wait_for_url("**/en/mine/")
    session = next(each for each in page.context.cookies() if each["name"] == "sessionid")
    assert session["expires"] == -1
