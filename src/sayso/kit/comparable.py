"""Which names of people are worth comparing: of the very many pairs of a large case, hardly any could be one name.

>>> may_be_same("john kerry", "jon kerry"), may_be_same("john kerry", "john boehner")
(True, False)
"""

import functools
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

from sayso.kit.name_parts import NameParts
from sayso.kit.spelling import sounds
from sayso.kit.vocabulary import known_people, name_variants
from sayso.model.base import Record


class _Outline(Record, frozen=True, kw_only=True):
    """What can be told of a name before it is compared: the marks of each word, one of which must be met in the other name.

    `is_open` is that its words may be read in several ways, so that it is compared with all.
    """

    marks: tuple[frozenset[str], ...]
    every: frozenset[str]
    words: frozenset[str]
    joined: frozenset[str]
    letters: str
    known: int | str
    is_open: bool


def _outline(name: str) -> _Outline:
    parts = NameParts.of(name)
    marks = tuple(_marks(word) for word in parts.words)
    return _Outline(
        marks=marks,
        every=frozenset().union(*marks),
        words=frozenset(parts.words),
        joined=frozenset(one + other for one, other in pairwise(parts.words)),
        letters="".join(parts.words),
        known=known_people().get(" ".join(parts.words), name),
        is_open=not parts.words or parts.is_eastern or parts.words != parts.full,
    )


@functools.lru_cache(maxsize=50_000)
def _marks(word: str) -> frozenset[str]:
    """Return the marks of a word: of its writings, and of its first letter, behind which a slip may stand."""
    variants = (f"~{variant}" for variant in name_variants().get(word, ()))
    return frozenset((f"^{word[:1]}", *variants, *(f"={sound}" for sound in sounds(word))))


def may_be_same(one: str, other: str) -> bool:
    """May `same_person` find two names to be one? Where this says no, it does not."""
    return _may_meet(_outline(one), _outline(other))


def _may_meet(mine: _Outline, theirs: _Outline) -> bool:
    if mine.is_open or theirs.is_open or mine.letters == theirs.letters or mine.known == theirs.known:
        return True
    if mine.joined & theirs.words or theirs.joined & mine.words:
        return True
    fewer, more = sorted((mine, theirs), key=lambda each: len(each.marks))
    return all(not marks.isdisjoint(more.every) for marks in fewer.marks)


def comparable(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of names that may be one, each once and in order."""
    outlines = [(name, _outline(name)) for name in sorted(names)]
    return ((one, other) for (one, mine), (other, theirs) in combinations(outlines, 2) if _may_meet(mine, theirs))
