"""The trained model that tells which words cite somebody, whom, and for what: a small network over the columns of a parse.

`Weights.cues` scores every token as a cue, `Weights.roles` every token around a cue as its source and its content.
"""

import functools
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from sayso.extract.attribution_columns import Columns, Whole
from sayso.extract.attribution_pairs import Pairs

Real = NDArray[np.float32]
ARRAYS = (
    "table",
    "first",
    "first_bias",
    "second",
    "second_bias",
    "cue",
    "told",
    "asks",
    "branch",
    "pair",
    "pair_bias",
    "role",
    "role_bias",
)
FILES = {"news": "attribution.npz", "own": "attribution_own.npz"}
"""The weights that the setting `attribution_weights` may name."""


@dataclass(frozen=True)
class Neighbours:
    """Places in the columns to look at beside each token: the tokens around it, its head, its head's head, its children."""

    around: tuple[Whole, ...]
    head: Whole
    grandparent: Whole
    order: Whole
    starts: Whole
    parents: Whole
    share: Real

    @staticmethod
    def of(head: Whole) -> "Neighbours":
        """Return the neighbours in a parse with these heads, found once for all that look at a document."""
        return _neighbours(head.astype(np.int64, copy=False).tobytes())

    @staticmethod
    def found(head: Whole) -> "Neighbours":
        """Find the neighbours in a parse with these heads."""
        size = len(head)
        places = np.arange(size, dtype=np.int64)
        around = tuple(np.clip(places + step, 0, max(size - 1, 0)) for step in (-2, -1, 1, 2))
        children = np.flatnonzero(head != places)
        order = children[np.argsort(head[children], kind="stable")]
        parents, starts, counts = np.unique(head[order], return_index=True, return_counts=True)
        share = (1 / np.maximum(counts, 1)).astype(np.float32)[:, None]
        return Neighbours(around, head, head[head], order, starts.astype(np.int64), parents, share)

    def below(self, rows: Real) -> Real:
        """Return the mean of the rows of each token's children, zero where there are none."""
        found = np.zeros_like(rows)
        if len(self.order):
            found[self.parents] = np.add.reduceat(rows[self.order], self.starts, axis=0) * self.share
        return found


@functools.lru_cache(maxsize=8)
def _neighbours(head: bytes) -> Neighbours:
    return Neighbours.found(np.frombuffer(head, dtype=np.int64))


def _summed(table: Real, features: Whole) -> Real:
    """Return for each row the sum of the table's rows that its features name, field by field: it stays in fast memory."""
    found: Real = table[features[:, 0]]
    for place in range(1, features.shape[1]):
        found += table[features[:, place]]
    return found


def _positive(rows: Real) -> Real:
    return np.maximum(rows, np.float32(0))


@dataclass(frozen=True)
class Weights:
    """The numbers that training found."""

    table: Real
    first: Real
    first_bias: Real
    second: Real
    second_bias: Real
    cue: Real
    told: Real
    asks: Real
    branch: Real
    pair: Real
    pair_bias: Real
    role: Real
    role_bias: Real

    def read(self, columns: Columns) -> Real:
        """Return what the network makes of each token in its surroundings."""
        near = Neighbours.of(columns.head)
        rows = _summed(self.table, columns.features)
        around = [rows[places] for places in near.around]
        seen = np.concatenate([rows, *around, rows[near.head], rows[near.grandparent], near.below(rows)], axis=1)
        once = _positive(seen @ self.first + self.first_bias)
        left, right = near.around[1], near.around[2]
        again = np.concatenate([once, once[left], once[right], once[near.head], near.below(once)], axis=1)
        return once + _positive(again @ self.second + self.second_bias)

    def cues(self, read: Real) -> Real:
        """Return the score of each token as the head of a cue: the logarithm of its odds."""
        scores: Real = np.round(read @ self.cue[:-1] + self.cue[-1], 4)
        return scores

    def roles(self, read: Real, pairs: Pairs) -> Real:
        """Return the scores of each pair's token as source and as content of its cue."""
        own, theirs, over = read @ self.told, read @ self.asks, read @ self.branch
        seen = _summed(self.pair, pairs.features)
        joined = _positive(own[pairs.token] + theirs[pairs.cue] + over[pairs.branch] + seen + self.pair_bias)
        scores: Real = np.round(joined @ self.role + self.role_bias, 4)
        return scores


@functools.cache
def weights(name: str = "news") -> Weights:
    """Return shipped weights: `news`, learnt from a news corpus without a licence, or `own`, from this project's own texts."""
    with files("sayso.models").joinpath(FILES[name]).open("rb") as opened, np.load(opened, allow_pickle=False) as stored:
        return Weights(**{array: stored[array].astype(np.float32) for array in ARRAYS})
