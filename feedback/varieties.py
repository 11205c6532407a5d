"""Regional kinds of a language: whoever speaks ``ar`` is there for ``ar-eg``, too."""

from django.db.models import Q

from accounts.languages import BY_CODE, nearest


def in_languages(codes, field: str = "language") -> Q:
    """The condition on rows in these languages or in a kind of them; an index can serve it."""
    condition = Q(pk__in=[])
    for code in codes:
        condition |= _kinds_of(code, field)
    return condition


def _kinds_of(code: str, field: str) -> Q:
    """What ``nearest`` leads to this code, said to the database."""
    # Chinese without a script is the one Chinese that there is.
    primary = code.split("-", maxsplit=1)[0]
    root = primary if code in BY_CODE and nearest(primary) == code else code
    others = [each for each in BY_CODE if each != code and each.startswith(f"{root}-")]
    found = _with_subtags(root, field)
    for other in others:
        found &= ~_with_subtags(other, field)
    return found


def _with_subtags(code: str, field: str) -> Q:
    return Q(**{field: code}) | Q(**{f"{field}__startswith": f"{code}-"})
