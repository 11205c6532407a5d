"""Names that people take: readable, nobody else's, and never those of an office.

``name = clean_name(typed)`` makes a name fit to be kept; ``refuse_name(name)`` says why it may
not be taken. Both speak by ``ValidationError``. Accounts and people without one use them alike.
"""

import ipaddress
import re
import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from .models import User
from .roles import RESERVED_NAMES, Role

NAME_LENGTH = 60  # as long as the column
# More than this is no name in any notation; it is not even looked at.
TYPED_LENGTH = 1000

USER_NAME_SIGNS = {".", "_", "-", "+", "\u200c", "\u200d"}

# Joiners shape the letters around them in these scripts; elsewhere they are only invisible.
JOINERS = {"\u200c", "\u200d"}
JOINING_SCRIPTS = {
    "ARABIC", "BENGALI", "DEVANAGARI", "GUJARATI", "GURMUKHI", "KANNADA", "KHMER", "MALAYALAM",
    "MONGOLIAN", "MYANMAR", "NKO", "ORIYA", "SINHALA", "SYRIAC", "TAMIL", "TELUGU", "TIBETAN",
}  # fmt: skip
VIRAMA = 9  # the combining class of the sign that takes a letter's vowel away
# Signs that Unicode counts as letters or symbols, and that show nothing.
BLANKS = {"\u034f", "\u115f", "\u1160", "\u2800", "\u3164", "\uffa0"}
# Format signs that do show: they stand around or under numbers in Arabic, Syriac and Kaithi.
VISIBLE_FORMATS = set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2\U000110bd")

# Alphabets with letters that look the same: a word in two of them is made to be mistaken.
LOOK_ALIKE_SCRIPTS = {"CYRILLIC", "GREEK", "LATIN"}
ENDINGS = (
    "app|biz|cn|co|com|de|dev|edu|eu|fr|gov|in|info|io|jp|link|live|ly|me|net|online|org|ru|shop|"
    "site|store|top|tv|uk|us|xyz"
)
ADDRESS = re.compile(rf"\S@\S|://|\bwww\.|\w\w\.({ENDINGS})\b", re.IGNORECASE)


def clean_name(typed: str) -> str:
    """The name as it is kept and shown: one notation, single spaces, nothing invisible."""
    if len(typed) > TYPED_LENGTH:
        raise _too_long()
    if any(_is_unreadable(sign) for sign in typed):
        raise ValidationError(_("The name has a sign that cannot be shown."), code="unreadable")
    shown = unicodedata.normalize("NFKC", typed)
    shown = "".join(sign for sign in shown if not _is_invisible(sign))
    name = " ".join(_without_idle_joiners(shown).split())
    if len(name) > NAME_LENGTH:
        raise _too_long()
    if not any(unicodedata.category(sign)[0] in "LN" for sign in name):
        raise ValidationError(_("A name needs a letter or a digit."), code="empty")
    return name


def clean_user_name(typed: str) -> str:
    """The name to sign in with: one word that can be typed again from memory."""
    name = clean_name(typed)
    if not all(unicodedata.category(sign)[0] in "LMN" or sign in USER_NAME_SIGNS for sign in name):
        raise ValidationError(
            _("A user name has letters, digits and . _ - + only, without spaces."),
            code="user_name",
        )
    return name


def refuse_name(name: str, *, for_account: User | None = None) -> None:
    """Say why nobody, or nobody but the owner of this account, may take this cleaned name."""
    if _looks_like_an_address(name):
        raise ValidationError(
            _("This looks like an address. Please choose a name."), code="address"
        )
    if _mixes_alphabets(name):
        raise ValidationError(
            _("Please write each word of the name in one alphabet."), code="mixed"
        )
    if _is_reserved(name):
        raise ValidationError(
            _("This name stands for a role in the portal. Please choose another one."),
            code="reserved",
        )
    if is_taken(name, for_account=for_account):
        raise ValidationError(
            _("Somebody has this name already. Please choose another one."), code="taken"
        )


