"""Who and what a case speaks of: people, bodies and places across its articles, the most spoken of first."""

from collections.abc import Sequence

from sayso.kit.names import plain
from sayso.model.base import Record
from sayso.model.corpus import Entity
from sayso.store.store import WHOLE, Case, Part


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
    """The entities of a case, the most spoken of first: those asked for, and how many there are in all."""

    entities: tuple[EntityAnswer, ...]
    total: int = 0


def entities(
    case: Case, about: str | None = None, kind: str | None = None, *, unnamed: bool = False, part: Part = WHOLE
) -> EntitiesAnswer:
    """Return the entities of a case.

    Args:
        about: only those one of whose names holds these words.
        kind: only those of this kind: person, organisation, place, ...
        unnamed: also those that no article names, as "the driver" is.
        part: how many, after how many.
    """
    if about is None:
        found: Sequence[Entity] = case.entities_most(kind, part, unnamed=unnamed)
        total = case.count_of_entities(kind, unnamed=unnamed)
    else:
        called = [one for one in called_so(case, about) if kind in {None, one.kind}]
        every = _most_first(case, called, unnamed=unnamed)
        found, total = every[part.skip :][: part.most], len(every)
    return EntitiesAnswer(entities=_answers(case, found), total=total)


def entity(case: Case, id: str) -> EntityAnswer | None:
    """Return one entity that some article names; None where there is none."""
    found = _most_first(case, case.entities_at([id]), unnamed=False)
    return next(iter(_answers(case, found)), None)


def _most_first(case: Case, found: Sequence[Entity], *, unnamed: bool) -> list[Entity]:
    counts = case.mentions_of(one.id for one in found)
    kept = [one for one in found if unnamed or counts[one.id][1]]
    return sorted(kept, key=lambda one: (-len(one.documents), -counts[one.id][0], one.name, one.id))


def _answers(case: Case, found: Sequence[Entity]) -> tuple[EntityAnswer, ...]:
    counts = case.mentions_of(one.id for one in found)
    linked = {one.id: one for one in case.entities_at(other for each in found for _, other in each.links)}
    return tuple(_answer(one, linked, counts[one.id][0]) for one in found)


def called_so(case: Case, about: str) -> list[Entity]:
    """Return the entities in one of whose names these words stand."""
    words, known = plain(about), case.kept("names", lambda: [(one, _folded(one)) for one in case.entities()])
    return [one for one, names in known if f" {words} " in names] if words else []


def _folded(entity: Entity) -> str:
    """Return all names of an entity as they are compared, set apart so that no words run from one into the next."""
    return "\n".join(f" {plain(name)} " for name in dict.fromkeys((entity.name, *entity.names)))


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
