"""Find what a page is about: its longest run of prose, the line that heads it, and which pieces share words with the two."""

import math
from collections import Counter

import numpy as np
from numpy.typing import NDArray

from sayso.clean.marks import Mark

Numbers = NDArray[np.float64]
_BREAK, _BREAK_SHARE, _BEFORE, _HEADLINE = 60.0, 0.5, 40, (3, 25)


def subject_rows(pieces: list[Mark], words: list[list[str]], content: list[set[str]], prose: Numbers) -> Numbers:
    """Return for each piece where it stands to the longest run of prose and to its headline, and how many words it shares.

    `content` are the words of each that say something; `prose` is the length of each that is prose, else 0.
    """
    first, last = _longest_run(pieces, prose)
    spread = Counter(word for own in content[first:last] for word in own)
    backed = [_backed(own, spread, first <= at < last) for at, own in enumerate(content)]
    head = _headline(first, words, backed, prose)
    titled = content[head] if head >= 0 else set()
    n, index = len(pieces), np.arange(len(pieces))
    said = np.array([len(own) or 1 for own in content])
    shared = np.array([len(own & titled) for own in content])
    inside = (index >= first) & (index < last)
    whole = prose.sum() or 1.0
    return np.column_stack(
        [
            inside,
            np.log1p(np.maximum(first - index, 0)),
            np.log1p(np.maximum(index - last + 1, 0)),
            np.full(n, prose[first:last].sum() / whole),
            np.full(n, math.log1p(last - first)),
            np.array(backed),
            np.minimum(shared, 4) / 4,
            shared / said,
            index == head,
            np.log1p(np.maximum(index - head, 0)) if head >= 0 else np.zeros(n),
            (index < head) if head >= 0 else np.zeros(n),
            np.full(n, head < 0),
        ]
    ).astype(float)


def _longest_run(pieces: list[Mark], prose: Numbers) -> tuple[int, int]:
    """Return the run of pieces with the most prose, where each piece between that is none takes away from it."""
    best, sum_here, start, found = 0.0, 0.0, 0, (0, 0)
    for at, (piece, length) in enumerate(zip(pieces, prose.tolist(), strict=True)):
        sum_here += length or -(_BREAK + _BREAK_SHARE * (piece.span.end - piece.span.start))
        if sum_here <= 0:
            sum_here, start = 0.0, at + 1
        elif sum_here > best:
            best, found = sum_here, (start, at + 1)
    return found


def _backed(own: set[str], spread: Counter[str], inside: bool) -> float:
    """Return the share of the words of a piece that the run holds too, apart from the piece itself."""
    return sum(spread[word] > inside for word in own) / (len(own) or 1)


def _headline(first: int, words: list[list[str]], backed: list[float], prose: Numbers) -> int:
    """Return the line before the run that shares most words with it, or -1."""
    lines = [
        at for at in range(max(0, first - _BEFORE), first) if not prose[at] and _HEADLINE[0] <= len(words[at]) <= _HEADLINE[1]
    ]
    best = max(lines, key=lambda at: (backed[at] * math.sqrt(len(words[at])), -at), default=-1)
    return best if best >= 0 and backed[best] > 0 else -1
