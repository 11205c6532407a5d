"""A meeting of thirty people, reported on a phone and in French, stands in the discussion."""

PHONE = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True}
SAID = [
    (
        "DV2-3",
        "Il faut pouvoir écrire depuis un téléphone.",
        "One must be able to write on a phone.",
    ),
    (
        "",
        "Les guides sont trop longs pour un petit écran.",
        "The guides are too long for a screen.",
    ),
    ("CH2-6", "Un mot d’accueil vaut mieux qu’un avertissement.", "A welcome beats a warning."),
]


def fill_in_facts(page):
    page.locator("#id_kind").select_option("meeting")
    page.locator("#id_title").fill("Rencontre de Lyon")
    page.locator("#id_place").fill("Lyon")
    page.locator("#id_began_on").fill("2019-09-01")
    page.locator("#id_language").select_option("fr")
    page.locator("#id_people_count").fill("30")
    page.locator("input[name=people_certainty][value=exact]").check()
    page.locator("input[name=notes_made][value=minutes]").check()
    page.locator("input[name=consent][value=asked]").check()


def say(page, place, statement):
    """A new box keeps the place of the one before, unless another is chosen."""
    target, words, english = statement
    if place:
        page.locator("[data-add]").click()
    if target:
        page.locator(f"#id_s-{place}-target").select_option(target)
    page.locator(f"#id_s-{place}-body").fill(words)
    page.locator(f"#id_s-{place}-english").fill(english)
    page.locator(f"#id_s-{place}-wording").select_option("paraphrase")


def test_a_meeting_is_reported_on_a_phone_in_french_and_read_in_the_discussion(visit):
    page = visit("liaison", **PHONE)
    page.goto("/fr/conversations/new/")
    fill_in_facts(page)
    page.locator("#saved [data-saved]").wait_for()
    # The page has saved itself: going on from the list loses nothing.
    page.goto("/fr/conversations/mine/")
    page.get_by_role("link", name="Rencontre de Lyon").click()
    page.wait_for_url("**/edit/")
    assert page.locator("#id_people_count").input_value() == "30"
    for place, statement in enumerate(SAID):
        say(page, place, statement)
    assert page.locator("#id_s-1-target").input_value() == "DV2-3"
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.locator("button[value=finish]").click()
    page.wait_for_url("**/conversations/*/")
    page.locator("form[action$='/hand-in/'] button").click()
    page.locator("main > [role=status]").wait_for()
    assert page.locator("main article.comment").count() == len(SAID)

    reader = visit()
    reader.goto("/en/iterations/2/diversity/3/?language=fr")
    said = reader.locator("article.comment", has_text="Rencontre de Lyon")
    assert said.count() == 2
    for _target, words, english in SAID[:2]:
        assert reader.get_by_text(words).get_attribute("lang") in (None, "fr")
        assert reader.get_by_text(english).is_visible()
