"""Find what stands in quotation marks, paragraph by paragraph, so that one bad mark costs at most a paragraph."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from sayso.model.base import Record
from sayso.model.document import Document
from sayso.model.span import Span

MARK = re.compile('["\u201c\u201d\u201e\u00ab\u00bb]')
BREAK = re.compile(r"\n\s*\n")
OPENING = frozenset("\u201c\u201e\u00ab")
CLOSING = frozenset("\u201d\u00bb")


class Quotation(Record, frozen=True, kw_only=True):
    """A stretch between quotation marks (the marks left out). `closed` is False where the paragraph ends first."""

    span: Span
    closed: bool


def _paragraphs(document: Document) -> Iterator[Span]:
    for zone in document.zones_of("body", "headline"):
        at = zone.span.start
        for gap in BREAK.finditer(document.text, zone.span.start, zone.span.end):
            yield Span(start=at, end=gap.start())
            at = gap.end()
        yield Span(start=at, end=zone.span.end)


def _opens(text: str, place: int, inside: bool) -> bool:
    mark = text[place]
    if mark in OPENING:
        return True
    if mark in CLOSING:
        return False
    before = text[place - 1] if place else " "
    return not inside and (before.isspace() or before in "([\u2014-" or place == 0)


def quotations(document: Document) -> tuple[Quotation, ...]:
    """Return the quotations of a document's body, in order. A mark that cannot be paired ends with its paragraph."""
    found, text = list[Quotation](), document.text
    for paragraph in _paragraphs(document):
        start: int | None = None
        for mark in MARK.finditer(text, paragraph.start, paragraph.end):
            if _opens(text, mark.start(), start is not None):
                start = mark.end()
            elif start is not None:
                if mark.start() > start:
                    found.append(Quotation(span=Span(start=start, end=mark.start()), closed=True))
                start = None
        if start is not None and paragraph.end > start:
            found.append(Quotation(span=Span(start=start, end=paragraph.end), closed=False))
    return tuple(found)


def near(quoted: tuple[Quotation, ...], spans: tuple[Span, ...]) -> tuple[Quotation, ...]:
    """Return the quotations that can overlap any of the spans."""
    if not spans:
        return ()
    first = bisect_left(quoted, min(span.start for span in spans), key=lambda quotation: quotation.span.end)
    last = bisect_left(quoted, max(span.end for span in spans), key=lambda quotation: quotation.span.start)
    return quoted[first:last]
