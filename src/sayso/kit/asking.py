"""What an explicit unknown asks for: who, when, how many, whether, by the words of "it was not clear how many were hurt".

>>> asked_of("It was not clear how many were hurt", ())
frozenset({'how many'})
"""

import functools
import re
from collections.abc import Iterable

from sayso.kit.lexicon import load
from sayso.model.base import Record

WORD = re.compile(r"[a-z]+")
OPEN = "what"
"""The slot of whatever is not known of a thing: it asks for nothing in particular."""


class Asked(Record, frozen=True, kw_only=True):
    """A slot that can be not known, the words that ask for it, the nouns that name it, and the verbs that tell it."""

    slot: str
    words: tuple[str, ...]
    nouns: tuple[str, ...]
    verbs: tuple[str, ...]


@functools.cache
def slots() -> dict[str, Asked]:
    """Return the slots that can be not known, by name."""
    return {entry.slot: entry for entry in load("asked", Asked)}


class NotQuite(Record, frozen=True, kw_only=True):
    """An adverb by which a deed is told and yet was not done."""

    word: str


@functools.cache
def not_quite() -> frozenset[str]:
    """Return the adverbs by which a deed is told and yet was not done."""
    return frozenset(entry.word for entry in load("not_quite", NotQuite))


@functools.cache
def _by_word() -> dict[tuple[str, ...], str]:
    return {tuple(word.split()): entry.slot for entry in slots().values() for word in entry.words}


@functools.cache
def slots_of_noun(noun: str) -> frozenset[str]:
    """Return the slots that a noun, as a lemma, names: "price" is how much."""
    return frozenset(entry.slot for entry in slots().values() if noun in entry.nouns)


@functools.cache
def slots_of_verb(verb: str) -> frozenset[str]:
    """Return the slots that a verb, as a lemma, tells: what "costs" a sum says how much."""
    return frozenset(entry.slot for entry in slots().values() if verb in entry.verbs)


def asked_of(words: str, lemmas: Iterable[str]) -> frozenset[str]:
    """Return the slots that an unknown asks for: by its question word, else by its nouns; what of a thing, where neither tells.

    `words` are those of the clause, `lemmas` the content words of what it is about.
    """
    found = _questions(WORD.findall(words.lower()))
    named = frozenset[str]().union(*(slots_of_noun(lemma) for lemma in lemmas))
    return (found - {OPEN}) or (named - {OPEN}) or frozenset({OPEN})


def _questions(words: list[str]) -> frozenset[str]:
    """Return the slot of the first word that asks, the longer of two that begin alike."""
    for place in range(len(words)):
        for length in (2, 1):
            slot = _by_word().get(tuple(words[place : place + length]))
            if slot is not None and len(words[place : place + length]) == length:
                return frozenset({slot})
    return frozenset()
