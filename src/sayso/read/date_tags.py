"""The days that a page names in its address, its linked data and its tags, and which of them is the day of publication."""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

from lxml.etree import _Element

from sayso.kit.lexicon import load
from sayso.model.base import Record
from sayso.model.document import DateCandidate
from sayso.read.dates import day_or_time
from sayso.read.linked_data import Thing, is_article

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
_ONE_DIGIT = re.compile(r":(\d)(?=Z|[+-]\d|$)")
_LONGEST, _MOST = 80, 4
_ITEM = "itemprop:datePublished"
Says = Literal["published_time", "published", "plain", "modified", "posted"]


class DateName(Record, frozen=True, kw_only=True):
    """A name under which pages give a day, and which day that is."""

    says: Says
    name: str


@functools.cache
def names_of(says: Says) -> frozenset[str]:
    """Return the names that stand for one of the days of a page."""
    return frozenset(entry.name for entry in load("page_dates", DateName) if entry.says == says)


Tags = Sequence[tuple[str, str]]


def read_tags(root: _Element, content: str) -> Tags:
    """Return what the tags of a page say that may be a day, each with its name in lower case."""
    tags = list[tuple[str, str]]()
    for tag in root.iter("meta"):
        value = tag.get("content", "").strip()
        if value:
            name = (tag.get("property") or tag.get("name") or tag.get("http-equiv") or tag.get("itemprop") or "").lower()
            tags.append((_ITEM if tag.get("itemprop", "").lower() == "datepublished" else name, value))
    elsewhere = root.xpath("//*[@itemprop='datePublished'][not(self::meta)]") if "datePublished" in content else []
    for element in elsewhere[:_MOST]:
        tags.append((_ITEM, element.get("content") or element.get("datetime") or "".join(element.itertext())))
    return tags


def named_dates(tags: Tags, things: Iterable[Thing], address: str | None) -> Iterator[DateCandidate]:
    """Yield what the page itself calls its day of publication, the most reliable first."""
    in_address = next((day for one in _IN_ADDRESS if (day := _day(one.search(address or "")))), None)
    if in_address:
        yield DateCandidate(method="url", value=in_address)
    dated = [(thing, value) for thing in things if isinstance(value := thing.get("datePublished"), str)]
    yield from (candidate("json-ld:datePublished", value) for thing, value in dated[:_MOST] if is_article(thing))
    yield from _tagged("meta:article:published_time", tags, names_of("published_time"))
    yield from _tagged(_ITEM, tags, frozenset({_ITEM}))
    yield from _tagged("meta:datePublished", tags, names_of("published"))
    yield from (candidate("json-ld:page", value) for thing, value in dated[:_MOST] if not is_article(thing))


def plain_dates(tags: Tags) -> Iterator[DateCandidate]:
    """Yield the days of which a page does not say what happened on them."""
    yield from _tagged("meta:date", tags, names_of("plain"))


def later_dates(tags: Tags, things: Iterable[Thing]) -> Iterator[DateCandidate]:
    """Yield when the page says that it was changed: kept beside the day of publication, and never taken for it."""
    changed = [value for thing in things if is_article(thing) and isinstance(value := thing.get("dateModified"), str)]
    yield from (candidate("json-ld:dateModified", value) for value in changed[:_MOST])
    yield from _tagged("meta:modified", tags, names_of("modified"))


def timed_elements(root: _Element) -> Iterator[DateCandidate]:
    """Yield the times that stand in elements for times."""
    for number, element in enumerate(root.iter("time")):
        if number >= _MOST:
            return
        value = element.get("datetime")
        if value:
            yield candidate("time", value)


def candidate(method: str, value: str) -> DateCandidate:
    """Return a candidate whose value is a day or a time as the other inputs write it, where it can be read."""
    value = _ONE_DIGIT.sub(r":0\1", " ".join(value.split())[:_LONGEST])
    if day_or_time(value) is None:
        value = next((day for one in (_PREFIX, _MONTH_FIRST, _DAY_FIRST) if (day := _day(one.match(value)))), value)
    return DateCandidate(method=method, value=value)


def _tagged(method: str, tags: Tags, names: frozenset[str]) -> Iterator[DateCandidate]:
    values = [value for name, value in tags if name in names]
    return (candidate(method, value) for value in values[:_MOST])


def _day(found: "re.Match[str] | None") -> str | None:
    if found is None:
        return None
    month = found["m"]
    try:
        return date(int(found["y"]), int(month) if month.isdigit() else _MONTHS[month.lower()], int(found["d"])).isoformat()
    except (ValueError, KeyError):
        return None
