"""axe finds nothing to mend on any kind of page, in both directions, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.kinds import ALL, READING, named

AXE = Axe()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A theme changes nothing else; the other rules would only be asked a second time.
RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"]
# Colours that fade into the other theme are measured once they have arrived.
ARRIVED = "() => Promise.allSettled(document.getAnimations().map(each => each.finished))"


BOTH = (("light", RULES), ("dark", RULES_OF_COLOUR))


def violations(page, themes=BOTH):
    """Each rule that is broken, by theme, with the places where it is."""
    found = []
    page.evaluate(AXE.axe_script)
    for theme, rules in themes:
        page.emulate_media(color_scheme=theme)
        page.evaluate(ARRIVED)
        options = {"runOnly": rules, "resultTypes": ["violations"]}
        for each in page.evaluate("options => axe.run(options)", options)["violations"]:
            found += [
                f"{theme}: {each['id']}: {node['html'][:200]} ({node['failureSummary']})"
                for node in each["nodes"]
            ]
    return found


@pytest.mark.parametrize("kind", **named(ALL))
def test_axe_finds_no_violation(visit, places, kind):
    page = visit(kind.who)
    answer = page.goto(kind.address("en", places))

    assert answer.status == kind.status
    assert violations(page) == []


@pytest.mark.parametrize("kind", **named(READING))
def test_axe_finds_none_from_right_to_left(visit, places, kind):
    """Colours are the same in all languages, and desks are made of the parts of readers' pages."""
    page = visit(kind.who)
    page.goto(kind.address("ar", places))

    assert violations(page, BOTH[:1]) == []
