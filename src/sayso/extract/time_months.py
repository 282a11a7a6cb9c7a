"""Read months and seasons, and the days and weeks that are counted inside a month: `the second Tuesday of November`."""

from datetime import date

from sayso.extract.time_context import Meaning, Setting, day_meaning, direction, signals
from sayso.extract.time_dates import around, choose, day_number, relative_year, year_of
from sayso.extract.time_grammar import Found
from sayso.kit import calendar

SEASON_FIRST_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
MARCH = 3


def month_year(found: Found, setting: Setting) -> Meaning | None:
    """Read `October 2023` and `October last year`."""
    year = year_of(found) or relative_year(found, setting)
    if year is None:
        return None
    return Meaning(type="date", timex=f"{year:04}-{found.number('MONTH'):02}", anchor="none" if year_of(found) else "publication")


def month(found: Found, setting: Setting) -> Meaning | None:
    """Read a bare month: the latest such month in the past tense, the next in the future, else the nearest.

    `The July announcement` is that of the July which was named with its year before.
    """
    number = found.number("MONTH")
    if number == MARCH and _is_a_march(setting):
        return None
    if setting.published is None:
        return Meaning(type="date", timex=f"XXXX-{number:02}")
    named = setting.dated_months.get(number)
    if named and setting.is_modifier and setting.before[-1:] in {("the",), ("that",)}:
        return Meaning(type="date", timex=named, anchor="expression")
    months = around(setting.published, number, 1)
    turn = "past" if found.has("LAST", "PAST") else "future" if found.has("NEXT", "COMING") else direction(setting)
    if found.has("THIS"):
        chosen: date | None = setting.published.replace(month=number, day=1)
    else:
        chosen = choose(months, setting.published.replace(day=1), turn)
    if chosen == setting.published.replace(day=1) and found.has("LAST", "NEXT"):
        chosen = months[0] if found.has("LAST") else months[-1]
    return Meaning(type="date", timex=chosen.isoformat()[:7], anchor="publication") if chosen else None


def _is_a_march(setting: Setting) -> bool:
    """Is this the `March for Peace` and no month?"""
    is_titled = bool(setting.before) and setting.before[-1] in signals("event")
    return is_titled and bool(setting.after) and setting.after[0] in signals("purpose")


def season(found: Found, setting: Setting) -> Meaning | None:
    """Read `the winter of 1994`, `last fall` and `this summer`."""
    name = found.text("SEASON")
    stated = year_of(found) or relative_year(found, setting)
    if stated:
        return Meaning(type="date", timex=f"{stated:04}-{name}", anchor="none" if year_of(found) else "publication")
    is_bare = len(found.words) == 1 and not (setting.before and setting.before[-1] in signals("dating"))
    if setting.is_name or setting.after[:1] == ("of",) or is_bare:
        return None
    if setting.published is None:
        return Meaning(type="date", timex=f"XXXX-{name}")
    published = setting.published
    starts = around(published, SEASON_FIRST_MONTH[name], 1, back=2)
    if found.has("LAST", "PAST", "PREVIOUS"):
        chosen = max((start for start in starts if calendar.add_months(start, 3) <= published), default=starts[0])
    elif found.has("NEXT", "COMING"):
        chosen = next((start for start in starts if start > published), starts[-1])
    else:
        turn = "none" if found.has("THIS") else direction(setting)
        chosen = _season_begun(starts, published, turn)
    return Meaning(type="date", timex=f"{chosen.year:04}-{name}", anchor="publication")


def _season_begun(starts: list[date], published: date, turn: str) -> date:
    """Return the last season that has begun in the past tense, the first that has not ended in the future, else the nearest."""
    begun = [start for start in starts if start <= published]
    if turn == "past" and begun:
        return begun[-1]
    middles = [calendar.add_months(start, 1) for start in starts]
    return choose(middles, published, turn) or starts[-1]


def month_of(found: Found, setting: Setting) -> date | None:
    """Return the first day of the month that an expression names, with or without its year."""
    meaning = month_year(found, setting) or month(found, setting)
    first = calendar.bounds(calendar.edtf_of_timex(meaning.timex))[0] if meaning else None
    return date.fromisoformat(first) if first else None


def month_of_that_year(found: Found, setting: Setting) -> Meaning | None:
    """Read `August of that year` and `May 3 the following year`: of the year that was named before."""
    first = calendar.bounds(calendar.edtf_of_timex(setting.reference))[0]
    if first is None or found.text("UNIT") != "Y":
        return None
    turn = -1 if found.has("PREVIOUS") else 1 if found.has("FOLLOWING", "NEXT") else 0
    year, month = int(first[:4]) + turn, found.number("MONTH")
    if found.has("DAY", "ORDINAL"):
        return day_meaning(calendar.make_day(year, month, day_number(found)), "expression")
    return Meaning(type="date", timex=f"{year:04}-{month:02}", anchor="expression")


def day_of_month(found: Found, setting: Setting) -> Meaning | None:
    """Read `on the 14th`: the latest such day in the past tense, else the next."""
    is_whole = setting.before[-1:] == ("on",) and not setting.is_modifier
    word = found.words[-1]
    if setting.published is None or not is_whole or word.end - word.start > len("14th"):
        return None
    turn = direction(setting)
    for months in (0, -1) if turn == "past" else (0, 1):
        month = calendar.add_months(setting.published.replace(day=1), months)
        day = calendar.make_day(month.year, month.month, int(word.value))
        if day and (day <= setting.published if turn == "past" else day >= setting.published):
            return day_meaning(day, "publication")
    return None


def nth_weekday(found: Found, setting: Setting) -> Meaning | None:
    """Read `the second Tuesday of November` and `the last Monday in May 2023`."""
    first = month_of(found, setting)
    count = found.number("ORDINAL") if found.has("ORDINAL") else -1
    if first is None or count > 5:
        return None
    day = calendar.nth_weekday(first.year, first.month, found.number("WEEKDAY") - 1, count)
    return day_meaning(day if day.month == first.month else None, "none" if year_of(found) else "publication")


def part_of_month(found: Found, setting: Setting) -> Meaning | None:
    """Read `the first week of March` and `the last day of January 2023`."""
    first = month_of(found, setting)
    unit, count = found.text("UNIT"), found.number("ORDINAL") if found.has("ORDINAL") else 0
    if first is None or unit not in {"D", "W"}:
        return None
    size, last = (7 if unit == "W" else 1), calendar.add_days(calendar.add_months(first, 1), -1)
    start = calendar.add_days(first, size * (count - 1)) if count else calendar.add_days(last, 1 - size)
    if start.month != first.month:
        return None
    if unit == "D":
        return day_meaning(start, "none" if year_of(found) else "publication")
    end = min(calendar.add_days(start, 6), last)
    value = f"{start.isoformat()}~/{end.isoformat()}~"
    return Meaning(type="date", timex=start.isoformat()[:7], value=value, anchor="none" if year_of(found) else "publication")
