"""Places in a text, and the exact way back from an edited reading of it to the original.

A reading is made from edits, never by comparing two texts afterwards, so every offset maps home exactly:

>>> reading = Reading.of("He said \u201cno\u201d.", (Edit(start=8, end=9, replacement="''"),))
>>> reading.text
"He said ''no\u201d."
>>> reading.home(Span(start=10, end=12))
Span(start=9, end=11)
"""

from bisect import bisect_right
from typing import Self

from sayso.model.base import Record


class Span(Record, frozen=True, kw_only=True, order=True):
    """A stretch of the archived text: half-open, in Unicode code points."""

    start: int
    end: int

    def cut(self, text: str) -> str:
        """Return the words that the span holds."""
        return text[self.start : self.end]

    def overlap(self, other: "Span") -> int:
        """Return how many code points the two spans share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def share(self, other: "Span") -> float:
        """Return how much of the stretch from the first start to the last end both spans hold: 1 where they are the same."""
        return self.overlap(other) / max(max(self.end, other.end) - min(self.start, other.start), 1)

    def holds(self, other: "Span") -> bool:
        """Does this span contain the whole of the other?"""
        return self.start <= other.start and other.end <= self.end


class Edit(Record, frozen=True, kw_only=True):
    """Read `replacement` where the original has the stretch from `start` to `end`."""

    start: int
    end: int
    replacement: str


class OffsetMap(Record, frozen=True, kw_only=True):
    """Where each piece of a reading stands in the original: pieces in order, as parallel columns.

    A piece is either kept text (the same length on both sides) or a replacement, which maps as a whole.
    """

    reading: tuple[int, ...]
    original: tuple[int, ...]
    kept: tuple[bool, ...]
    length: int

    def home(self, offset: int, *, end: bool = False) -> int:
        """Return the original offset of a boundary in the reading; `end` says that the boundary closes a span."""
        piece = bisect_right(self.reading, offset - 1 if end and offset else offset) - 1
        if self.kept[piece]:
            return self.original[piece] + offset - self.reading[piece]
        after = self.original[piece + 1] if piece + 1 < len(self.original) else self.length
        return after if end else self.original[piece]


class Reading(Record, frozen=True, kw_only=True):
    """A text to be read in place of the original, with the map that leads every span home."""

    text: str
    offsets: OffsetMap

    @classmethod
    def of(cls, original: str, edits: tuple[Edit, ...]) -> Self:
        """Build the reading of `original` after `edits`, which must be in order and must not overlap."""
        parts, reading, start, kept = list[str](), list[int](), list[int](), list[bool]()
        at = written = 0
        for edit in edits:
            if not at <= edit.start <= edit.end <= len(original):
                raise ValueError(f"edits overlap or leave the text at {edit.start}: give them in order")
            pieces = ((at, original[at : edit.start], True), (edit.start, edit.replacement, False))
            for place, words, is_kept in pieces:
                if words or not is_kept:
                    parts.append(words)
                    reading.append(written)
                    start.append(place)
                    kept.append(is_kept)
                    written += len(words)
            at = edit.end
        parts.append(original[at:])
        reading.append(written)
        start.append(at)
        kept.append(True)
        offsets = OffsetMap(reading=tuple(reading), original=tuple(start), kept=tuple(kept), length=len(original))
        return cls(text="".join(parts), offsets=offsets)

    def home(self, span: Span) -> Span:
        """Return where a span of the reading stands in the original."""
        return Span(start=self.offsets.home(span.start), end=self.offsets.home(span.end, end=True))
