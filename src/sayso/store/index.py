"""The words of a case, for searching: which words stand in which zone of each article, and in each claim.

Words are already folded when a database gets them, so that what is a word is decided here and nowhere else. How they are held is
known to `fts5.py` and `tsvector.py` alone: a case in another database needs another of these, with the same methods.
"""

import hashlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from sqlalchemy import Connection, delete, insert, select

from sayso.kit.detaching import Detaching
from sayso.kit.folding import Word, words
from sayso.kit.vocabulary import rewritings
from sayso.model.corpus import Judgement
from sayso.model.document import Document
from sayso.store import rows, schema
from sayso.store.fts5 import Fts5
from sayso.store.tsvector import Tsvector
from sayso.store.words import AT_ONCE, GAP, ZONES, Holder, Phrase

__all__ = ["MARK", "VERSION", "ZONES", "Holder", "Phrase"]

MARK = "words"
"""What the stamp of a case calls the version of the words that it holds."""
VERSION = 1
_HOLDERS: dict[str, Holder] = {"sqlite": Fts5(), "postgresql": Tsvector()}


def holder_of(connection: Connection) -> Holder:
    """Return what knows how words are held where this connection leads."""
    return _HOLDERS[connection.dialect.name]


def is_current(connection: Connection) -> bool:
    """Does the case hold its words as this version folds them?"""
    return connection.scalar(select(schema.STAMP.c.value).where(schema.STAMP.c.key == MARK)) == _mark()


def refill(connection: Connection) -> None:
    """Take the words of all documents anew: those of a case of an older version, or folded in another way."""
    holder_of(connection).make(connection)
    connection.execute(delete(schema.CLAIM_ENTITY))
    judgements = connection.execute(select(schema.JUDGEMENT.c.record).order_by(schema.JUDGEMENT.c.place))
    apart = Detaching(rows.decode(record, Judgement) for (record,) in judgements.all())
    for batch in _documents(connection):
        add(connection, batch)
        told = [row for document in batch for row in rows.spoken_of(apart.of(document))]
        if told:
            connection.execute(insert(schema.CLAIM_ENTITY), told)
        _name(connection, [apart.of(document) for document in batch])
    holder_of(connection).settle(connection)
    connection.execute(delete(schema.STAMP).where(schema.STAMP.c.key == MARK))
    connection.execute(insert(schema.STAMP).values(key=MARK, value=_mark()))


def settle(connection: Connection) -> None:
    """Take note that words came or went."""
    holder_of(connection).settle(connection)


def add(connection: Connection, documents: Iterable[Document]) -> None:
    """Hold the words of these documents and of their claims, of which note is still to be taken."""
    waiting, holder = iter(documents), holder_of(connection)
    while batch := list(islice(waiting, AT_ONCE)):
        holder.put(connection, *_rows(batch))


def forget(connection: Connection, documents: Sequence[str]) -> None:
    """Let go of the words of these documents, of which note is still to be taken."""
    holder = holder_of(connection)
    for at in range(0, len(documents), AT_ONCE):
        some = documents[at : at + AT_ONCE]
        for each in (holder.articles, holder.claims):
            connection.execute(delete(each).where(each.c.document.in_(some)))


def astray(connection: Connection, documents: Sequence[Document]) -> set[str]:
    """Return which of these documents are held with other words than they have, in the article or in its claims."""
    ids, holder = [rows.plain(document.id) for document in documents], holder_of(connection)
    found = set[str]()
    for each, expected in zip((holder.articles, holder.claims), _rows(documents), strict=True):
        names = [name for name in map(str, each.c.keys()) if name in {"claim", "document", *ZONES}]
        kept = Counter(tuple(row[name] for name in names) for row in holder.held(connection, each, ids))
        right = Counter(tuple(row[name] for name in names) for row in expected)
        at = names.index("document")
        found |= {row[at] for row in (kept - right) + (right - kept)}
    return found


def strays(connection: Connection) -> set[str]:
    """Return the ids of documents whose words are held though the case holds no such document."""
    known, holder = select(schema.DOCUMENT.c.id), holder_of(connection)
    every = (holder.articles, holder.claims)
    questions = (select(each.c.document).where(each.c.document.not_in(known)).distinct() for each in every)
    return {id for question in questions for (id,) in connection.execute(question)}


def wipe(connection: Connection) -> None:
    """Write the index anew, so that nothing of what was let go is left in it."""
    holder_of(connection).wipe(connection)


def _mark() -> str:
    letters = repr(sorted(rewritings("letters").items())).encode()
    return f"{VERSION}-{hashlib.blake2b(letters, digest_size=8).hexdigest()}"


def _documents(connection: Connection) -> Iterator[list[Document]]:
    held = schema.DOCUMENT
    ids = [id for (id,) in connection.execute(select(held.c.id).order_by(held.c.id))]
    for at in range(0, len(ids), AT_ONCE):
        question = select(held.c.record, held.c.text).where(held.c.id.in_(ids[at : at + AT_ONCE])).order_by(held.c.id)
        yield [rows.document_of(record, shown) for record, shown in connection.execute(question).all()]


def _name(connection: Connection, documents: Iterable[Document]) -> None:
    """Mark the entities of the case that these documents give a name."""
    names = {each.entity for document in documents for each in document.mentions if each.form == "name" and each.entity}
    wanted = sorted(rows.plain(name) for name in names)
    for at in range(0, len(wanted), AT_ONCE):
        whole = select(schema.ENTITY_OF.c.entity).where(schema.ENTITY_OF.c.inside.in_(wanted[at : at + AT_ONCE]))
        connection.execute(schema.ENTITY.update().where(schema.ENTITY.c.id.in_(whole)).values(named=True))


def _words(document: Document) -> list[tuple[Word, str]]:
    """Return the folded words of a document, each with its zone: its article and its claims are made of them."""
    return list(zoned(document, words(document.text)))


def _rows(documents: Iterable[Document]) -> tuple[list[rows.Row], list[rows.Row]]:
    """Return the words of articles, and of their claims."""
    spoken = [(document, _words(document)) for document in documents]
    articles = [_article(document, every) for document, every in spoken]
    return articles, [row for document, every in spoken for row in _claims(document, every)]


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
        held.extend([GAP] if held and zone != before else [])
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
