"""The words of a case as PostgreSQL holds them: found by their lexemes in a GIN index, then held against the folded text itself.

A `tsvector` knows no place beyond the 16,383rd word, and no more than a megabyte. So it only proposes: a phrase stands where its
words stand in a row in the text, and the rank is counted there by the formula of FTS5, so that both databases answer alike.

A text is held as ` the  mayor  resigned `: each word has its own two spaces, and words in a row are counted by their letters.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Float,
    Index,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    TableClause,
    Text,
    and_,
    bindparam,
    cast,
    func,
    insert,
    literal,
    literal_column,
    or_,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from sayso.store import rows
from sayso.store.words import WEIGHTS, ZONES, Phrase

MOST_LETTERS = 500_000
"""With more bytes of different words than this, a row has no lexemes: it is always looked at, and found as surely."""
_SATURATION, _LENGTH = 1.2, 0.75
"""The two constants of BM25, as FTS5 has them."""
_RAREST = 1e-6
"""What FTS5 takes where a phrase stands in more than half of all rows."""

_METADATA = MetaData()
_LETTERS = Text(collation="C")


def _table(name: str, *keys: str) -> Table:
    found = Table(
        name,
        _METADATA,
        *(Column(key, _LETTERS, nullable=False) for key in keys),
        *(Column(zone, _LETTERS, nullable=False) for zone in ZONES),
        Column("size", Integer, nullable=False),
        Column("lexemes", TSVECTOR),
    )
    Index(f"{name}_lexemes", found.c.lexemes, postgresql_using="gin")
    Index(f"{name}_unproposed", found.c.size, postgresql_where=found.c.lexemes.is_(None))
    for key in keys:
        Index(f"{name}_{key}", found.c[key], postgresql_using="hash")
    return found


_TOTALS = Table(
    "word_totals",
    _METADATA,
    Column("kind", String, primary_key=True),
    Column("rows", BigInteger, nullable=False),
    Column("words", BigInteger, nullable=False),
)


class Tsvector:
    """Words in PostgreSQL."""

    articles = _table("article_words", "document")
    claims = _table("claim_words", "claim", "document")

    def make(self, connection: Connection) -> None:
        """Make room for words, in the place of all that are held."""
        _METADATA.drop_all(connection)
        _METADATA.create_all(connection)
        self.settle(connection)

    def put(self, connection: Connection, articles: Sequence[rows.Row], claims: Sequence[rows.Row]) -> None:
        """Hold these rows too."""
        for each, found in ((self.articles, articles), (self.claims, claims)):
            if found:
                lexemes = func.array_to_tsvector(bindparam("lexemes", type_=ARRAY(Text)))
                connection.execute(insert(each).values(lexemes=lexemes), [_row(row) for row in found])

    def held(self, connection: Connection, table: TableClause, documents: Sequence[str]) -> Iterable[rows.Row]:
        """Return the rows of these documents as they were put; one that cannot be found by its words has none in it."""
        lexemes = func.tsvector_to_array(table.c.lexemes).label("lexemes")
        asked = select(*(each for each in table.c if each.name != "lexemes"), lexemes)
        for row in connection.execute(asked.where(table.c.document.in_(documents))).mappings():
            yield _put_back(dict(row))

    def settle(self, connection: Connection) -> None:
        """Count rows and words once for all searches."""
        connection.execute(_TOTALS.delete())
        for kind, each in (("articles", self.articles), ("claims", self.claims)):
            counted = select(literal(kind), func.count(), func.coalesce(func.sum(each.c.size), 0))
            connection.execute(insert(_TOTALS).from_select(["kind", "rows", "words"], counted))

    def wipe(self, connection: Connection) -> None:
        """Do nothing: the tables are written anew with all the others."""

    def standing(self, kind: str, phrases: Sequence[Phrase], zones: Sequence[str] = ()) -> Select[Any]:
        """Return the question for all documents (or claims) in which every phrase stands, with a rank that says nothing."""
        found, key = self._of(kind)
        asked = select(found.c[key].label("id"), literal_column("0.0", Float).label("rank"), found.c[key].label("row"))
        if phrases:
            given = self.sought(phrases, zones)
            query = bindparam("sought_words", given["sought_words"], type_=Text)
            patterns = bindparam("sought_rows", given["sought_rows"], type_=ARRAY(Text))
            return asked.where(_conditions(found, zones, query, patterns))
        filled: list[ColumnElement[bool]] = [found.c[zone] != "" for zone in zones]
        return asked.where(or_(*filled) if filled else true())

    def ranked(self, connection: Connection, kind: str, phrases: Sequence[Phrase], zones: Sequence[str] = ()) -> Select[Any]:
        """Return the same question with the rank of each: less is better."""
        asked = self.standing(kind, phrases, zones)
        if not phrases:
            return asked
        found, key = self._of(kind)
        weights, average = self._counted(connection, kind, phrases, zones)
        score: ColumnElement[float] = literal_column("0.0::float8", Float)
        for phrase, weight in zip(phrases, weights, strict=True):
            often = _frequency(found, zones or ZONES, phrase)
            long = literal(_SATURATION, Float) * (
                literal(1 - _LENGTH, Float) + literal(_LENGTH, Float) * cast(found.c.size, Float) / literal(average, Float)
            )
            score = score + literal(weight, Float) * (often * literal(_SATURATION + 1.0, Float) / (often + long))
        return asked.with_only_columns(found.c[key].label("id"), (-score).label("rank"), found.c[key].label("row"))

    def sought(self, phrases: Sequence[Phrase], zones: Sequence[str]) -> dict[str, object]:
        """Return what makes a question for some phrases the question for these."""
        if not phrases:
            return {}
        return {"sought_words": _query(phrases), "sought_rows": _rows_with(phrases)}

    def _of(self, kind: str) -> tuple[Table, str]:
        return (self.claims, "claim") if kind == "claims" else (self.articles, "document")

    def _counted(
        self, connection: Connection, kind: str, phrases: Sequence[Phrase], zones: Sequence[str]
    ) -> tuple[list[float], float]:
        """Return what each phrase weighs by how rare it is in the whole case, and how long a row is on the average."""
        found, _ = self._of(kind)
        asked = [_TOTALS.c.rows, _TOTALS.c.words]
        counts = [
            select(func.count())
            .select_from(found)
            .where(_conditions(found, zones, literal(_query([phrase])), _patterns([phrase]), alone=len(phrase.words) == 1))
            .scalar_subquery()
            for phrase in phrases
        ]
        total, words, *many = connection.execute(select(*asked, *counts).where(_TOTALS.c.kind == kind)).one()
        rare = (math.log((total - each + 0.5) / (each + 0.5)) for each in many)
        return [each if each > 0 else _RAREST for each in rare], float(words) / float(total or 1)


def _conditions(
    found: Table, zones: Sequence[str], query: ColumnElement[Any], patterns: ColumnElement[Any], *, alone: bool = False
) -> ColumnElement[bool]:
    """Return that a row holds the phrases, which are words `alone` or may be several in a row.

    A word alone, in whatever zone, stands where its lexeme does. Between two zones there is more than two spaces.
    """
    proposed = found.c.lexemes.op("@@")(cast(query, TSQUERY))
    parts = [found.c[zone] for zone in zones or ZONES]
    shown = parts[0] if len(parts) == 1 else func.concat_ws("\n", *parts)
    stands = shown.op("LIKE")(func.all(cast(patterns, ARRAY(Text))))
    if alone and not zones:
        return or_(proposed, and_(found.c.lexemes.is_(None), stands))
    return and_(or_(proposed, found.c.lexemes.is_(None)), stands)


def _frequency(found: Table, zones: Sequence[str], phrase: Phrase) -> ColumnElement[float]:
    """Return how often a phrase stands in a row, each time as much as its zone weighs."""
    weighed = (literal(WEIGHTS.get(zone, 1.0), Float) * cast(_times(found.c[zone], phrase), Float) for zone in zones)
    return sum(weighed, start=literal_column("0.0::float8", Float))


def _times(shown: ColumnElement[str], phrase: Phrase) -> ColumnElement[int]:
    letters = _letters(phrase)
    first, last = phrase.words[0], phrase.words[-1]
    if first in phrase.words[1:] or (phrase.begins and len(phrase.words) > 1 and first.startswith(last)):
        # It may begin again before it ends: `day by day` stands twice in `day by day by day`.
        places = func.regexp_matches(shown, literal(f"(?={letters})"), "g").table_valued("place")
        return select(func.count()).select_from(places).scalar_subquery()
    without = func.replace(shown, literal(letters), literal(""))
    return (func.length(shown) - func.length(without)) // literal(len(letters), Integer)


def _query(phrases: Sequence[Phrase]) -> str:
    """Return the words of phrases as PostgreSQL reads a query. They are letters and digits, so nothing in them means anything."""
    words = {f"'{word}'" for phrase in phrases for word in (phrase.words[:-1] if phrase.begins else phrase.words)}
    words |= {f"'{phrase.words[-1]}':*" for phrase in phrases if phrase.begins}
    return " & ".join(sorted(words))


def _patterns(phrases: Sequence[Phrase]) -> ColumnElement[Any]:
    return literal(_rows_with(phrases), ARRAY(Text))


def _rows_with(phrases: Sequence[Phrase]) -> list[str]:
    """Return what each row is like in which the phrases stand."""
    return [f"%{_letters(phrase)}%" for phrase in phrases]


def _letters(phrase: Phrase) -> str:
    """Return the letters that a phrase is in a text as it is held here."""
    return f" {'  '.join(phrase.words)}{'' if phrase.begins else ' '}"


def _row(row: rows.Row) -> rows.Row:
    """Return a row of words as it is held here."""
    every = [word for zone in ZONES for word in row[zone].split()]
    alone = sorted(set(every))
    lexemes = alone if sum(len(word.encode()) for word in alone) <= MOST_LETTERS else None
    shown = {zone: _spaced(row[zone]) for zone in ZONES}
    return row | shown | {"size": len(every), "lexemes": lexemes}


def _spaced(words: str) -> str:
    return f" {words.replace(' ', '  ')} " if words else ""


def _put_back(row: rows.Row) -> rows.Row:
    """Return a row as it was put, without its words where it would not be found by them."""
    lexemes, size = row.pop("lexemes"), row.pop("size")
    put = {name: value.strip(" ").replace("  ", " ") if name in ZONES else value for name, value in row.items()}
    right = _row(put)
    is_right = size == right["size"] and sorted(lexemes or ()) == sorted(right["lexemes"] or ())
    return put if is_right else put | dict.fromkeys(ZONES, "")
