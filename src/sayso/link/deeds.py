"""What a story shows of its deeds: in how many articles each is told, what stands around it, which are told side by side.

Words for one happening take each other's place: many articles tell either, in like sentences, and seldom both in one.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from sayso.link.told_words import Told

Whole = NDArray[np.int64]
Real = NDArray[np.float64]


class Deeds:
    """The deeds of the words of a story; `deed` gives the number of each word's, `context` the vector of its sentence."""

    def __init__(self, told: Sequence[Told], deed: Whole, context: Real) -> None:
        _, self.own = np.unique(deed, return_inverse=True)
        self.size = int(self.own.max()) + 1
        self.articles = len({one.document for one in told})
        held = list(zip(self.own.tolist(), told, strict=True))
        self.count = self._counted({(own, one.document) for own, one in held})
        self.share = self.count / self.articles
        self.lead = self._counted({(own, one.document) for own, one in held if one.place == 0}) / self.articles
        self.sentences = self._counted({(own, (one.document, one.place)) for own, one in held})
        self.context = np.zeros((self.size, context.shape[1]))
        np.add.at(self.context, self.own, context)
        self.context /= np.maximum(np.linalg.norm(self.context, axis=1, keepdims=True), 1e-9)
        self.together = self._side_by_side(held)

    def _counted(self, pairs: set[tuple[int, object]]) -> Real:
        """Return of how many things each deed is told."""
        return np.bincount([own for own, _ in pairs], minlength=self.size).astype(np.float64)

    def _side_by_side(self, held: Sequence[tuple[int, Told]]) -> tuple[Whole, Real]:
        """Return the pairs of deeds that stand in one sentence as numbers in order, and in how many sentences."""
        sentences = defaultdict[tuple[str, int], set[int]](set)
        for own, one in held:
            sentences[one.document, one.place].add(own)
        found = Counter(a * self.size + b for deeds in sentences.values() for a, b in combinations(sorted(deeds), 2))
        keys = np.array(sorted(found), dtype=np.int64)
        return keys, np.array([found[key] for key in keys.tolist()], dtype=np.float64)

    def signs(self, one: Whole, other: Whole) -> dict[str, Real]:
        """Return what the deeds of each pair show, sign by sign."""
        a, b = self.own[one], self.own[other]
        is_other = a != b
        met = self._met(np.minimum(a, b), np.maximum(a, b))
        return {
            "articles of the rarer": np.minimum(self.share[a], self.share[b]),
            "articles of the commoner": np.maximum(self.share[a], self.share[b]),
            "articles, same deed": np.log1p(self.count[a]) * ~is_other,
            "first sentences of the rarer": np.minimum(self.lead[a], self.lead[b]),
            "first sentences of the commoner": np.maximum(self.lead[a], self.lead[b]),
            "side by side": np.log1p(met),
            "side by side, of the rarer": met / np.minimum(self.sentences[a], self.sentences[b]),
            "like surroundings": np.einsum("ij,ij->i", self.context[a], self.context[b]) * is_other,
        }

    def _met(self, low: Whole, high: Whole) -> Real:
        """Return in how many sentences each two deeds stand side by side."""
        keys, counts = self.together
        if not len(keys):
            return np.zeros(len(low))
        wanted = low * self.size + high
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        found: Real = np.where(keys[at] == wanted, counts[at], 0.0)
        return found
