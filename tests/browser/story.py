"""The portal's main story, told once, for whoever walks it: read, answer, reply, edit, take out."""

import csv
import io
import json

from playwright.sync_api import expect

from accounts.languages import spoken
from feedback.models import Visibility

QUESTION = "#id_q-likes-dislikes"
WORDS = "تعجبني هذه التوصية، لكن التعليم في منطقتنا يحتاج إلى رخصة أوضح"
NEW_WORDS = "تعجبني هذه التوصية، لكن المدارس في منطقتنا تحتاج إلى رخصة أوضح"
REPLY = "شكرا، سننقل ذلك إلى المجموعة"
REASON = "يتعلق بالموضوع"


class Story:
    """The people of the story, each at a window of their own, in one language."""

    def __init__(self, author, liaison, member, language):
        self.author, self.liaison, self.member = author, liaison, member
        self.language = language
        self.slug = self.short_id = self.receipt = None
        self.was_public = False

    def at(self, path):
        return f"/{self.language}/{path}"

    def tell(self):
        self.read()
        self.answer_a_question()
        self.approve(self.sign_in_at_the_desk())
        self.reply()
        self.edit()
        self.approve(self.back_at_the_desk())
        self.see_the_wordings()
        self.find_it_again()
        self.take_it_out()

    # -- the author, without an account ---------------------------------------------------------

    def read(self):
        """From the front door to the recommendation, by its group."""
        author = self.author
        author.open("/")
        author.page.wait_for_url(f"**{self.at('')}")
        author.press(f"main a[href='{self.at('groups/diversity/')}']")
        author.press(f"main .numbered a[href='{self.at('iterations/1/diversity/9/')}']")
        assert author.one("main .facts .code").inner_text() == "DV1-9"
        summary = author.one("main .lead")
        assert summary.evaluate("text => text.closest('[lang]').lang") == self.language
        assert summary.inner_text()

    def answer_a_question(self):
        author = self.author
        author.begin_to_write(f"main a[href='{self.at('write/DV1-9/')}']")
        author.write(QUESTION, WORDS)
        author.write("#id_name", f"Samira {self.language}")
        author.choose("#id_language", "ar")
        author.press("button[value=send]")
        author.page.wait_for_url("**/receipt/secret/**")
        self.receipt = author.one(".sheet a").get_attribute("href")
        assert self.receipt == author.page.url
        self.short_id = author.one("strong.permalink").inner_text()
        self.slug = self.short_id.replace("#", "-")
        assert self.short_id.startswith("DV1-9#")
        assert author.one("main .said").inner_text().strip() == WORDS
        self.check_state(Visibility.WAITING)

    def edit(self):
        """Through the secret address; it is all that the author has."""
        author = self.author
        author.open(self.receipt)
        self.check_state(Visibility.PUBLIC)
        assert REASON in author.one("main .card").inner_text()
        author.press(f"main a[href$='/edit/{self.slug}/']")
        author.write("#id_body", NEW_WORDS)
        author.press("button[value=send]")
        author.page.wait_for_url(self.receipt)
        assert author.one("main .said").inner_text().strip() == NEW_WORDS
        self.check_state(Visibility.WAITING)

    def check_state(self, state):
        """What the receipt says of the words, and whether anyone can open them."""
        with spoken(self.language):
            assert self.author.one("main .card .chip").first.inner_text() == str(state.label)
        answer = self.author.page.request.get(self.at(f"c/{self.slug}/"))
        own = answer.text().partition(f'id="c{self.slug}"')[2].partition("</article>")[0]
        assert (WORDS in own or NEW_WORDS in own) == (state == Visibility.PUBLIC)
        # An address that was alive once stays alive: it then leads to the place without the words.
        self.was_public = self.was_public or state == Visibility.PUBLIC
        assert answer.status == (200 if self.was_public else 404)

    def see_the_wordings(self):
        author = self.author
        author.open(self.receipt)
        author.press(f"main .actions a[href='{self.at(f'c/{self.slug}/')}']")
        author.press(f"#c{self.slug} a[href='{self.at(f'c/{self.slug}/history/')}']")
        wordings = author.one("ol.revisions > li")
        assert wordings.count() == 2
        assert "المدارس" in wordings.first.locator("ins").first.inner_text()
        assert "التعليم" in wordings.first.locator("del").first.inner_text()
        assert wordings.last.locator(".difference").inner_text().strip() == WORDS

    def find_it_again(self):
        """By the short id: the page opens at the words, marked and with the focus."""
        author = self.author
        author.open(self.at(f"c/{self.slug}/"))
        found = author.one(f"#c{self.slug}")
        author.one(f"#c{self.slug}:focus").wait_for()
        expect(found.locator("header")).to_be_in_viewport()
        assert "is-linked" in found.get_attribute("class").split()
        assert found.locator(".said").inner_text().strip() == NEW_WORDS
        assert found.locator(".said").get_attribute("lang") == "ar"
        assert found.locator(".said").get_attribute("dir") == "rtl"
        assert REPLY in author.one(".thread").filter(has=found).inner_text()

    # -- the liaison ----------------------------------------------------------------------------

    def sign_in_at_the_desk(self):
        self.liaison.open(self.at(""))
        self.liaison.sign_in("liaison")
        return self.back_at_the_desk()

    def back_at_the_desk(self):
        self.liaison.press(f"header .bar > .menu a[href='{self.at('desk/')}']")
        self.liaison.open(f"{self.at('desk/queue/')}?order=newest")
        return self.liaison.one(f"article[aria-labelledby='about-{self.slug}']")

    def approve(self, card):
        liaison = self.liaison
        assert "Samira" in card.inner_text()
        liaison.press(f"article[aria-labelledby='about-{self.slug}'] a[data-open]")
        liaison.write(f"#reason-{self.slug}", REASON)
        liaison.press("main button[value=approve]")
        card.wait_for(state="detached")

    def reply(self):
        """An answer, for now, is a reply by somebody with a role."""
        liaison = self.liaison
        liaison.open(self.at(f"c/{self.slug}/"))
        liaison.begin_to_write(f"#c{self.slug} a[href='{self.at(f'c/{self.slug}/reply/')}']")
        liaison.write("#composer [name=free]", REPLY)
        liaison.choose("#composer [name=language]", "ar")
        liaison.press("button[value=send]")
        liaison.page.wait_for_url("**/receipt/**")

    # -- the member of the working group --------------------------------------------------------

    def take_it_out(self):
        self.member.open(self.at(""))
        self.member.sign_in("member")
        rows = list(csv.DictReader(io.StringIO(self.export("csv"))))
        self.check_rows(rows)
        self.check_rows([json.loads(line) for line in self.export("jsonl").splitlines()])

    def export(self, form):
        member = self.member
        member.press(f"header .bar > .menu a[href='{self.at('exports/')}']")
        member.choose("#id_draft_set", "DV1")
        member.tick("format", form)
        member.press("main form button")
        member.page.wait_for_url("**/exports/*/")
        member.one("main a[href$='/file/']").wait_for()
        return member.download("main a[href$='/file/']")

    def check_rows(self, rows):
        [row] = [row for row in rows if row["public_id"] == self.short_id]
        assert [row["text_original"], row["language"]] == [NEW_WORDS, "ar"]
        assert [row["question_key"], row["state"]] == ["likes-dislikes", "public"]
        replies = [each for each in rows if each["parent_id"] == self.short_id]
        assert [each["text_original"] for each in replies] == [REPLY]
