"""Read expressions that count from publication or from a date named before: `last year`, `two days later`, `a year ago`."""

import re
from datetime import date

from sayso.extract.time_clock import part_of_day
from sayso.extract.time_context import Meaning, Setting, day_meaning, signals
from sayso.extract.time_grammar import Found
from sayso.extract.time_spans import count_of, duration, vague_count
from sayso.extract.time_weekdays import weekday
from sayso.extract.time_words import time_words
from sayso.kit import calendar

FINENESS = {"D": 0, "W": 1, "F": 1, "M": 2, "Q": 3, "Y": 4, "E": 5, "C": 6}
REPORTING_MONTHS = 3
"""In these first months of a year, `the full year` that companies report on is the last."""
QUARTER = re.compile(r"(\d{4})-Q([1-4])")


def at(day: date, unit: str) -> str:
    """Return the TIMEX3 value of the day, week, month, quarter, year, decade or century that a day stands in."""
    match unit:
        case "D":
            return day.isoformat()
        case "W" | "F":
            return calendar.week_of(day)
        case "M":
            return day.isoformat()[:7]
        case "Q":
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        case "Y":
            return f"{day.year:04}"
        case "E":
            return f"{day.year:04}"[:3]
        case _:
            return f"{day.year:04}"[:2]


def step(timex: str, count: int, unit: str) -> str | None:
    """Return the value `count` units on from a value, as fine as it was; None where it cannot be counted from."""
    start = calendar.bounds(calendar.edtf_of_timex(timex))[0]
    if start is None:
        return None
    return at(calendar.shift(date.fromisoformat(start), count, unit), unit_of(timex))


def unit_of(timex: str) -> str:
    """Return how fine a calendar value is, as a unit."""
    point = timex.partition("T")[0]
    if "-W" in point:
        return "W"
    if QUARTER.fullmatch(point):
        return "Q"
    return {10: "D", 7: "M", 4: "Y", 3: "E"}.get(len(point), "C")


def today(found: Found, setting: Setting) -> Meaning | None:
    """Read `today`, `yesterday`, `tomorrow` and `tonight`, with a part of the day or a clock time where given."""
    offset = found.number("TODAY") if found.has("TODAY") else 0
    part = part_of_day(found)
    if setting.published is None:
        return Meaning(type="time" if part else "date", timex=f"XXXX-XX-XX{part}")
    return day_meaning(calendar.add_days(setting.published, offset), "publication", part)


def beside_today(found: Found, setting: Setting) -> Meaning | None:
    """Read `the day before yesterday` and `the day after tomorrow`."""
    turn = 1 if found.has("AFTER") else -1
    if found.text("UNIT") != "D" or setting.published is None:
        return None
    return day_meaning(calendar.add_days(setting.published, found.number("TODAY") + turn), "publication")


def unit_at(found: Found, setting: Setting) -> Meaning | None:
    """Read `last year`, `this week`, `next month`, `the current quarter`."""
    unit, turn = found.text("UNIT", "QUARTER"), turn_of(found)
    if unit in {"TS", "TM", "TH"}:
        return None
    if unit == "D" and setting.reference and found.has("THE"):
        return None
    if (unit == "E" and turn < 0) or (unit == "C" and found.has("PAST")):
        return duration(found, setting)
    if setting.published is None:
        return Meaning(type="date", timex={"Y": "XXXX", "M": "XXXX-XX", "D": "XXXX-XX-XX"}.get(unit, "XXXX-WXX"))
    day = calendar.shift(setting.published, turn, unit)
    window = f"{day.isoformat()}~/{setting.published.isoformat()}" if found.has("PAST") else None
    return Meaning(type="date", timex=at(day, unit), value=window, anchor="publication")


def turn_of(found: Found) -> int:
    """Return how many units back or forth a word such as `last` or `next` turns."""
    turns = found.all("LAST", "PAST", "PREVIOUS", "NEXT", "COMING", "FOLLOWING", "THIS", "CURRENT", "LATEST")
    return int(turns[-1].value)


def beside_turn(found: Found, setting: Setting) -> Meaning | None:
    """Read `the week before last` and `the year after next`."""
    unit = found.text("UNIT")
    if setting.published is None or unit not in FINENESS:
        return None
    day = calendar.shift(setting.published, -2 if found.has("BEFORE") else 2, unit)
    return Meaning(type="date", timex=at(day, unit), anchor="publication")


def referred(found: Found, setting: Setting) -> Meaning | None:
    """Read `the following year`, `the next day`, `that month`, `the same day`: counted from the date named before."""
    unit = found.text("UNIT", "QUARTER")
    turn = 0 if found.has("THAT", "SAME") else turn_of(found)
    reference = setting.reference or (setting.published.isoformat() if setting.published else "")
    start = calendar.bounds(calendar.edtf_of_timex(reference))[0]
    if start is None or unit in {"TS", "TM", "TH"} or FINENESS[unit] < FINENESS[unit_of(reference)]:
        return None
    day = calendar.shift(date.fromisoformat(start), turn, unit)
    timex = at(day, unit)
    part = part_of_day(found) if unit == "D" else ""
    return Meaning(type="time" if part else "date", timex=timex + part, anchor="expression")


