"""What a claim is about, in marks that can be compared: kinds of happenings (`!`) and things (`~`), who is named (`@`), words."""

import functools

from sayso.kit.event_kinds import event_kind_of
from sayso.kit.vocabulary import place_of, thing_kinds
from sayso.model.base import Record
from sayso.model.corpus import Corpus, Entity
from sayso.model.facts import Event


class Naming(Record, frozen=True, kw_only=True):
    """Which entity of the case each entity of a document is, and the mark of each."""

    marks: dict[str, str]

    @classmethod
    def of(cls, corpus: Corpus) -> "Naming":
        """Return the naming of a corpus whose entities are joined."""
        whole = {entity.id: mark_of(entity) for entity in corpus.entities}
        return cls(marks={local: whole[joined] for local, joined in corpus.entity_of})


def mark_of(entity: Entity) -> str:
    """Return the mark of an entity of a case: its country where it stands for one, else its id."""
    country = place_of().get(entity.name.lower()) if entity.kind in {"place", "organisation"} else None
    return f"@{country or entity.id}"


@functools.lru_cache(maxsize=100_000)
def marks_of(word: str) -> frozenset[str]:
    """Return the marks of a content word: the kinds that it names, else the word itself."""
    if word.startswith("@"):
        return frozenset({word})
    kinds = {f"~{kind}" for kind in thing_kinds().get(word, ())}
    for part in ("verb", "noun"):
        kind = event_kind_of("verb" if part == "verb" else "noun").get(word)
        if kind:
            kinds.add(f"!{kind}")
    return frozenset(kinds or {word})


@functools.lru_cache(maxsize=100_000)
def deeds_of(word: str) -> frozenset[str]:
    """Return the marks of the word that names a happening: "ship" is then a deed and no vessel."""
    deeds = frozenset(mark for mark in marks_of(word) if mark[0] == "!")
    return deeds or marks_of(word)


def concepts(event: Event, naming: Naming) -> frozenset[str]:
    """Return the marks of everything that a claim speaks of."""
    found = {mark for word in event.terms for mark in (deeds_of(word) if word == event.lemma else marks_of(word))}
    found.update(naming.marks[name] for name in event.names if name in naming.marks)
    found.update(naming.marks[role.entity] for role in event.roles if role.entity in naming.marks)
    return frozenset(found | {f"!{event.kind}"})


def themes_of(event: Event) -> frozenset[str]:
    """Return the marks of what an event is done to: the car that is given, the copper that is shipped."""
    done_to = (role for role in event.roles if role.role in {"patient", "theme"} and role.entity is None)
    return frozenset(mark for role in done_to for mark in marks_of(role.lemma) if mark[0] != "!")
