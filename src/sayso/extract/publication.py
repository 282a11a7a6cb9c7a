"""Test the publication date against the article's own weekdays: "Sunday, 18 February" does not fall in every year.

A date that the words contradict is flagged and kept: it may be the day of a later edit, or of the crawl. It is not mended, and
not trusted: what was counted from it is marked as uncertain.
"""

import re
from collections.abc import Iterator
from datetime import date

from sayso.kit.calendar import doubted
from sayso.kit.config import Config
from sayso.kit.registry import stage
from sayso.model.document import DateCandidate, Document
from sayso.model.facts import TimeRef

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WITH_WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)})\b[,.]?\s+(?:the\s+)?(?=[A-Z0-9])", re.IGNORECASE)
REACH = 16
"""How many code points before a date its weekday may stand, where it is no part of the expression itself."""


def weekday_conflicts(document: Document) -> Iterator[tuple[str, bool]]:
    """Yield the expressions that give weekday and day of a month without a year, and whether they contradict the date."""
    published = _day(document.published or "")
    for time in document.times:
        stated, day = _stated(document, time), _day(time.timex)
        nearest = _nearest(day, published) if day and published else None
        if stated is not None and nearest is not None:
            yield " ".join(time.span.cut(document.text).split()), nearest.weekday() != stated


def _nearest(day: date, published: date) -> date | None:
    """Return the day of that month and day that lies nearest to the publication."""
    near = list[date]()
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            near.append(day.replace(year=year))
        except ValueError:  # the 29th of February, in a year that has none
            continue
    return min(near, key=lambda each: abs(each - published), default=None)


def _stated(document: Document, time: TimeRef) -> int | None:
    """Return the weekday that stands with a day of a month; None where there is none, or a year settles the matter."""
    words = time.span.cut(document.text)
    if re.search(r"\b\d{4}\b", words) or not re.search(r"\d", words):
        return None
    before = document.text[max(0, time.span.start - REACH) : time.span.start]
    found = WITH_WEEKDAY.match(words) or re.search(WITH_WEEKDAY.pattern + r"$", before, re.IGNORECASE)
    return WEEKDAYS.index(found.group(1).lower()) if found else None


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written[:10]) if re.match(r"\d{4}-\d\d-\d\d", written) else None
    except ValueError:
        return None


@stage("publication", reads=("times", "published"), writes=("published_why", "times"), version=2)
def publication(document: Document, config: Config) -> Document:
    """Return the document; where most of the weekdays in its text contradict its publication date, that is flagged."""
    judged = list(weekday_conflicts(document)) if document.published else []
    against = [words for words, conflict in judged if conflict]
    if len(against) * 2 <= len(judged):
        return document
    evidence = document.published_why
    candidates = tuple(DateCandidate(method="contradicted-by-weekday", value=words) for words in against)
    times = tuple(time.replace(value=doubted(time.value)) if time.anchor == "publication" else time for time in document.times)
    flagged = evidence.replace(conflict=True, candidates=(*evidence.candidates, *candidates))
    return document.replace(published_why=flagged, times=times)
