"""Which texts have runs of words in common, and how much: through an index of the runs, never by comparing all with all."""

from collections.abc import Sequence

import msgspec
import numpy as np

from sayso.kit.shingles import Marks, Places

SHARED = 15
"""Fewer runs in common than this are a turn of phrase."""
NEIGHBOURS = 20
"""Of the many that hold a run, each is compared with so many after it and with the first: enough to link them all."""
SERIES = 3
"""What stands in so many different articles of one outlet is its boilerplate."""


class Held(msgspec.Struct, frozen=True, eq=False):
    """The runs that stand in several texts, in order, each with the number of a text that holds it."""

    marks: Marks
    holders: Places


class Overlap(msgspec.Struct, frozen=True, order=True):
    """Two texts by their numbers, which share of the shorter one stands in the other, in how many runs, and with quotations."""

    one: int
    other: int
    share: float
    runs: int = 0
    whole: float = 0.0


def held_by_several(texts: Sequence[Marks]) -> Held:
    """Return the runs that stand in more than one text. Each text gives its runs once and in order."""
    marks = np.concatenate([*texts, np.zeros(0, np.uint64)])
    if not len(marks):
        return Held(marks, np.zeros(0, np.int64))
    holders = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    order = np.argsort(marks, kind="stable")
    marks, holders = marks[order], holders[order]
    same = np.concatenate(([False], marks[1:] == marks[:-1], [False]))
    several = same[:-1] | same[1:]
    return Held(marks[several], holders[several])


def candidates(held: Held, size: int) -> list[tuple[int, int]]:
    """Return the pairs of texts that share enough runs to be looked at, the lower number first."""
    marks, holders = held.marks, held.holders
    if not len(marks):
        return []
    begins = np.flatnonzero(np.concatenate(([True], marks[1:] != marks[:-1])))
    first = np.repeat(holders[begins], np.diff(np.append(begins, len(marks))))
    keys = [(first * size + holders)[first < holders]]
    for step in range(1, NEIGHBOURS):
        same = (marks[step:] == marks[:-step]) & (holders[:-step] != first[step:])
        keys.append(holders[:-step][same] * size + holders[step:][same])
    pairs, counts = np.unique(np.concatenate(keys), return_counts=True)
    return [divmod(key, size) for key in pairs[counts >= SHARED].tolist()]


def overlap(pair: tuple[int, int], one: Marks, other: Marks) -> Overlap:
    """Return how much two texts share: nothing where that is too little to count."""
    common = len(np.intersect1d(one, other, assume_unique=True))
    return Overlap(*pair, common / min(len(one), len(other)), common) if common >= SHARED else Overlap(*pair, 0.0)


def boilerplate(held: Held, outlets: Sequence[str | None], articles: Sequence[int]) -> Marks:
    """Return the runs that stand in several articles of one outlet; texts of the same number in `articles` are one article."""
    numbers = {name: number for number, name in enumerate(sorted({name for name in outlets if name}))}
    outlet = np.array([numbers.get(name or "", -1) for name in outlets], np.int64)[held.holders]
    article = np.array(articles, np.int64)[held.holders]
    known = outlet >= 0
    if not known.any():
        return np.zeros(0, np.uint64)
    each = np.stack((held.marks[known], outlet[known].astype(np.uint64), article[known].astype(np.uint64)))
    once = np.unique(each, axis=1)[:2]
    runs, counts = np.unique(once, axis=1, return_counts=True)
    found: Marks = np.unique(runs[0][counts >= SERIES])
    return found


def without(text: Marks, dropped: Marks) -> Marks:
    """Return a text's runs without those that are dropped."""
    return text[~np.isin(text, dropped, assume_unique=True)] if len(dropped) else text
