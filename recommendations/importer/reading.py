"""What the later sections of a file need to know of its earlier ones."""

from ..models import Iteration, WorkingGroup
from .file import Place, Texts
from .rows import Book

LONGEST_SOURCE = 300


class Reading:
    """One reading of a file, of which parts may stand in the database already."""

    def __init__(self, root: Place, book: Book):
        self.book = book
        self.group_codes = dict(WorkingGroup.objects.values_list("slug", "code"))
        self.published = dict(Iteration.objects.values_list("number", "published_on"))
        self.last_iteration = 0
        # By their English text: the key of the question, and its text in all languages.
        self.scoping_questions: dict[str, tuple[str, Texts]] = {}
        self.sources = root.object("sources")
        if self.sources:
            self.sources.ignore(*self.sources.value)

    def source_of(self, place: Place) -> str:
        """Title and address of the page that an entry was taken from."""
        name = place.string("source", required=False)
        if not name or not self.sources:
            return ""
        source = self.sources.object(name) if name in self.sources.value else None
        if source is None:
            place.refuse("source", f"unknown source {name!r}")
            return ""
        title, url = source.string("title"), source.string("url", required=False)
        room = LONGEST_SOURCE - len(url) - 2
        if url and len(title) > room:
            title = f"{title[: room - 1]}…"
        return f"{title}, {url}" if url else title
