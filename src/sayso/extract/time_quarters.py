"""Read quarters and halves of a year as reports name them: `the third quarter`, `the latest period`, `the year-ago quarter`."""

import re
from datetime import date

from sayso.extract.time_context import Meaning, Setting, direction
from sayso.extract.time_dates import around, relative_year, year_of
from sayso.extract.time_grammar import Found
from sayso.extract.time_relative import at, compared
from sayso.kit import calendar


def quarter(found: Found, setting: Setting) -> Meaning | None:
    """Read `the third quarter`, `Q3 2024`, `this year's first half`, `the 1988 quarter`."""
    name = found.text("QUARTERNAME") or ("H" if found.has("HALF") else "Q") + str(ordinal_of(found))
    if not re.fullmatch(r"Q[1-4]|H[12]", name):
        return None
    year = year_of(found) or relative_year(found, setting)
    anchor = "none" if year_of(found) else "publication"
    is_of_the_year = found.has("UNIT") and (found.has("LAST", "FINAL") or direction(setting) == "future")
    if year is None and setting.published and is_of_the_year and not found.has("AGO", "EARLIER"):
        year = setting.published.year
    if year is None and setting.published is None:
        return Meaning(type="date", timex=f"XXXX-{name}")
    if year is None and setting.published:
        year = year_of_part(name, setting.published, "past" if found.has("AGO") else direction(setting))
        if found.has("AGO", "EARLIER"):
            year -= 1
    value = f"{year:04}~" if found.has("FISCAL") else None
    return Meaning(type="date", timex=f"{year:04}-{name}", value=value, anchor=anchor)


def ordinal_of(found: Found) -> int:
    """Return which quarter or half is meant: the last of a year where it is `last`."""
    if found.has("ORDINAL"):
        return found.number("ORDINAL")
    return 2 if found.has("HALF") else 4


def year_of_part(name: str, published: date, turn: str) -> int:
    """Return the year whose quarter or half is meant: the last that has begun in the past tense, else the nearest."""
    size = 3 if name[0] == "Q" else 6
    starts = around(published, (int(name[1]) - 1) * size + 1, 1)
    if turn == "past":
        return max((start for start in starts if start <= published), default=starts[0]).year
    return min(starts, key=lambda start: abs((calendar.add_days(start, size * 15) - published).days)).year


def same_quarter(found: Found, setting: Setting) -> Meaning | None:
    """Read `the quarter`, `the latest quarter`, `the year-ago quarter`: the quarter named before, or the last one that ended."""
    latest = setting.quarter or (at(calendar.add_months(setting.published, -3), "Q") if setting.published else "")
    if not latest:
        return None
    year = year_of(found) or relative_year(found, setting)
    if year and (not found.has("LAST") or year < int(latest[:4])):
        return Meaning(type="date", timex=f"{year:04}{latest[4:]}", anchor="expression")
    if year:
        return compared(latest, -1)
    if found.has("AGO", "EARLIER", "COMPARABLE"):
        return compared(latest if found.has("QUARTER", "PERIOD") else setting.focus or latest, -1)
    return Meaning(type="date", timex=latest, anchor="expression" if setting.quarter else "publication")


def month_quarter(found: Found, setting: Setting) -> Meaning | None:
    """Read `the June quarter`: the three months that end with it."""
    number = found.number("MONTH")
    if number % 3 or setting.published is None:
        return None
    name = f"Q{number // 3}"
    year = year_of_part(name, setting.published, direction(setting))
    return Meaning(type="date", timex=f"{year:04}-{name}", anchor="publication")
