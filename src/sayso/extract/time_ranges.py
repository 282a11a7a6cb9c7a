"""Join two expressions that name one stretch of time, as in `from 2015 to 2017`; the first has its year from the second."""

import itertools
from collections.abc import Container, Sequence
from datetime import date

from sayso.kit import calendar
from sayso.model.facts import TimeRef

DASHES = frozenset({"-", "\u2013", "\u2014"})
OPENED = {"from": frozenset({"to", "until", "through", "till", *DASHES}), "between": frozenset({"and"})}
UNOPENED = frozenset({"through", *DASHES})
"""What joins two expressions of one kind into an interval, after an opening word and without one."""
LENDING = frozenset({"and", "or", "to", "until", "through", "till", "/", *DASHES})
YEARLESS, DATED = frozenset({"month", "month_day", "weekday_date"}), frozenset({"month_year", "full_day"})
OPENING_REACH = 12


def joined(text: str, found: Sequence[TimeRef], moved: Container[int] = ()) -> tuple[TimeRef, ...]:
    """Return the expressions, the first of two that name an interval carrying all of it.

    What starts at a place in `moved` opens none: a vote that was put off `from Monday to Friday` did not last all week.
    """
    times = list(found)
    for place, (one, other) in enumerate(itertools.pairwise(found)):
        between = text[one.span.end : other.span.start].strip()
        if between in LENDING and one.rule in YEARLESS and other.rule in DATED:
            one = times[place] = _in_the_year_of(one, other)
        if one.span.start in moved or not _are_joined(text, one, other, between):
            continue
        if one.rule == other.rule == "weekday" and (one.earliest or "") > (other.earliest or ""):
            one = _week_before(one)
        first, last = (one.value or "").removesuffix("/.."), (other.value or "").removeprefix("../")
        value = f"{calendar.first_part(first)}/{calendar.last_part(last)}"
        if calendar.granularity(value) == "interval" and value.count("/") == 1:
            earliest, latest = calendar.bounds(value)
            times[place] = one.replace(value=value, earliest=earliest, latest=latest)
    return tuple(times)


def _are_joined(text: str, one: TimeRef, other: TimeRef, between: str) -> bool:
    opening = text[max(0, one.span.start - OPENING_REACH) : one.span.start].lower().split()[-1:]
    if opening and between in OPENED.get(opening[0], ()):
        return True
    return between in UNOPENED and calendar.granularity(one.value) == calendar.granularity(other.value)


def _in_the_year_of(one: TimeRef, other: TimeRef) -> TimeRef:
    """Return `June` of `June to October 2019` in that year, and `November` of `November to March 2019` in the year before."""
    year, rest = int(other.timex[:4]), one.timex[4:]
    year -= rest[1:] > other.timex[5 : 4 + len(rest)]
    timex = f"{year:04}{rest}"
    value = calendar.edtf_of_timex(timex)
    if value is None:
        return one
    earliest, latest = calendar.bounds(value)
    return one.replace(timex=timex, value=value, earliest=earliest, latest=latest, anchor="expression")


def _week_before(time: TimeRef) -> TimeRef:
    """Return a weekday seven days earlier: the Monday of `from Monday to Wednesday` is the one before that Wednesday."""
    day = calendar.add_days(date.fromisoformat(time.timex[:10]), -7).isoformat()
    return time.replace(timex=day + time.timex[10:], value=day, earliest=day, latest=day)
