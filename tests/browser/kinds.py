"""Every kind of page there is, and who opens it."""

from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from tests.browser.visitor import STRANGER


class Kind(NamedTuple):
    """A page by its address without the language; braces name a place that is made first."""

    name: str
    path: str
    who: str = STRANGER
    status: int = 200

    def address(self, language, places):
        return f"/{language}/{self.path.format(**places)}"


DIVERSITY_9 = "iterations/1/diversity/9/"
READING = (
    Kind("home", ""),
    Kind("iteration", "iterations/2/"),
    Kind("group", "groups/diversity/"),
    Kind("long-discussion", DIVERSITY_9),
    Kind("title-only", "iterations/3/all/4/"),
    Kind("deep-link", "c/DV1-9-26/"),
    Kind("withdrawn", "c/DV1-9-39/"),
    Kind("timeline", "timeline/"),
    Kind("page", "help/"),
    Kind("contact", "contact/"),
    Kind("recent", "recent/"),
    Kind("figures", "figures/1/"),
    Kind("figures-of-recommendation", "figures/1/diversity/9/"),
    Kind("reach", "figures/1/reach/"),
    Kind("lineage", "figures/1/lineage/"),
    Kind("decisions", "decisions/"),
    Kind("reports", "reports/"),
    Kind("monthly-report", "reports/diversity/{month}/"),
    Kind("person", "people/Demo%20liaison/"),
    Kind("liaisons", "liaisons/"),
    Kind("host", "host/?group=diversity&iteration=1"),
    Kind("conversations", "conversations/"),
    Kind("conversation", "conversations/1/"),
    Kind("statement", "c/{statement}/"),
    Kind("alike", "c/{statement}/alike/"),
    Kind("answers", "answers/diversity/1/"),
    Kind("answer", "answers/1/"),
    Kind("changes", "changes/diversity/2/"),
    Kind("message-sent", "liaisons/sent/"),
    Kind("history", f"{DIVERSITY_9}history/"),
    Kind("history-of-one-text", "{difference}history/?of=q5"),
    Kind("difference", "{difference}history/difference/{versions}"),
    Kind("iteration-history", "iterations/1/history/"),
    Kind("compare", "iterations/2/advocacy/1/compare/"),
    Kind("earlier", "iterations/2/advocacy/1/earlier/"),
    Kind("what-happened", "iterations/2/advocacy/1/what-happened/"),
    Kind("comment-history", "c/DV1-9-63/history/"),
    Kind("text-seen", "c/DV1-9-26/text/"),
    Kind("codebook", "themes/1/"),
    Kind("public-theme", "themes/1/accessibility/"),
    Kind("search", "search/"),
    Kind("search-found", "search/?q=wikipedia"),
    Kind("search-nothing", "search/?q=nothingtofind&kind=part"),
    Kind("jump", "go/"),
    Kind("jump-to-nothing", "go/?id=XX9-9", status=404),
    Kind("not-found", "nowhere/", status=404),
    Kind("bad-request", "recent/?period=never", status=400),
)
TAKING_PART = (
    Kind("composer", "write/DV1-9/"),
    Kind("composer-on-part", "write/DV1-9/?part=q1"),
    Kind("composer-with-account", "write/DV1-9/", "reader"),
    Kind("reply", "c/DV1-9-2/reply/"),
    Kind("too-deep", "c/DV1-9-26/reply/", status=409),
    Kind("secret-receipt", "receipt/secret/{secret}/"),
    Kind("secret-edit", "receipt/secret/{secret}/edit/{waiting}/"),
    Kind("receipt", "receipt/{receipt}/", "reader"),
    Kind("edit", "c/{own}/edit/", "reader"),
    Kind("withdraw", "c/{own}/withdraw/", "reader"),
    Kind("agree", "c/DV1-9-1/agree/", "reader"),
    Kind("render", "c/DV1-9-31/render/", "reader"),
    Kind("write-to-liaison", "liaisons/{away}/write/"),
    Kind("write-to-organisers", "liaisons/organisers/write/", "reader"),
    Kind("mine", "mine/", "reader"),
    Kind("standing", "mine/standing/", "reader"),
    Kind("report-conversation", "conversations/new/", "reader"),
    Kind("my-conversations", "conversations/mine/", "reader"),
    Kind("sign-in", "accounts/login/"),
    Kind("sign-up", "accounts/signup/"),
    Kind("forgotten-password", "accounts/password/reset/"),
    Kind("profile", "accounts/", "reader"),
    Kind("second-factor", "accounts/2fa/", "reader"),
    Kind("wiki-account", "accounts/3rdparty/", "reader"),
    Kind("confirm-it-is-you", "accounts/reauthenticate/", "reader"),
    Kind("account-closed", "accounts/closed/"),
    Kind("sign-out", "accounts/logout/", "reader"),
)
WORKING = (
    Kind("desk", "desk/", "liaison"),
    Kind("queue", "desk/queue/", "liaison"),
    Kind("questions", "desk/questions/", "organiser"),
    Kind("translations", "desk/translations/", "liaison"),
    Kind("renderings", "desk/renderings/", "liaison"),
    Kind("without-english", "desk/renderings/?show=missing", "liaison"),
    Kind("rendering", "desk/renderings/{rendering}/", "liaison"),
    Kind("escalate", "c/{waiting}/escalate/", "liaison"),
    Kind("decide", "c/{waiting}/decide/", "liaison"),
    Kind("comment-for-liaisons", "c/DV1-9-26/", "liaison"),
    Kind("report-draft", "conversations/5/edit/", "liaison"),
    Kind("delete-report", "conversations/5/delete/", "liaison"),
    Kind("report-to-review", "conversations/4/", "liaison"),
    Kind("correct-conversation", "conversations/1/correct/", "liaison"),
    Kind("bundle", "c/{statement}/bundle/", "liaison"),
    Kind("organiser", "desk/organiser/", "organiser"),
    Kind("dates", "desk/organiser/dates/", "organiser"),
    Kind("move-iteration", "desk/organiser/dates/iterations/2/", "organiser"),
    Kind("move-set", "desk/organiser/dates/sets/DV2/", "organiser"),
    Kind("move-milestone", "desk/organiser/dates/milestones/summary-check/", "organiser"),
    Kind("roles", "desk/organiser/roles/?person=demo", "organiser"),
    Kind("role-log", "desk/organiser/roles/log/", "organiser"),
    Kind("give-role", "desk/organiser/roles/give/1/", "organiser"),
    Kind("take-role", "desk/organiser/roles/take/1/", "organiser"),
    Kind("listing", "accounts/liaison/", "liaison"),
    Kind("messages", "desk/messages/", "organiser"),
    Kind("message", "desk/messages/{message}/", "organiser"),
    Kind("group-desks", "desk/groups/", "organiser"),
    Kind("group-desk", "desk/groups/diversity/", "member"),
    Kind("group-reading", "desk/groups/diversity/?view=reading", "member"),
    Kind("group-desk-nothing", "desk/groups/diversity/?q=nothingtofind", "member"),
    Kind("group-figures", "desk/groups/diversity/figures/?iteration=1", "member"),
    Kind("themes", "desk/groups/diversity/themes/?iteration=1", "member"),
    Kind("themes-nothing", "desk/groups/diversity/themes/?iteration=3", "member"),
    Kind("coding-agreement", "desk/groups/diversity/themes/agreement/?iteration=1", "member"),
    Kind("look-alike", "desk/groups/diversity/alike/?iteration=1", "member"),
    Kind("theme", "desk/groups/diversity/themes/1/accessibility/", "member"),
    Kind("merge-theme", "desk/groups/diversity/themes/1/accessibility/merge/", "member"),
    Kind("split-theme", "desk/groups/diversity/themes/1/accessibility/split/", "member"),
    Kind("code-one", "desk/groups/diversity/code/DV1-9-1/", "member"),
    Kind("overlaps", "desk/groups/diversity/overlaps/", "member"),
    Kind("publish", "desk/groups/diversity/publish/", "member"),
    Kind("desk-answers", "desk/groups/diversity/answers/", "member"),
    Kind("new-answer", "desk/groups/diversity/answers/new/?item=DV1-9-1:1", "member"),
    Kind("edit-answer", "desk/groups/diversity/answers/1/", "member"),
    Kind("review-answer", "desk/groups/diversity/answers/4/review/", "member"),
    Kind("carry-back", "conversations/1/outcome/", "liaison"),
    Kind("exports", "exports/", "member"),
    Kind("export", "exports/{export}/", "member"),
    Kind("begin-next-iteration", "desk/groups/diversity/draft/", "member"),
    Kind("writing-room", "desk/groups/advocacy/draft/", "organiser"),
    Kind("draft", "{draft}", "organiser"),
    Kind("draft-structure", "{draft}structure/", "organiser"),
    Kind("forbidden", "desk/", "reader", status=403),
)
ALL = READING + TAKING_PART + WORKING


