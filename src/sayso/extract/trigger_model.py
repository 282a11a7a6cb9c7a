"""The trained model that tells which words name a happening: a small network over the columns of a parse."""

import functools
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from sayso.extract.attribution_model import Neighbours
from sayso.extract.trigger_columns import Columns
from sayso.kit.word_knowledge import word_knowledge

Real = NDArray[np.float32]
NAME = "event_triggers.npz"
ARRAYS = ("sorts", "first", "first_bias", "second", "second_bias", "last")


@dataclass(frozen=True)
class Weights:
    """The numbers that training found."""

    table: Real
    sorts: Real
    first: Real
    first_bias: Real
    second: Real
    second_bias: Real
    last: Real

    def scores(self, columns: Columns) -> Real:
        """Return, for each token that can name a happening, the logarithm of the odds that it does."""
        near, own = Neighbours.of(columns.head), columns.may_be
        rows = word_knowledge().sorts[columns.known] @ self.sorts
        for place in range(columns.features.shape[1]):
            rows += self.table[columns.features[:, place]]
        around = [rows[places] for places in near.around]
        seen = np.concatenate([rows, *around, rows[near.head], rows[near.grandparent], near.below(rows)], axis=1)
        once = np.maximum(seen @ self.first + self.first_bias, np.float32(0))
        left, right = near.around[1][own], near.around[2][own]
        again = np.concatenate([once[own], once[left], once[right], once[near.head[own]], near.below(once)[own]], axis=1)
        read = once[own] + np.maximum(again @ self.second + self.second_bias, np.float32(0))
        found: Real = np.round(read @ self.last[:-1] + self.last[-1], 3)
        return found


@functools.cache
def weights() -> Weights:
    """Return the weights that are shipped; the table of features is kept in whole numbers and a scale."""
    with files("sayso.models").joinpath(NAME).open("rb") as opened, np.load(opened, allow_pickle=False) as stored:
        table = stored["table"].astype(np.float32) * stored["scale"].astype(np.float32)
        return Weights(table=table, **{name: stored[name].astype(np.float32) for name in ARRAYS})
