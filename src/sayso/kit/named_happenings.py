"""The happenings that have a name of their own, as a parse is asked for them."""

import functools
from collections.abc import Iterator

from sayso.kit.lexicon import load
from sayso.kit.vocabulary import Word


@functools.cache
def named_happenings() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the names as words in lower case, by the last of them."""
    found = dict[str, list[tuple[str, ...]]]()
    for entry in load("named_happenings", Word):
        words = tuple(entry.word.split())
        found.setdefault(words[-1], []).append(words)
    return {last: tuple(names) for last, names in found.items()}


def ends_of_names(words: tuple[str, ...]) -> Iterator[int]:
    """Yield the place of the last word of each such name among words in lower case."""
    known = named_happenings()
    for place, word in enumerate(words):
        if any(words[max(0, place + 1 - len(name)) : place + 1] == name for name in known.get(word, ())):
            yield place
