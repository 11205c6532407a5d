"""What someone typed, as a question that both databases understand alike.

Every word has to be found, each by one of its tokens. Signs that mean something to a search engine
(``"`` ``*`` ``-`` ``:`` and so on) are no part of any token, so nothing typed is ever a command.
"""

from dataclasses import dataclass

from django.db.models import BooleanField, F, Func

from .analyser import Piece, pieces

MAX_LENGTH = 200  # signs
MAX_TERMS = 12
# Words are put together without a space: Lizenz is found in Lizenzänderung. Not of short words,
# which begin too many others.
COMPOUNDING = ("de~", "da~")
LEAST_OF_COMPOUND = 4  # letters

INDEX = "feedback_indexedtext_words"  # made by the migration, on SQLite
BEGINNING = "*"  # at the end of a token: what begins with it will do

Term = tuple  # of tokens, of which one is enough; or of terms that together are enough, too


@dataclass(frozen=True)
class Query:
    """What has to be found: of each term one of its tokens."""

    terms: tuple[Term, ...]
    is_cut: bool = False


def parse(typed: str) -> Query:
    """The words that were typed; of a run without spaces its pairs, of one sign that sign."""
    found = [piece for piece in pieces(typed, "") if piece.tokens]
    terms = dict.fromkeys(_term(piece) for piece in found if not _is_within_another(piece, found))
    return Query(tuple(terms)[:MAX_TERMS], len(terms) > MAX_TERMS)


def _is_within_another(piece: Piece, found: list[Piece]) -> bool:
    """A sign of a pair, or a part of a word with a hyphen."""
    return any(
        other is not piece and other.start <= piece.start and piece.end <= other.end
        for other in found
    )


def _term(piece: Piece) -> Term:
    term: Term = tuple(map(_with_compounds, piece.tokens))
    return (*term, tuple(map(_term, piece.parts))) if piece.parts else term


def _with_compounds(token: str) -> str:
    is_long = len(token.rpartition("~")[2]) >= LEAST_OF_COMPOUND
    return token + BEGINNING if token.startswith(COMPOUNDING) and is_long else token


class Matches(Func):
    """Does an indexed text hold every word of a query? Or its title alone, with ``title``."""

    output_field = BooleanField()

    def __init__(self, terms: tuple[Term, ...], title: bool = False):
        self.terms, self.title = terms, title
        super().__init__(F("pk"))

    def as_sqlite(self, compiler, connection, **context):
        column, params = compiler.compile(self.source_expressions[0])
        words = _all(self.terms, " AND ", " OR ", _for_fts5)
        where = f"{{title_tokens}} : ({words})" if self.title else words
        sql = f"{column} IN (SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s)"  # noqa: S608
        return sql, [*params, where]

    def as_postgresql(self, compiler, connection, **context):
        column, _params = compiler.compile(self.source_expressions[0])
        table = column.rpartition(".")[0]
        vector = "title_vector" if self.title else "vector"
        words = _all(self.terms, " & ", " | ", _for_tsquery)
        return f"{table}.{vector} @@ %s::tsquery", [words]


def _for_fts5(token: str) -> str:
    return f'"{token[:-1]}" *' if token.endswith(BEGINNING) else f'"{token}"'


def _for_tsquery(token: str) -> str:
    return f"'{token[:-1]}':*" if token.endswith(BEGINNING) else f"'{token}'"


def _all(terms, both: str, either: str, token) -> str:
    return both.join(f"({_any(term, both, either, token)})" for term in terms)


def _any(term: Term, both: str, either: str, token) -> str:
    return either.join(
        token(each) if isinstance(each, str) else f"({_all(each, both, either, token)})"
        for each in term
    )
