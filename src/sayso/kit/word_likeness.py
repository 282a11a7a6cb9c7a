"""How alike two words for happenings are in meaning: rows of numbers that `training/word_likeness.py` compiled, and their cosine.

A row belongs to a row of `word_knowledge`, and so to a word in any of its forms. Words that have none are like nothing.
"""

import functools
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from sayso.kit.word_knowledge import Whole, word_knowledge

Real = NDArray[np.float32]
NAME = "word_likeness.npz"


@functools.cache
def word_likeness() -> tuple[Whole, Real]:
    """Return, for each row of `word_knowledge`, its place among the vectors, and the vectors; the last is that of no word."""
    with files("sayso.models").joinpath(NAME).open("rb") as opened, np.load(opened, allow_pickle=False) as stored:
        rows, vectors = stored["row"], stored["vector"].astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    place = np.full(len(word_knowledge().sorts), len(rows), dtype=np.int64)
    place[rows] = np.arange(len(rows))
    return place, np.concatenate([vectors, np.zeros((1, vectors.shape[1]), dtype=np.float32)])


def vectors_of(rows: Whole) -> Real:
    """Return the vectors of rows of `word_knowledge`, each of length one, or of nothing but zeros."""
    place, vectors = word_likeness()
    found: Real = vectors[place[rows]]
    return found
