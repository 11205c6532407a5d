"""Words for the liaisons and the working group: they reach these, and nobody else."""

WORDS = "Only between us: the deadline frightens people here."
PLACES = (
    "recent/",
    "iterations/2/diversity/6/",
    "groups/diversity/",
    "search/?q=deadline+frightens",
)


def test_a_private_contribution_reaches_the_group_and_nobody_else(visit):
    slug = say_in_private(visit("reader", viewport={"width": 360, "height": 740}))

    for who, hears in {"member": True, "organiser": True, "liaison2": False, "": False}.items():
        page = visit(who)
        answer = page.goto(f"/en/c/{slug}/")
        assert (answer.status, WORDS in page.content()) == ((200 if hears else 404), hears), who

    stranger = visit("")
    for place in PLACES:
        assert stranger.goto(f"/en/{place}").status == 200
        assert WORDS not in stranger.content(), place


def say_in_private(author):
    """The choice is explained before it is made; the answer is the short id."""
    author.goto("/en/write/DV2-6/")
    author.locator("summary").filter(has_text="Everyone can read your words").click()
    assert author.get_by_text("the members of the working group: Diversity").is_visible()
    author.get_by_label("For liaisons and the working group only").check()
    author.locator("#id_free").fill(WORDS)
    author.locator("button[value=send]").click()
    author.wait_for_url("**/receipt/**")
    return author.locator("strong.permalink").inner_text().replace("#", "-")
