"""What a dictionary knows of English words, as numbers: of what sort they are, what deed they name, what else means the same.

Compiled from WordNet 3.0 by `training/word_knowledge.py`; a word is found by its hash, in any of its forms.
"""

import functools
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Real = NDArray[np.float32]
NAME = "word_knowledge.npz"
HAPPENING, FROM_VERB, IS_NOUN, IS_VERB = 41, 42, 43, 44
"""The columns of `sorts` that say how far the senses of a word are happenings or come from verbs, and what it can be."""


@dataclass(frozen=True)
class WordKnowledge:
    """Rows of numbers for words. The last row is that of every word that is not known.

    `sorts` are shares between 0 and 1; `deed` is the row of the verb that a word is or comes from, or -1; `senses` are numbers
    of meanings, 0 where there are fewer; `above` is the meaning that the first of a verb is a kind of.
    """

    form: NDArray[np.uint32]
    word: Whole
    sorts: Real
    deed: Whole
    senses: Whole
    above: Whole

    def places(self, words: Iterable[str]) -> Whole:
        """Return the row of each word, in lower case and in any form."""
        keys = np.fromiter((number(word) for word in words), dtype=np.uint32)
        at = np.minimum(np.searchsorted(self.form, keys), len(self.form) - 1)
        found: Whole = np.where(self.form[at] == keys, self.word[at], len(self.sorts) - 1)
        return found


@functools.lru_cache(maxsize=200_000)
def number(word: str) -> int:
    """Return the number that stands for a word: the same on every machine."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def _with_nothing(rows: NDArray[np.generic], nothing: int) -> Whole:
    last = np.full((1, *rows.shape[1:]), nothing, dtype=np.int64)
    return np.concatenate([rows.astype(np.int64), last])


@functools.cache
def word_knowledge() -> WordKnowledge:
    """Return what is known of words."""
    with files("sayso.models").joinpath(NAME).open("rb") as opened, np.load(opened, allow_pickle=False) as stored:
        return WordKnowledge(
            form=stored["form"],
            word=stored["word"].astype(np.int64),
            sorts=(_with_nothing(stored["row"], 0) / 255).astype(np.float32),
            deed=_with_nothing(stored["deed"], -1),
            senses=_with_nothing(stored["senses"], 0),
            above=_with_nothing(stored["above"], 0),
        )
