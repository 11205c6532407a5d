"""The look: one style sheet and its icons, cut from the Codex packages, then our own."""

import gzip
import json
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

import rcssmin

from .old_browsers import for_old_browsers

# The Codex components in use; each adds 0.3 to 2.5 KB to what a reader loads.
COMPONENTS = (
    "Icon",
    "CdxButton",
    "CdxCard",
    "CdxMessage",
    "CdxTextInput",
    "CdxTextArea",
    "CdxSelect",
    "CdxLabel",
    "CdxField",
    "CdxCheckbox",
    "CdxRadio",
    "CdxInfoChip",
    "CdxTable",
    "CdxProgressBar",
    "CdxTabs",
)
# Icons by Codex's names; a page shows one as <span class="icon icon-speechBubble"></span>.
ICONS = (
    "add",
    "alert",
    "bell",
    "check",
    "clock",
    "close",
    "download",
    "edit",
    "eye",
    "eyeClosed",
    "history",
    "language",
    "link",
    "menu",
    "next",
    "previous",
    "search",
    "speechBubble",
    "userAvatar",
)
# Style sheet and scripts together, compressed: what a reader on a slow line is asked to fetch,
# and what the desks add for those who work there.
BUDGET = 40 * 1024
BUDGET_OF_DESKS = 20 * 1024

ICON_BASE = """
.icon{display:inline-block;flex:none;width:1.25em;height:1.25em;vertical-align:text-bottom;
background-color:currentColor}
.icon,.cdx-button__icon{-webkit-mask:var(--icon) center/contain no-repeat;
mask:var(--icon) center/contain no-repeat}
@media (forced-colors:active){.icon{background-color:CanvasText}}
"""
TOKEN = re.compile(r"^\s*(--[\w-]+):\s*(.+?);", re.MULTILINE)
REFERENCE = re.compile(r"var\((--[\w-]+)")
# var(--color-base, #202122): the second value is for pages without the tokens.
FALLBACK = re.compile(r"var\((--[\w-]+),\s*[^()]*\)")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# Rules for browsers without masks double the weight of every icon; such browsers are gone.
WITHOUT_MASKS = "@supports not (((-webkit-mask-image: none) or (mask-image: none)))"


class AssetError(Exception):
    """Why the style sheet cannot be built, in one sentence."""


def build(packages: Path, static: Path, target: Path) -> tuple[Path, Path]:
    """Write the two style sheets and say where they are: every page's, and the desks'.

    The tokens that the desks use stand in the first one: no desk goes without it.
    """
    tokens = packages / "codex-design-tokens" / "dist"
    light = read_tokens(tokens / "theme-wikimedia-ui.css")
    dark = read_tokens(tokens / "theme-wikimedia-ui-mode-dark.css")
    components = "".join(component_sheets(packages / "codex" / "dist" / "modules"))
    icons = ICON_BASE + "".join(icon_rules(packages / "codex-icons" / "dist" / "codex-icons.json"))
    rest = icons + without_fallbacks(components, light) + ours(static / "css")
    desks = ours(static / "css" / "desk")
    target.mkdir(exist_ok=True)
    everywhere = written(target / "portal.css", themes(light, dark, rest + desks) + rest)
    return everywhere, written(target / "desk.css", desks)


def ours(folder: Path) -> str:
    """Our own sheets of one folder, in the order of their names."""
    return "".join(file.read_text() for file in sorted(folder.glob("*.css")))


def written(file: Path, sheet: str) -> Path:
    """The file with this sheet in few bytes; left alone where it has it already."""
    minified = for_old_browsers(rcssmin.cssmin(sheet))
    if not file.exists() or file.read_text() != minified:
        file.write_text(minified)
    return file


def component_sheets(modules: Path) -> Iterable[str]:
    """The sheets of the components in use, for both directions: they select by [dir]."""
    for name in COMPONENTS:
        file = modules / f"{name}-bidi.css"
        if not file.exists():
            raise AssetError(f"The Codex package has no style sheet for {name} ({file.name}).")
        yield without_blocks(file.read_text(), WITHOUT_MASKS)


def without_blocks(sheet: str, opening: str) -> str:
    """The sheet without the blocks that begin with these words."""
    while (start := sheet.find(opening)) >= 0:
        end, depth = sheet.index("{", start) + 1, 1
        while depth:
            depth += {"{": 1, "}": -1}.get(sheet[end], 0)
            end += 1
        sheet = sheet[:start] + sheet[end:]
    return sheet


def without_fallbacks(sheet: str, tokens: dict[str, str]) -> str:
    """The sheet without second values for the tokens we always bring along."""
    return FALLBACK.sub(
        lambda found: f"var({found[1]})" if found[1] in tokens else found[0],
        sheet,
    )


def icon_rules(file: Path) -> Iterable[str]:
    """A class for each icon, as a mask: it takes the colour of the text around it."""
    drawings = json.loads(file.read_text())
    for name in ICONS:
        drawing = drawings[f"cdxIcon{name[0].upper()}{name[1:]}"]
        turns = isinstance(drawing, dict) and drawing.get("shouldFlip")
        path = drawing["ltr"] if isinstance(drawing, dict) else drawing
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">{path}</svg>'
        address = quote(svg.replace('"', "'"), safe=" ='/:")
        yield f'.icon-{name}{{--icon:url("data:image/svg+xml,{address}")}}'
        if turns:
            yield f"[dir=rtl] .icon-{name}{{transform:scaleX(-1)}}"


def themes(light: dict[str, str], dark: dict[str, str], sheet: str) -> str:
    """The design tokens that the sheet uses, light and dark.

    Dark follows the device, unless the reader chose: <html data-theme="light"> or "dark". Paper
    is always light.
    """
    used = used_tokens(sheet, light, dark)
    bright = "color-scheme:light;" + declarations(light, used)
    dim = "color-scheme:dark;" + declarations(dark, used)
    return (
        f":root{{{bright}}}"
        f"@media screen{{:root[data-theme=dark]{{{dim}}}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dim}}}}}"
    )


def read_tokens(file: Path) -> dict[str, str]:
    """Name and value of each custom property in a token file."""
    return dict(TOKEN.findall(COMMENT.sub("", file.read_text())))


def used_tokens(sheet: str, *values: dict[str, str]) -> set[str]:
    """The tokens a sheet refers to, and those that these refer to in turn."""
    found: set[str] = set()
    waiting = set(REFERENCE.findall(sheet))
    while waiting:
        name = waiting.pop()
        found.add(name)
        for tokens in values:
            waiting |= set(REFERENCE.findall(tokens.get(name, ""))) - found
    return found


def declarations(tokens: dict[str, str], used: set[str]) -> str:
    """The used tokens as declarations."""
    return "".join(f"{name}:{value};" for name, value in tokens.items() if name in used)


def weigh(*files: Path) -> tuple[int, int]:
    """Bytes of these files as they are, and each compressed."""
    contents = [file.read_bytes() for file in files]
    return sum(map(len, contents)), sum(len(gzip.compress(content, 9)) for content in contents)
