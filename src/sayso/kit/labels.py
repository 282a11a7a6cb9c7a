"""Find the labels that open a line and say whose words follow: "NAME:" in a transcript, "Q." and "A.", "@handle:" before a post.

A line that merely has a colon is none. Lines make a transcript where at least three open with a label and one label comes back,
or where at least two open with different labels in capitals that name people.
"""

import re
from collections import Counter
from itertools import pairwise
from typing import Literal

from sayso.kit.names import plain
from sayso.kit.vocabulary import given_names, titles
from sayso.model.base import Record
from sayso.model.document import Document
from sayso.model.span import Span

LabelKind = Literal["name", "letter", "handle"]
NAME = re.compile(
    r"^[ \t]*[\"\u201c]?(?P<name>[A-Z\u00c0-\u00de][\w.'\u2019-]*(?: [A-Z\u00c0-\u00de][\w.'\u2019-]*){0,3})(?P<mark>:)(?=\s)",
    re.MULTILINE,
)
LETTER = re.compile(r"^[ \t]*(?P<name>[QA])(?P<mark>[.:])(?=\s)", re.MULTILINE)
HANDLE = re.compile(r"^[ \t]*(?:[A-Z][^\n@:\"\u201c]{1,40} )?\(?(?P<name>@\w{2,30})\)?(?P<mark>:)(?=\s)", re.MULTILINE)
CLOCK = re.compile(
    r"(?:\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?)"
    r"(?:\s?(?:GMT|UTC|BST|CET|CEST|EST|EDT|ET|PT|IST|MSK))?(?:\s?(?:[-|:\u2013\u2014]))?\s+"
)
"""The time of an entry in a live report."""
BREAK = re.compile(r"\n\s*\n")
FEWEST_TURNS = 3
FEWEST_LABELS = 2


class Label(Record, frozen=True, kw_only=True):
    """A label: where it stands, the mark that closes it, and where the words end that it is put before."""

    kind: LabelKind
    span: Span
    mark: Span
    end: int


def labels(document: Document) -> tuple[Label, ...]:
    """Return the labels of a document, in order."""
    turns = _until_the_next(document, "name", _names(document))
    letters = _until_the_next(document, "letter", _letters(document))
    posts = tuple(_label("handle", match, _end_of_paragraph(document, match.end())) for match in HANDLE.finditer(document.text))
    return tuple(sorted((*turns, *letters, *posts), key=lambda label: label.span))


def without_clock(text: str, span: Span) -> Span | None:
    """Return a span that opens a line without the time of day that stands first in it; None where it is no more than that."""
    if text[text.rfind("\n", 0, span.start) + 1 : span.start].strip():
        return span
    clock = CLOCK.match(text, span.start)
    if clock is None:
        return span
    return Span(start=clock.end(), end=span.end) if clock.end() < span.end else None


def _label(kind: LabelKind, match: re.Match[str], end: int) -> Label:
    name, mark = (Span(start=match.start(part), end=match.end(part)) for part in ("name", "mark"))
    return Label(kind=kind, span=name, mark=mark, end=end)


def _until_the_next(document: Document, kind: LabelKind, found: list[re.Match[str]]) -> tuple[Label, ...]:
    """Return the labels of a transcript: what each is put before goes on to the next one."""
    ends = [*(after.start() for _, after in pairwise(found)), len(document.text)] if found else []
    return tuple(_label(kind, match, end) for match, end in zip(found, ends, strict=True))


def _names(document: Document) -> list[re.Match[str]]:
    found = [match for match in NAME.finditer(document.text) if match["name"] not in {"Q", "A"}]
    count = Counter(match["name"] for match in found)
    if len(found) >= FEWEST_TURNS and len(count) >= FEWEST_LABELS and max(count.values()) > 1:
        return [match for match in found if count[match["name"]] > 1 or match["name"].isupper()]
    people = [match for match in found if match["name"].isupper() and _is_a_person(match["name"])]
    return people if len({match["name"] for match in people}) >= FEWEST_LABELS else []


def _is_a_person(label: str) -> bool:
    words = plain(label).split()
    return len(words) > 1 and (words[0] in titles() or words[0] in given_names())


def _letters(document: Document) -> list[re.Match[str]]:
    """Return the labels of questions and answers, where both are there."""
    found = list(LETTER.finditer(document.text))
    return found if len({match["name"] for match in found}) == FEWEST_LABELS else []


def _end_of_paragraph(document: Document, place: int) -> int:
    gap = BREAK.search(document.text, place)
    return gap.start() if gap else len(document.text)
