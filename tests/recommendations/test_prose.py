"""The Markdown subset: what it renders, and that nothing else ever comes out."""

import re
import time
from html import unescape
from urllib.parse import urlsplit

import html5lib
import nh3
from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from recommendations import prose
from recommendations.prose import render_markdown

from . import hostile

XHTML = "{http://www.w3.org/1999/xhtml}"
TAGS = {"a", "blockquote", "br", "code", "em", "li", "ol", "p", "pre", "s", "strong", "ul"}
ATTRIBUTES = {"a": {"href", "rel"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}


def faults(html: str) -> list[str]:
    """What an independent parser finds in it that is not of the subset."""
    fragment = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=True)
    found = []
    for element in fragment.iter():
        if element is fragment:
            continue
        if not isinstance(element.tag, str):
            found.append("comment")
            continue
        name = element.tag.removeprefix(XHTML)
        if name not in TAGS:
            found.append(name)
        found += [f"{name} {each}" for each in set(element.attrib) - ATTRIBUTES.get(name, set())]
        if "href" in element.attrib:
            found += faults_of_address(element.attrib["href"])
        if not element.attrib.get("start", "1").isdecimal():
            found.append("start")
    return found


def faults_of_address(address):
    """As a browser reads it: without spaces around it, tabs and line breaks within."""
    plain = re.sub(r"[\t\n\r]", "", address.strip("".join(map(chr, range(33)))))
    scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", plain)
    if scheme and scheme[1].lower() not in SCHEMES:
        return [f"address {address!r}"]
    return []


class Rendering(SimpleTestCase):
    def test_gives_what_the_help_promises(self):
        for text, html in {
            "*a* **b** ~~c~~": "<p><em>a</em> <strong>b</strong> <s>c</s></p>",
            "- a\n- b": "<ul> <li>a</li> <li>b</li> </ul>",
            "3. a\n4. b": '<ol start="3"> <li>a</li> <li>b</li> </ol>',
            "> said": "<blockquote> <p>said</p> </blockquote>",
            "`x < y`": "<p><code>x &lt; y</code></p>",
            "```\n<b>\n```": "<pre><code>&lt;b&gt; </code></pre>",
            "a\n\nb": "<p>a</p> <p>b</p>",
            "a  \nb": "<p>a<br> b</p>",
            "[a](https://b.example/?c=d&e)": '<p><a href="https://b.example/?c=d&amp;e" '
            'rel="nofollow ugc noopener">a</a></p>',
            "<mailto:a@b.example>": '<p><a href="mailto:a@b.example" '
            'rel="nofollow ugc noopener">mailto:a@b.example</a></p>',
        }.items():
            with self.subTest(text):
                self.assertEqual(" ".join(render_markdown(text).split()), html)

    def test_leaves_signs_that_mean_something_elsewhere_as_they_are(self):
        for text in (
            "# not a heading",
            "| no | table |",
            "a <b> c",
            "DV1-9#417",
            "2 * 3 * 4",
            "a_b_c",
        ):
            with self.subTest(text):
                html = render_markdown(text)
                plain = re.sub(r"<[^>]+>", "", html).strip()
                self.assertEqual(plain, text.replace("<", "&lt;").replace(">", "&gt;"))

    def test_has_two_lines_of_defence_that_know_the_same(self):
        """What the first lets through by mistake, the second has to stop."""
        self.assertEqual(prose.TAGS, TAGS)
        self.assertEqual(prose.SCHEMES, SCHEMES)
        self.assertIs(prose._markdown.options["html"], False)

    def test_keeps_every_script(self):
        for text in ("ما رأيك؟", "हिन्दी", "বাংলা", "自由な知識", "Ünïcödé", "\U0001f600"):
            self.assertEqual(render_markdown(text), f"<p>{text}</p>\n")

    def test_gives_the_same_for_the_same(self):
        for text in hostile.texts():
            self.assertEqual(render_markdown(text), render_markdown(text))


