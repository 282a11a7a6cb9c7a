"""The day that a page shows its readers, in any of the languages that the search for dates knows."""

import functools
import html
import re
from collections.abc import Iterator, Sequence
from datetime import date

from htmldate import find_date

from sayso.model.document import Block
from sayso.read.date_tags import names_of

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAY = re.compile(r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])(?!\d)")
_EASTERN = re.compile(r"(\d{4}) ?[\u5e74\ub144] ?(\d{1,2}) ?[\u6708\uc6d4] ?(\d{1,2}) ?[\u65e5\uc77c]")
"""A day as it is written in Chinese, Japanese and Korean, which the search does not read."""
_TODAY = re.compile(r"\W*[^\W\d]{3,14}, ")
_MONTH = r"[^\W\d]{3,12}"
_BEFORE, _AFTER, _LONGEST, _SHORT, _PROSE, _MOST = 5, 8, 100, 40, 200, 3
_HEADINGS = ("h1", "h2", "h3")
_OTHERS = ("comments", "footer", "caption", "credit")
_LINKED = 0.5


def shown_day(text: str, blocks: Sequence[Block], title: str | None) -> str | None:
    """Return the day in the short lines around the headline, the nearest first, or beside the word that the page was posted."""
    heading = _heading(text, blocks, title)
    near = _near(text, blocks, heading) if heading is not None else []
    return _first_day(_dated_lines(text, near)) or _first_day(_posted(text, blocks))


def searched_day(content: str, text: str, blocks: Sequence[Block], title: str | None) -> str | None:
    """Return the day that a search through markup and words finds, if it is written there.

    The search makes days out of bare years and months, and out of numbers in addresses of pictures: these are none. Nor are days
    that only comments show, or that stand with the name of the day far above the headline: that is today.
    """
    found = find_date(content, original_date=True)
    if not found or found.endswith("-01-01"):
        return None
    day = date.fromisoformat(found)
    showing = [index for index, block in enumerate(blocks) if shows(block.span.cut(text), day)]
    if not showing:
        return found if any(form in content for form in (found, f"{day:%d.%m.%Y}", f"{day:%d/%m/%Y}")) else None
    near = (_heading(text, blocks, title) or 0) - _BEFORE
    said = [index for index in showing if index >= near or not _TODAY.match(blocks[index].span.cut(text))]
    return found if any(blocks[index].hint != "comments" for index in said) else None


def shows(text: str, day: date) -> bool:
    """Does a text name this day, in whatever language?"""
    return _forms(day).search(text) is not None


@functools.lru_cache(maxsize=64)
def _forms(day: date) -> re.Pattern[str]:
    number, month, year = f"0?{day.day}", f"0?{day.month}", f"{day.year}"
    after = rf"\b{number}(?:st|nd|rd|th|\.)?[\s-]{{1,2}}(?:de )?{_MONTH}\.?,?[\s-]{{1,2}}(?:de )?{year}"
    words = rf"{after}|{_MONTH}\.? {number}(?:st|nd|rd|th)?,? {year}"
    between, short = r" ?[./|-] ?", year[2:]
    figures = rf"\b{number}{between}{month}{between}(?:{year}|{short})\b|{year}{between}{month}{between}{number}\b"
    eastern = f"{year} ?[\u5e74\ub144] ?{month} ?[\u6708\uc6d4] ?{number} ?[\u65e5\uc77c]"
    return re.compile(f"{words}|{figures}|{eastern}|\\b{month}/{number}/(?:{year}|{short})\\b")


def _heading(text: str, blocks: Sequence[Block], title: str | None) -> int | None:
    """Return the block of the headline: one that repeats the title, best a heading, else the main heading of most words."""
    named = _plain(title or "")
    order = sorted(range(len(blocks)), key=lambda index: blocks[index].hint == "hidden")
    same = [index for index in order if named and _repeats(blocks[index].span.cut(text), named)]
    headings = [index for index in order if blocks[index].tag == "h1"]
    longest = max(headings, key=lambda index: text.count(" ", blocks[index].span.start, blocks[index].span.end), default=None)
    in_prose = (index for index in same if blocks[index].hint != "navigation" and blocks[index].links < _LINKED)
    return next((index for index in same if blocks[index].tag in _HEADINGS), next(in_prose, longest))


def _repeats(words: str, named: str) -> bool:
    return len(words) <= 2 * len(named) and _plain(words) == named


def _near(text: str, blocks: Sequence[Block], heading: int) -> list[Block]:
    """Return the blocks around a headline, the nearest first, and only to the second paragraph: the first may be a summary."""
    after, paragraphs = list[int](), 0
    for index in range(heading + 1, min(len(blocks), heading + _AFTER)):
        paragraphs += len(blocks[index].span.cut(text)) > _PROSE
        if paragraphs > 1:
            break
        after.append(index)
    before = range(max(0, heading - _BEFORE), heading)
    distances = {index: index - heading if index > heading else heading - index + 0.5 for index in (*after, *before)}
    return [blocks[index] for index in sorted(distances, key=distances.__getitem__) if blocks[index].hint not in _OTHERS]


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))


def _dated_lines(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the short lines that hold a day and a year, as long as they are no list of links."""
    for block in blocks:
        line = block.span.cut(text)
        if len(line) <= _LONGEST and (block.links <= _LINKED or len(line) <= _SHORT) and _may_be_dated(line):
            yield line


def _posted(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    """Yield what stands after the words with which a short line says when the page was published."""
    for block in blocks:
        for line in block.span.cut(text).split("\n") if block.hint not in _OTHERS else ():
            found = _saying().match(line) if len(line) <= _LONGEST else None
            if found and _may_be_dated(line[found.end() :]):
                yield line[found.end() :]


def _may_be_dated(words: str) -> bool:
    return bool(_YEAR.search(words) and _DAY.search(_YEAR.sub("", words)))


@functools.cache
def _saying() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, names_of("posted")), key=len, reverse=True))
    return re.compile(rf"\W*(?:{words})\b\W*", re.IGNORECASE)


def _first_day(lines: Iterator[str]) -> str | None:
    """Return the day of the first line that holds one; few lines are tried, for each is a search of its own."""
    for _, line in zip(range(_MOST), lines, strict=False):
        found = _eastern_day(line) or find_date(
            f"<html><body><p class='date'>{html.escape(line)}</p></body></html>", original_date=True
        )
        if found and not found.endswith("-01-01"):
            return str(found)
    return None


def _eastern_day(line: str) -> str | None:
    found = _EASTERN.search(line)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat() if found else None
    except ValueError:
        return None
