"""Find picture credits: who made or gave a picture. They stop where the closed list of agencies and marks stops.

>>> [mark.span.cut("Image Source : AP/FILE PHOTO The leaders meet") for mark in
...  credit_marks(Page.of("Image Source : AP/FILE PHOTO The leaders meet"), Span(start=0, end=45))]
['Image Source : AP/FILE PHOTO']
"""

import functools
import re
from collections.abc import Iterator

from sayso.clean.blocks import count_words, ends_finally
from sayso.clean.chrome import reports
from sayso.clean.marks import Mark, Page
from sayso.kit.lexicon import load
from sayso.model.base import Record
from sayso.model.span import Span

_HINTS = re.compile(r"photo|image|picture|pic |credit|getty|/| via |\u00a9|courtesy|illustration|file|\(\Z")
_THING = "Image|Photo|Picture|Pic|Video|Photograph|Graphic|Illustration|Screenshot"
_LEAD = (
    rf"(?:(?:{_THING})s?\s{{0,2}}(?:Source|Credits?|Courtesy(?: of)?|by)\s{{0,2}}:?|(?:{_THING}|Credit)s?\s{{0,2}}:)"
    r"\s{0,3}(?:\u00a9\s?)?"
)
_CAPITALS = re.compile(r"[A-Z][A-Z0-9]+(?:\s?[/|]\s?[A-Z][A-Z0-9]+){0,3}(?!\w)")
_CAPITAL = r"[A-Z\u00c0-\u00de][\w.'\u2019-]*"
_NAME = rf"{_CAPITAL}(?: (?:(?:van|von|de|der|den|al|bin|la|del|da|dos) ){{0,2}}{_CAPITAL}){{0,3}}"
_SHORT, _LINE, _TRAILING = 9, 150, 160
IN_BRACKETS = "credit in brackets"


class PhotoAgency(Record, frozen=True, kw_only=True):
    """An agency or library as credits name it; a `mark` is a word such as FILE PHOTO that stands beside one."""

    name: str
    mark: bool = False


def credit_marks(page: Page, block: Span) -> list[Mark]:
    """Return the credits in a block."""
    if block.end - block.start > 30 and not _HINTS.search(page.folded, block.start, block.end):
        return []
    if block.end - block.start <= _LINE and _standing_alone().fullmatch(page.text, block.start, block.end):
        return [Mark(span=block, kind="credit", why="agency alone")]
    return [*_leading(page, block), *_in_brackets(page, block), *_trailing(page, block)]


def _leading(page: Page, block: Span) -> Iterator[Mark]:
    """Yield `Image Source : AGENCY` and its like; a short line is a credit to its end, whomever it names."""
    for lead in _leads().finditer(page.text, block.start, block.end):
        agencies = _agencies().match(page.text, lead.end(), block.end) or _CAPITALS.match(page.text, lead.end(), block.end)
        if _is_short(page, Span(start=lead.end(), end=block.end)) and (not agencies or lead.start() == block.start):
            yield Mark(span=Span(start=lead.start(), end=block.end), kind="credit", why="credit line")
            return
        if agencies:
            yield Mark(span=Span(start=lead.start(), end=agencies.end()), kind="credit", why="credit before a caption")


def _is_short(page: Page, rest: Span) -> bool:
    """Is what follows too short, and not ended as a sentence is, to be more than a name?"""
    if rest.end - rest.start > _LINE or ends_finally(page.text, rest):
        return False
    return count_words(page.text, rest.start, rest.end) <= _SHORT


def _in_brackets(page: Page, block: Span) -> Iterator[Mark]:
    for found in _brackets().finditer(page.text, block.start, block.end):
        yield Mark(span=Span(start=found.start(), end=found.end()), kind="credit", why=IN_BRACKETS)


def _trailing(page: Page, block: Span) -> Iterator[Mark]:
    found = _endings().search(page.text, max(block.start, block.end - _TRAILING), block.end)
    if found and not reports(page, Span(start=found.start(), end=block.end)):
        yield Mark(span=Span(start=found.start(), end=block.end), kind="credit", why="credit at the end")


@functools.cache
def _names(mark: bool | None = None) -> str:
    entries = (entry for entry in load("photo_agencies", PhotoAgency) if mark is None or entry.mark == mark)
    return "|".join(re.escape(name) for name in sorted((entry.name for entry in entries), key=len, reverse=True))


@functools.cache
def _leads() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w(]){_LEAD}")


@functools.cache
def _agencies() -> re.Pattern[str]:
    one = rf"(?:{_names()})(?!\w)"
    return re.compile(rf"{one}(?:\s?(?:[/|,&]|via)\s?{one}|\s(?:{_names(True)})(?!\w)){{0,5}}")


@functools.cache
def _standing_alone() -> re.Pattern[str]:
    return re.compile(rf"[(\[]?(?:{_agencies().pattern}|(?:{_NAME})\s?/\s?{_agencies().pattern}|\u00a9.{{1,80}})[)\].]?")


@functools.cache
def _brackets() -> re.Pattern[str]:
    agency = rf"(?:{_names(False)})(?!\w)"
    filed = rf"(?:{_names(False)}|File|FILE) (?:[Ff]ile )?(?:Photo|PHOTO|photo|[Hh]andout|[Ii]llustration)\b"
    made = r"(?:Photo|Image|Picture|Screenshot)s? (?:by|courtesy|via|from|of)\b|Courtesy\b"
    opening = rf"(?:{_LEAD}|{filed}|{made}|\u00a9|[^()\[\]]{{0,80}}(?:/\s?|via ){agency})"
    named = rf"\({_NAME}\s?/\s?{_NAME}\)\Z"
    return re.compile(rf"[(\[]{opening}[^()\[\]]{{0,120}}(?:[)\]]|\Z)|{named}|\((?:Image|Photo|Picture|Pic)?\s?\Z")


@functools.cache
def _endings() -> re.Pattern[str]:
    agency = rf"(?:{_names(False)})(?!\w)"
    marks = rf"(?:\s?[/,]?\s?(?:{_names()})(?!\w)){{0,4}}"
    photographed = rf"(?:AP|AFP|REUTERS|EPA|EPA-EFE|Reuters)(?: Photo)?\s?/\s?{_NAME}{marks}"
    shared = rf"{_NAME}\s?/\s?{agency}{marks}(?: for {_NAME})?"
    bare = rf"(?<![\w/])(?:{photographed}|{shared}|AP Photo|AFP Photo|Getty Images)[.\s]{{0,3}}\Z"
    made = r"(?:Photo|Photograph|Picture|Image|Illustration|Video)s?(?: [Ii]llustration)? (?:by|courtesy of|courtesy|via)"
    named = rf"(?<![\w/])(?:{made}|(?:Photo|Picture|Image|Photograph):|Courtesy of)\s?[^.!?]{{2,100}}[.\s]{{0,3}}\Z"
    return re.compile(rf"{bare}|{named}|(?<![A-Z])Credit:[^.!?]{{2,100}}\Z")