class HostileTexts(SimpleTestCase):
    def test_come_out_harmless(self):
        tried = wrong = 0
        for text in hostile.texts():
            tried += 1
            found = faults(render_markdown(text))
            wrong += bool(found)
            with self.subTest(text[:80]):
                self.assertEqual(found, [])
        self.assertGreater(tried, 1000)
        self.assertGreater(len(hostile.TAGS + hostile.SHAPES + hostile.SCHEMES), 150)

    def test_stay_harmless_when_the_html_is_parsed_and_written_again(self):
        """Mutation: what a browser writes back must not read as something else."""
        for text in hostile.texts():
            html = render_markdown(text)
            tree = html5lib.parseFragment(html)
            again = html5lib.serialize(
                tree, quote_attr_values="always", omit_optional_tags=False, escape_lt_in_attrs=True
            )
            with self.subTest(text[:80]):
                self.assertEqual(faults(again), [])

    def test_stay_in_their_element(self):
        """Words cannot close the box they stand in."""
        for text in hostile.texts():
            page = f"<main><div class='said'>{render_markdown(text)}</div><p>after</p></main>"
            tree = html5lib.parse(page, namespaceHTMLElements=False)
            [main] = tree.findall("body/main")
            with self.subTest(text[:80]):
                self.assertEqual([each.tag for each in main], ["div", "p"])
                self.assertEqual(main[1].text, "after")

    def test_would_be_found_out(self):
        for html in (
            "<script>x</script>",
            "<p onclick=x>",
            "<a href='javascript:x'>",
            "<img src=x>",
            "<a href=' java\tscript:x'>",
            "<p id=x>",
            "<!-- x -->",
            "<a href='data:,x'>",
            "<h1>x</h1>",
            "<svg></svg>",
            "<ol start='x'>",
            "<p style=x>",
        ):
            with self.subTest(html):
                self.assertTrue(faults(html))

    def test_of_great_length_take_less_than_a_second(self):
        for unit in (
            "[",
            "](",
            "[a](",
            "*",
            "**a ",
            "_a_",
            "`",
            "``` ",
            "> ",
            "- ",
            "<",
            "<a ",
            "&",
            "&#",
            "~~a",
            "![",
            "[[",
            "\\",
            "1. ",
            "[a](<",
            "<http://",
            "*_`[",
            "a*b_",
            "\n>",
            " \n",
            "e\u0301",
        ):
            text = (unit * 20_000)[:20_000]
            begun = time.process_time()
            found = faults_after(render_markdown(text))
            with self.subTest(unit):
                self.assertLess(time.process_time() - begun, 1)
                self.assertEqual(found, [])

    def test_deep_ones_do_not_break_it(self):
        for unit in ("> ", "- ", "1. ", "*", "["):
            with self.subTest(unit):
                render_markdown(unit * 5000 + "x")
                self.assertIn("x", render_markdown(unit * 15 + "x"))


def faults_after(html):
    """The same without a tree: html5lib itself is slow with what is deeply nested."""
    return [tag for tag in re.findall(r"<(\w+)", html) if tag not in TAGS]


words = st.text(max_size=12)
pieces = st.one_of(
    words,
    st.sampled_from(hostile.TAGS + hostile.SHAPES + hostile.SCHEMES),
    st.builds(str.format, st.sampled_from(hostile.LINKS), st.sampled_from(hostile.SCHEMES)),
    st.sampled_from([*"[]()<>*_`~\\&;:!#|-+>\"'\n\t /=", "\n\n", "](", "<!--", "&#", "```"]),
)
texts = st.lists(pieces, max_size=12).map("".join)


class AnyText(SimpleTestCase):
    @settings(max_examples=300, deadline=None)
    @given(texts)
    def test_comes_out_harmless(self, text):
        html = render_markdown(text)
        self.assertEqual(faults(html), [])

    @settings(max_examples=150, deadline=None)
    @given(texts)
    def test_is_cleaned_once_and_for_all(self, text):
        """What was cleaned, cleaned again, is the same: nothing was hidden in it."""
        html = render_markdown(text)
        self.assertEqual(cleaned(html), html)

    @settings(max_examples=150, deadline=None)
    @given(st.text(alphabet=st.characters(categories=["L", "N", "Zs"]), min_size=1))
    def test_without_marks_keeps_every_word(self, text):
        shown = unescape(re.sub(r"<[^>]+>", "", render_markdown(text)))
        self.assertEqual(shown.split(), text.split())


def cleaned(html):
    return nh3.clean(
        html,
        tags=TAGS,
        attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
        url_schemes=SCHEMES,
        link_rel="nofollow ugc noopener",
    )


class Addresses(SimpleTestCase):
    def test_of_links_are_those_that_were_written(self):
        for address in ("https://a.example/b?c=d#e", "http://a.example", "mailto:a@b.example"):
            html = render_markdown(f"[x]({address})")
            [found] = re.findall(r'href="([^"]+)"', html)
            self.assertEqual(urlsplit(found), urlsplit(address))

    def test_that_are_not_allowed_leave_the_words(self):
        for scheme in ("javascript:", "data:text/html,", "vbscript:", "file:///"):
            with self.subTest(scheme):
                html = render_markdown(f"[Read this]({scheme}x)")
                self.assertIn("Read this", html)
                self.assertNotIn("href", html)
