"""Who and what a case speaks of: people, bodies and places across its articles, the most spoken of first."""

from collections import Counter

from sayso.kit.names import plain
from sayso.model.base import Record
from sayso.model.corpus import Entity
from sayso.store.store import Case


class LinkAnswer(Record, frozen=True, kw_only=True):
    """Whose relative or colleague in office somebody is: a link, never a merge."""

    relation: str
    entity: str
    name: str


class EntityAnswer(Record, frozen=True, kw_only=True):
    """One entity of a case: all its names, the documents that speak of it, and how often they do."""

    id: str
    kind: str
    name: str
    names: tuple[str, ...]
    documents: tuple[str, ...]
    mentions: int
    links: tuple[LinkAnswer, ...] = ()


class EntitiesAnswer(Record, frozen=True, kw_only=True):
    """The entities of a case, the most spoken of first."""

    entities: tuple[EntityAnswer, ...]


def entities(case: Case, about: str | None = None, kind: str | None = None, *, unnamed: bool = False) -> EntitiesAnswer:
    """Return the entities of a case.

    Args:
        about: only those one of whose names holds these words.
        kind: only those of this kind: person, organisation, place, ...
        unnamed: also those that no article names, as "the driver" is.
    """
    mentions, named = _counted(case)
    every = {entity.id: entity for entity in case.entities()}
    found = [
        _answer(entity, every, mentions[entity.id])
        for entity in every.values()
        if (unnamed or entity.id in named) and (kind is None or entity.kind == kind) and _is_called(entity, about)
    ]
    return EntitiesAnswer(entities=tuple(sorted(found, key=lambda one: (-len(one.documents), -one.mentions, one.name, one.id))))


def _counted(case: Case) -> tuple[Counter[str], set[str]]:
    """Return how many mentions each entity has, and which entities have a name among them."""
    whole, mentions, named = case.entity_of(), Counter[str](), set[str]()
    for document in case.documents():
        for mention in document.mentions:
            entity = whole.get(mention.entity) if mention.entity else None
            if entity:
                mentions[entity] += 1
                named.update({entity} if mention.form == "name" else ())
    return mentions, named


def _is_called(entity: Entity, about: str | None) -> bool:
    words = plain(about) if about is not None else ""
    return about is None or (bool(words) and any(f" {words} " in f" {plain(name)} " for name in (entity.name, *entity.names)))


def _answer(entity: Entity, every: dict[str, Entity], mentions: int) -> EntityAnswer:
    return EntityAnswer(
        id=entity.id,
        kind=entity.kind,
        name=entity.name,
        names=entity.names,
        documents=entity.documents,
        mentions=mentions,
        links=tuple(
            LinkAnswer(relation=relation, entity=other, name=every[other].name)
            for relation, other in entity.links
            if other in every
        ),
    )
