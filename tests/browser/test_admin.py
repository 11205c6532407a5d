"""The back office in a browser: nothing is asked of another host, and no policy is broken."""

from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.languages import spoken
from accounts.models import Community
from feedback.models import Decision, Export, Outbox
from recommendations.models import Freshness, Milestone
from tests import cast, make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def rows():
    """One row of everything that the back office shows."""
    recommendation = make.recommendation(title_ar="عنوان", title_de="Titel")
    Freshness.objects.filter(language="ar").update(origin=Freshness.Origin.MACHINE)
    comment = make.comment(recommendation=recommendation)
    draft_set = recommendation.draft_set
    draft_set.sections.create(key="s1", position=1, text_en="What for?")
    draft_set.group.scoping_questions.create(key="q1", position=1, text_en="Why?")
    now = timezone.now()
    return [
        recommendation, comment, comment.author, draft_set, draft_set.group, draft_set.iteration,
        make.part(recommendation=recommendation), make.guiding_question(),
        recommendation.successors.create(kind="withdrawn"),
        Milestone.objects.create(key="m", start="2019-08", title_en="Start", status="actual"),
        Community.objects.create(slug="wmxx", kind="affiliate", name_en="Wikimedia XX"),
        Decision.objects.create(
            comment=comment, kind="hide", reason="Spam", by=comment.author, decided_at=now
        ),
        Export.objects.create(
            draft_set=draft_set, requested_by=comment.author, language="en", requested_at=now
        ),
        Outbox.objects.write("task", 1),
    ]  # fmt: skip


@pytest.fixture
def open_page(page, live_server):
    """Open an address as someone; what the browser complains of or asks of others is noted."""
    page.complaints = []
    page.on("console", note_errors(page))
    page.on("pageerror", lambda error: page.complaints.append(f"{page.url}: {error}"))
    page.on("request", note_foreign(page, urlsplit(live_server.url).netloc))

    def enter(person, path):
        session = cast.client_of(person).cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
        page.context.add_cookies([cookie])
        return page.goto(live_server.url + path)

    return enter


def note_errors(page):
    """Breaches of the policy are errors; the browser's hints on style are not."""

    def note(message):
        if message.type == "error":
            page.complaints.append(f"{page.url}: {message.text}")

    return note


def note_foreign(page, host):
    def note(request):
        if urlsplit(request.url).netloc not in {"", host}:
            page.complaints.append(f"{page.url} asks for {request.url}")

    return note


def pages_of(row):
    """Every kind of page on one kind of row, as far as it exists."""
    name = f"{row._meta.app_label}_{row._meta.model_name}"
    yield reverse(f"admin:{name}_changelist")
    yield reverse(f"admin:{name}_changelist") + "?q=a"
    yield reverse(f"admin:{name}_add")
    for kind in ("change", "delete", "history"):
        yield reverse(f"admin:{name}_{kind}", args=[row.pk])
    if name != "feedback_comment" and hasattr(row, "history"):
        yield reverse(f"admin:{name}_simple_history", args=[row.pk, row.history.latest().pk])
    if name == "accounts_user":
        yield reverse("admin:auth_user_password_change", args=[row.pk])


def walk(open_page, person, language, rows):
    """Open every page; those that a person may not see are opened too."""
    shown = 0
    with spoken(language):
        paths = [reverse("admin:index"), reverse("admin:app_list", args=["recommendations"])]
        paths += [path for row in rows for path in pages_of(row)]
    for path in paths:
        answer = open_page(person, path)
        assert answer.status in {200, 403, 404}, path
        shown += answer.status == 200
    return shown


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(("role", "at_least"), [("admin", 75), ("translator", 30)])
def test_every_page_keeps_to_our_host_and_our_policy(
    page, open_page, rows, role, at_least, language
):
    person = cast.admin() if role == "admin" else cast.translator("ar")

    assert walk(open_page, person, language, rows) >= at_least

    refusals = "the server responded with a status of 40"
    assert [each for each in page.complaints if refusals not in each] == []
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")


def test_choosers_of_dates_and_rows_open_under_the_policy(page, open_page, rows):
    person, part = cast.admin(), rows[6]
    with spoken("en"):
        iteration = reverse("admin:recommendations_iteration_add")
        add = reverse("admin:recommendations_part_add")

    open_page(person, iteration)
    page.locator("#calendarlink0").click()
    page.locator("#calendarin0 a", has_text="15").click()
    assert page.locator("#id_opens_at_0").input_value().endswith("-15")
    page.locator("#clocklink0").click()
    page.locator("#clockbox0 a").first.click()
    assert page.locator("#id_opens_at_1").input_value()

    open_page(person, add)
    page.locator(".select2-selection").click()
    page.locator(".select2-search__field").fill(part.recommendation.code)
    page.locator(".select2-results__option", has_text=part.recommendation.code).click()
    assert page.locator("#id_recommendation").input_value() == str(part.recommendation_id)
    assert page.complaints == []


def change_page(row, language):
    with spoken(language):
        return reverse("admin:recommendations_recommendation_change", args=[row.pk])


def test_the_tabs_show_one_language_at_a_time(page, open_page, rows):
    open_page(cast.admin(), change_page(rows[0], "ar"))
    arabic, german = page.locator("#id_title_ar"), page.locator("#id_title_de")
    assert [arabic.is_visible(), german.is_visible()] == [True, False]

    page.get_by_role("button", name="Deutsch").click()
    assert [arabic.is_visible(), german.is_visible()] == [False, True]
    page.get_by_role("button", name="español").click()
    assert page.locator(".language-tabs [aria-pressed=true]").inner_text() == "español"
    assert "is-missing" in page.get_by_role("button", name="español").get_attribute("class")

    page.locator(".language-tabs [data-language='']").click()
    assert [arabic.is_visible(), german.is_visible()] == [True, True]
    assert page.complaints == []


def test_a_translator_has_the_source_beside_the_own_language(page, open_page, rows):
    open_page(cast.translator("ar"), change_page(rows[0], "en"))

    assert page.locator("#id_title_ar").is_visible()
    assert page.locator("#id_title_ar").get_attribute("dir") == "rtl"
    source = page.locator(".field-title_en .readonly")
    assert [source.inner_text(), source.get_attribute("lang")] == [make.TITLE, "en"]
    assert not page.locator(".field-title_de").is_visible()


def test_a_published_text_is_corrected_with_a_reason(page, open_page, rows):
    open_page(cast.admin(), change_page(rows[0], "en"))
    page.locator("#id_title_en").fill("Free licences")
    page.locator("[name=_save]").click()
    assert page.locator("#id_title_en").input_value() == "Free licences"
    assert page.locator(".field-reason .errorlist").is_visible()

    page.locator("#id_reason").fill("A word was missing.")
    page.get_by_label("Wording only").check()
    page.locator("[name=_save]").click()

    rows[0].refresh_from_db()
    assert rows[0].title_en == "Free licences"
    assert page.complaints == []


def test_without_script_all_languages_stand_below_each_other(browser, live_server, rows):
    with browser.new_context(java_script_enabled=False) as context:
        session = cast.client_of(cast.admin()).cookies[settings.SESSION_COOKIE_NAME].value
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": session, "url": live_server.url}])
        page = context.new_page()
        page.goto(live_server.url + change_page(rows[0], "en"))

        assert page.locator("#id_title_ar").is_visible()
        assert page.locator("#id_title_de").is_visible()
        assert not page.locator(".language-tabs").is_visible()
