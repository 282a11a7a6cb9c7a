"""Runs of words as numbers that can be compared: what two texts have in common word for word, and where it stands in both.

Every run of five words is one number, a hash that is the same on any machine. Words inside quotation marks are marked: whoever
quotes the same speech has copied from nobody.
"""

import re
import zlib
from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from sayso.model.span import Span

WORD = re.compile(r"\w+")
QUOTED = re.compile(
    r"\u201c[^\u201c\u201d\n]{1,800}(?:\u201d|(?=\n)|$)|(?<!\w)\"(?=\S)[^\"\n]{1,800}(?:(?<=\S)\"|(?=\n)|$)|\u00ab[^\u00bb\n]{1,800}\u00bb"
)
"""Words between quotation marks; a paragraph that opens with a mark and has no closing one goes on in the next."""
RUN = 5
"""Words in a row that make a run."""
HANDLE = re.compile(r"\(@\w{1,30}\)")
LONGEST_POST = 320
"""A post that an article shows whole is signed with a name and handle: the line before these is a quotation without marks."""
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F], np.uint64)
_SPREAD = np.uint64(0xFF51AFD7ED558CCD)
Marks = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]


class Runs(msgspec.Struct, frozen=True, eq=False, gc=False):
    """The words of a text by their places, the mark of the run that begins at each, and whether that run is not all quoted."""

    starts: Places
    ends: Places
    words: Marks
    marks: Marks
    own: Truths
    quoted: Truths

    def distinct(self) -> Marks:
        """Return the marks of the runs that are not all quoted, each once and in order."""
        return np.unique(self.marks[self.own])

    def said(self, shared: Marks, words: frozenset[int]) -> tuple[int, int]:
        """Return how many of the words outside quotations that begin a shared run are among these, and how many there are."""
        size = len(self.marks)
        begins = self.words[:size][~self.quoted[:size] & np.isin(self.marks, shared)]
        return int(np.isin(begins, list(words)).sum()), len(begins)


class WordMarks(dict[str, int]):
    """The hashes of words, kept from one text to the next."""

    def __missing__(self, word: str) -> int:
        self[word] = found = mark_of(word)
        return found


def runs_of(text: str, spans: Sequence[Span], known: WordMarks) -> Runs:
    """Return the runs of words inside the spans of a text."""
    matches = [match for span in spans for match in WORD.finditer(text, span.start, span.end)]
    words = [match.group() for match in matches]
    quoted = list[tuple[int, int]]()
    for span in spans:
        quoted.extend(match.span() for match in QUOTED.finditer(text, span.start, span.end))
        quoted.extend(_post(text, match) for match in HANDLE.finditer(text, span.start, span.end))
    begin = np.array([match.start() for match in matches], np.int64)
    end = begin + np.array([len(word) for word in words], np.int64)
    hashes = np.array([known[word] for word in words], np.uint64)
    marks = _marks(hashes)
    inside = _inside(begin, quoted)
    return Runs(begin, end, hashes, marks, _outside(inside)[: len(marks)], inside[: len(begin)] > 0)


def _post(text: str, signature: re.Match[str]) -> tuple[int, int]:
    """Return where a post stands that ends with a name and handle."""
    line = text.rfind("\n", 0, signature.start()) + 1
    return max(line, signature.start() - LONGEST_POST), signature.end()


def mark_of(word: str) -> int:
    """Return the hash of a word, letter case left out: the same on any machine."""
    return zlib.crc32(word.lower().encode("utf-8", "surrogatepass"))


def _marks(words: Marks) -> Marks:
    """Return the mark of each run of words."""
    if len(words) < RUN:
        return np.zeros(0, np.uint64)
    count = len(words) - RUN + 1
    with np.errstate(over="ignore"):
        mixed = np.zeros(count, np.uint64)
        for place, factor in enumerate(_MIX):
            mixed += (words[place : place + count] + np.uint64(1)) * factor
            mixed ^= mixed >> np.uint64(29)
        mixed *= _SPREAD
        return mixed ^ (mixed >> np.uint64(32))


def _inside(starts: Places, quoted: list[tuple[int, int]]) -> Places:
    """Return 1 for each word that is quoted, else 0; words beyond the last count as not quoted."""
    inside = np.zeros(len(starts) + RUN, np.int64)
    for begin, end in np.searchsorted(starts, np.array(quoted, np.int64)).tolist() if quoted else ():
        inside[begin:end] = 1
    return inside


def _outside(inside: Places) -> Truths:
    """Return, for the run that begins at each word, whether any word of it stands outside quotations."""
    sums = np.concatenate(([0], np.cumsum(inside)))
    outside: Truths = sums[RUN:] - sums[:-RUN] < RUN
    return outside
