"""When an article was published, as its input says: a day, or a time with its offset; never a guess.

>>> day_or_time("2024-02-20 09:30:00+09:00")
'2024-02-20T09:30:00+09:00'
>>> day_or_time("02/03/2024") is None
True
"""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from sayso.kit.header import DATE_HEADER
from sayso.model.document import DateCandidate, DateEvidence

_ISO = re.compile(r"(\d{4}-\d\d-\d\d|\d{8})([T ]\d\d:?\d\d(:?\d\d([.,]\d{1,9})?)? ?(Z|[+-]\d\d(:?\d\d)?)?)?")
_MAIL = re.compile(r"([A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{4} \d\d:\d\d(:\d\d)? ?[A-Za-z0-9+-]{0,5}")
_FIRST_YEAR, _LAST_YEAR = 1800, 2100


def header_date(text: str) -> DateCandidate | None:
    """Return the date that the text's own header gives, as written."""
    found = DATE_HEADER.match(text)
    return DateCandidate(method="header", value=found[1]) if found else None


def day_or_time(value: str) -> str | None:
    """Return an ISO day, or an ISO time if the value has an offset, or None where the value cannot be used."""
    value = value.strip()
    moment = _moment(value)
    if moment is None or not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return None
    return moment.isoformat() if moment.tzinfo else moment.date().isoformat()


def settle_date(candidates: tuple[DateCandidate, ...]) -> tuple[str | None, DateEvidence]:
    """Return the first usable candidate and the evidence: all candidates, and whether they name different days."""
    usable = [(candidate.method, found) for candidate in candidates if (found := day_or_time(candidate.value))]
    if not usable:
        return None, DateEvidence(candidates=candidates)
    method, published = usable[0]
    conflict = any(not days_of(published) & days_of(other) for _, other in usable[1:])
    return published, DateEvidence(method=method, candidates=candidates, conflict=conflict)


def _moment(value: str) -> datetime | None:
    try:
        if _ISO.fullmatch(value):
            return datetime.fromisoformat(value.replace(" +", "+").replace(" -", "-").replace(" Z", "Z"))
        if _MAIL.fullmatch(value):
            return parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        pass
    return None


def days_of(published: str) -> set[str]:
    """Return the day where it was published and, for a time with an offset, the day in UTC."""
    moment = datetime.fromisoformat(published)
    days = {moment.date().isoformat()}
    return days | {moment.astimezone(UTC).date().isoformat()} if moment.tzinfo else days
