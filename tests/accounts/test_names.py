"""Names: what is made of them, and which ones nobody may take."""

import pytest
from django.core.exceptions import ValidationError
from django.test import TestCase

from accounts.models import User
from accounts.names import clean_name, clean_user_name, refuse_name
from accounts.roles import RESERVED_NAMES

from .. import make


def refusal(name, **whose):
    """Why a name is refused, by its code; nothing where it may be taken."""
    try:
        refuse_name(clean_name(name), **whose)
    except ValidationError as error:
        return error.code
    return None


class WritingAName(TestCase):
    def test_names_of_all_scripts_stay_as_they_are(self):
        for name in (
            "Ana María Peña", "Оксана Петренко", "ليلى بنت أحمد", "हिन्दी विकि", "বাংলা উইকি",
            "山田 太郎", "王小明", "한국어", "ทดสอบ", "O’Neill-Nguyễn", "Jürgen Groß", "Li", "山",
        ):  # fmt: skip
            assert clean_name(name) == name
            assert refusal(name) is None

    def test_one_notation_is_kept_for_all(self):
        assert clean_name("Zoe\u0308") == "Zo\u00eb"
        assert clean_name("Ａｎｎａ") == "Anna"

    def test_spaces_are_single_and_inside(self):
        assert clean_name("\u3000 Anna \t\n\u00a0 Maria ") == "Anna Maria"

    def test_signs_that_turn_or_hide_text_are_taken_out(self):
        for sign in (
            "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068",
            "\u2069", "\u200b", "\u200e", "\u200f", "\ufeff", "\u061c", "\u2060", "\u00ad",
            "\U000e0041", "\u3164", "\u200d", "\u200c",
        ):  # fmt: skip
            assert clean_name(f"{sign}An{sign}na{sign}") == "Anna", hex(ord(sign))

    def test_joiners_stay_where_letters_are_shaped_by_them(self):
        for name in ("می\u200cخواهم", "ක්\u200dෂ", "क्\u200dष", "അവന്\u200d"):
            assert clean_name(name) == name

    def test_joiners_at_the_edge_of_a_word_go(self):
        assert clean_name("\u200cعلی\u200c") == "علی"

    def test_control_signs_and_unreadable_bytes_are_refused(self):
        for sign in ("\x00", "\x07", "\x1b", "\x9f", "\ufffd", "\ud800", "\ue000"):
            with pytest.raises(ValidationError) as error:
                clean_name(f"An{sign}na")
            assert error.value.code == "unreadable"

    def test_a_name_shows_a_letter_or_a_digit(self):
        for name in ("", "   ", "\u200b", "...", "☺", "\u3164", "\u0301"):
            with pytest.raises(ValidationError) as error:
                clean_name(name)
            assert error.value.code == "empty"

    def test_sixty_signs_are_the_most(self):
        assert User._meta.get_field("name").max_length == 60
        assert len(clean_name("ж" * 60)) == 60
        for name in ("ж" * 61, "ﷺ" * 40, "x" * 1_000_000):
            with pytest.raises(ValidationError) as error:
                clean_name(name)
            assert error.value.code == "too_long"

    def test_a_user_name_is_one_word_of_any_script(self):
        for name in ("हिन्दी", "می\u200cخواهم", "বাংলা", "anna.m_2-x+y", "山田"):
            assert clean_user_name(name) == name
        for name in ("Anna Maria", "anna@home", "anna/maria", "anna'", "<anna>"):
            with pytest.raises(ValidationError) as error:
                clean_user_name(name)
            assert error.value.code == "user_name"


class ChoosingAName(TestCase):
    def test_a_name_that_somebody_bears_is_taken(self):
        make.person(username="anna", name="Anna Schmidt")
        assert refusal("Anna Schmidt") == "taken"
        assert refusal("anna") == "taken"
        assert refusal("Anna Schmid") is None

    def test_capitals_make_no_other_name_in_any_script(self):
        for number, name in enumerate(
            ("Оксана Петренко", "Ωμέγα", "Élodie", "Straße", "John McDonald")
        ):
            make.person(username=f"person{number}", name=name)
            assert refusal(name.upper()) == "taken"
            assert refusal(name.lower()) == "taken"
            assert refusal(name.swapcase()) == "taken"

    def test_other_notations_make_no_other_name(self):
        make.person(username="anna", name="می\u200cخواهم")
        assert refusal("ＡＮＮＡ") == "taken"
        assert refusal("an\u200bna") == "taken"
        assert refusal("میخواهم") == "taken"

    def test_ones_own_name_is_not_taken(self):
        anna = make.person(username="anna", name="Anna")
        make.person(username="berta", name="Berta")
        assert refusal("ANNA", for_account=anna) is None
        assert refusal("Berta", for_account=anna) == "taken"

    def test_nobody_bears_the_name_of_an_office(self):
        for name in sorted(RESERVED_NAMES):
            assert refusal(name.title()) == "reserved"
        for name in ("Strategy liaison", "Translator", "Strategy Portal", "ADMIN 1", "a-d-m-í-n"):
            assert refusal(name) == "reserved"
        assert refusal("Adminda") is None

    def test_nobody_bears_the_name_of_a_role_in_another_language(self):
        from django.conf import settings
        from django.utils import translation

        from accounts.roles import Role

        for language in settings.COMPLETE_CATALOGUES:
            with translation.override(language):
                labels = [str(role.label) for role in Role]
            for label in labels:
                assert refusal(label) == "reserved", label

    def test_an_address_is_no_name(self):
        for name in (
            "anna@example.org", "https://example.org", "www.example", "example.com",
            "Anna example.com/x", "ｅｘａｍｐｌｅ．ｃｏｍ", "192.168.0.1", "2001:db8::1",
        ):  # fmt: skip
            assert refusal(name) == "address", name
        for name in ("J.R.R. Tolkien", "J.de Vries", "St.Pierre", "Anna.Maria", "Dr.Who"):
            assert refusal(name) is None, name

    def test_a_word_in_two_alphabets_is_made_to_be_mistaken(self):
        assert refusal("\u0430nna") == "mixed"
        assert refusal("Анна Schmidt") is None
        assert refusal("anna山田") is None

    def test_asking_reads_one_table_once(self):
        for number in range(9):
            make.person(username=f"anna{number}", name=f"Anna {number}")
        with self.assertNumQueries(1):
            assert refusal("Anna") is None
