"""Find the names in parsed passages with the weights of a spaCy pipeline, all tokens of a batch at once.

spaCy's own finder goes from token to token and asks of each of its moves whether it is allowed there: a third of the time of a
parse. Outside of a name nothing depends on what came before, so here the moves of all tokens are weighed in one product, and
only the names that begin are followed token by token. Moves, rules and sums are spaCy's own, in its order.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

AT_ONCE = 32
"""So many passages are looked at together: what is held of each token is large."""
LOOKS_AT = 3
"""The next token, the first one of the open name, and the last one of it: what spaCy's finder looks at."""
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]
Real = NDArray[np.float32]


class QuickNames:
    """The finder of names of a pipeline, marking what its own `ner` would."""

    def __init__(self, finder: Any) -> None:
        self._finder = finder
        self._read, self._lower, self._upper = finder.model.layers
        self._bias: Real = self._lower.get_param("b")
        self._moves = _moves(finder)
        # "U-", without a kind, is spaCy's own mark for what may be no name.
        kinds = ["" if move == "U-" else move[:2] for move in self._moves]
        self._begins, self._alone = (np.array([each == kind for each in kinds]) for kind in ("B-", "U-"))
        place = {move: at for at, move in enumerate(self._moves)}
        names = [move[2:] if begins else "" for move, begins in zip(self._moves, self._begins, strict=True)]
        self._goes_on, self._ends = (np.array([place.get(kind + name, -1) for name in names]) for kind in ("I-", "L-"))
        self._closed = self._begins | self._alone | np.array([each == "O" for each in kinds])

    @classmethod
    def of(cls, finder: Any) -> Self | None:
        """Return the quick way of a finder of names, None where it is not of the one kind that is known here."""
        if type(finder) is not EntityRecognizer or finder.cfg.get("beam_width") != 1 or finder.postprocesses:
            return None
        model, moves = finder.model, set(_moves(finder))
        if model.name != "parser_model" or not model.attrs.get("has_upper") or model.attrs.get("unseen_classes"):
            return None
        lower = model.get_ref("lower")
        begun = {move[2:] for move in moves if move[:2] == "B-"}
        is_whole = "O" in moves and all(kind + name in moves for name in begun for kind in ("I-", "L-"))
        return cls(finder) if is_whole and lower.get_dim("nF") == LOOKS_AT and lower.get_dim("nP") > 1 else None

    def pipe(self, docs: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        """Yield the passages in order, with the names in them."""
        waiting = iter(docs)
        while passages := list(islice(waiting, min(batch_size, AT_ONCE))):
            self._mark(passages)
            yield from passages

    def _mark(self, docs: Sequence[Doc]) -> None:
        known = np.concatenate([doc.to_array(["IS_SPACE", "SENT_START", "ENT_IOB"]) for doc in docs])
        if not len(known) or known[:, 2].any():
            # Some names stand already: spaCy's own way knows what to do with them.
            self._finder.set_annotations(docs, self._finder.predict(docs))
            return
        edges = np.cumsum([0, *map(len, docs)])
        names = iter([*self._names(docs, known[:, 0] == 1, _goes_on(known[:, 1], edges)), (len(known), 0, "")])
        start, end, label = next(names)
        for doc, first, last in zip(docs, edges[:-1].tolist(), edges[1:].tolist(), strict=True):
            inside = list[Span]()
            while start < last:
                inside.append(Span(doc, start - first, end - first, label=label))
                start, end, label = next(names)
            doc.set_ents(inside, default="outside")

    def _names(self, docs: Sequence[Doc], is_space: Flags, goes_on: Flags) -> Iterator[tuple[int, int, str]]:
        """Yield the first token, the one after the last, and the kind of each name, in order."""
        seen: Real = self._lower.predict(self._read.predict(docs))
        # What stands for no token comes first there, so a token's own place is one further.
        scores = self._scores(seen[1:, 0] + seen[0, 1] + seen[0, 2])
        scores[:, ~self._closed] = -np.inf
        scores[np.ix_(is_space | ~goes_on, self._begins)] = -np.inf
        scores[np.ix_(is_space, self._alone)] = -np.inf
        best = scores.argmax(axis=1)
        starts = np.flatnonzero(self._begins[best])
        ends = dict(zip(starts.tolist(), self._followed(seen, starts, best[starts], goes_on).tolist(), strict=True))
        free = 0
        for token in np.flatnonzero(self._begins[best] | self._alone[best]).tolist():
            if token >= free:
                free = ends.get(token, token + 1)
                yield token, free, self._moves[best[token]][2:]

    def _followed(self, seen: Real, starts: Whole, begun: Whole, goes_on: Flags) -> Whole:
        """Return the token after the last one of each name that begins: it goes on until the move that ends it is likelier."""
        last, growing = starts + 1, np.arange(len(starts))
        # At the end of a sentence no other move is left than to end.
        while len(growing := growing[goes_on[last[growing]]]):
            tokens, on, end = last[growing], self._goes_on[begun[growing]], self._ends[begun[growing]]
            scores = self._scores(seen[tokens + 1, 0] + seen[starts[growing] + 1, 1] + seen[tokens, 2])
            rows = np.arange(len(growing))
            more, less = scores[rows, on], scores[rows, end]
            growing = growing[(more > less) | ((more == less) & (on < end))]
            last[growing] += 1
        return last + 1

    def _scores(self, sums: Real) -> Real:
        scores: Real = self._upper.predict(np.ascontiguousarray((sums + self._bias).max(axis=2)))
        return scores


def _moves(finder: Any) -> list[str]:
    return [finder.moves.get_class_name(move) for move in range(finder.moves.n_moves)]


def _goes_on(sentence_starts: Any, edges: Whole) -> Flags:
    """Return for each token whether a name may go on after it: not over the end of a sentence or of the passage."""
    goes_on: Flags = np.ones(len(sentence_starts), dtype=bool)
    goes_on[:-1] = sentence_starts[1:] != 1
    goes_on[edges[1:][edges[1:] > 0] - 1] = False
    return goes_on
