"""One discussion, many languages: proposed on a phone, confirmed on the desk, read below it."""

WORDS = "Ces mots disent la même chose en français."
PLACE = "c/DV1-9-31/"


def test_a_reader_proposes_a_liaison_confirms_and_readers_of_that_language_see_it(visit):
    reader = visit("reader", viewport={"width": 360, "height": 740})
    reader.goto(f"/fr/{PLACE}")
    reader.locator("article.is-linked a[href$='/render/']").click()
    assert reader.locator("main .said").first.get_attribute("dir") == "rtl"
    reader.locator("#id_language").select_option("fr")
    reader.locator("#id_body").fill(WORDS)
    reader.locator("button[value=propose]").click()
    reader.locator("main > [role=status]").wait_for()
    assert reader.locator("main article").filter(has_text=WORDS).count() == 1

    stranger = visit("")
    stranger.goto(f"/fr/{PLACE}")
    assert WORDS not in stranger.content()

    liaison = visit("liaison")
    liaison.goto("/en/desk/")
    liaison.get_by_role("link", name="Renderings that were proposed").click()
    card = liaison.locator("main article").filter(has_text=WORDS)
    card.get_by_role("link", name="Compare and decide").click()
    liaison.get_by_role("button", name="Confirm these words").click()
    liaison.locator("main > [role=status]").wait_for()

    stranger.goto(f"/fr/{PLACE}")
    said = stranger.locator("article.is-linked .said")
    assert said.first.get_attribute("lang") == "ar"
    assert said.nth(1).inner_text() == WORDS
    assert stranger.locator("article.is-linked .rendering").get_attribute("lang") == "fr"
