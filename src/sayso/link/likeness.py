"""How alike two articles are, for every pair that could tell of one happening: close in time, with rare words in common.

The likeness of a pair is between 0 and 1 and is made of four things, each with its weight below: the cosine of their words, the
cosine of their headings, the days between them, and where one starts from. A day apart says less where few articles stand around
the two: a pile that somebody gathered about one affair follows it for days, a stream of news has moved on to the next. The
weights come from pairs of labelled articles (`training/story_weights.py`).
"""

import math
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec
import numpy as np
import numpy.typing as npt

from sayso.link.words import Counted, Rarity, Weighed, background, count, weigh
from sayso.model.document import Document

WORDS, HEADING, PER_DAY, START = 3.2, 1.6, 0.7, -1.45
"""What the roots of the two cosines add to the log-odds, what each day apart takes off, and what these begin with."""
CROWD = 20
"""With so many others in the window, a day apart takes off half of that."""
UNDATED_DAYS = 1.5
"""A document without a day stands as far as this from every other."""
FEW = 0.02
"""Documents whose words have no more than this in common are not compared further."""
FAINT = 0.35
"""A likeness below this counts as none."""
Numbers = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]


class Pairs(msgspec.Struct, frozen=True, eq=False):
    """Pairs of documents by their numbers, `one` before `other`, and how alike they are."""

    one: Numbers
    other: Numbers
    score: Scores


class _Index:
    """The vectors of all documents, by word: what a document has in common with all before it is read off in one go."""

    def __init__(self, vectors: Sequence[Weighed]) -> None:
        self.size = len(vectors)
        number_of = dict[str, int]()
        lengths = np.array([len(vector) for vector in vectors], dtype=np.int64)
        words = np.fromiter((number_of.setdefault(word, len(number_of)) for v in vectors for word, _ in v), np.int64)
        self.weights = np.fromiter((weight for vector in vectors for _, weight in vector), np.float64)
        self.bounds = np.concatenate(([0], np.cumsum(lengths)))
        holders = np.repeat(np.arange(self.size), lengths)
        keys = words * (self.size or 1) + holders
        order = np.argsort(keys, kind="stable")
        self.keys, self.holders, self.held = keys[order], holders[order], self.weights[order]
        self.words = words
        self.begins = np.searchsorted(self.keys, np.arange(len(number_of)) * (self.size or 1))

    def cosines(self, number: int, first: int) -> Scores:
        """Return the cosines of a document with each of those from `first` up to itself."""
        mine = slice(self.bounds[number], self.bounds[number + 1])
        words, weights = self.words[mine], self.weights[mine]
        begin = np.searchsorted(self.keys, words * self.size + first) if first else self.begins[words]
        lengths = np.searchsorted(self.keys, words * self.size + number) - begin
        ends = np.cumsum(lengths)
        if not len(ends) or not ends[-1]:
            return np.zeros(number - first)
        places = np.arange(ends[-1]) + np.repeat(begin - ends + lengths, lengths)
        found = np.bincount(self.holders[places] - first, self.held[places] * np.repeat(weights, lengths), number - first)
        return found.astype(np.float64)


def day_of(document: Document) -> int | None:
    """Return the number of the day of publication; None where none is given, or none that a calendar has."""
    try:
        return date.fromisoformat(document.published_day or "").toordinal()
    except ValueError:
        return None


def likenesses(documents: Sequence[Document], window: int) -> Pairs:
    """Return how alike documents are that are at most `window` days apart; they come in order of their days, the undated last."""
    counted = [count(document) for document in documents]
    found = list(_compared(counted, [day_of(document) for document in documents], window))
    one, other, score = (np.concatenate([each[part] for each in found]) if found else np.zeros(0) for part in range(3))
    return Pairs(one.astype(np.int64), other.astype(np.int64), score)


def _compared(counted: list[Counted], days: list[int | None], window: int) -> Iterator[tuple[Numbers, Numbers, Scores]]:
    """Yield, for each document, those before it that are like it."""
    words = _Index(weigh([each.words for each in counted], Rarity((each.words for each in counted), background())))
    headings = _Index(weigh([each.heading for each in counted], Rarity((each.heading for each in counted), None)))
    when = np.array([math.nan if day is None else float(day) for day in days])
    begins, others = _around(when, window)
    per_day = PER_DAY * others / (others + CROWD)
    for number, first in enumerate(begins.tolist()):
        cosines = words.cosines(number, first)
        near = np.flatnonzero(cosines > FEW)
        if not len(near):
            continue
        apart = np.nan_to_num(np.abs(when[near + first] - when[number]), nan=UNDATED_DAYS)
        decay = apart * np.maximum(per_day[near + first], per_day[number])
        score = likeness(cosines[near], headings.cosines(number, first)[near], decay)
        kept = score >= FAINT
        yield near[kept] + first, np.full(int(kept.sum()), number), score[kept]


def _around(when: Scores, window: int) -> tuple[Numbers, Scores]:
    """Return the first document in the window of each, and how many others are in it; of an undated one, all."""
    dated = when[~np.isnan(when)]
    begins = np.searchsorted(dated, dated - window)
    others = np.searchsorted(dated, dated + window, side="right") - begins - 1.0
    undated = len(when) - len(dated)
    return np.concatenate((begins, np.zeros(undated, np.int64))), np.concatenate((others, np.full(undated, len(when) - 1.0)))


def likeness(words: Scores, headings: Scores, decay: Scores) -> Scores:
    """Return the likeness of pairs from the cosines of their words and headings, and what the days between them take off."""
    found: Scores = 1 / (1 + np.exp(decay - WORDS * np.sqrt(words) - HEADING * np.sqrt(headings) - START))
    return found
