"""Find the words of the page around an article: sign-up forms, share buttons, cookie notices, template leftovers, links.

Nothing is chrome because it is repeated: agencies' sentences are repeated too, and they are what sayso is after.
"""

import functools
import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator
from typing import Literal, NamedTuple

from sayso.clean.blocks import count_words, ends_finally, split_sentences
from sayso.clean.marks import Mark, Page
from sayso.kit.lexicon import load
from sayso.model.base import Record
from sayso.model.span import Span

Reach = Literal["phrase", "sentence", "start"]
_TEMPLATE = re.compile(r"\{\{[^{}]{0,120}\}\}|\{%[^{}%]{0,120}%\}")
_FILLER = re.compile(
    r"(?:[\s,|/&+:·•-]*(?:facebook|twitter|whatsapp|instagram|telegram|linkedin|youtube|email|google news|and|or)\b)+"
)
_STAMP = re.compile(
    r"(?:(?:first )?published|(?:last )?updated|posted|modified)\b.{0,20}\d|(?:\w{3,9}, )?(?:\d{1,2} )?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? (?:\d{1,2},? )?\d{4}\b"
)
_WORD = re.compile(r"[^\W_]+")
_SHORTEST_COVER, _LEFTOVER, _HEAD, _TAIL = 0.6, 40, 12, 14
_LONGEST_LABEL, _LABEL, _BARE_LABEL = 300, 25, 4


class ChromeWords(Record, frozen=True, kw_only=True):
    """Words of the page's own: how far they reach is `reach`."""

    reach: Reach
    words: str


class Sign(Record, frozen=True, kw_only=True):
    """A word that shows that somebody is reported."""

    word: str


class Found(NamedTuple):
    """Where words of the page's own stand."""

    start: int
    end: int
    words: str
    reach: str


def find_chrome_words(page: Page) -> tuple[Found, ...]:
    """Return every whole-word occurrence of chrome words and every template leftover, in order."""
    found = [Found(match.start(), match.end(), "template", "template") for match in _TEMPLATE.finditer(page.text)]
    there = set(_WORD.findall(page.folded))
    for words, reach, telling in _words():
        at = page.folded.find(words) if telling in there else -1
        while at >= 0:
            end = at + len(words)
            if not page.folded[at - 1 : at].isalnum() and not page.folded[end : end + 1].isalnum():
                found.append(Found(at, end, words, reach))
            at = page.folded.find(words, end)
    return tuple(sorted(found))


def chrome_marks(page: Page, block: Span, found: tuple[Found, ...]) -> list[Mark]:
    """Return the stretches of a block that are chrome by their own words, which `found` holds for the whole page."""
    first, last = bisect_left(found, (block.start,)), bisect_left(found, (block.end,))
    inside = [one for one in found[first:last] if one.end <= block.end]
    marks = [*_phrases(page, block, inside), *_sentences(page, block, inside)]
    covered = sum(mark.span.end - mark.span.start for mark in marks)
    length = block.end - block.start
    if covered > _SHORTEST_COVER * length and length - covered < _LEFTOVER:
        return [Mark(span=block, kind="chrome", why=marks[0].why)]
    return marks


def reports(page: Page, span: Span) -> bool:
    """Does the stretch hold a word of reporting?"""
    return _reporting().search(page.folded, span.start, span.end) is not None


def label_mark(page: Page, block: Span) -> Mark | None:
    """Return the whole block as chrome if it is a line of the page: it opens like a label and does not end like a sentence."""
    if block.end - block.start > _LONGEST_LABEL:
        return None
    line = block.cut(page.folded)
    words = count_words(page.text, block.start, block.end)
    if words <= _HEAD and _STAMP.match(line):
        return Mark(span=block, kind="chrome", why="timestamp")
    opens = _starts().match(line)
    if opens is None or words > (_LABEL if opens[0][-1] in ":|" or " " in opens[0] else _BARE_LABEL):
        return None
    if ends_finally(page.text, block) and opens[0][-1] not in ":|" and len(opens[0]) + 1 < len(line):
        return None
    return Mark(span=block, kind="chrome", why=f"label: {opens[0]}")


def _phrases(page: Page, block: Span, found: list[Found]) -> Iterator[Mark]:
    """Yield the phrases that are chrome by themselves where they stand like a button: first in line, no sentence going on."""
    for one in found:
        shown = page.text[one.start : one.end]
        if one.reach != "phrase" or not shown[0].isupper():
            continue
        opens = one.start == block.start or page.text[max(block.start, one.start - 3) : one.start].rstrip()[-1:] in ".!?|}\u2026"
        filler = _FILLER.match(page.folded, one.end, block.end)
        goes_on = page.text[one.end : min(one.end + 3, block.end)].lstrip()[:1].islower()
        if (shown.isupper() and " " in shown) or (opens and (filler or not goes_on)):
            end = filler.end() if filler else one.end
            yield Mark(span=Span(start=one.start, end=end), kind="chrome", why=f"phrase: {one.words}")


def _sentences(page: Page, block: Span, found: list[Found]) -> Iterator[Mark]:
    waiting = deque(one for one in found if one.reach in ("sentence", "template"))
    if not waiting:
        return
    for sentence in split_sentences(page.text, block):
        inside = list[Found]()
        while waiting and waiting[0].start < sentence.end:
            inside.append(waiting.popleft())
        if inside and (any(one.reach == "template" for one in inside) or not reports(page, sentence)):
            yield _reach(page, sentence, inside)


def _reach(page: Page, sentence: Span, found: list[Found]) -> Mark:
    """Return the part of a sentence that its words make chrome: all of it, unless many words stand before or after them."""
    first, last = found[0].start, max(one.end for one in found)
    start = sentence.start if count_words(page.text, sentence.start, first) <= _HEAD else first
    end = sentence.end if count_words(page.text, last, sentence.end) <= _TAIL else last
    return Mark(span=Span(start=start, end=max(end, last)), kind="chrome", why=f"words: {found[0].words}")


@functools.cache
def _words() -> tuple[tuple[str, str, str], ...]:
    """Return words, reach and the longest single word: a page without that one need not be searched."""
    entries = (entry for entry in load("chrome", ChromeWords) if entry.reach != "start")
    return tuple((entry.words, entry.reach, max(_WORD.findall(entry.words), key=len, default="")) for entry in entries)


@functools.cache
def _starts() -> re.Pattern[str]:
    words = sorted((entry.words for entry in load("chrome", ChromeWords) if entry.reach == "start"), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?:(?<=:)|(?!\w))")


@functools.cache
def reporting_words() -> frozenset[str]:
    """Return the words that show that somebody is reported."""
    return frozenset(sign.word for sign in load("reporting_signs", Sign))


@functools.cache
def _reporting() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(reporting_words())))})\b")
