"""The words of a case, for searching: which words stand in which zone of each article, and in each claim.

SQLite's FTS5 holds them, already folded, so that what is a word is decided here and nowhere else. This is the one module that
knows how words are held: a case in another database needs another of it, with these same functions.
"""

import hashlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import get_args

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    column,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    table,
    text,
)

from sayso.kit.detaching import Detaching
from sayso.kit.folding import Word, words
from sayso.kit.vocabulary import rewritings
from sayso.model.base import Record
from sayso.model.corpus import Judgement
from sayso.model.document import Document, ZoneKind
from sayso.store import rows, schema

MARK = "words"
"""What the stamp of a case calls the version of the words that it holds."""
VERSION = 1
ZONES: tuple[str, ...] = ("title", *get_args(ZoneKind), "unzoned")
"""Where a word can stand. `title` is the one that the input gave, `unzoned` a text that was not analysed."""
_WEIGHTS = {"title": 4.0, "headline": 4.0, "chrome": 0.2, "credit": 0.5, "header": 0.5}
_AT_ONCE = 200
_GAP = "\u00b6"
"""Held as a word is, and never sought: no folded word has such a sign."""

ARTICLES = table("article_words", column("document"), *(column(zone) for zone in ZONES))
CLAIMS = table("claim_words", column("claim"), column("document"), *(column(zone) for zone in ZONES))


class Phrase(Record, frozen=True, kw_only=True):
    """Folded words that stand in a row. With `begins` the last is the beginning of a word."""

    words: tuple[str, ...]
    begins: bool = False


def is_current(connection: Connection) -> bool:
    """Does the case hold its words as this version folds them?"""
    return connection.scalar(select(schema.STAMP.c.value).where(schema.STAMP.c.key == MARK)) == _mark()


def refill(connection: Connection) -> None:
    """Take the words of all documents anew: those of a case of an older version, or folded in another way."""
    for each, key in ((ARTICLES, "document"), (CLAIMS, "claim, document")):
        connection.execute(text(f"DROP TABLE IF EXISTS {each.name}"))
        unsearched = ", ".join(f"{name} UNINDEXED" for name in key.split(", "))
        # Words are folded and divided before they come here: the tokenizer has only to part them at spaces.
        connection.execute(
            text(f"CREATE VIRTUAL TABLE {each.name} USING fts5({unsearched}, {', '.join(ZONES)}, tokenize = 'ascii')")
        )
    connection.execute(delete(schema.CLAIM_ENTITY))
    judgements = connection.execute(select(schema.JUDGEMENT.c.record).order_by(schema.JUDGEMENT.c.place))
    apart = Detaching(rows.decode(record, Judgement) for (record,) in judgements.all())
    for batch in _documents(connection):
        add(connection, batch)
        told = [row for document in batch for row in rows.spoken_of(apart.of(document))]
        if told:
            connection.execute(insert(schema.CLAIM_ENTITY), told)
        _name(connection, [apart.of(document) for document in batch])
    connection.execute(delete(schema.STAMP).where(schema.STAMP.c.key == MARK))
    connection.execute(insert(schema.STAMP).values(key=MARK, value=_mark()))


def add(connection: Connection, documents: Iterable[Document]) -> None:
    """Hold the words of these documents and of their claims."""
    waiting = iter(documents)
    while batch := list(islice(waiting, _AT_ONCE)):
        spoken = [(document, _words(document)) for document in batch]
        connection.execute(insert(ARTICLES), [_article(document, every) for document, every in spoken])
        claims = [row for document, every in spoken for row in _claims(document, every)]
        if claims:
            connection.execute(insert(CLAIMS), claims)


def forget(connection: Connection, documents: Sequence[str]) -> None:
    """Let go of the words of these documents."""
    for at in range(0, len(documents), _AT_ONCE):
        some = documents[at : at + _AT_ONCE]
        for each in (ARTICLES, CLAIMS):
            connection.execute(delete(each).where(each.c.document.in_(some)))


def astray(connection: Connection, documents: Sequence[Document]) -> set[str]:
    """Return which of these documents are held with other words than they have, in the article or in its claims."""
    ids = [rows.plain(document.id) for document in documents]
    spoken = [(document, _words(document)) for document in documents]
    wanted = [(ARTICLES, [_article(document, every) for document, every in spoken])]
    wanted.append((CLAIMS, [row for document, every in spoken for row in _claims(document, every)]))
    found = set[str]()
    for each, expected in wanted:
        held = connection.execute(select(*each.c).where(each.c.document.in_(ids))).mappings()
        names = [one.name for one in each.c]
        kept = Counter(tuple(row[name] for name in names) for row in held)
        right = Counter(tuple(row[name] for name in names) for row in expected)
        at = names.index("document")
        found |= {row[at] for row in (kept - right) + (right - kept)}
    return found


def strays(connection: Connection) -> set[str]:
    """Return the ids of documents whose words are held though the case holds no such document."""
    known = select(schema.DOCUMENT.c.id)
    questions = (select(each.c.document).where(each.c.document.not_in(known)).distinct() for each in (ARTICLES, CLAIMS))
    return {id for question in questions for (id,) in connection.execute(question)}


