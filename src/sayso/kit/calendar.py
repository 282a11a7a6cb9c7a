"""Reckon with days, months and the part of EDTF that sayso writes, so that two dates can be compared without their words.

Values understood: `2024`, `2024-02`, `2024-02-18` (a time of day after `T` counts as its day), seasons `2024-21`..`24` (winter
runs into the next year), quarters `2024-33`..`36`, halves `2024-40` and `41`, decades `199X`, centuries `19XX`, unknown parts
`2024-XX`, intervals `2015/2017` with open ends `2023-09/..`, and the qualifiers `?`, `~`, `%`, which move no bound.

>>> bounds("2023-09/..")
('2023-09-01', None)
>>> is_compatible("2024-02", "2024-02-18~"), narrower("2024-02", "2024-02-18")
(True, '2024-02-18')
"""

import functools
import re
from calendar import monthrange
from datetime import date, timedelta

Bounds = tuple[str | None, str | None]
Days = tuple[date, date]
OPEN_ENDS = frozenset({"", ".."})
SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
QUARTERS = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
HALVES = {40: (1, 6), 41: (7, 12)}
MONTHS_OF_PART = {month: (month, month) for month in range(1, 13)} | SEASONS | QUARTERS | HALVES
_QUALIFIER = re.compile(r"[?~%]")
_CLOCK = re.compile(r"(?<=\d)T.*$")
_UNKNOWN_PARTS = re.compile(r"(?:-XX)+$")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_PART = re.compile(r"(\d{4})-(\d\d)", re.ASCII)
_YEARS = re.compile(r"(\d{4})|(\d{3})X|(\d\d)XX", re.ASCII)
_WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-(WE))?", re.ASCII)
_LETTERS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24, "Q1": 33, "Q2": 34, "Q3": 35, "Q4": 36, "H1": 40, "H2": 41}


def add_months(day: date, count: int) -> date:
    """Return the day `count` months on, or the last day of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    year = min(max(year, date.min.year), date.max.year)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_days(day: date, count: int) -> date:
    """Return the day `count` days on, never leaving the calendar."""
    return date.fromordinal(min(max(day.toordinal() + count, date.min.toordinal()), date.max.toordinal()))


def shift(day: date, count: float, unit: str) -> date:
    """Return the day `count` units on: D, W, F (fortnights), M, Q, Y, E (decades) or C (centuries)."""
    if unit in "DWF":
        return add_days(day, round(count * {"D": 1, "W": 7, "F": 14}[unit]))
    return add_months(day, round(count * {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}[unit]))


def make_day(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def as_day(text: str | None) -> date | None:
    """Return the day that `2024-02-20` writes, or None where the text is no such day."""
    found = _DAY.fullmatch(text or "")
    return make_day(*map(int, found.groups())) if found else None


def nth_weekday(year: int, month: int, weekday: int, count: int) -> date:
    """Return the `count`-th such weekday of a month (Monday is 0); from the end of the month where `count` is negative."""
    if count < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-count - 1))
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))


def easter(year: int) -> date:
    """Return Easter Sunday of a year, by the Gregorian reckoning."""
    century, golden = year // 100, year % 19
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    epact -= epact // 28 * (1 - 29 // (epact + 1) * (21 - golden) // 11)
    sunday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    offset = epact - sunday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))


def week_of(day: date) -> str:
    """Return the ISO week a day stands in, as TIMEX3 writes it: `2024-W08`."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def interval(first: date, last: date) -> str:
    """Return the EDTF interval from one day to another."""
    return f"{first.isoformat()}/{last.isoformat()}"


def _span_of_point(value: str) -> Days | None:
    value = _UNKNOWN_PARTS.sub("", _CLOCK.sub("", value))
    try:
        if found := _DAY.fullmatch(value):
            day = date(*map(int, found.groups()))
            return day, day
        if found := _PART.fullmatch(value):
            first, last = MONTHS_OF_PART[int(found[2])]
            year, month = int(found[1]) + (last - 1) // 12, (last - 1) % 12 + 1
            return date(int(found[1]), first, 1), date(year, month, monthrange(year, month)[1])
        if found := _YEARS.fullmatch(value):
            digits = next(filter(None, found.groups()))
            size = 10 ** (4 - len(digits))
            return date(int(digits) * size, 1, 1), date(int(digits) * size + size - 1, 12, 31)
    except (ValueError, KeyError):
        return None
    return None


