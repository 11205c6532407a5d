"""From what a reader says to an answer that they see: drafted by one, published by another."""

WORDS = "Please name two weeks more for translations before anything closes."
REASON = "The next window stays open two weeks longer."


def test_draft_second_pair_of_eyes_publish_and_its_author_sees_it(visit):
    author, member, organiser = visit("reader"), visit("member"), visit("organiser")
    slug = say_it(author)

    draft_an_answer(member, slug)
    assert member.get_by_text("somebody else publishes it").is_visible()
    publish(organiser)
    assert "Taken up" in organiser.locator("h1").inner_text()

    author.goto("/en/mine/")
    own = author.locator("article.card", has_text=WORDS)
    assert own.get_by_text(REASON).is_visible()
    own.get_by_role("link", name="Taken up").click()
    author.wait_for_url("**/answers/**")
    assert "Demo member" not in author.content()
    stranger = visit("")
    stranger.goto(f"/en/c/{slug}/")
    assert stranger.get_by_text("Answered: Taken up").is_visible()


def say_it(author):
    author.goto("/en/write/DV2-6/")
    author.locator("#id_free").fill(WORDS)
    author.locator("button[value=send]").click()
    author.wait_for_url("**/receipt/**")
    return author.locator("strong.permalink").inner_text().replace("#", "-")


def draft_an_answer(member, slug):
    """Ticked while reading, answered with what was ticked, handed in."""
    member.goto(f"/en/desk/groups/diversity/?q={slug}")
    member.locator(f"#item-{slug} input[name=item]").check()
    member.locator("#batch button", has_text="Answer").click()
    member.locator("select[name=outcome]").select_option("taken-up")
    member.locator("textarea[name=reason]").fill(REASON)
    member.locator("button[value=draft]").click()
    member.locator("button[value=hand-in]").click()
    member.wait_for_url("**/review/")


def publish(organiser):
    organiser.goto("/en/desk/groups/diversity/answers/")
    organiser.locator("li.card", has_text=REASON).get_by_role("link").first.click()
    organiser.locator("button[value=publish]").click()
    organiser.wait_for_url("**/answers/*/")
