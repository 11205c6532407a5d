"""Two members of a group write at the same sentence: nothing is lost."""

from playwright.sync_api import expect

WORDS = "Open licences for everyone, step by step."


def saved(page, place="#id__summary"):
    return page.locator("form", has=page.locator(place)).locator("[data-saved-state]")


def test_a_text_saves_itself_and_two_tabs_meet(visit):
    page = visit("organiser")
    page.goto("/en/desk/groups/partnerships/draft/")
    page.locator("main form button").click()
    page.locator("ol.drafts a").first.click()
    page.locator("#id__summary").wait_for()
    other = page.context.new_page()
    other.goto(page.url)

    page.locator("#id__summary").fill(WORDS)
    expect(saved(page).locator("[data-saved]")).to_be_visible()
    page.locator("#id__summary").fill(WORDS + " Soon.")
    expect(saved(page).locator("[data-saved]")).to_be_visible()

    other.locator("#id__summary").fill("Something else.")
    conflict = saved(other).locator("textarea")
    conflict.wait_for(state="attached")
    expect(other.locator("#id__summary")).to_have_value("Something else.")
    assert conflict.input_value().startswith(WORDS)
    other.locator("button[name=own]").click()
    other.locator("main > [role=status]").wait_for()
    expect(other.locator("#id__summary")).to_have_value("Something else.")

    page.reload()
    expect(page.locator("#id__summary")).to_have_value("Something else.")
    page.locator("#why_").fill("Readers asked for fewer words.")
    page.locator("form.why button").first.click()
    page.locator("main > [role=status]").wait_for()
    expect(page.locator("#why_")).to_have_value("Readers asked for fewer words.")


def test_without_script_it_is_saved_by_its_button(visit):
    page = visit("organiser", java_script_enabled=False)
    page.goto("/en/desk/groups/capacity-building/draft/")
    page.locator("main form button").click()
    page.locator("ol.drafts a").first.click()
    page.locator("#id__summary").fill(WORDS)
    page.locator("form", has=page.locator("#id__summary")).locator("button").click()
    expect(page.locator("#id__summary")).to_have_value(WORDS)
    page.get_by_role("link", name="Preview").click()
    expect(page.locator("p.lead")).to_have_text(WORDS)
