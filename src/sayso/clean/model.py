"""Judge the pieces of a page with the trained zone model: what `models/zones.json` holds, and how it is asked.

Two steps: the words of a piece vote for a kind by themselves; a few small networks then weigh those votes with the form of the
piece, what the rules say, its neighbours and its place. `models/zones.md` names data, licence and scores.
"""

import functools
from importlib.resources import files

import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso.clean.features import Numbers, measure, terms_of, words_of
from sayso.clean.marks import Mark, Page
from sayso.model.base import Record

Judgement = NDArray[np.float64]
Floats = NDArray[np.float32]
_LARGEST_PRODUCT = 250_000
FLOOR, LIMIT = 1e-4, 4.0
"""A vote below FLOOR counts as FLOOR; a number further than LIMIT from the usual counts as LIMIT."""


class Network(Record, frozen=True, kw_only=True):
    """One hidden layer: weights and biases, row by row."""

    hidden: tuple[tuple[float, ...], ...]
    hidden_bias: tuple[float, ...]
    out: tuple[tuple[float, ...], ...]
    out_bias: tuple[float, ...]


class Weights(Record, frozen=True, kw_only=True):
    """The model file: the kinds it tells apart, the votes of words, the usual value and spread of each number, the networks."""

    kinds: tuple[str, ...]
    word_bias: tuple[float, ...]
    words: dict[str, tuple[float, ...]]
    usual: tuple[float, ...]
    spread: tuple[float, ...]
    networks: tuple[Network, ...]


class ZoneModel:
    """The weights as matrices, ready to judge."""

    def __init__(self, weights: Weights) -> None:
        self.kinds = weights.kinds
        self._terms = {term: at for at, term in enumerate(weights.words)}
        self._votes = np.array([*weights.words.values(), [0.0] * len(self.kinds)])
        self._bias = np.array(weights.word_bias)
        self._usual, self._spread = np.array(weights.usual), np.array(weights.spread)
        parts = ((net.hidden, net.hidden_bias, net.out, net.out_bias) for net in weights.networks)
        self._nets = [tuple(np.array(part, np.float32) for part in net) for net in parts]

    def judge(self, page: Page, pieces: list[Mark], settled: list[Mark]) -> Judgement:
        """Return the probability of each kind, a row a piece."""
        words = [words_of(page, piece) for piece in pieces]
        return self.weigh(measure(page, pieces, settled, words, self.vote(words)))

    def vote(self, words: list[list[str]]) -> Numbers:
        """Return what the words of each piece alone speak for: logarithms of probabilities above FLOOR's."""
        known = [[at for term in terms_of(said) if (at := self._terms.get(term)) is not None] or [-1] for said in words]
        counts = np.array([len(one) for one in known])
        first = np.concatenate([[0], np.cumsum(counts)[:-1]])
        sums = np.add.reduceat(self._votes[[at for one in known for at in one]], first) / np.sqrt(counts)[:, None]
        return log_votes(_probabilities(sums + self._bias))

    def weigh(self, rows: Numbers) -> Judgement:
        """Return the mean judgement of the networks on measured rows."""
        usual = np.clip((rows - self._usual) / self._spread, -LIMIT, LIMIT).astype(np.float32)
        sums = [
            _multiply(np.maximum(_multiply(usual, hidden) + hidden_bias, 0), out) + bias
            for hidden, hidden_bias, out, bias in self._nets
        ]
        judged: Judgement = np.mean([_probabilities(one.astype(np.float64)) for one in sums], axis=0)
        return judged


def log_votes(probabilities: Numbers) -> Numbers:
    """Return the votes of words as the networks see them."""
    votes: Numbers = np.log(np.maximum(probabilities, FLOOR)) - np.log(FLOOR)
    return votes


@functools.cache
def zone_model() -> ZoneModel:
    """Return the model that sayso ships."""
    return ZoneModel(msgspec.json.decode(files("sayso.models").joinpath("zones.json").read_bytes(), type=Weights))


def _multiply(rows: Floats, weights: Floats) -> Floats:
    """Return the product a few rows at a time.

    A larger product wakes the threads of the library below, which cost more than they save at this size, and far more where
    several workers share the cores.
    """
    step = max(1, _LARGEST_PRODUCT // weights.size)
    product: Floats = np.concatenate([rows[at : at + step] @ weights for at in range(0, len(rows), step)])
    return product


def _probabilities(sums: Numbers) -> Numbers:
    powers: Numbers = np.exp(sums - sums.max(axis=1, keepdims=True))
    shares: Numbers = powers / powers.sum(axis=1, keepdims=True)
    return shares
