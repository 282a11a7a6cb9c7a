"""Where two texts have the same words: the stretches of both, side by side."""

import numpy as np

from sayso.kit.shingles import RUN, Runs
from sayso.model.base import Place

GAP = 6
"""So many words may be missing or changed inside a passage before it counts as two."""


def passages(one: Runs, other: Runs, names: tuple[str, str]) -> tuple[tuple[Place, Place], ...]:
    """Return the stretches that two texts share, in the order of the first, each as its places in both."""
    marks, first = np.unique(one.marks, return_index=True)
    spots = np.searchsorted(marks, other.marks)
    spots[spots == len(marks)] = 0
    theirs = np.flatnonzero((marks[spots] == other.marks) & other.own) if len(marks) else np.zeros(0, np.int64)
    ours = first[spots[theirs]]
    found = list[tuple[int, int, int, int]]()
    for here, there in zip(ours.tolist(), theirs.tolist(), strict=True):
        if found and _goes_on(found[-1], here, there):
            begin, _, begin_there, _ = found[-1]
            found[-1] = (begin, here + RUN, begin_there, there + RUN)
        else:
            found.append((here, here + RUN, there, there + RUN))
    return tuple(
        (
            Place(document=names[0], start=int(one.starts[a]), end=int(one.ends[b - 1])),
            Place(document=names[1], start=int(other.starts[c]), end=int(other.ends[d - 1])),
        )
        for a, b, c, d in sorted(found)
    )


def _goes_on(last: tuple[int, int, int, int], here: int, there: int) -> bool:
    """Does a run carry on the passage before it, with no more than a few words between them on either side?"""
    return last[1] - RUN < here <= last[1] + GAP and there <= last[3] + GAP
