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
SINGLE = "\u2018\u2019\u02bc\u201a\u201b\u00b4`"
DOUBLE = "\u201c\u201d\u201e\u201f\u00ab\u00bb"
UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
ROUGH = re.compile(rf"[{SINGLE}]|[{DOUBLE}]|[{UNSEEN}]+|[^\S ]+[^\S]*| \s+")
LONGEST = 20_000
"""A paragraph longer than this many code points is read in pieces: the parser's memory grows with it."""


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


def passages(document: Document) -> list[Passage]:
    """Return the passages of a document that are to be parsed, in order."""
    found = list[Passage]()
    for zone in document.zones_of(*READ_ZONES):
        for start, words in _paragraphs(zone.span.start, zone.span.cut(document.text)):
            edits = tuple(Edit(start=r.start(), end=r.end(), replacement=_replacement(r.group())) for r in ROUGH.finditer(words))
            found.append(Passage(start=start, zone=zone.kind, reading=Reading.of(words, edits)))
    return found


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
