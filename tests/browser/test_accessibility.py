"""axe finds nothing to mend on any kind of page, in both directions, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.kinds import ALL, named

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def violations(page, theme):
    """Each rule that is broken, with the places where it is."""
    page.emulate_media(color_scheme=theme)
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{theme}: {each['id']}: {node['html'][:200]} ({node['failureSummary']})"
        for each in found
        for node in each["nodes"]
    ]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", **named(ALL))
def test_axe_finds_no_violation(visit, places, kind, language):
    page = visit(kind.who)
    answer = page.goto(kind.address(language, places))

    assert answer.status == kind.status
    assert violations(page, "light") + violations(page, "dark") == []
