"""Which words tell a deed that another word names: a murder is a killing, and a gift is no sale.

>>> is_told_by("kill", "murder"), is_told_by("murder", "kill"), is_told_by("give", "sell")
(True, False, False)
"""

import functools

from sayso.kit.lexicon import load
from sayso.model.base import Record


class Telling(Record, frozen=True, kw_only=True):
    """Words for one deed, and words for deeds of which these are true as well."""

    words: tuple[str, ...]
    told_by: tuple[str, ...]


@functools.cache
def _tellers() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for entry in load("told_by", Telling):
        for word in entry.words:
            found[word] = found.get(word, frozenset()) | {*entry.words, *entry.told_by}
    return found


@functools.lru_cache(maxsize=10_000)
def words_for(word: str) -> frozenset[str]:
    """Return the words of which one is told by the other, in whichever direction, and the word itself.

    >>> "murder" in words_for("kill"), "kill" in words_for("murder")
    (True, True)
    """
    return frozenset({word, *_tellers().get(word, ()), *(other for other, found in _tellers().items() if word in found)})


def is_told_by(word: str, other: str) -> bool:
    """Is what a word (a lemma) says true wherever the other word says it? A word that no list holds is told by itself alone."""
    return word == other or other in _tellers().get(word, ())
