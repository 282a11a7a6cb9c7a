"""The words of a case as SQLite's FTS5 holds them: one virtual table for articles, one for claims, a column for each zone."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Float,
    Integer,
    Label,
    Select,
    TableClause,
    bindparam,
    column,
    func,
    insert,
    literal_column,
    or_,
    select,
    table,
    text,
    true,
)

from sayso.store import rows
from sayso.store.words import WEIGHTS, ZONES, Phrase


class Fts5:
    """Words in FTS5. Folded words are letters and digits, so nothing in them means anything to it."""

    articles = table("article_words", column("document"), *(column(zone) for zone in ZONES))
    claims = table("claim_words", column("claim"), column("document"), *(column(zone) for zone in ZONES))

    def make(self, connection: Connection) -> None:
        """Make room for words, in the place of all that are held."""
        for each, keys in ((self.articles, ("document",)), (self.claims, ("claim", "document"))):
            connection.execute(text(f"DROP TABLE IF EXISTS {each.name}"))
            unsearched = ", ".join(f"{name} UNINDEXED" for name in keys)
            # Words are folded and divided before they come here: the tokenizer has only to part them at spaces.
            connection.execute(
                text(f"CREATE VIRTUAL TABLE {each.name} USING fts5({unsearched}, {', '.join(ZONES)}, tokenize = 'ascii')")
            )

    def put(self, connection: Connection, articles: Sequence[rows.Row], claims: Sequence[rows.Row]) -> None:
        """Hold these rows too."""
        for each, found in ((self.articles, articles), (self.claims, claims)):
            if found:
                connection.execute(insert(each), found)

    def held(self, connection: Connection, table: TableClause, documents: Sequence[str]) -> Iterable[rows.Row]:
        """Return the rows of these documents as they were put."""
        return map(dict, connection.execute(select(*table.c).where(table.c.document.in_(documents))).mappings())

    def settle(self, connection: Connection) -> None:
        """Do nothing: FTS5 counts by itself."""

    def wipe(self, connection: Connection) -> None:
        """Write the index anew, so that nothing of what was let go is left in it."""
        for each in (self.articles, self.claims):
            connection.execute(text(f"INSERT INTO {each.name}({each.name}) VALUES ('rebuild')"))

    def standing(self, kind: str, phrases: Sequence[Phrase], zones: Sequence[str] = ()) -> Select[Any]:
        """Return the question for all documents (or claims) in which every phrase stands, each with its rank."""
        found, key = (self.claims, "claim") if kind == "claims" else (self.articles, "document")
        if not phrases:
            filled: list[ColumnElement[bool]] = [found.c[zone] != "" for zone in zones]
            row: Label[int] = literal_column(f"{found.name}.rowid", Integer).label("row")
            return select(found.c[key].label("id"), literal_column("0.0", Float).label("rank"), row).where(
                or_(*filled) if filled else true()
            )
        weights = [0.0] * (len(found.c) - len(ZONES)) + [WEIGHTS.get(zone, 1.0) for zone in ZONES]
        rank = func.bm25(literal_column(found.name), *weights).label("rank")
        sought = literal_column(found.name).op("MATCH")(bindparam(_named(zones), _expression(phrases, zones)))
        # With the sign before it the row is compared after the words are found: to look them up for each row takes far longer.
        return select(found.c[key].label("id"), rank, literal_column(f"+{found.name}.rowid").label("row")).where(sought)

    def ranked(self, connection: Connection, kind: str, phrases: Sequence[Phrase], zones: Sequence[str] = ()) -> Select[Any]:
        """Return the same question: FTS5 ranks where it is asked to."""
        return self.standing(kind, phrases, zones)

    def sought(self, phrases: Sequence[Phrase], zones: Sequence[str]) -> dict[str, object]:
        """Return what makes a question for some phrases in these zones, or in one of them, the question for these phrases."""
        every = (tuple(zones), *((zone,) for zone in ZONES))
        return {_named(some): _expression(phrases, some) for some in every} if phrases else {}


def _named(zones: Sequence[str]) -> str:
    return "_".join(("sought", *zones))


def _expression(phrases: Sequence[Phrase], zones: Sequence[str]) -> str:
    """Return phrases as FTS5 reads them."""
    parts = (f'"{" ".join(phrase.words)}"{" *" if phrase.begins else ""}' for phrase in phrases)
    every = f"({' AND '.join(parts)})"
    return f"{{{' '.join(zones)}}} : {every}" if zones else every
