"""The outline of a document: who is named in it, what it claims and its words, without how that was found or what happens in it.

What is found across all documents of a case rests on outlines alone where it can: they are a fraction of what documents say, in
memory and in time to read.
"""

from sayso.model.base import Record
from sayso.model.corpus import Entity
from sayso.model.document import Document, Status, Zone
from sayso.model.facts import Certainty, Claim, Mention, Stance
from sayso.model.span import Span
from sayso.store.rows import decode


class _Named(Record, frozen=True, kw_only=True):
    id: str
    kind: str
    name: str
    names: tuple[str, ...]
    members: tuple[str, ...]
    documents: tuple[str, ...] = ()
    gender: str = ""
    country: str = ""
    links: tuple[tuple[str, str], ...] = ()


class _Told(Record, frozen=True, kw_only=True):
    id: str
    span: Span
    stance: Stance
    certainty: Certainty


class _Outline(Record, frozen=True, kw_only=True):
    """What is read of a document that is kept as JSON: everything else is passed over."""

    id: str
    source: str
    text: str
    text_sha256: str
    outlet: str | None = None
    published: str | None = None
    language: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    revision_of: str | None = None
    status: Status = "ok"
    zones: tuple[Zone, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[_Named, ...] = ()
    claims: tuple[_Told, ...] = ()


def outline_of(content: str, text: str) -> Document:
    """Return the outline of a document from its record and the text that stands beside it."""
    read = decode(content, _Outline)
    return Document(
        id=read.id,
        source=read.source,
        text=read.text or text,
        text_sha256=read.text_sha256,
        outlet=read.outlet,
        published=read.published,
        language=read.language,
        title=read.title,
        authors=read.authors,
        url=read.url,
        revision_of=read.revision_of,
        status=read.status,
        zones=read.zones,
        mentions=read.mentions,
        entities=tuple(_entity(entity) for entity in read.entities),
        claims=tuple(_claim(claim) for claim in read.claims),
    )


def _entity(read: _Named) -> Entity:
    return Entity(
        id=read.id,
        kind=read.kind,
        name=read.name,
        names=read.names,
        members=read.members,
        documents=read.documents,
        gender=read.gender,
        country=read.country,
        links=read.links,
    )


def _claim(read: _Told) -> Claim:
    return Claim(id=read.id, span=read.span, head=0, stance=read.stance, certainty=read.certainty)
