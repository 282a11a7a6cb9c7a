"""A stretch of a page with the kind that a rule gave it, and the folded text in which words are looked up."""

import re

from sayso.model.base import Record
from sayso.model.document import ZoneKind
from sayso.model.span import Span

_PLAIN = (
    ("\u2019", "'"),
    ("\u2018", "'"),
    ("\u201c", '"'),
    ("\u201d", '"'),
    ("\xa0", " "),
    ("\n", " "),
    ("\r", " "),
    ("\t", " "),
)
_WORD_CHARACTER = re.compile(r"\w")


class Mark(Record, frozen=True, kw_only=True):
    """What a rule says of a stretch. `kind` None: no rule has spoken yet."""

    span: Span
    kind: ZoneKind | None = None
    why: str = ""


class Page(Record, frozen=True, kw_only=True):
    """The text of a document beside its folded twin: lower case, plain quotes and spaces, the same offsets."""

    text: str
    folded: str
    title: str = ""

    @classmethod
    def of(cls, text: str, title: str | None = None) -> "Page":
        """Return the page of a text."""
        return cls(text=text, folded=fold(text), title=" ".join(fold(title or "").split()))


def fold(text: str) -> str:
    """Return the text in lower case with plain quotes and spaces, character for character."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(small if len(small := character.lower()) == 1 else character for character in text)
    for shown, plain in _PLAIN:
        lower = lower.replace(shown, plain)
    return lower


def has_word(page: Page, span: Span) -> bool:
    """Does the stretch hold a letter or a digit?"""
    return _WORD_CHARACTER.search(page.text, span.start, span.end) is not None


def uncovered(page: Page, block: Span, marks: list[Mark]) -> list[Mark]:
    """Return the marks of a block in order, with an undecided mark for each stretch of words between them."""
    if not marks:
        return [Mark(span=block)] if has_word(page, block) else []
    pieces, at = list[Mark](), block.start
    for mark in sorted(marks, key=lambda mark: mark.span.start):
        if mark.span.end <= at:
            continue
        start = max(at, mark.span.start)
        pieces.extend(_between(page, at, start))
        pieces.append(mark.replace(span=Span(start=start, end=mark.span.end)))
        at = mark.span.end
    pieces.extend(_between(page, at, block.end))
    return pieces


def _between(page: Page, start: int, end: int) -> list[Mark]:
    """Return the stretch as an undecided mark, if it holds a word; it begins and ends with a character that shows."""
    words = page.text[start:end]
    start, end = end - len(words.lstrip()), start + len(words.rstrip())
    return [Mark(span=Span(start=start, end=end))] if start < end and _WORD_CHARACTER.search(page.text, start, end) else []
