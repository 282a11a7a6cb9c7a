"""When a page was published: every date that it gives, the most reliable first, in local time where that can be told.

The order was measured on dated pages: what a page says of its publication in its address, its linked data and its tags comes
before what it shows, and that before what a search through its markup finds.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain

from lxml.etree import _Element

from sayso.model.document import Block, DateCandidate, DateEvidence
from sayso.read.date_tags import later_dates, named_dates, plain_dates, read_tags, timed_elements
from sayso.read.dates import day_or_time, days_of, settle_date
from sayso.read.linked_data import Thing
from sayso.read.metadata import Metadata
from sayso.read.shown_dates import searched_day, shown_day, shows

_SHOWN, _LONGEST = 20_000, 80
_ONE_WITNESS = {"htmldate": "markup", "time": "markup"}
"""Places that hold the same words: the search looks at the elements for times too."""


@dataclass(frozen=True, kw_only=True)
class ReadPage:
    """A page as far as it was read: its tree and its characters, its words, what it says of itself, and when it was fetched."""

    root: _Element
    content: str
    text: str
    blocks: Sequence[Block]
    things: Sequence[Thing]
    about: Metadata
    fetched: str | None = None


def page_date(page: ReadPage) -> tuple[str | None, DateEvidence]:
    """Return the day or time of publication and the evidence.

    What the page shows, and what a search through its markup finds, is asked only where the page itself names no day, or names
    several. A day after that on which the page was fetched is none.
    """
    tags = read_tags(page.root, page.content)
    named = list(dict.fromkeys(named_dates(tags, page.things, page.about.address)))
    times = list(dict.fromkeys(timed_elements(page.root)))
    found = list(dict.fromkeys([*named, *_looked_for(page, named), *plain_dates(tags)]))
    usable = [one for one in found if _is_possible(one, page.fetched)]
    chosen = _choose(usable, [one for one in times if _is_possible(one, page.fetched)])
    better = _local(chosen, [*usable, *times], page.text) if chosen else None
    ordered = list(dict.fromkeys(one for one in (better, chosen, *usable) if one))
    published, why = settle_date(tuple(ordered))
    others = [one for one in chain(found, times, later_dates(tags, page.things)) if one not in ordered]
    return published, why.replace(candidates=(*why.candidates, *dict.fromkeys(others)))


def _looked_for(page: ReadPage, named: Sequence[DateCandidate]) -> Iterator[DateCandidate]:
    """Yield what the page shows and what a search finds, as far as they are needed."""
    usable = [one for one in named if _is_possible(one, page.fetched)]
    if usable and all(_agree(usable[0], other) for other in usable):
        return
    if day := shown_day(page.text, page.blocks, page.about.title):
        yield DateCandidate(method="page", value=day)
    if not usable and (day := searched_day(page.content, page.text, page.blocks, page.about.title)):
        yield DateCandidate(method="htmldate", value=day)


def _is_possible(one: DateCandidate, fetched: str | None) -> bool:
    """Is the value a day, and none that had not come when the page was fetched?"""
    day = day_or_time(one.value)
    return day is not None and (fetched is None or min(days_of(day)) <= fetched[:10])


def _choose(usable: Sequence[DateCandidate], times: Sequence[DateCandidate]) -> DateCandidate | None:
    """Return the candidate that most kinds of evidence agree with, the more reliable one where as many speak for another.

    An address that holds a whole day is believed before all others.
    """
    if not usable or usable[0].method == "url":
        return usable[0] if usable else None
    witnesses = [*usable, *times[:1]]
    return max(usable, key=lambda one: len({_kind(other) for other in witnesses if _agree(one, other)}))


def _kind(candidate: DateCandidate) -> str:
    """Return the place that a candidate was read from: two dates from one place are one witness."""
    place = candidate.method.split(":")[0]
    return _ONE_WITNESS.get(place, place)


def _agree(one: DateCandidate, other: DateCandidate) -> bool:
    """May the two name the same day?"""
    first, second = day_or_time(one.value), day_or_time(other.value)
    return first is None or second is None or bool(days_of(first) & days_of(second))


def _local(chosen: DateCandidate, others: Iterable[DateCandidate], text: str) -> DateCandidate | None:
    """Return the same moment in local time, where the page gives its offset, or the day that the page shows beside it."""
    moment = _moment(chosen.value)
    if moment is None or moment.utcoffset():
        return None
    for other in others:
        there = _moment(other.value)
        if there and there.utcoffset() and abs(there - moment) < timedelta(days=3):
            return DateCandidate(method=f"{chosen.method}, local", value=moment.astimezone(there.tzinfo).isoformat())
    beside = moment.date() + timedelta(days=-1 if moment.hour < 12 else 1)
    if _shows_apart(text, beside) and not _shows_apart(text, moment.date()):
        return DateCandidate(method=f"{chosen.method}, as shown", value=beside.isoformat())
    return None


def _moment(value: str) -> datetime | None:
    known = day_or_time(value)
    if known is None or len(known) <= 10:
        return None
    return datetime.fromisoformat(known)


def _shows_apart(text: str, day: date) -> bool:
    """Does the page show this day in a line that says little else?"""
    number = str(day.day)
    return any(number in line and shows(line, day) for line in text[:_SHOWN].split("\n") if len(line) <= _LONGEST)