def is_taken(name: str, *, for_account: User | None = None) -> bool:
    """Does another account bear this name, shown or for signing in, whatever its letters' case?"""
    wanted = skeleton(name)
    others = User.objects.filter(_begins_like(name, "name") | _begins_like(name, "username"))
    if for_account is not None:
        others = others.exclude(pk=for_account.pk)
    names = others.values_list("name", "username")
    return any(wanted in (skeleton(shown), skeleton(login)) for shown, login in names.iterator())


def person_named(name: str) -> User | None:
    """Who is shown under this name, whatever the case of its letters."""
    people = User.objects.filter(is_active=True)
    if exact := people.filter(name=name).first():
        return exact
    wanted = skeleton(name)
    names = people.filter(_begins_like(name, "name")).values_list("pk", "name")
    found = next((pk for pk, shown in names.iterator() if skeleton(shown) == wanted), None)
    return people.filter(pk=found).first() if found else None


def _begins_like(name: str, field: str) -> Q:
    """SQLite tells capitals apart outside ASCII: its part is to narrow down, ours to compare."""
    begins = Q()
    for first in {form(name[:1]) for form in (str, str.lower, str.upper, str.title, str.casefold)}:
        begins |= Q(**{f"{field}__istartswith": first})
    return begins


def skeleton(name: str) -> str:
    """What two names that read the same have in common."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return "".join(
        sign for sign in folded if sign not in JOINERS and not _is_variation_selector(sign)
    )


def _too_long():
    return ValidationError(
        _("A name has at most %(limit)s signs."), code="too_long", params={"limit": NAME_LENGTH}
    )


def _is_unreadable(sign) -> bool:
    """Control signs, halves of signs, and what stands where bytes could not be read."""
    if sign in "\t\r\n":
        return False
    return sign == "\ufffd" or unicodedata.category(sign) in {"Cc", "Co", "Cs"}


def _is_invisible(sign) -> bool:
    """Signs without a form: marks of direction, spaces of no width, tags, fillers."""
    if sign in JOINERS or sign in VISIBLE_FORMATS:
        return False
    return sign in BLANKS or unicodedata.category(sign) == "Cf"


def _is_variation_selector(sign) -> bool:
    return "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"


def _script(sign) -> str:
    """The first word of a sign's Unicode name, which for letters is their script."""
    return unicodedata.name(sign, "").partition(" ")[0]


def _without_idle_joiners(name) -> str:
    """Joiners stay inside words of the scripts that need them, and after a virama."""
    kept: list[str] = []
    for position, sign in enumerate(name):
        if sign in JOINERS:
            before = kept[-1] if kept else ""
            after = name[position + 1 : position + 2]
            if not before or _script(before) not in JOINING_SCRIPTS:
                continue
            if unicodedata.combining(before) != VIRAMA and (
                not after or _script(after) not in JOINING_SCRIPTS
            ):
                continue
        kept.append(sign)
    return "".join(kept)


def _looks_like_an_address(name) -> bool:
    if ADDRESS.search(name):
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _mixes_alphabets(name) -> bool:
    return any(
        len({_script(sign) for sign in word if sign.isalpha()} & LOOK_ALIKE_SCRIPTS) > 1
        for word in re.split(r"[\W_]+", name)
    )


def _is_reserved(name) -> bool:
    """Is it the name of an office, in one of the languages that the portal speaks?"""
    letters = _letters(name)
    return bool(letters) and any(letters == _letters(office) for office in _offices())


def _offices():
    yield from (*RESERVED_NAMES, settings.SITE_NAME)
    for language in settings.COMPLETE_CATALOGUES:
        with translation.override(language):
            yield from [str(role.label) for role in Role]


def _letters(name) -> str:
    """Only the letters, without accents: «Admin 1» and «a_d_m_í_n» read as the office too."""
    apart = unicodedata.normalize("NFKD", skeleton(name))
    return "".join(sign for sign in apart if unicodedata.category(sign)[0] == "L")
