"""Pictures of every kind of page, to be looked at: ``make screenshots``.

Each page in five languages, three widths, light and dark, under var/screenshots/; and contact
sheets of a selection, small enough for docs/pictures/, which Chromium puts together itself.
"""

import argparse
import base64
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests import chromium
from tests.browser import kinds, serving
from tests.browser.visitor import Doors

LANGUAGES = ("en", "ar", "ja", "hi", "de")
WIDTHS = (360, 768, 1280)
THEMES = ("light", "dark")
HEIGHT = 900
TALLEST = 4000  # CSS pixels; what lies below looks like what is above
# Each contact sheet: its name, what it shows of each page, and which pages.
SELECTED = ("home", "group", "long-discussion", "composer", "recent", "timeline", "sign-in", "desk")
SHEETS = {
    "phone": [("en", 360, "light"), ("ar", 360, "light"), ("hi", 360, "dark")],
    "desk": [("en", 1280, "light"), ("ar", 1280, "dark")],
    "tablet": [("ja", 768, "light"), ("de", 768, "light")],
}
THUMB = {"phone": (150, 300), "tablet": (200, 260), "desk": (240, 190)}
PAGE = """<!doctype html><body><style>
body {{ margin: 8px; background: #888; width: {width}px; }}
div {{ display: flex; gap: 8px; margin-bottom: 8px; }}
i {{ display: block; width: {thumb}px; height: {height}px; overflow: hidden; }}
img {{ width: 100%; display: block; }}
</style>{rows}"""


@contextmanager
def chrome():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=chromium.launch_arguments()
        )
        yield browser
        browser.close()


def name_of(kind, language, width, theme):
    return f"{kind}-{language}-{width}-{theme}.jpg"


def take(browser, address, folder, wanted):
    """One picture of each kind of page in each language, width and theme."""
    doors = Doors(browser, address)
    places = kinds.make_places(doors)
    for kind in kinds.ALL:
        if wanted and kind.name not in wanted:
            continue
        for width in WIDTHS:
            size = {"width": width, "height": HEIGHT}
            with doors.window(kind.who, viewport=size) as page:
                for language in LANGUAGES:
                    page.goto(kind.address(language, places))
                    for theme in THEMES:
                        page.emulate_media(color_scheme=theme)
                        picture(page, folder / name_of(kind.name, language, width, theme))
        print(f"Took pictures of {kind.name}.", flush=True)  # noqa: T201 - it takes minutes


def picture(page, file):
    """The whole page, as far as somebody would look."""
    size = page.viewport_size
    tall = page.evaluate("document.documentElement.scrollHeight")
    clip = {"x": 0, "y": 0, "width": size["width"], "height": min(tall, TALLEST)}
    page.screenshot(path=file, full_page=True, clip=clip, type="jpeg", quality=70)


def put_together(browser, folder, target):
    """The contact sheets: a row of pages for each language and theme."""
    for name, rows in SHEETS.items():
        thumb, height = THUMB[name]
        width = len(SELECTED) * (thumb + 8) + 8
        shown = "".join(
            "<div>" + "".join(f"<i>{image(folder / name_of(kind, *row))}</i>" for kind in SELECTED)
            + "</div>"
            for row in rows
        )  # fmt: skip
        page = browser.new_page(viewport={"width": width, "height": 400})
        page.set_content(PAGE.format(width=width - 16, thumb=thumb, height=height, rows=shown))
        page.wait_for_function("[...document.images].every(each => each.complete)")
        page.screenshot(path=target / f"contact-{name}.png", full_page=True)
        page.close()


def image(file: Path) -> str:
    return f'<img src="data:image/jpeg;base64,{base64.b64encode(file.read_bytes()).decode()}">'


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("var/screenshots"))
    parser.add_argument("--sheets", type=Path, help="where the contact sheets go")
    parser.add_argument("--only", nargs="*", default=(), help="names of kinds of pages")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as opened:
        data = opened.enter_context(tempfile.TemporaryDirectory())
        address = opened.enter_context(serving.demo(Path(data)))
        browser = opened.enter_context(chrome())
        take(browser, address, chosen.folder, set(chosen.only))
        if chosen.sheets:
            put_together(browser, chosen.folder, chosen.sheets)


if __name__ == "__main__":
    main()
