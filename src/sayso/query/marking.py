"""Where the words that were sought stand in a document, and the stretch of it that shows them best."""

import re
from collections.abc import Iterable, Iterator, Sequence

from sayso.kit.folding import Word, words
from sayso.model.base import Record
from sayso.model.document import Document
from sayso.model.span import Span
from sayso.store.index import Phrase, zoned

SNIPPET = 240
_SPACE = re.compile(r"\s")


class Mark(Record, frozen=True, kw_only=True):
    """A stretch that holds words that were sought, and the zone it stands in."""

    start: int
    end: int
    zone: str


def marks_of(document: Document, within: Span, phrases: Iterable[Phrase], zone: str | None = None) -> tuple[Mark, ...]:
    """Return every stretch in which a phrase stands, with its zone, in order; none reaches from one zone into another."""
    first, last = _between_spaces(document.text, within)
    every = [word for word in words(document.text, first, last) if within.start <= word.start < within.end]
    rows = [row for phrase in phrases for row in _standing(every, phrase)]
    # Only the words of these stretches are asked for their zones: there are few of them in a long text.
    asked = sorted({word for row in rows for word in row})
    zones = dict(zoned(document, asked))
    found = {
        Mark(start=row[0].start, end=row[-1].end, zone=zones[row[0]])
        for row in rows
        if zone in {None, zones[row[0]]} and all(zones[word] == zones[row[0]] for word in row)
    }
    return tuple(sorted(found, key=lambda mark: (mark.start, -mark.end)))


def _between_spaces(text: str, within: Span) -> tuple[int, int]:
    """Return the stretch from the space before a span to the one after it, so that no word is cut at its borders."""
    start = within.start
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    after = _SPACE.search(text, within.end)
    return start, after.start() if after else len(text)


def _standing(every: Sequence[Word], phrase: Phrase) -> Iterator[Sequence[Word]]:
    """Yield each row of words that a phrase is."""
    first, length = phrase.words[0], len(phrase.words)
    alone = phrase.begins and length == 1
    for at, word in enumerate(every[: len(every) - length + 1]):
        if word.word != first and not (alone and word.word.startswith(first)):
            continue
        row = every[at : at + length]
        if all(_is(each, phrase, place) for place, each in enumerate(row)):
            yield row


def _is(word: Word, phrase: Phrase, place: int) -> bool:
    sought = phrase.words[place]
    return word.word == sought or (phrase.begins and place == len(phrase.words) - 1 and word.word.startswith(sought))


def snippet(document: Document, marks: Sequence[Mark]) -> Span:
    """Return the stretch of an article that holds most of what was sought, best where people read; else how its text begins."""
    text = document.text
    if not marks:
        body = next((zone.span for zone in document.zones if zone.kind == "body"), Span(start=0, end=len(text)))
        return _fitted(text, body.start, min(body.start + SNIPPET, body.end))
    read = [mark for mark in marks if mark.zone in {"headline", "body", "caption"}] or list(marks)
    first = max(read, key=lambda mark: (_told(text, mark, read), -mark.start))
    before = max(first.start - SNIPPET // 4, 0)
    return _fitted(text, before, max(before + SNIPPET, first.end))


def _told(text: str, first: Mark, marks: Iterable[Mark]) -> int:
    """Return how many different things that were sought stand soon after a mark."""
    end = first.start + SNIPPET * 3 // 4
    return len({text[mark.start : mark.end].lower() for mark in marks if first.start <= mark.start and mark.end <= end})


def _fitted(text: str, start: int, end: int) -> Span:
    """Return a stretch drawn in to whole words."""
    end = min(end, len(text))
    if start > 0 and not text[start - 1].isspace():
        cut = next((at for at in range(start, min(start + 30, end)) if text[at].isspace()), start)
        start = cut
    while end < len(text) and end > start + SNIPPET // 2 and not text[end].isspace() and not text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start=start, end=end)
