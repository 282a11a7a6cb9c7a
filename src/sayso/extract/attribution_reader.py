"""Read a document with the trained model: each cue that it is sure of, with the words of its source and of its content."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.extract.attribution_columns import Columns, Whole, columns_of
from sayso.extract.attribution_model import Real, Weights
from sayso.extract.attribution_pairs import pairs_of
from sayso.extract.phrases import runs
from sayso.extract.quotations import Quotation
from sayso.kit.tree import Tree
from sayso.model.base import Record
from sayso.model.document import Document

CONSIDERED = -0.5
"""The score from which on a token is looked at as a cue."""
SURE = 0.8
"""The score from which on a token is taken as a cue, the clearness of its content counted in."""
CLEARNESS = 0.3
"""What the mean score of a content adds to that of its cue: a cue is the likelier, the plainer what it introduces."""
NAMED = -1.0
"""The score that a source must reach: below it nobody is named."""
SAID = 0.0
"""The score from which on a token belongs to the content."""
LONGEST_GAP = 2
"""So many marks in a row may stand inside a content."""


class Reading(Record, frozen=True, kw_only=True):
    """One cue with the tokens of its source and its content, and how sure the model is of the cue."""

    cue: int
    source: tuple[int, ...]
    content: tuple[int, ...]
    score: float


@dataclass(frozen=True)
class Read:
    """What the model makes of a document: the score of every token as a cue, and the cues that it takes, in order."""

    scores: Real
    readings: tuple[Reading, ...]


def read(document: Document, tree: Tree, quoted: tuple[Quotation, ...], weights: Weights) -> Read:
    """Return what the model reads in a document."""
    if not len(tree):
        return Read(np.zeros(0, dtype=np.float32), ())
    columns = columns_of(document, tree, quoted)
    seen = weights.read(columns)
    scores = weights.cues(seen)
    cues = [token for token in np.flatnonzero(scores > CONSIDERED).tolist() if tree.parse.pos[token] != "SPACE"]
    if not cues:
        return Read(scores, ())
    pairs = pairs_of(document, tree, columns, cues)
    roles = weights.roles(seen, pairs)
    borders = np.flatnonzero(np.diff(pairs.cue, prepend=-1))
    ends = [*borders[1:].tolist(), len(pairs.cue)]
    found = list[Reading]()
    for cue, first, last in zip(cues, borders.tolist(), ends, strict=True):
        order = np.argsort(pairs.token[first:last], kind="stable")
        tokens, votes = pairs.token[first:last][order], roles[first:last][order]
        one = _reading(tree, columns, cue, tokens, votes, float(scores[cue]))
        if one is not None:
            found.append(one)
    return Read(scores, tuple(found))


def _reading(tree: Tree, columns: Columns, cue: int, tokens: Whole, votes: Real, score: float) -> Reading | None:
    source = _source(tokens, votes[:, 0])
    levelled = _levelled(columns, cue, tokens, votes[:, 1].copy())
    said = levelled > SAID
    without = {cue, *source}
    content = [token for token in tokens[said].tolist() if token not in without]
    if not content:
        return None
    score = round(score + CLEARNESS * float(levelled[said].mean()), 3)
    return Reading(cue=cue, source=source, content=tuple(_filled(tree, content, without)), score=score) if score > SURE else None


def _source(tokens: Whole, votes: Real) -> tuple[int, ...]:
    """Return the unbroken run of tokens around the likeliest one."""
    best = int(np.argmax(votes))
    if votes[best] <= NAMED:
        return ()
    likely = {int(tokens[best]), *tokens[votes > 0].tolist()}
    return next(tuple(range(first, last + 1)) for first, last in runs(sorted(likely)) if first <= tokens[best] <= last)


def _levelled(columns: Columns, cue: int, tokens: Whole, votes: Real) -> Real:
    """Return the votes with those of one quotation made equal: it is said as a whole, or not."""
    quote = columns.quote[tokens]
    for number in np.unique(quote[quote >= 0]).tolist():
        if number != columns.quote[cue]:
            inside: NDArray[np.bool_] = quote == number
            votes[inside] = votes[inside].mean()
    return votes


def _filled(tree: Tree, content: list[int], without: set[int]) -> Iterator[int]:
    """Yield the tokens with the few marks that stand between them."""
    before: int | None = None
    for token in content:
        if before is not None and 1 < token - before <= LONGEST_GAP + 1:
            between = range(before + 1, token)
            if all(tree.parse.pos[each] in {"PUNCT", "SPACE"} and each not in without for each in between):
                yield from between
        yield token
        before = token