def named(kinds):
    """How a failure says which page it is about."""
    return {"argvalues": kinds, "ids": [kind.name for kind in kinds]}


def make_places(doors):
    """Let people do what leaves a receipt, a comment that waits, a decision and a file."""
    places = {"month": f"{datetime.now(UTC):%Y-%m}"}
    with doors.window() as page:
        send(page, "/en/write/DV2-6/", name="Page by page")
        places["secret"] = page.url.rstrip("/").rpartition("/")[2]
        decided = slug_on(page)
        send(page, "/en/write/DV2-7/", name="Page by page")
        places["secret"] = page.url.rstrip("/").rpartition("/")[2]
        places["waiting"] = slug_on(page)
        page.goto("/en/iterations/1/history/")
        link = page.locator("a[href*='/history/difference/']").first.get_attribute("href")
        path, _, versions = link.partition("history/difference/")
        places.update(difference=path.removeprefix("/en/"), versions=versions)
    with doors.window("reader") as page:
        send(page, "/en/write/DV2-6/")
        places["receipt"] = page.url.rstrip("/").rpartition("/")[2]
        places["own"] = slug_on(page)
    with doors.window() as page:
        page.goto("/en/liaisons/")
        writing = page.locator(".card:has(.chip-attention) a").first.get_attribute("href")
        places["away"] = writing.split("/")[3]
        page.goto("/en/liaisons/organisers/write/")
        page.locator("#id_body").fill("Page by page")
        page.locator("#id_reply_address").fill("guest@example.org")
        page.locator("main form button").click()
        page.wait_for_url("**/liaisons/sent/")
    with doors.window() as page:
        page.goto("/en/conversations/1/")
        said = page.locator("main article a.permalink").first.inner_text()
        places["statement"] = said.replace("#", "-")
    with doors.window("organiser") as page:
        page.goto("/en/desk/messages/")
        place = page.locator("main article a[href*='/messages/']").first.get_attribute("href")
        places["message"] = place.strip("/").rpartition("/")[2]
        page.goto("/en/desk/groups/advocacy/draft/")
        page.locator("main form button").click()
        draft = page.locator("ol.drafts a").first.get_attribute("href")
        places["draft"] = draft.removeprefix("/en/")
    with doors.window("liaison") as page:
        page.goto(f"/en/c/{decided}/decide/")
        page.locator("button[value=approve]").click()
        page.locator("main > [role=status]").wait_for()
        page.goto("/en/desk/renderings/")
        place = page.locator("main article a[href*='/renderings/']").first.get_attribute("href")
        places["rendering"] = place.strip("/").rpartition("/")[2]
    with doors.window("member") as page:
        page.goto("/en/exports/")
        page.locator("main form button").click()
        page.wait_for_url("**/exports/*/")
        page.locator("a[href$='/file/']").wait_for()
        places["export"] = urlsplit(page.url).path.strip("/").rpartition("/")[2]
    return places


def send(page, address, name=None):
    """Write a few words in Arabic, the liaison's language."""
    page.goto(address)
    page.locator("#id_free").fill("كلمات قليلة عن كل صفحة")
    page.locator("#id_language").select_option("ar")
    if name:
        page.locator("#id_name").fill(name)
    page.locator("button[value=send]").click()
    page.wait_for_url("**/receipt/**")


def slug_on(receipt):
    return receipt.locator("strong.permalink").inner_text().replace("#", "-")
