"""Which members of a claim group have their words from one mouth, whatever each article calls the speaker.

One quotation in five articles is one utterance: the speaker is "Orlan", "Mr. Orlan" or "the president", and nobody in a post that
is shown whole. Two people of one surname, and a body and who speaks for it, may be one voice: they are never two for certain.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import msgspec

from sayso.kit.names import plain
from sayso.kit.vocabulary import given_names, titles
from sayso.model.document import Document
from sayso.model.facts import Claim

LEAST = 3
"""A quotation of fewer words than this is a turn of phrase; so is a word of a name with fewer letters."""
ALIKE = 0.8
"""Two quotations are one utterance where they have this share of the shorter one's words in a row."""
QUOTED = frozenset({"direct", "mixed"})


class Said(msgspec.Struct, frozen=True):
    """A claim as somebody said it: where, its words, whether they are quoted, and the words for who says them (none: nobody)."""

    document: str
    words: tuple[str, ...]
    is_quoted: bool
    by: str


class Called(msgspec.Struct, frozen=True):
    """An origin as the articles of one story call it."""

    id: str
    kind: str
    names: tuple[str, ...]


def said(document: Document, claim: Claim) -> Said:
    """Return a claim as it was said."""
    item = next((each for each in document.attributions if each.id == claim.attribution), None)
    by = " ".join(span.cut(document.text) for span in item.source) if item else ""
    words = tuple(plain(claim.span.cut(document.text)).split())
    return Said(document.id, words, item is not None and item.mode in QUOTED, plain(by))


def of_one_mouth(group: Sequence[Said]) -> dict[int, frozenset[str]]:
    """Return for each member, by its place, the documents that have the same words of the same mouth."""
    found: dict[int, set[str]] = {place: set() for place in range(len(group))}
    for (a, one), (b, other) in combinations(enumerate(group), 2):
        if one.document != other.document and _may_be_quoted(one, other) and _is_one(one.words, other.words):
            found[a].add(other.document)
            found[b].add(one.document)
    return {place: frozenset(documents) for place, documents in found.items()}


def _may_be_quoted(one: Said, other: Said) -> bool:
    """Is one quoted, and the other quoted too or under nobody's name? Somebody's words told by an article are its own."""
    return (one.is_quoted and (other.is_quoted or not other.by)) or (other.is_quoted and not one.by)


def _is_one(one: Sequence[str], other: Sequence[str]) -> bool:
    """Are two quotations one: the shorter nearly whole in the longer?"""
    shorter, longer = sorted((one, other), key=len)
    enough = max(LEAST, round(ALIKE * len(shorter)))
    runs = {tuple(longer[place : place + enough]) for place in range(len(longer) - enough + 1)}
    return any(tuple(shorter[place : place + enough]) in runs for place in range(len(shorter) - enough + 1))


def kin(origins: Iterable[Called], tellings: Iterable[tuple[str, Sequence[str]]]) -> Mapping[str, frozenset[str]]:
    """Return what may be one voice: for each origin the surnames of its people, and the origins that its words name too.

    `tellings` are words for who says it, with the origins of that chain: "White House | spokeswoman Ana Orlan".
    """
    given = {origin.id: origin for origin in origins}
    found: dict[str, set[str]] = {id: {f"surname {word}" for word in surnames(origin)} for id, origin in given.items()}
    for words, chain in tellings:
        for id, origin in given.items():
            names = {plain(name) for name in origin.names}
            if id not in chain and any(len(name) >= LEAST and f" {name} " in f" {words} " for name in names):
                found[id].add(f"spoken for {id}")
                for own in chain:
                    found.setdefault(own, set()).add(f"spoken for {id}")
    return {id: frozenset(keys) for id, keys in found.items()}


def surnames(origin: Called) -> frozenset[str]:
    """Return the words of a person's names that are no given names and no titles."""
    if origin.kind != "person":
        return frozenset()
    names = [plain(name).split() for name in origin.names]
    told = (word for name in names for word in name if word == name[-1] or word not in given_names())
    return frozenset(word for word in told if len(word) >= LEAST and word not in titles())


def one_person(origins: Iterable[Called]) -> Mapping[str, frozenset[str]]:
    """Return the origins that are one person in all likelihood: one surname, and never two given names for it."""
    by_surname: dict[str, list[Called]] = {}
    for origin in origins:
        for word in surnames(origin):
            by_surname.setdefault(word, []).append(origin)
    found: dict[str, set[str]] = {}
    for word, same in by_surname.items():
        if len(same) > 1 and len({_given(origin) for origin in same} - {frozenset[str]()}) < 2:
            for origin in same:
                found.setdefault(origin.id, set()).add(f"person {word}")
    return {id: frozenset(keys) for id, keys in found.items()}


def _given(origin: Called) -> frozenset[str]:
    words = (word for name in origin.names for word in plain(name).split())
    return frozenset(word for word in words if word in given_names())
