"""What the parser gets to see: the paragraphs of the readable zones, with plain quotation marks and single spaces.

Language models are trained on straight marks, and one curly apostrophe can cost the parse of a sentence. The edits that make
the reading carry every span home exactly.
"""

import hashlib
import re
from collections.abc import Iterator

from sayso.model.base import Record
from sayso.model.document import READ_ZONES, Document, ZoneKind
from sayso.model.span import Edit, Reading, Span

BREAK = re.compile(r"\n\s*\n")
ELLIPSIS = "\u2026"
SINGLE = "\u2018\u2019\u02bc\u201a\u201b\u00b4`"
DOUBLE = "\u201c\u201d\u201e\u201f\u00ab\u00bb"
UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
ROUGH = re.compile(rf"[{SINGLE}]|[{DOUBLE}]|[{UNSEEN}]+|[^\S ]+[^\S]*| \s+")
LONGEST = 5_000
"""A paragraph longer than this many code points is read in pieces: the parser's memory grows with it."""
MOST = 60_000
"""No more code points of a document than this are read for what they say: a news article is never so long."""
NO_WORD = re.compile(r"\S{200,}")
"""A run without a space that is no word: it is read as one mark, because tokenizers slow down over it."""

GLUED = re.compile(
    r"\b(?P<name>[A-Z][\w'\u2019-]{2,}) (?:[A-Z(][\w.()'\u2019-]*\s){1,4}(?P=name)(?=[A-Z][A-Za-z])[^\n]{10,700}? (?P<end>MORE)\b"
)
"""A name that a page follows with the same name in full and, glued to it, the titles of other articles, up to the word MORE."""


class Passage(Record, frozen=True, kw_only=True):
    """A paragraph to be parsed: where it stands, the kind of zone it belongs to, and the reading of it."""

    start: int
    zone: ZoneKind
    reading: Reading


def _replacement(rough: str) -> str:
    first = rough[0]
    if first in SINGLE:
        return "'"
    if first in DOUBLE:
        return '"'
    return " " if first.isspace() else ""


def _pieces(start: int, words: str) -> list[tuple[int, str]]:
    pieces = list[tuple[int, str]]()
    while len(words) > LONGEST:
        cut = words.rfind(". ", 0, LONGEST) + 1 or words.rfind(" ", 0, LONGEST) or LONGEST
        pieces.append((start, words[:cut]))
        start, words = start + cut, words[cut:]
    pieces.append((start, words))
    return pieces


def _paragraphs(start: int, words: str) -> Iterator[tuple[int, str]]:
    at = 0
    for end in (*(gap.start() for gap in BREAK.finditer(words)), len(words)):
        paragraph = words[at:end]
        inside = paragraph.strip()
        if inside:
            yield from _pieces(start + at + len(paragraph) - len(paragraph.lstrip()), inside)
        at = end


def _edits(words: str) -> tuple[Edit, ...]:
    """Return what is read in place of curly marks, unseen signs, rough spaces, and runs that are no words."""
    runs = [found.span() for found in NO_WORD.finditer(words)]
    edits = [Edit(start=start, end=end, replacement=ELLIPSIS) for start, end in runs]
    if " MORE" in words:
        glued = [(found.end("name"), found.end()) for found in GLUED.finditer(words)]
        edits += [Edit(start=start, end=end, replacement="") for start, end in glued]
        runs += glued
    for found in ROUGH.finditer(words):
        if not any(start < found.end() and found.start() < end for start, end in runs):
            edits.append(Edit(start=found.start(), end=found.end(), replacement=_replacement(found.group())))
    return tuple(sorted(edits, key=lambda edit: edit.start))


def passages(document: Document) -> list[Passage]:
    """Return the passages of a document that are to be parsed, in order, up to the most that is read of one document."""
    found, size = list[Passage](), 0
    for zone in document.zones_of(*READ_ZONES):
        for start, words in _paragraphs(zone.span.start, zone.span.cut(document.text)):
            size += len(words)
            if size > MOST:
                return found
            found.append(Passage(start=start, zone=zone.kind, reading=Reading.of(words, _edits(words))))
    return found


def is_too_long(document: Document) -> bool:
    """Is there more readable text than is read of one document?"""
    return sum(zone.span.end - zone.span.start for zone in document.zones_of(*READ_ZONES)) > MOST


def home(passage: Passage, start: int, end: int) -> Span:
    """Return where a stretch of a passage's reading stands in the archived text."""
    span = passage.reading.home(Span(start=start, end=end))
    return Span(start=passage.start + span.start, end=passage.start + span.end)


def reading_key(document: Document, maker: str) -> str:
    """Return the key under which the parse of a document can be kept: its readings, their places, and the parser."""
    digest = hashlib.blake2b(maker.encode(), digest_size=16)
    for passage in passages(document):
        digest.update(f"\x00{passage.start}\x00{passage.zone}\x00{len(passage.reading.text)}\x00".encode())
        digest.update(
            document.text[passage.start : passage.start + passage.reading.offsets.length].encode("utf-8", "surrogatepass")
        )
    return digest.hexdigest()
