"""What two words for happenings have beside them: the content words near both, the rare counting more, and the next words."""

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.kit.word_knowledge import number
from sayso.link.told_words import NEAR, Told

Whole = NDArray[np.int64]
Real = NDArray[np.float64]
NOTHING = -1


class Nearness:
    """The words beside each word of a story, as numbers."""

    def __init__(self, told: Sequence[Told]) -> None:
        articles = len({one.document for one in told})
        spread = Counter(word for _, word in {(one.document, word) for one in told for word in (*one.words, *one.near)})
        self.near = np.full((len(told), 2 * NEAR), NOTHING, dtype=np.int64)
        self.weight = np.zeros(self.near.shape)
        for place, one in enumerate(told):
            self.near[place, : len(one.near)] = [number(word) for word in one.near]
            self.weight[place, : len(one.near)] = [math.log(1 + articles / spread[word]) for word in one.near]
        self.whole = self.weight.sum(axis=1)
        self.before = self._numbers([one.before for one in told])
        self.after = self._numbers([one.after for one in told])
        self.form = np.array([self._form(one.word) for one in told])

    @staticmethod
    def _numbers(words: Sequence[str]) -> Whole:
        return np.array([number(word) if word else NOTHING for word in words], dtype=np.int64)

    @staticmethod
    def _form(word: str) -> int:
        return 0 if word.endswith("ing") else 1 if word.endswith(("ed", "en")) else 2

    def shared(self, a: Whole, b: Whole) -> tuple[Real, Real]:
        """Return how much stands beside both of each pair, and what part of the one that has less beside it."""
        near, other, found = self.near[a], self.near[b], np.zeros(len(a))
        for column in range(near.shape[1]):
            stands = (near[:, column, None] == other).any(axis=1) & (near[:, column] != NOTHING)
            found += self.weight[a, column] * stands
        return found, found / np.maximum(np.minimum(self.whole[a], self.whole[b]), 1e-9)

    def signs(self, a: Whole, b: Whole) -> dict[str, Real]:
        """Return what each pair has beside it, sign by sign."""
        shared, part = self.shared(a, b)
        return {
            "near": np.log1p(shared),
            "near, of the less": part,
            "same before": ((self.before[a] == self.before[b]) & (self.before[a] != NOTHING)).astype(np.float64),
            "same after": ((self.after[a] == self.after[b]) & (self.after[a] != NOTHING)).astype(np.float64),
            "same form": (self.form[a] == self.form[b]).astype(np.float64),
        }
