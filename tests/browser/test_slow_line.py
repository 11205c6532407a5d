"""What a reader on a slow line waits for: how much a page weighs, what stands before its text."""

import pytest

# The longest discussion of the demo: at 400 kB/s an eighth of a second.
HEAVIEST = 60_000  # bytes on the line, for page, style sheet and scripts together
SENT = """() => {
  const page = performance.getEntriesByType('navigation')[0];
  const rest = performance.getEntriesByType('resource');
  return {
    bytes: [page, ...rest].reduce((sum, each) => sum + each.transferSize, 0),
    blocking: rest.filter(each => each.renderBlockingStatus === 'blocking')
      .map(each => each.name.split('/').pop().split('.')[0]).sort(),
  };
}"""


@pytest.mark.parametrize("language", ["en", "ar", "hi"])
def test_a_long_discussion_is_light(visit, language):
    page = visit(viewport={"width": 360, "height": 740})
    page.goto(f"/{language}/iterations/1/diversity/9/", wait_until="networkidle")
    sent = page.evaluate(SENT)

    assert sent["bytes"] <= HEAVIEST
    assert sent["blocking"] == ["portal", "theme"]
