"""Two ways to work a page: with a pointer, and with nothing but a keyboard."""

from tests.browser.visitor import PASSWORD

MANY_STOPS = 400
FOCUS = """selector => {
  const at = document.activeElement;
  const style = getComputedStyle(at);
  return {
    matches: at.matches(selector),
    shows: style.outlineStyle !== 'none' || style.boxShadow !== 'none',
    html: at.outerHTML.slice(0, 200),
  };
}"""


class Hands:
    """Somebody at a page: what they can do, however they do it."""

    def __init__(self, page):
        self.page = page

    def open(self, address):
        assert self.page.goto(address).status == 200, address
        self.settle()

    def settle(self):
        """A page may move the focus once it is painted; nobody's Tab is quicker than that."""
        if self.one("[autofocus]").count():
            self.one("[autofocus]:focus").wait_for()

    def one(self, selector):
        return self.page.locator(selector)

    def press(self, selector):
        """Follow a link or send a form, and wait for the page behind it."""
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.trigger(selector)
        self.settle()

    def begin_to_write(self, selector):
        """The form has a page of its own; a script may pull it into this one."""
        self.trigger(selector)
        self.one("#composer").wait_for()

    def sign_in(self, who):
        """Through the link in the header."""
        self.press("header a.sign-in")
        self.write("#id_login", who)
        self.write("#id_password", PASSWORD)
        self.press("main form button")
        self.one("header .who").wait_for()

    def download(self, selector):
        """The file behind a link, as text."""
        with self.page.expect_download() as coming:
            self.trigger(selector)
        return coming.value.path().read_text(encoding="utf-8-sig")


class Pointer(Hands):
    """Clicks, and types where they clicked."""

    def trigger(self, selector):
        self.one(selector).click()

    def write(self, selector, words):
        self.one(selector).fill(words)

    def choose(self, selector, value):
        self.one(selector).select_option(value)

    def tick(self, name, value):
        self.one(f"input[name={name}][value={value}]").check()


class Keyboard(Hands):
    """Goes from stop to stop with Tab; what is to be worked must have the focus, and show it."""

    def reach(self, selector):
        seen = None
        for _ in range(MANY_STOPS):
            seen = self.page.evaluate(FOCUS, selector)
            if seen["matches"]:
                assert seen["shows"], f"The focus cannot be seen on {seen['html']}"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never came to {selector} on {self.page.url}, but to {seen}")

    def trigger(self, selector):
        """Enter follows a link and presses a button."""
        self.reach(selector)
        self.page.keyboard.press("Enter")

    def write(self, selector, words):
        self.reach(selector)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)

    def choose(self, selector, value):
        """Up and down through the choices of a list."""
        self.reach(selector)
        chosen = self.one(selector)
        self.page.keyboard.press("Home")
        for _ in range(chosen.locator("option").count()):
            if chosen.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{selector} never came to {value}")

    def tick(self, name, value):
        """One Tab stop for the whole set; the arrows go through it."""
        self.reach(f"input[name={name}]")
        for _ in range(self.one(f"input[name={name}]").count()):
            if self.page.evaluate("document.activeElement.value") == value:
                self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"The arrows never came to {value}")
