"""The trained network that weighs what two words for happenings have in common: two layers, several of them, and their mean."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Real = NDArray[np.float32]
Signs = Mapping[str, NDArray[np.float64]]
NAME = "happening_pairs.npz"
ARRAYS = ("mean", "scale", "first", "first_bias", "second", "second_bias", "last")
MOST = np.float32(5)
"""No sign says more than so many times what it commonly says."""

ROWS = 96
"""So many pairs are weighed at once: few enough that no second core is called in, which costs more than it brings."""


@dataclass(frozen=True)
class Network:
    """The numbers that training found; `first` to `last` hold network after network. From `least` on two groups are joined."""

    signs: tuple[str, ...]
    least: float
    mean: Real
    scale: Real
    first: Real
    first_bias: Real
    second: Real
    second_bias: Real
    last: Real

    def odds(self, signs: Signs) -> Real:
        """Return the logarithm of the odds that each pair is one."""
        rows = np.empty((len(signs[self.signs[0]]), len(self.signs)), dtype=np.float32)
        for column, name in enumerate(self.signs):
            rows[:, column] = signs[name]
        rows = np.clip((rows - self.mean) / self.scale, -MOST, MOST)
        found = np.zeros(len(rows), dtype=np.float32)
        for start in range(0, len(rows), ROWS):
            part = rows[start : start + ROWS]
            found[start : start + ROWS] = sum(self._one(at, part) for at in range(len(self.first)))
        return found / np.float32(len(self.first))

    def _one(self, at: int, rows: Real) -> Real:
        once = np.maximum(rows @ self.first[at] + self.first_bias[at], np.float32(0))
        again = np.maximum(once @ self.second[at] + self.second_bias[at], np.float32(0))
        found: Real = again @ self.last[at, :-1] + self.last[at, -1]
        return found


@functools.cache
def network() -> Network:
    """Return the network that is shipped."""
    with files("sayso.models").joinpath(NAME).open("rb") as opened, np.load(opened, allow_pickle=False) as stored:
        arrays = {name: stored[name].astype(np.float32) for name in ARRAYS}
        return Network(signs=tuple(stored["signs"].tolist()), least=float(stored["least"]), **arrays)
