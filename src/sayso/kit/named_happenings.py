"""Happenings that have a name of their own: "the World Cup", "the Super Bowl"."""

import functools

from sayso.kit.lexicon import load
from sayso.kit.vocabulary import Word


@functools.cache
def named_happenings() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return happenings that have a name of their own, as words in lower case, by the last of them."""
    found = dict[str, list[tuple[str, ...]]]()
    for entry in load("named_happenings", Word):
        words = tuple(entry.word.split())
        found.setdefault(words[-1], []).append(words)
    return {last: tuple(names) for last, names in found.items()}
