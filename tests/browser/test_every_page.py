"""Every page on a phone, in each of its languages; and where its links lead."""

import re

import pytest

from accounts.languages import BY_CODE, interface_language
from tests.browser.kinds import ALL, READING, named
from tests.browser.visitor import STRANGER

PUBLIC = [kind for kind in ALL if kind.who == STRANGER]
# Forms and desks differ in their words alone: right to left, and long words.
OF_FORMS = ("ar", "de")
WIDTHS = (360, 320)
SMALLEST = 24  # CSS pixels, as WCAG 2.2 asks (2.5.8)
SAYS = """() => {
  const spoken = each => [each.lang, each.dir];
  return {
    page: spoken(document.documentElement),
    labels: spoken(document.body),
    untitled: /^\\s*·/.test(document.title) || !document.title,
    undescribed: !document.querySelector("meta[name='description']")?.content.trim(),
  };
}"""
BESIDE = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.querySelectorAll('body *')]
    .filter(each => {
      const box = each.getBoundingClientRect();
      return box.width && (box.right > wide + 1 || box.left < -1) && !each.closest('.scroll');
    })
    .slice(-3).map(each => each.outerHTML.slice(0, 150));
}"""
TOO_LOW = """smallest => [...document.querySelectorAll(
    'button, select, textarea, summary, .tool, .menu a, .languages a, .actions a, .pages a, '
    + '.language-bar a, input:not([type=hidden]):not([type=checkbox]):not([type=radio])')]
  .filter(each => each.checkVisibility() && !each.closest('.trap'))
  .filter(each => each.getBoundingClientRect().height < smallest)
  .map(each => each.outerHTML.slice(0, 150))"""
# By the attribute: links in a picture have an object for what others have as a text.
LINKS = """() => [...document.querySelectorAll('a[href], link[href]')]
  .map(each => new URL(each.getAttribute('href'), document.baseURI).href)"""
LIKE_EACH_OTHER = 3  # addresses that differ in numbers only; more would say the same again
NUMBERS = re.compile(r"[A-Z]+\d+(-\w+)*|\d+")


@pytest.mark.parametrize("kind", **named(ALL))
def test_it_says_its_language_and_fits_a_phone(visit, places, kind):
    page = visit(kind.who, has_touch=True, viewport={"width": WIDTHS[0], "height": 740})
    wrong = {}
    for language in BY_CODE if kind in READING else OF_FORMS:
        answer = page.goto(kind.address(language, places))
        found = [answer.status, page.evaluate(SAYS), low_and_beside(page)]
        if found != [kind.status, sayings(language), []]:
            wrong[language] = found

    assert wrong == {}


def sayings(language):
    """What a page in this language says of itself and of its labels."""
    interface = interface_language(language)
    return {
        "page": [language, BY_CODE[language].direction],
        "labels": [interface, BY_CODE[interface].direction],
        "untitled": False,
        "undescribed": False,
    }


def low_and_beside(page):
    """What is too low for a finger on a phone, and what lies beside the screen of two."""
    page.set_viewport_size({"width": WIDTHS[0], "height": 740})
    found = page.evaluate(TOO_LOW, SMALLEST) + page.evaluate(BESIDE)
    page.set_viewport_size({"width": WIDTHS[1], "height": 740})
    return found + page.evaluate(BESIDE)


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
