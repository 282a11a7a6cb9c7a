"""Cut out of a corpus what the stages that look at one story alone may read, and nothing that another story changes.

What such a stage finds depends on its part alone, so a story whose part is the same as in the build before is not looked at
again. That makes a late article cost what its own story costs.
"""

import hashlib
from collections.abc import Iterable, Mapping

from sayso.kit.anchors import in_force
from sayso.kit.concepts import mark_of as mark_of_entity
from sayso.kit.names import plain
from sayso.model.corpus import Copy, Corpus, Entity, Judgement, Origin, Rest, Story
from sayso.model.document import Document
from sayso.store.rows import encode
from sayso.weigh.independence import WHOLE


class StoryParts:
    """The parts of one corpus, story by story."""

    def __init__(self, corpus: Corpus) -> None:
        self._documents = {document.id: document for document in corpus.documents}
        self._whole = dict(corpus.entity_of)
        self._entities = {entity.id: _bare_entity(entity) for entity in corpus.entities}
        self._outlets = frozenset(plain(document.outlet or "") for document in corpus.documents) - {""}
        self._origins = {origin.id: self._bare_origin(origin) for origin in corpus.origins}
        self._rests: dict[str, list[Rest]] = {}
        for rest in corpus.rests:
            self._rests.setdefault(rest.document, []).append(rest)
        self._copies = _Copies(corpus)
        self._judged = _by_document(in_force(corpus.judgements))

    def of(self, story: Story) -> Corpus:
        """Return the part of a story."""
        documents = [self._documents[id] for id in sorted(story.documents)]
        entity_of = sorted(
            (entity.id, self._whole[entity.id])
            for document in documents
            for entity in document.entities
            if entity.id in self._whole
        )
        rests = tuple(rest for document in documents for rest in self._rests.get(document.id, ()))
        named = sorted({id for rest in rests for id in (*rest.origins, *rest.voices)})
        origins = [self._origins[id] for id in named if id in self._origins]
        judged = {id: one for document in documents for id, one in self._judged.get(document.id, {}).items()}
        return Corpus(
            documents=tuple(documents),
            entities=tuple(self._entities[id] for id in sorted({whole for _, whole in entity_of})),
            entity_of=tuple(entity_of),
            copies=self._copies.among(story.documents),
            stories=(story.replace(title="", first=None, last=None, reasons=()),),
            origins=tuple(origins),
            outlets=tuple(sorted({plain(name) for origin in origins for name in (origin.name, *origin.names)} & self._outlets)),
            rests=rests,
            judgements=tuple(judged[place] for place in sorted(judged)),
        )

    def _bare_origin(self, origin: Origin) -> Origin:
        """Return an origin with those of its names alone that are an outlet's of the case: all others tell it by its id."""
        names = tuple(name for name in origin.names if plain(name) in self._outlets)
        name = origin.name if plain(origin.name) in self._outlets else ""
        return origin.replace(name=name, names=names, documents=())


def mark_of(part: Corpus, documents: Mapping[str, str], version: str) -> str:
    """Return the hash of a part: of what it holds, of its documents by the marks that they have, and of what looks at it."""
    mark = hashlib.blake2b(version.encode(), digest_size=16)
    mark.update(encode([documents[document.id] for document in part.documents]).encode())
    mark.update(encode(part.replace(documents=())).encode())
    return mark.hexdigest()


def _bare_entity(entity: Entity) -> Entity:
    """Return an entity with its kind and name only where these say for which country it stands: else its id is all that tells."""
    by_country = mark_of_entity(entity) != f"@{entity.id}"
    kind, name = (entity.kind, entity.name) if by_country else ("", "")
    return Entity(id=entity.id, kind=kind, name=name, names=(), members=(), country=entity.country)


def _by_document(judgements: Iterable[Judgement]) -> dict[str, dict[int, Judgement]]:
    """Return the judgements that speak of words of each document, with their places in the order of all."""
    found: dict[str, dict[int, Judgement]] = {}
    for place, judgement in enumerate(judgements):
        for target in judgement.targets:
            for anchor in target.anchors:
                found.setdefault(anchor.document, {})[place] = judgement
    return found


class _Copies:
    """Which documents of a corpus have each other's words, asked for some of them.

    Documents may have their words from one that stands in another story. That one is named then, as their common source.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._above = dict[str, str]()
        self._parts: dict[str, list[Copy]] = {}
        for document in corpus.documents:
            self._link_revision(document)
        for copy in corpus.copies:
            if copy.share >= WHOLE:
                self._link(copy.one, copy.other)
            else:
                self._parts.setdefault(copy.one, []).append(copy)
                self._parts.setdefault(copy.other, []).append(copy)

    def among(self, documents: Iterable[str]) -> tuple[Copy, ...]:
        """Return the copies that say of some documents all that can be told of who has whose words."""
        parts = {(copy.one, copy.other): copy for document in documents for copy in self._parts.get(document, ())}
        named = {*documents, *(id for pair in parts for id in pair)} & self._above.keys()
        whole = {(self._top(id), id) for id in named}
        links = (Copy(one=top, other=id, share=1.0, direction_known=False) for top, id in sorted(whole) if top != id)
        return (*(parts[pair] for pair in sorted(parts)), *links)

    def _link_revision(self, document: Document) -> None:
        if document.revision_of:
            self._link(document.id, document.revision_of)

    def _link(self, one: str, other: str) -> None:
        first, second = sorted((self._top(one), self._top(other)))
        self._above[second] = self._above[first] = first

    def _top(self, one: str) -> str:
        """Return the first of all that have the words of a document."""
        self._above.setdefault(one, one)
        while self._above[one] != one:
            self._above[one] = self._above[self._above[one]]
            one = self._above[one]
        return one
