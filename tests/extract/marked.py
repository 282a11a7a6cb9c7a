"""Sentences with what should be found written into them: `[KSPA reported|reported] that [the barge sank|content]`.

A mark is `[words|label]`. Marks may stand inside each other. The text without marks is what is read; each label has the places of
its words. A sentence whose marks cannot be read is a mistake in the test and fails loudly.
"""

from collections.abc import Iterator

from sayso.model.base import Record
from sayso.model.span import Span


class Mark(Record, frozen=True, kw_only=True):
    """Words and what should be found there."""

    label: str
    span: Span


class Marked(Record, frozen=True, kw_only=True):
    """A sentence without its marks, and the marks in order of their place."""

    text: str
    marks: tuple[Mark, ...]

    def words(self, label: str) -> tuple[str, ...]:
        """Return the words that bear a label, in order."""
        return tuple(mark.span.cut(self.text) for mark in self.marks if mark.label == label)

    def by_label(self) -> dict[str, str]:
        """Return the words of each label, those of several marks joined by ` + `."""
        labels = dict.fromkeys(mark.label for mark in self.marks)
        return {label: " + ".join(self.words(label)) for label in labels}

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield words and label of each mark."""
        return ((mark.span.cut(self.text), mark.label) for mark in self.marks)


def marked(sentence: str) -> Marked:
    """Return a sentence without its marks, and the marks.

    Raises:
        ValueError: a mark is not closed, was never opened, or has no words or no label.
    """
    text, marks, opened, at = list[str](), list[Mark](), list[int](), 0
    while at < len(sentence):
        sign = sentence[at]
        if sign == "[":
            opened.append(len(text))
        elif sign == "]":
            raise ValueError(f"a mark is closed at {at} that has no label: {sentence!r}")
        elif sign == "|":
            close = sentence.find("]", at)
            label = sentence[at + 1 : close].strip()
            if not opened or close < 0 or not label or "[" in label or "|" in label:
                raise ValueError(f"a mark at {at} is not opened, not closed or has no label: {sentence!r}")
            start = opened.pop()
            if not "".join(text[start:]).strip():
                raise ValueError(f"a mark at {at} holds no words: {sentence!r}")
            marks.append(Mark(label=label, span=Span(start=start, end=len(text))))
            at = close
        else:
            text.append(sign)
        at += 1
    if opened:
        raise ValueError(f"a mark is not closed: {sentence!r}")
    return Marked(text="".join(text), marks=tuple(sorted(marks, key=lambda mark: (mark.span, mark.label))))