def wipe(connection: Connection) -> None:
    """Write the index anew, so that nothing of what was let go is left in it."""
    for each in (ARTICLES, CLAIMS):
        connection.execute(text(f"INSERT INTO {each.name}({each.name}) VALUES ('rebuild')"))


def standing(kind: str, phrases: Sequence[Phrase], zones: Sequence[str] = ()) -> Select[tuple[str, float]]:
    """Return the question for all documents (or claims) in which every phrase stands, each with its rank: less is better.

    With zones, each phrase stands in one of these. Without phrases, all that have words there at all, of equal rank.
    """
    found, key = (CLAIMS, "claim") if kind == "claims" else (ARTICLES, "document")
    if not phrases:
        filled: list[ColumnElement[bool]] = [found.c[zone] != "" for zone in zones]
        return select(found.c[key].label("id"), literal_column("0.0").label("rank")).where(or_(*filled) if filled else text("1"))
    weights = [0.0] * (len(found.c) - len(ZONES)) + [_WEIGHTS.get(zone, 1.0) for zone in ZONES]
    rank = func.bm25(literal_column(found.name), *weights).label("rank")
    sought = literal_column(found.name).op("MATCH")(bindparam(_named(zones), _expression(phrases, zones)))
    return select(found.c[key].label("id"), rank).where(sought)


def sought(phrases: Sequence[Phrase], zones: Sequence[str]) -> dict[str, str]:
    """Return what makes a question for some phrases in these zones, or in one of them, the question for these phrases."""
    every = (tuple(zones), *((zone,) for zone in ZONES))
    return {_named(some): _expression(phrases, some) for some in every} if phrases else {}


def _named(zones: Sequence[str]) -> str:
    return "_".join(("sought", *zones))


def _expression(phrases: Sequence[Phrase], zones: Sequence[str]) -> str:
    """Return phrases as FTS5 reads them. Folded words are letters and digits, so nothing in them means anything to it."""
    parts = (f'"{" ".join(phrase.words)}"{" *" if phrase.begins else ""}' for phrase in phrases)
    every = f"({' AND '.join(parts)})"
    return f"{{{' '.join(zones)}}} : {every}" if zones else every


def _mark() -> str:
    letters = repr(sorted(rewritings("letters").items())).encode()
    return f"{VERSION}-{hashlib.blake2b(letters, digest_size=8).hexdigest()}"


def _documents(connection: Connection) -> Iterator[list[Document]]:
    held = schema.DOCUMENT
    ids = [id for (id,) in connection.execute(select(held.c.id).order_by(held.c.id))]
    for at in range(0, len(ids), _AT_ONCE):
        question = select(held.c.record, held.c.text).where(held.c.id.in_(ids[at : at + _AT_ONCE])).order_by(held.c.id)
        yield [rows.document_of(record, shown) for record, shown in connection.execute(question).all()]


def _name(connection: Connection, documents: Iterable[Document]) -> None:
    """Mark the entities of the case that these documents give a name."""
    names = {each.entity for document in documents for each in document.mentions if each.form == "name" and each.entity}
    wanted = sorted(rows.plain(name) for name in names)
    for at in range(0, len(wanted), _AT_ONCE):
        whole = select(schema.ENTITY_OF.c.entity).where(schema.ENTITY_OF.c.inside.in_(wanted[at : at + _AT_ONCE]))
        connection.execute(schema.ENTITY.update().where(schema.ENTITY.c.id.in_(whole)).values(named=True))


def _words(document: Document) -> list[tuple[Word, str]]:
    """Return the folded words of a document, each with its zone: its article and its claims are made of them."""
    return list(zoned(document, words(document.text)))


def _article(document: Document, every: list[tuple[Word, str]]) -> rows.Row:
    found = _by_zone(every)
    found["title"] = [each.word for each in words(document.title or "")]
    return {"document": rows.plain(document.id)} | {zone: " ".join(found.get(zone, ())) for zone in ZONES}


def _claims(document: Document, every: list[tuple[Word, str]]) -> Iterator[rows.Row]:
    """Yield the words of each claim once, in the zones that they stand in."""
    starts = [each.start for each, _ in every]
    claims = {claim.id: claim for claim in document.claims}
    for claim in claims.values():
        inside = every[bisect_left(starts, claim.span.start) : bisect_left(starts, claim.span.end)]
        found = _by_zone(inside)
        place = {"claim": rows.plain(claim.id), "document": rows.plain(document.id)}
        yield place | {zone: " ".join(found.get(zone, ())) for zone in ZONES}


def _by_zone(found: Iterable[tuple[Word, str]]) -> dict[str, list[str]]:
    """Return words by zone. Where another zone stands between two of one kind, no phrase reaches over it."""
    zones, before = dict[str, list[str]](), ""
    for each, zone in found:
        held = zones.setdefault(zone, [])
        held.extend([_GAP] if held and zone != before else [])
        held.append(each.word)
        before = zone
    return zones


def zoned(document: Document, found: Iterable[Word]) -> Iterator[tuple[Word, str]]:
    """Yield words of a document, given in order, each with the zone that it begins in."""
    zones, at = sorted(document.zones, key=lambda zone: zone.span), 0
    for each in found:
        while at < len(zones) and zones[at].span.end <= each.start:
            at += 1
        is_in = at < len(zones) and zones[at].span.start <= each.start
        yield each, zones[at].kind if is_in else "unzoned"
