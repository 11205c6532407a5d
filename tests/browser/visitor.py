"""People at a browser: what each sees, and whatever their browser complains of."""

from contextlib import contextmanager
from urllib.parse import urlsplit

STRANGER = ""
PASSWORD = "demo"
REFUSED = "Failed to load resource: the server responded with a status of 4"


class Watch:
    """Notes errors, breaches of the policy, and whatever is asked of another host."""

    def __init__(self, host):
        self.host = host
        self.complaints = []
        self.documents = set()

    def over(self, page):
        page.on("console", lambda message: self._hear(page, message))
        page.on("pageerror", lambda error: self._note(page, error))
        page.on("request", lambda request: self._see(page, request))
        return page

    def _hear(self, page, message):
        """A page that is refused with reason is no error; a file that a page asks for is."""
        is_document = message.location["url"].partition("#")[0] in self.documents
        if message.type == "error" and not (message.text.startswith(REFUSED) and is_document):
            self._note(page, message.text)

    def _see(self, page, request):
        if request.is_navigation_request():
            self.documents.add(request.url.partition("#")[0])
        if urlsplit(request.url).netloc not in {"", self.host}:
            self._note(page, f"asks for {request.url}")

    def _note(self, page, what):
        self.complaints.append(f"{page.url}: {what}")


class Doors:
    """Opens windows for people; whoever has an account signs in once, through the page."""

    def __init__(self, browser, address):
        self.browser, self.address = browser, address
        self.watch = Watch(urlsplit(address).netloc)
        self.sessions = {}

    @contextmanager
    def window(self, who=STRANGER, **options):
        """A window in which this person is signed in; its page is watched."""
        session = self._session_of(who) if who else None
        with self.browser.new_context(
            base_url=self.address, storage_state=session, **options
        ) as context:
            context.set_default_timeout(20_000)
            yield self.watch.over(context.new_page())

    def _session_of(self, who):
        if who not in self.sessions:
            with self.window() as page:
                page.goto("/en/accounts/login/")
                sign_in(page, who)
                self.sessions[who] = page.context.storage_state()
        return self.sessions[who]


def sign_in(page, who):
    """Fill in the form that is open."""
    page.locator("#id_login").fill(who)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main form button").click()
    page.locator("header .who").wait_for()
