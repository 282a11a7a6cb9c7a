"""Who is who across documents: the same people, bodies and places under their names, with the rule that joined them.

A surname alone joins nobody, unless one story has one bearer of it; namesakes are kept apart by gender, age, country and
walk of life; relatives are linked, never merged.
"""

from collections import Counter

from sayso.kit.config import Config
from sayso.kit.names import plain
from sayso.kit.registry import stage
from sayso.link.bearers import Bearer, bearers_of
from sayso.link.body_joiner import join_bodies
from sayso.link.joiner import Joiner, join_people
from sayso.link.registry import key_of
from sayso.model.base import Place, Reason, make_id
from sayso.model.corpus import Corpus, Entity
from sayso.model.document import Document
from sayso.model.facts import Mention

Row = tuple[Document, Entity]


def keys_of(entity: Entity, config: Config) -> frozenset[str]:
    """Return the keys that an entity can be asked for by; none where no name of it stands for itself, as a surname does not."""
    named = (name for name in entity.names if any(map(str.isupper, name)) and not name.lower().startswith(("a ", "his ", "her ")))
    keys = (key_of(name, entity.kind, config) for name in named)
    return frozenset(" ".join(key) for key in keys if key and (entity.kind != "person" or len(key) > 1))


def _relatives(documents: tuple[Document, ...], joiner: Joiner) -> None:
    """Join "Kim's sister" with the one person who is called the sister of the same man elsewhere."""
    found: dict[tuple[str, str], set[str]] = {}
    for document in documents:
        for entity in document.entities:
            for word, owner in entity.links:
                if owner in joiner.bearers:
                    found.setdefault((word, joiner.find(owner)), set()).add(joiner.find(entity.id))
    for relatives in found.values():
        named = [one for one in relatives if joiner.of(one).keys]
        if len(named) <= 1:
            first, *others = sorted(relatives, key=lambda one: (not joiner.of(one).keys, one))
            for other in others:
                joiner.join(first, other, "same-relative")


@stage("people", reads=("documents", "entities", "stories"), writes=("entities", "entity_of"), version=3, by_outline=True)
def join_entities(corpus: Corpus, config: Config) -> Corpus:
    """Return the corpus with its entities, and which entity of the case each entity of a document is.

    Things that no name tells apart stay in their documents.
    """
    rows = {entity.id: (document, entity) for document in corpus.documents for entity in document.entities}
    joiner = Joiner(bearer for bearer in bearers_of(corpus, config) if bearer.keys or rows[bearer.id][1].kind != "thing")
    join_people(joiner)
    join_bodies(joiner)
    _relatives(corpus.documents, joiner)
    groups: dict[str, list[Row]] = {}
    for one in joiner.bearers:
        groups.setdefault(joiner.find(one), []).append(rows[one])
    identities = {top: _identity(joiner.bearers[top]) for top in groups}
    holders, mentioned = Counter(identities.values()), _Written()
    made = {
        top: _entity(group, joiner, top, mentioned, _own_identity(identities[top], group, holders))
        for top, group in groups.items()
    }
    entity_of = tuple(sorted((entity.id, made[top].id) for top, group in groups.items() for _, entity in group))
    whole = dict(entity_of)
    linked = (made[top].replace(links=_links(group, whole)) for top, group in groups.items())
    return corpus.replace(entities=tuple(sorted(linked, key=lambda entity: entity.id)), entity_of=entity_of)


def _links(group: list[Row], whole: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({(word, whole[owner]) for _, entity in group for word, owner in entity.links if owner in whole}))


def _identity(bearer: Bearer) -> str:
    """Return what the id of an entity of the case is made of: its first full name, else nothing."""
    keys = bearer.full or (bearer.keys if bearer.sort != "person" else set())
    sort = "person" if bearer.sort == "person" else "thing"
    return f"{sort}/{' '.join(min(keys))}" if keys else ""


def _own_identity(identity: str, group: list[Row], holders: Counter[str]) -> str:
    """Return an identity that no other entity of the case has: with where it stands first, where several have one name."""
    return identity if identity and holders[identity] == 1 else f"{identity}/{group[0][0].id}/{group[0][1].id}"


class _Written:
    """The mentions of each document by their id, looked up once for all its entities."""

    def __init__(self) -> None:
        self._mentions: dict[str, dict[str, Mention]] = {}

    def mentions(self, document: Document) -> dict[str, Mention]:
        """Return the mentions of a document by their id."""
        found = self._mentions.get(document.id)
        if found is None:
            found = self._mentions[document.id] = {mention.id: mention for mention in document.mentions}
        return found

    def names(self, row: Row) -> list[str]:
        """Return the names that an entity has in its document, as they are written there."""
        document, entity = row
        mentions = self.mentions(document)
        named = (mentions[member] for member in entity.members if member in mentions)
        return [" ".join(mention.span.cut(document.text).split()) for mention in named if mention.form == "name"]

    def places(self, group: list[Row]) -> tuple[Place, ...]:
        """Return where the entities of a group are first mentioned."""
        firsts = ((document, self.mentions(document).get(entity.members[0])) for document, entity in group[:20])
        return tuple(
            Place(document=document.id, start=mention.span.start, end=mention.span.end) for document, mention in firsts if mention
        )


def _entity(group: list[Row], joiner: Joiner, top: str, mentioned: _Written, identity: str) -> Entity:
    bearer = joiner.bearers[top]
    rules = sorted(joiner.rules.get(top, set())) or ["named-once" if identity.startswith("/") else "same-name"]
    places, note = mentioned.places(group), ", ".join(sorted(bearer.written)[:8])
    return Entity(
        id=make_id("entity", identity),
        kind=_most([entity.kind for _, entity in group]),
        name=_name(group, mentioned),
        names=tuple(sorted({name for _, entity in group for name in entity.names})),
        members=tuple(entity.id for _, entity in group),
        documents=tuple(sorted({document.id for document, _ in group})),
        gender=next(iter(bearer.genders), ""),
        country=_most([entity.country for _, entity in group if entity.country]),
        reasons=tuple(Reason(rule=rule, note=note, spans=places) for rule in rules),
    )


def _name(group: list[Row], mentioned: _Written) -> str:
    """Return the fullest name that the documents give an entity, of these the one given most often."""
    names = [mentioned.names(row) for row in group]
    full = [row[1].name for row, own in zip(group, names, strict=True) if own and any(map(str.isupper, row[1].name))]
    written = full or [name for row, own in zip(group, names, strict=True) for name in (own or [row[1].name])]
    counted = Counter(written) if len(written) > 1 else {written[0]: 1}
    if len(counted) == 1:
        return written[0]
    return max(counted, key=lambda each: (len(plain(each).split()), counted[each], each))


def _most(found: list[str]) -> str:
    """Return what is found most often, of several the last by its letters; nothing where nothing is found."""
    if len(found) < 2:
        return found[0] if found else ""
    counted = Counter(found)
    return max(counted, key=lambda each: (counted[each], each))
