"""Every page that anyone may open, in every language, on the smallest phone; and where it leads."""

import re

import pytest

from accounts.languages import BY_CODE
from tests.browser.kinds import ALL
from tests.browser.test_narrow import BESIDE
from tests.browser.visitor import STRANGER

PUBLIC = [kind for kind in ALL if kind.who == STRANGER]
SMALL_PHONE = {"width": 320, "height": 640}
SAYS = """() => {
  const said = name => document.querySelector(`meta[name='${name}']`)?.content.trim();
  return {
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    untitled: /^\\s*·/.test(document.title) || !document.title,
    undescribed: !said('description'),
  };
}"""
LINKS = "() => [...document.querySelectorAll('a[href], link[href]')].map(each => each.href)"
LIKE_EACH_OTHER = 3  # addresses that differ in numbers only; more would say the same again
NUMBERS = re.compile(r"[A-Z]+\d+(-\w+)*|\d+")


@pytest.mark.parametrize("language", list(BY_CODE))
def test_it_is_in_its_language_and_fits(visit, places, language):
    page = visit(viewport=SMALL_PHONE)
    right = {
        "lang": language,
        "dir": BY_CODE[language].direction,
        "untitled": False,
        "undescribed": False,
    }
    wrong = {}
    for kind in PUBLIC:
        answer = page.goto(kind.address(language, places))
        found = [answer.status, page.evaluate(SAYS), page.evaluate(BESIDE)]
        if found != [kind.status, right, []]:
            wrong[kind.name] = found

    assert wrong == {}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_its_links_are_alive(visit, places, portal, language):
    """Each leads to a page, and where it names a place on that page, to this place."""
    page = visit()
    found = {}
    for kind in PUBLIC:
        page.goto(kind.address(language, places))
        itself = page.url if kind.status != 200 else None
        for link in page.evaluate(LINKS):
            address, _, place = link.partition("#")
            if address != itself and is_ours(address, portal, language):
                found.setdefault(address, {}).setdefault(place, kind.name)

    asked, dead = chosen(found), []
    for address in asked:
        answer = page.request.get(address)
        ids = set(re.findall(r'\bid="([^"]+)"', answer.text())) | {""}
        if answer.status != 200:
            dead.append(f"{answer.status} {address} on {found[address]}")
        dead += [
            f"{address}#{each} on {on}" for each, on in found[address].items() if each not in ids
        ]

    print(f"{language}: {len(found)} links on {len(PUBLIC)} pages, {len(asked)} followed")  # noqa: T201
    assert len(asked) > len(PUBLIC)
    assert "\n".join(sorted(dead)) == ""


def is_ours(address, portal, language):
    """In this language, or in none: the other languages' pages are opened by the test above."""
    if not address.startswith(f"{portal}/"):
        return False
    first = address.removeprefix(portal).split("/")[1]
    return first == language or first not in BY_CODE


def chosen(found):
    """A few of each kind of address."""
    alike = {}
    for address in sorted(found):
        alike.setdefault(NUMBERS.sub("…", address), []).append(address)
    return [address for each in alike.values() for address in each[:LIKE_EACH_OTHER]]
