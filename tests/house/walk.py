"""Reads each page and file that somebody can open: from doors that are named, along all links."""

import io
import re
import zipfile
from html import unescape
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

from accounts.models import User
from feedback.models import Comment

LINK = re.compile(r'(?:href|action|src)="([^"#]*)')
HOST = "testserver"
MOST = 1500  # pages a walk may have: more would be a door without end
OF_A_COMMENT = (
    "", "text/", "history/", "reply/", "edit/", "agree/", "decide/", "bundle/", "alike/",
)  # fmt: skip
# What kind of place an address is: the first that fits. What does not answer 200 is a kind apart.
KINDS = {
    kind: re.compile(address)
    for kind, address in (
        ("feeds", r"/feed/"),
        ("for search engines", r"/(robots\.txt|sitemap[\w-]*\.xml)"),
        ("search", r"/search/"),
        ("histories", r"/history/"),
        ("suggestions", r"/c/[^/]+/(bundle|alike)/"),
        ("forms", r"/(write|edit|reply|decide|withdraw|readers|report|escalate|import)/"),
        ("contributions", r"/(c|receipt)/"),
        ("decisions log", r"/decisions/"),
        ("report files", r"/reports/.*\.(csv|txt|docx)"),
        ("monthly reports", r"/reports/"),
        ("conversations", r"/conversations/"),
        ("desk", r"/desk/"),
        ("figures", r"/figures/"),
        ("back office, people", r"/admin/accounts/user/"),
        ("back office", r"/admin/"),
        ("inbox", r"/(notices|settings)/"),
        ("export files", r"/exports/\d+/file/"),
        ("exports", r"/exports/"),
        ("own copy", r"/accounts/data/file/"),
        ("own account", r"/(accounts|mine|follow)/"),
        ("people", r"/(people|liaisons)/"),
        ("recent", r"/recent/"),
        ("texts", r"/iterations/"),
        ("pages", r"/"),
    )
}


class Place(NamedTuple):
    """What was read, and where."""

    address: str
    status: int
    text: str
    headers: str

    @property
    def kind(self) -> str:
        if self.status != 200:
            return "redirects" if self.status < 400 else "refusals"
        path = self.address.partition("?")[0]
        return next(kind for kind, pattern in KINDS.items() if pattern.search(path))


def text_of(answer) -> str:
    """What stands in a page or a file; documents are opened."""
    return opened(b"".join(answer) if answer.streaming else answer.content)


def opened(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


def addresses(bait):
    """Doors that no link leads to: one cannot know where a secret would show."""
    for slug in Comment.objects.values_list("slug", flat=True):
        for page in OF_A_COMMENT:
            yield f"/en/c/{slug}/{page}"
    yield from bait.addresses
    base = page_of_recommendation(bait)
    for search in ("language=ar", "period=7", "group=diversity", "page=2", "unanswered=on"):
        yield f"/en/recent/?{search}"
        yield f"{base}?{search}"
    for row in range(1, 6):
        yield f"{base}history/difference/?of=q1&from={row}&to={row + 1}"
    yield from ("/en/", "/ar/", "/hi/", "/en/timeline/", "/en/decisions/", "/en/desk/")
    yield from ("/en/desk/queue/", "/en/desk/questions/", "/en/desk/translations/")
    yield from ("/en/mine/", "/en/exports/", "/en/none/", "/en/admin/", "/en/settings/notices/")
    for search in ("show=hidden", "show=waiting&language=ar"):
        yield f"/en/desk/queue/?{search}"
    for name in User.objects.values_list("name", flat=True):
        # In capitals: a page that is there leads to the name; others repeat what was asked.
        yield f"/en/people/{name.upper()}/"
    yield from ("/en/liaisons/", "/en/host/", "/en/desk/messages/", "/en/desk/groups/")
    yield from (f"/en/desk/groups/{group}/" for group in ("diversity", "other", "all"))
    figures = f"/en/figures/{bait.recommendation.draft_set.iteration.number}/"
    yield from (f"{figures}{each}" for each in ("", "reach/", "reach.csv", "lineage/"))
    # In capitals, since the page repeats what was typed; a text would show it as it stands.
    for token in bait.tokens.values():
        yield f"/en/search/?q={token.upper()}"


def page_of_recommendation(bait):
    return f"/en/iterations/{bait.recommendation.draft_set.iteration.number}/diversity/1/"


def walk(browser, begun_at, *, is_read=None, most=MOST):
    """Each page from these addresses on, once; ``is_read`` says which links are followed."""
    is_read = is_read or is_ours
    to_read, known = [plainly(address) for address in begun_at], set()
    while to_read:
        address = to_read.pop()
        if address in known:
            continue
        known.add(address)
        assert len(known) < most, f"a door without end: {address}"
        answer = browser.get(address)
        assert answer.status_code < 500, address
        text = text_of(answer)
        yield Place(address, answer.status_code, text, repr(sorted(answer.headers.items())))
        links = [unescape(link) for link in LINK.findall(text)]
        if answer.status_code == 302:
            links.append(answer.headers["Location"])
        found = (plainly(urljoin(address, link)) for link in links)
        to_read += [link for link in found if is_read(link)]


def plainly(address):
    """One way of writing it, so that nothing is read twice: without our host, names quoted."""
    url = urlsplit(address)
    if url.netloc not in ("", HOST):
        return address
    asks = f"?{url.query}" if url.query else ""
    return quote(unquote(url.path), safe="/:@'!$&()*+,;=~") + asks


def is_ours(address):
    """Ours, and in one language but for a few; signing out would end the walk."""
    url = urlsplit(address)
    ours = not url.netloc and url.path.startswith("/en/")
    return (ours or url.path in ("/ar/", "/hi/")) and not url.path.startswith("/en/accounts/")