@functools.lru_cache(maxsize=4096)
def bounds(edtf: str | None) -> Bounds:
    """Return the first and the last day that a value allows; None where that side is open or not understood."""
    parts = _QUALIFIER.sub("", edtf or "").strip().split("/")
    if len(parts) > 2:
        return None, None
    ends = [_span_of_point(part) for part in parts]
    if any(end is None and (len(parts) == 1 or part not in OPEN_ENDS) for part, end in zip(parts, ends, strict=True)):
        return None, None
    first, last = ends[0], ends[-1]
    if first and last and first[0] > last[1]:
        return None, None
    return (first[0].isoformat() if first else None), (last[1].isoformat() if last else None)


def unqualified(edtf: str) -> str:
    """Return a value without the marks that say it is uncertain or approximate."""
    return _QUALIFIER.sub("", edtf)


def doubted(edtf: str | None) -> str | None:
    """Return a value with each of its dates marked as uncertain, `2024-02-18?/..`; None where there is none.

    >>> doubted("2024-02-18/2024-02-20~"), doubted("../2024")
    ('2024-02-18?/2024-02-20%', '../2024?')
    """
    parts = (edtf or "").split("/")
    marked = (
        part if part in OPEN_ENDS or part[-1] in "?%" else part.removesuffix("~") + ("%" if "~" in part else "?")
        for part in parts
    )
    return "/".join(marked) if edtf else None


def first_part(edtf: str) -> str:
    """Return what an interval that begins with a value begins with: itself, but the first year of `199X`, as EDTF demands."""
    return str(bounds(edtf)[0])[:4] if granularity(edtf) in {"decade", "century"} else edtf


def last_part(edtf: str) -> str:
    """Return what an interval that ends with a value ends with: itself, but the last year of `199X`, as EDTF demands."""
    return str(bounds(edtf)[1])[:4] if granularity(edtf) in {"decade", "century"} else edtf


def granularity(edtf: str | None) -> str:
    """Return how fine a value is: day, month, season, quarter, half, year, decade, century, interval or unknown."""
    value = _UNKNOWN_PARTS.sub("", _CLOCK.sub("", _QUALIFIER.sub("", edtf or "").strip()))
    if bounds(edtf) == (None, None):
        return "unknown"
    if "/" in value:
        return "interval"
    if _YEARS.fullmatch(value):
        return {0: "year", 1: "decade", 2: "century"}[value.count("X")]
    if _DAY.fullmatch(value):
        return "day"
    part = int(value[5:])
    return "month" if part <= 12 else "season" if part <= 24 else "quarter" if part <= 36 else "half"


def extent(edtf: str | None) -> float:
    """Return how many days a value spans: infinite where an end is open or the value is not understood."""
    first, last = bounds(edtf)
    return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1 if first and last else float("inf")


def is_compatible(one: str | None, other: str | None) -> bool:
    """Can both values be true of one happening? An open end or a value not understood excludes nothing."""
    (first, last), (other_first, other_last) = bounds(one), bounds(other)
    return not ((last and other_first and last < other_first) or (other_last and first and other_last < first))


def is_narrower(one: str | None, other: str | None) -> bool:
    """Does `one` lie within `other` and say more?"""
    (first, last), (other_first, other_last) = bounds(one), bounds(other)
    if (first, last) in {(None, None), (other_first, other_last)}:
        return False
    starts_inside = other_first is None or (first is not None and first >= other_first)
    return starts_inside and (other_last is None or (last is not None and last <= other_last))


def narrower(one: str | None, other: str | None) -> str | None:
    """Return the one of two values that spans fewer days; the first where they span the same."""
    return other if extent(other) < extent(one) or one is None else one


def edtf_of_timex(timex: str) -> str | None:
    """Return the EDTF value of a TIMEX3 value, or None where it names no stretch of the calendar.

    >>> edtf_of_timex("2024-W08"), edtf_of_timex("2024-Q1"), edtf_of_timex("199"), edtf_of_timex("P2Y")
    ('2024-02-19/2024-02-25', '2024-33', '199X', None)
    """
    point = timex.partition("T")[0]
    if found := _WEEK.fullmatch(point):
        try:
            monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        except ValueError:
            return None
        return interval(add_days(monday, 5 if found[3] else 0), add_days(monday, 6))
    if point[5:] in _LETTERS:
        point = f"{point[:5]}{_LETTERS[point[5:]]}"
    if point.isdecimal():
        point = point.ljust(4, "X")
    return point if bounds(point) != (None, None) else None
