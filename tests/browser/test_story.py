"""The main story, in English and in Arabic, by keyboard only."""

import pytest

from tests.browser.hands import Keyboard
from tests.browser.story import Story

ACCEPTED = {"en": "en-GB", "ar": "ar-EG"}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_from_the_first_page_to_the_file_by_keyboard_only(visit, language):
    author, liaison, member = (Keyboard(visit(locale=ACCEPTED[language])) for _ in range(3))

    Story(author, liaison, member, language).tell()
