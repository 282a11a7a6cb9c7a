"""Join the entities of many documents: the same full name, the same known body, the same relative of the same person.

A surname alone joins nobody across documents, and two people of different gender are never one.
"""

from collections import Counter

from sayso.kit.config import Config
from sayso.kit.names import plain, without_title
from sayso.kit.registry import stage
from sayso.kit.vocabulary import country_names
from sayso.link.registry import known_source
from sayso.model.base import Place, Reason, make_id
from sayso.model.corpus import Corpus, Entity
from sayso.model.document import Document


def _sort(kind: str) -> str:
    return "person" if kind == "person" else "thing"


def keys_of(entity: Entity, config: Config) -> frozenset[str]:
    """Return the keys under which an entity can be met in another document; empty where it cannot be."""
    found = set[str]()
    for name in entity.names:
        words = without_title(tuple(plain(name).split()))[0]
        entry = known_source(name, config)
        if entity.kind == "person":
            if len(words) > 1 and name[:1].isupper() and not entity.name.lower().startswith(("the ", "a ", "his ", "her ")):
                found.add(" ".join(words))
        elif entry is not None:
            found.add(plain(entry.name))
        elif words and any(letter.isupper() for letter in name):
            written = " ".join(words)
            found.add(plain(country_names().get(written, country_names().get(name.lower(), written))))
    own = {plain(entity.name)}
    return frozenset(found if entity.kind != "person" else {key for key in found if key in own or len(key.split()) > 1})


class _Joiner:
    """Joins entities that share a key, the earlier joins first, in an order that does not depend on that of the documents."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.by_key: dict[tuple[str, str], list[tuple[Document, Entity]]] = {}
        self.top: dict[str, str] = {}
        self.gender: dict[str, str] = {}

    def find(self, one: str) -> str:
        """Return the representative of an entity."""
        while self.top.setdefault(one, one) != one:
            self.top[one] = self.top[self.top[one]]
            one = self.top[one]
        return one

    def join(self, one: str, other: str) -> None:
        """Join two entities unless their genders differ."""
        first, second = sorted((self.find(one), self.find(other)))
        genders = {self.gender.get(first, ""), self.gender.get(second, "")} - {""}
        if first != second and len(genders) < 2:
            self.top[second] = first
            self.gender[first] = next(iter(genders), "")


def _named(document: Document, entity: Entity) -> list[str]:
    names = {mention.id: mention.span.cut(document.text) for mention in document.mentions if mention.form == "name"}
    return [" ".join(names[member].split()) for member in entity.members if member in names]


def _relatives(documents: tuple[Document, ...], joiner: _Joiner) -> None:
    """Join "Kim's sister" with the one person who is called the sister of the same man elsewhere."""
    found: dict[tuple[str, str], set[str]] = {}
    for document in documents:
        for entity in document.entities:
            for word, owner in entity.links:
                found.setdefault((word, joiner.find(owner)), set()).add(joiner.find(entity.id))
    described = {entity.id for document in documents for entity in document.entities if not _named(document, entity)}
    for relatives in found.values():
        named = sorted(one for one in relatives if one not in described)
        if len(named) <= 1:
            first, *others = sorted(relatives, key=lambda one: (one in described, one))
            for other in others:
                joiner.join(first, other)


@stage("people", reads=("documents", "entities"), writes=("entities", "entity_of"), version=2)
def join_entities(corpus: Corpus, config: Config) -> Corpus:
    """Return the corpus with its entities, and which entity of the case each entity of a document is."""
    joiner, holders = _Joiner(config), dict[tuple[str, str], str]()
    rows = [(document, entity) for document in corpus.documents for entity in document.entities]
    keys = {entity.id: keys_of(entity, config) for _, entity in rows}
    for _, entity in rows:
        joiner.gender[entity.id] = entity.gender
    for _, entity in sorted(rows, key=lambda row: row[1].id):
        for key in sorted(keys[entity.id]):
            holder = holders.setdefault((_sort(entity.kind), key), entity.id)
            joiner.join(holder, entity.id)
    _relatives(corpus.documents, joiner)
    members: dict[str, list[tuple[Document, Entity]]] = {}
    for document, entity in rows:
        members.setdefault(joiner.find(entity.id), []).append((document, entity))
    made = {top: _entity(group, frozenset().union(*(keys[entity.id] for _, entity in group))) for top, group in members.items()}
    entity_of = tuple(sorted((entity.id, made[top].id) for top, group in members.items() for _, entity in group))
    whole = dict(entity_of)
    linked = (
        made[top].replace(
            links=tuple(sorted({(word, whole[owner]) for _, entity in group for word, owner in entity.links if owner in whole}))
        )
        for top, group in members.items()
    )
    return corpus.replace(entities=tuple(sorted(linked, key=lambda entity: entity.id)), entity_of=entity_of)


def _entity(group: list[tuple[Document, Entity]], keys: frozenset[str]) -> Entity:
    group = sorted(group, key=lambda row: row[1].id)
    written = Counter(name for document, entity in group for name in (_named(document, entity) or [entity.name]))
    full = Counter(entity.name for document, entity in group if _named(document, entity) and any(map(str.isupper, entity.name)))
    name = max(full or written, key=lambda each: (len(plain(each).split()), (full or written)[each], each))
    kinds = Counter(entity.kind for _, entity in group)
    kind = max(kinds, key=lambda each: (kinds[each], each))
    countries = Counter(entity.country for _, entity in group if entity.country)
    identity = sorted(keys)[0] if keys else f"{group[0][0].id}/{group[0][1].id}"
    places = tuple(
        Place(document=document.id, start=mention.span.start, end=mention.span.end)
        for document, entity in group[:20]
        for mention in document.mentions
        if mention.id == entity.members[0]
    )
    return Entity(
        id=make_id("entity", _sort(kind), identity),
        kind=kind,
        name=name,
        names=tuple(sorted({name for _, entity in group for name in entity.names})),
        members=tuple(entity.id for _, entity in group),
        documents=tuple(sorted({document.id for document, _ in group})),
        gender=next((entity.gender for _, entity in group if entity.gender), ""),
        country=max(countries, key=lambda each: (countries[each], each), default=""),
        reasons=(Reason(rule="same-name" if keys else "named-once", note=", ".join(sorted(keys)), spans=places),),
    )
