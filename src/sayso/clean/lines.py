"""Find the lines that frame an article: date header, dateline, byline and the credits of reporters and editors."""

import functools
import re
from collections.abc import Iterator

from sayso.clean.blocks import count_words
from sayso.clean.credits import PhotoAgency
from sayso.clean.marks import Mark, Page
from sayso.kit.header import DATE_HEADER
from sayso.kit.lexicon import load
from sayso.model.span import Span

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_CITY = r"[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de.'\u2019-]+(?:[ /][A-Z\u00c0-\u00de][A-Z\u00c0-\u00de.'\u2019-]+){0,3}"
_TOWN = r"[A-Z\u00c0-\u00de][\w.'\u2019-]+(?:[ /][A-Z\u00c0-\u00de][\w.'\u2019-]+){0,3}"
_REGION = r"(?:, [A-Z][\w.]+(?: [A-Z][\w.]+){0,2})?"
_PERSON = r"[A-Z\u00c0-\u00de][\w.'\u2019-]*(?: (?:(?:van|von|de|der|al|bin|la|el|da) )?[A-Z\u00c0-\u00de][\w.'\u2019-]*){1,4}"
_BYLINE = re.compile(
    rf"(?:By|BY|by|Written by|Words by) {_PERSON}(?:(?:, | and | & |, and ){_PERSON}){{0,5}}(?:[,|\u2013-] ?[^.!?]{{1,80}})?\Z"
)
_MADE = ("Reporting", "Additional reporting", "Writing", "Editing", "Compiled", "Report", "Reported")
_REPORTERS = re.compile(
    rf"\((?:{'|'.join(_MADE)}) by [A-Z]|{'|'.join(f'{made} by [A-Z]' for made in _MADE)}"
    r"|[\u2014\u2013-]{1,2} ?(?:With|with) (?:reporting|files|inputs) (?:by|from)\b"
    r"|\((?:With|with) (?:inputs|agency inputs|reporting) "
)
_CONTRIBUTED = re.compile(r"contributed to this (?:report|story|article)\b|contributed reporting\b")
_LONGEST_TAIL, _LONGEST_LINE = 700, 60


def header_marks(page: Page, block: Span) -> list[Mark]:
    """Return the date header at the beginning of the text."""
    found = DATE_HEADER.match(page.text)
    if not found or not block.start <= found.start(1) < block.end:
        return []
    return [Mark(span=Span(start=block.start, end=found.end(1)), kind="header", why="date header")]


def frame_marks(page: Page, block: Span) -> list[Mark]:
    """Return the dateline, byline and reporters' credits of a block."""
    if _BYLINE.match(page.text, block.start, block.end) and count_words(page.text, block.start, block.end) <= 25:
        return [Mark(span=block, kind="byline", why="by somebody")]
    if block.end - block.start < 400 and _CONTRIBUTED.search(page.text, block.start, block.end):
        return [Mark(span=block, kind="byline", why="contributed to this report")]
    return [*_dateline(page, block), *_reporters(page, block)]


def _dateline(page: Page, block: Span) -> Iterator[Mark]:
    found = _datelines().match(page.text, block.start, block.end)
    if found:
        yield Mark(span=Span(start=block.start, end=found.end()), kind="dateline", why="place, day or agency, and a dash")


def _reporters(page: Page, block: Span) -> Iterator[Mark]:
    found = _REPORTERS.search(page.text, max(block.start, block.end - _LONGEST_TAIL), block.end)
    if not found or count_words(page.text, found.start(), block.end) > _LONGEST_LINE:
        return
    before = page.text[block.start : found.start()][-3:].rstrip()
    if not before or before[-1] in '.!?"\u201d)':
        yield Mark(span=Span(start=found.start(), end=block.end), kind="byline", why="reporters and editors")


@functools.cache
def _datelines() -> re.Pattern[str]:
    names = (re.escape(entry.name) for entry in load("photo_agencies", PhotoAgency) if not entry.mark)
    agency = rf"\((?:{'|'.join(sorted(names, key=len, reverse=True))})\)"
    dash = r"\s?(?:--|[-\u2013\u2014])\s"
    signed = rf"(?:{_TOWN}{_REGION}(?:, {_DAY})?,? ?)?{agency}{dash}"
    unsigned = rf"{_CITY}{_REGION}(?:, {_DAY}){dash}|{_CITY}{_REGION}\s?(?:--|[\u2013\u2014])\s"
    return re.compile(rf"{signed}|{unsigned}")
