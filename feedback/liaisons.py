"""The public list of liaisons as a page shows it."""

from typing import NamedTuple

from accounts import liaisons
from accounts.languages import ALL, fallbacks, nearest, reading_language

from .models import Comment


class Listing(NamedTuple):
    """Who is there for what; and the languages that nobody in the list speaks for."""

    by_language: list
    by_community: list
    for_all: list
    without: list[str]

    @property
    def for_reader(self) -> list:
        """Those who speak the reading language, or what stands in for it but English."""
        near = fallbacks(reading_language())
        wanted = near if len(near) == 1 else near[:-1]
        spoken = dict(self.by_language)
        return next((spoken[code] for code in wanted if code in spoken), self.for_all)


def listing() -> Listing:
    """The whole list: a language has a place in it if the portal or a contribution is in it."""
    found = liaisons.listed()
    by_language = liaisons.by_language(found)
    written = Comment.objects.readable().values_list("language", flat=True).distinct().order_by()
    spoken = {code for code, _liaisons in by_language}
    without = {language.code for language in ALL} | {nearest(code) for code in written}
    return Listing(
        by_language,
        liaisons.by_community(found),
        [liaison for liaison in found if liaison.is_for_all],
        liaisons.in_order(without - spoken),
    )
