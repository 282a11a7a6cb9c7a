"""Whose turn it is in a transcript: the labels that open its lines, each with the fullest name of whom it names."""

import re
from bisect import bisect_right

from sayso.kit.labels import labels
from sayso.kit.names import plain, without_title
from sayso.kit.vocabulary import common_words
from sayso.model.base import Record
from sayso.model.document import Document
from sayso.model.span import Span


class Turn(Record, frozen=True, kw_only=True):
    """A stretch of a transcript: the label that opens it, its fullest name, and where its words end."""

    label: Span
    name: str
    entity: str | None
    end: int


class Turns:
    """The turns of a document, none where it is no transcript."""

    def __init__(self, document: Document) -> None:
        self._turns = tuple(_turn(document, label.span, label.end) for label in labels(document) if label.kind == "name")

    def at(self, place: int) -> Turn | None:
        """Return the turn in which a place stands."""
        number = bisect_right(self._turns, place, key=lambda turn: turn.label.start) - 1
        turn = self._turns[number] if number >= 0 else None
        return turn if turn is not None and place < turn.end else None


def _turn(document: Document, label: Span, end: int) -> Turn:
    """Return a turn; of a label that is the end of exactly one person's full name in the text, with that name."""
    written = " ".join(label.cut(document.text).split())
    words = without_title(tuple(plain(written).split()))[0]
    fuller = dict[str, tuple[str, str]]()
    for entity in document.entities:
        for name in (entity.name, *entity.names):
            theirs = without_title(tuple(plain(name).split()))[0]
            if words and len(theirs) > len(words) and theirs[-len(words) :] == words and entity.kind in {"person", "other"}:
                fuller.setdefault(" ".join(theirs), (name, entity.id))
    if len(fuller) == 1:
        ((name, known),) = fuller.values()
        return Turn(label=label, name=name, entity=known, end=end)
    return Turn(label=label, name=_written_out(document, written) or written, entity=None, end=end)


def _written_out(document: Document, label: str) -> str:
    """Return the one full name in the text whose last word is the label, also where the parser took it apart."""
    pattern = re.compile(rf"\b[A-Z\u00c0-\u00de][a-z\u00df-\u00ff]+ {re.escape(label.title())}\b")
    found = {name: without_title(tuple(plain(name).split()))[0] for name in pattern.findall(document.text)}
    full = {name for name, words in found.items() if len(words) > 1 and words[0] not in common_words()}
    return full.pop() if len(full) == 1 and label.isupper() else ""
