"""When a page was published: every date that it gives for that, the most reliable first, in the time of the place where it can be told.

The order was measured on dated pages: what a page says of its publication in its address, its linked data and its tags comes
before what a search through its markup finds.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from lxml.etree import _Element

from sayso.model.document import Block, DateCandidate, DateEvidence
from sayso.read.dates import day_or_time, days_of, settle_date
from sayso.read.linked_data import Thing, is_article
from sayso.read.shown_dates import searched_day, shown_day

_IN_ADDRESS = (
    re.compile(r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>\d{1,2})[/-](?P<d>\d\d)(?=[/_.-]|$)"),
    re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>\d{1,2})/(?P<d>\d{1,2})/"),
    re.compile(r"/(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)/"),
)
_PREFIX = re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d\d)[-/.](?P<d>\d\d)(?!\d)")
_MONTHS = {
    name: number
    for number, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1)
}
_MONTH_FIRST = re.compile(
    r"(?:[A-Z][a-z]{2,8},? )?(?P<m>[A-Z][a-z]{2})[a-z]{0,6}\.? (?P<d>\d{1,2}),? (?:[\d:]+ [A-Z]{3,4} )?(?P<y>\d{4})\b"
)
_DAY_FIRST = re.compile(r"(?:[A-Z][a-z]{2,8},? )?(?P<d>\d{1,2}) (?P<m>[A-Z][a-z]{2})[a-z]{0,6}\.?,? (?P<y>\d{4})\b")
_PUBLISHED_TAGS = (
    (
        "meta:article:published_time",
        frozenset({"article:published_time", "og:article:published_time", "og:published_time", "article:published"}),
    ),
    ("itemprop:datePublished", frozenset()),
    (
        "meta:datePublished",
        frozenset(
            [
                "datepublished",
                "publishdate",
                "publish-date",
                "publish_date",
                "pubdate",
                "publication_date",
                "dc.date.issued",
                "dcterms.issued",
                "sailthru.date",
                "parsely-pub-date",
                "bt:pubdate",
                "article_date_original",
                "cxenseparse:recs:publishtime",
                "dcterms.created",
            ]
        ),
    ),
)
_ONE_DIGIT = re.compile(r":(\d)(?=Z|[+-]\d|$)")
_LONGEST, _MOST, _SHOWN = 80, 4, 20_000


def page_date(
    root: _Element, things: Iterable[Thing], address: str | None, page: tuple[str, Sequence[Block]], content: str
) -> tuple[str | None, DateEvidence]:
    """Return the day or time of publication and the evidence.

    What the page shows beside its headline, and what a search through `content` finds, is asked only where the page itself names
    no day, or names several.
    """
    text, blocks = page
    found = list(dict.fromkeys(_named(root, things, address)))
    usable = [one for one in found if day_or_time(one.value)]
    if not usable:
        found.extend(_searched("page", shown_day(text, blocks)))
        found.extend(_searched("htmldate", searched_day(content)))
    elif not all(_agree(usable[0], other) for other in usable):
        found.extend(_searched("page", shown_day(text, blocks)))
    times = list(dict.fromkeys(_times(root)))
    chosen = _choose(found, times)
    better = _local(chosen, [*found, *times], text) if chosen else None
    ordered = list(dict.fromkeys(one for one in (better, chosen, *found) if one))
    published, why = settle_date(tuple(ordered))
    return published, why.replace(candidates=(*why.candidates, *(one for one in times if one not in found)))


def _choose(found: Sequence[DateCandidate], times: Sequence[DateCandidate]) -> DateCandidate | None:
    """Return the candidate that most kinds of evidence agree with, the more reliable one where as many speak for another.

    An address that holds a whole day is believed before all others.
    """
    usable = [one for one in found if day_or_time(one.value)]
    if not usable or usable[0].method == "url":
        return usable[0] if usable else None
    witnesses = [*usable, *(one for one in times[:1] if day_or_time(one.value))]
    return max(usable, key=lambda one: len({_kind(other) for other in witnesses if _agree(one, other)}))


def _kind(candidate: DateCandidate) -> str:
    """Return the place that a candidate was read from: two dates from one place are one witness."""
    return candidate.method.split(":")[0]


def _agree(one: DateCandidate, other: DateCandidate) -> bool:
    """May the two name the same day?"""
    first, second = day_or_time(one.value), day_or_time(other.value)
    return first is None or second is None or bool(days_of(first) & days_of(second))


def _searched(method: str, day: str | None) -> list[DateCandidate]:
    return [DateCandidate(method=method, value=day)] if day else []


def _named(root: _Element, things: Iterable[Thing], address: str | None) -> Iterator[DateCandidate]:
    """Yield what the page itself calls its day of publication, the most reliable first."""
    in_address = next((day for one in _IN_ADDRESS if (day := _day(one.search(address or "")))), None)
    if in_address:
        yield DateCandidate(method="url", value=in_address)
    dated = [(thing, value) for thing in things if isinstance(value := thing.get("datePublished"), str)]
    yield from (_candidate("json-ld:datePublished", value) for thing, value in dated[:_MOST] if is_article(thing))
    tags = list(_tags(root))
    for method, names in _PUBLISHED_TAGS:
        of_kind = [value for name, value in tags if name in names or name == method]
        yield from (_candidate(method, value) for value in of_kind[:_MOST])
    yield from (_candidate("json-ld:page", value) for thing, value in dated[:_MOST] if not is_article(thing))


def _tags(root: _Element) -> Iterator[tuple[str, str]]:
    for tag in root.iter("meta"):
        value = tag.get("content", "").strip()
        if value:
            name = (tag.get("property") or tag.get("name") or "").lower()
            yield ("itemprop:datePublished" if tag.get("itemprop", "").lower() == "datepublished" else name), value
    for element in root.xpath("//*[@itemprop='datePublished'][not(self::meta)]")[:_MOST]:
        yield "itemprop:datePublished", element.get("content") or element.get("datetime") or "".join(element.itertext())


def _times(root: _Element) -> Iterator[DateCandidate]:
    for number, element in enumerate(root.iter("time")):
        if number >= _MOST:
            return
        value = element.get("datetime")
        if value:
            yield _candidate("time", value)


def _candidate(method: str, value: str) -> DateCandidate:
    """Return a candidate whose value is a day or a time as the other inputs write it, where it can be read."""
    value = _ONE_DIGIT.sub(r":0\1", " ".join(value.split())[:_LONGEST])
    if day_or_time(value) is None:
        value = next((day for one in (_PREFIX, _MONTH_FIRST, _DAY_FIRST) if (day := _day(one.match(value)))), value)
    return DateCandidate(method=method, value=value)


def _day(found: "re.Match[str] | None") -> str | None:
    if found is None:
        return None
    month = found["m"]
    try:
        return date(int(found["y"]), int(month) if month.isdigit() else _MONTHS[month.lower()], int(found["d"])).isoformat()
    except (ValueError, KeyError):
        return None


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
    if _shows(text, beside) and not _shows(text, moment.date()):
        return DateCandidate(method=f"{chosen.method}, as shown", value=beside.isoformat())
    return None


def _moment(value: str) -> datetime | None:
    known = day_or_time(value)
    if known is None or len(known) <= 10:
        return None
    return datetime.fromisoformat(known)


def _shows(text: str, day: date) -> bool:
    """Does the page show this day, in whatever language?"""
    number, year = f"0?{day.day}", f"{day.year}"
    words = rf"\b{number}(?:st|nd|rd|th|\.)?[\s-]{{1,2}}(?:de )?[^\W\d]{{3,12}}\.?,?[\s-]{{1,2}}(?:de )?{year}|[^\W\d]{{3,12}}\.? {number}(?:st|nd|rd|th)?,? {year}"
    figures = rf"\b{number}[./-]0?{day.month}[./-]{year}|{year}[./-]0?{day.month}[./-]{number}\b|\b0?{day.month}/{number}/{year}"
    shown = re.compile(f"{words}|{figures}")
    return any(shown.search(line) for line in text[:_SHOWN].split("\n") if len(line) <= _LONGEST)
