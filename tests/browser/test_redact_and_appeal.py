"""A passage is taken out, its author appeals, somebody else brings it back: end to end."""

from tests.browser.hands import Pointer

PHONE = {"width": 360, "height": 740}
PASSAGE = "12 شارع البحيرة"
WORDS = f"نحتاج إلى هذا. يسكن جاري في {PASSAGE}."
MARK = "███"


def test_redact_appeal_restore(visit):
    author, liaison = Pointer(visit("reader")), Pointer(visit("liaison", viewport=PHONE))
    organiser = Pointer(visit("organiser"))

    slug = write(author)
    take_out(liaison, slug)
    assert_readers_see(Pointer(visit()), slug, MARK, but_not=PASSAGE)
    ask_for_a_second_look(author)
    take_back(organiser, slug)
    assert_readers_see(Pointer(visit()), slug, PASSAGE, but_not=MARK)
    author.open("/en/mine/")
    assert "The decision was taken back" in card(author).inner_text()


def write(author):
    author.open("/en/write/DV1-9/")
    author.write("#id_free", WORDS)
    author.choose("#id_language", "ar")
    author.press("button[value=send]")
    return author.one("strong.permalink").inner_text().replace("#", "-")


def take_out(liaison, slug):
    """On a phone: the deed first, then only the fields that it needs."""
    liaison.open(f"/en/c/{slug}/decide/")
    liaison.press("main a[href$='?kind=redact']")
    assert liaison.one("button[value=hide]").count() == 0
    liaison.write("#id_passage", PASSAGE)
    liaison.choose(f"#rule-{slug}", "private-data")
    liaison.write(f"#reason-{slug}", "It says where somebody lives.")
    width = "document.documentElement.scrollWidth"
    assert liaison.page.evaluate(width) == PHONE["width"]
    liaison.press("form.decision button[type=submit]")
    assert MARK in liaison.one(f"#c{slug} .said").inner_text()


def assert_readers_see(reader, slug, shown, *, but_not):
    for path in (f"c/{slug}/", "recent/"):
        reader.open(f"/en/{path}")
        text = reader.one(f"#c{slug}").inner_text()
        assert shown in text
        assert but_not not in text
    reader.open("/en/decisions/")
    assert PASSAGE not in reader.one("main").inner_text()


def card(author):
    return author.one("main article.card").filter(has_text="نحتاج إلى هذا").first


def ask_for_a_second_look(author):
    author.open("/en/mine/")
    assert "It says where somebody lives." in card(author).inner_text()
    author.press("main article.card a[href*='/appeals/']")
    author.write("#id_words", "This is the address of the library.")
    author.press("main form button[type=submit]")
    assert "Waiting for an answer" in author.one("main").inner_text()


def take_back(organiser, slug):
    """There is no other liaison for Arabic, so an organiser answers."""
    organiser.open("/en/desk/appeals/")
    organiser.press("main a.permalink[href*='/desk/appeals/']")
    seen = organiser.one("main").inner_text()
    assert "This is the address of the library." in seen
    assert PASSAGE in seen
    organiser.tick("outcome", "overturned")
    organiser.choose("#id_rule", "in-order")
    organiser.write("#id_reason", "A public building.")
    organiser.press("main form button[type=submit]")
