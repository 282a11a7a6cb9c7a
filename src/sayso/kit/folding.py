"""Text as words to be searched for: each with its exact place, and in the one form that all its spellings share.

Case, accents and the width of letters make no difference; letters of a script that puts no spaces between words are words
of their own, so that any stretch of such a text can be found.

>>> [found.word for found in words("In Zürich: ÉLAN, 東京!")]
['in', 'zurich', 'elan', '東', '京']
"""

import functools
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from sayso.kit.vocabulary import rewritings

LONGEST = 64
"""Words are told apart by so many letters: what is longer is no word that anybody searches for."""
_LAST_WITH_MARKS = 0x1F000
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
)
_UNSPACED += "\U00020000-\U0003ffff"
_VOICED = frozenset("\u3099\u309a")
"""The voicing marks of Japanese: they make another letter, as no accent does."""
_PLAIN = re.compile(r"[0-9A-Za-z]+")


class Word(NamedTuple):
    """One word of a text: its place, half-open, in code points, and its folded form."""

    start: int
    end: int
    word: str


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """Yield the words of a text, or of the stretch of it from `start` to `end`, in order."""
    end = len(text) if end is None else end
    if text.isascii():
        lowered = text.lower()
        for found in _PLAIN.finditer(text, start, end):
            first, last = found.span()
            yield Word(first, last, lowered[first : min(last, first + LONGEST)])
        return
    for found in _pattern().finditer(text, start, end):
        word = _folded(found[0])
        if word:
            yield Word(found.start(), found.end(), word)


@functools.lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    """Return a word without case, accents and the marks that stand for no sound, cut where it is too long."""
    if word.isascii():
        return word.lower()[:LONGEST]
    lowered = _latin(unicodedata.normalize("NFC", word[: 4 * LONGEST]).casefold())
    kept = (each for each in unicodedata.normalize("NFKD", lowered) if each in _VOICED or not unicodedata.combining(each))
    shown = (each for each in kept if each.isalnum() or unicodedata.category(each).startswith("M"))
    return _latin(unicodedata.normalize("NFC", "".join(shown)))[:LONGEST]


def _latin(word: str) -> str:
    letters = rewritings("letters")
    return "".join(letters.get(letter, letter) for letter in word)


@functools.cache
def _pattern() -> re.Pattern[str]:
    """Return what a word looks like: letters and digits with the marks on them."""
    marks = [code for code in range(0x300, _LAST_WITH_MARKS) if unicodedata.category(chr(code)).startswith("M")]
    starts = [code for at, code in enumerate(marks) if not at or marks[at - 1] != code - 1]
    ends = [code for at, code in enumerate(marks) if at + 1 == len(marks) or marks[at + 1] != code + 1]
    marked = "".join(f"{chr(first)}-{chr(last)}" for first, last in zip(starts, ends, strict=True))
    return re.compile(rf"[{_UNSPACED}][{marked}]*|(?:(?![{_UNSPACED}])[^\W_][{marked}]*)+")