def ago(found: Found, setting: Setting) -> Meaning | None:
    """Read `two years ago` and `three days from now`, as fine as the unit that is counted."""
    unit = found.text("UNIT", "UNITS", "QUARTER", "QUARTERS")
    turn = 1 if found.has("NOW", "HENCE", "FROM", "TIME") else -1
    if unit in {"TS", "TM", "TH"}:
        return Meaning(type="time", timex="PAST_REF" if turn < 0 else "FUTURE_REF")
    if vague_count(found) or setting.published is None:
        return Meaning(type="date", timex="PAST_REF" if turn < 0 else "FUTURE_REF")
    count = count_of(found) or 1
    if unit == "Y" and count == 1 and setting.focus and turn < 0:
        return compared(setting.focus, -1)
    fineness = "M" if unit == "Y" and count % 1 else "Y" if unit in {"E", "C"} else unit
    day = calendar.shift(setting.published, turn * count, unit)
    return Meaning(type="date", timex=at(day, fineness), anchor="publication")


def from_a_day(found: Found, setting: Setting) -> Meaning | None:
    """Read `a week from Monday`, `four years ago today` and `a week ago Tuesday`: counted from a day that is named too."""
    unit = found.text("UNIT", "UNITS")
    joint = max(at for at, word in enumerate(found.words) if word.kind in {"FROM", "AGO"})
    tail = Found(found.words[joint + 1 :], found.first + joint + 1, found.last)
    named = weekday(tail, setting) if tail.has("WEEKDAY") else today(tail, setting)
    day = calendar.as_day(named.timex) if named else None
    if day is None or unit in {"TS", "TM", "TH"}:
        return None
    turn = -1 if found.has("AGO") else 1
    return day_meaning(calendar.shift(day, turn * (count_of(found) or 1), unit), "publication")


def compared(reference: str, years: int) -> Meaning | None:
    """Return the same stretch of another year: the quarter that a report compares with."""
    timex = step(reference, years, "Y")
    return Meaning(type="date", timex=timex, anchor="expression", is_comparison=True) if timex else None


def later(found: Found, setting: Setting) -> Meaning | None:
    """Read `two days later` and `a year earlier`: counted from the date named before, else from publication."""
    unit = found.text("UNIT", "UNITS", "QUARTER", "QUARTERS")
    turn = 1 if found.has("LATER", "AFTER") else -1
    reference = setting.reference or (setting.published.isoformat() if setting.published else "")
    if unit in {"TS", "TM", "TH"} or vague_count(found) or not reference:
        return Meaning(type="date", timex="FUTURE_REF" if turn > 0 else "PAST_REF") if vague_count(found) else None
    count = count_of(found) or 1
    if unit == "Y" and turn < 0:
        return compared(setting.focus if setting.focus and count == 1 else reference, -round(count))
    start = calendar.bounds(calendar.edtf_of_timex(reference))[0]
    if start is None:
        return None
    day = calendar.shift(date.fromisoformat(start), turn * count, unit)
    return Meaning(type="date", timex=at(day, unit), anchor="expression")


def the_one_before(found: Found, setting: Setting) -> Meaning | None:
    """Read `the year before` and `a week after` where nothing follows that it would be before or after."""
    if (setting.after and setting.after[0][:1].isalnum()) or (found.has("AFTER") and not setting.reference):
        return None
    return later(found, setting)


def the_year(found: Found, setting: Setting) -> Meaning | None:
    """Read `the year`, `the end of the month`: that of publication, but a length where it `ended` on some day."""
    unit = found.text("UNIT")
    if (len(found.words) == 2 and unit != "Y") or unit == "D":
        return None
    if setting.after and (setting.after[0] in signals("ending") or _is_up_to_a_month(setting.after)):
        return duration(found, setting)
    if setting.published is None:
        return None
    is_reported = found.has("ADDITIONAL") and setting.tense == "past" and setting.published.month <= REPORTING_MONTHS
    back = -1 if found.has("LATEST") or is_reported else 0
    return Meaning(type="date", timex=at(calendar.shift(setting.published, back, unit), unit), anchor="publication")


def _is_up_to_a_month(after: tuple[str, ...]) -> bool:
    """Does `to March` follow?"""
    entry = time_words().get(after[1]) if after[0] == "to" and len(after) > 1 else None
    return entry is not None and entry.kind == "MONTH"


def year_end(found: Found, setting: Setting) -> Meaning | None:
    """Read `year-end`."""
    if setting.published is None or found.text("UNIT") != "Y":
        return None
    back = 1 if setting.before and setting.before[-1] in signals("past") else 0
    return day_meaning(date(max(setting.published.year - back, 1), 12, 31), "publication")
