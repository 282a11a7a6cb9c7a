"""Read weekdays, alone or beside a date, and weeks that a date names."""

from datetime import date

import msgspec

from sayso.extract.time_clock import part_of_day
from sayso.extract.time_context import Meaning, Setting, day_meaning, direction, signals
from sayso.extract.time_dates import day_number, full_day, month_day, year_of
from sayso.extract.time_grammar import Found
from sayso.kit import calendar

REACH = 430
"""Every weekday falls on every day of the month up to the 28th within so many days."""


def weekday(found: Found, setting: Setting) -> Meaning | None:
    """Read a weekday: the latest in the past tense, publication day included, the next in the future; any in `on a Sunday`.

    Whether `next Friday` is the Friday of this week or of the next, writers differ.
    """
    number, part = found.number("WEEKDAY"), part_of_day(found)
    published = setting.published
    if published is None:
        return Meaning(type="time" if part else "date", timex=f"XXXX-WXX-{number}{part}")
    if setting.before and setting.before[-1] in signals("one") and not setting.is_modifier and not part:
        return Meaning(type="date", timex=f"XXXX-WXX-{number}")
    if found.has("PREVIOUS", "FOLLOWING") and (named := calendar.as_day(setting.reference[:10])):
        return day_meaning(_beside(named, number, -1 if found.has("PREVIOUS") else 1), "expression", part)
    meaning = day_meaning(_weekday_near(found, setting, published), "publication", part)
    if meaning and found.has("NEXT") and not found.has("UNIT") and number > published.isoweekday():
        return msgspec.structs.replace(meaning, value=f"{meaning.timex[:10]}?")
    return meaning


def _beside(day: date, number: int, turn: int) -> date:
    """Return the last such weekday before a day (turn -1) or the first after it (1)."""
    distance = (day.isoweekday() - number) % 7 if turn < 0 else (number - day.isoweekday()) % 7
    return calendar.add_days(day, turn * (distance or 7))


def _weekday_near(found: Found, setting: Setting, published: date) -> date | None:
    """Return the weekday that an expression names, seen from publication."""
    number = found.number("WEEKDAY")
    back = (published.isoweekday() - number) % 7
    latest, coming = calendar.add_days(published, -back), calendar.add_days(published, -back % 7)
    if found.has("UNIT"):
        weeks = int(found.all("LAST", "THIS", "NEXT")[-1].value)
        day = calendar.add_days(published, number - published.isoweekday() + 7 * weeks)
        return day if found.text("UNIT") == "W" else None
    if found.has("LAST", "PAST", "PREVIOUS"):
        return calendar.add_days(published, -(back or 7))
    if found.has("NEXT", "COMING", "FOLLOWING"):
        return calendar.add_days(published, (-back % 7) or 7)
    turn = direction(setting)
    if found.has("THIS"):
        return coming if turn != "past" else latest
    is_limit = setting.before and setting.before[-1] in signals("limit") and not (setting.opens and setting.tense == "past")
    return coming if is_limit or turn in {"future", "infinitive"} else latest


def beside_day(found: Found, setting: Setting) -> Meaning | None:
    """Read `the day before last Tuesday` and `the day after Monday`."""
    joint = next(at for at, word in enumerate(found.words) if word.kind in {"BEFORE", "AFTER"})
    meaning = weekday(Found(found.words[joint + 1 :], found.first + joint + 1, found.last), setting)
    day = calendar.as_day(meaning.timex) if meaning else None
    if day is None or found.text("UNIT") != "D":
        return None
    return day_meaning(calendar.add_days(day, -1 if found.has("BEFORE") else 1), "publication")


def numbered_weekday(found: Found, setting: Setting) -> Meaning | None:
    """Read `Friday the 13th`: the nearest such day, before publication in the past tense and after it in the future."""
    if setting.published is None:
        return None
    number, of_month = found.number("WEEKDAY"), found.number("ORDINAL")
    turn = direction(setting)
    for distance in range(REACH):
        for sign in (-1, 1):
            day = calendar.add_days(setting.published, sign * distance)
            is_ahead = turn in {"future", "infinitive"}
            if day.day == of_month and day.isoweekday() == number and (sign > 0) == is_ahead:
                return day_meaning(day, "publication")
    return None


def stated_weekday(found: Found, setting: Setting) -> Meaning | None:
    """Read `Tuesday, Feb. 20`: of the years near publication, the one in which the day is that weekday."""
    meaning = month_day(found, setting)
    if meaning is None or setting.published is None:
        return meaning
    for offset in (0, -1, 1):
        day = calendar.make_day(setting.published.year + offset, found.number("MONTH"), day_number(found))
        if day and day.isoweekday() == found.number("WEEKDAY"):
            return day_meaning(day, "publication", part_of_day(found))
    return meaning


def week_of_day(found: Found, setting: Setting) -> Meaning | None:
    """Read `the week of March 6`."""
    day = full_day(found, setting) if year_of(found) else month_day(found, setting)
    value = calendar.bounds(calendar.edtf_of_timex(day.timex))[0] if day else None
    if value is None or found.text("UNIT") != "W":
        return None
    return Meaning(type="date", timex=calendar.week_of(date.fromisoformat(value)), anchor="publication")


def weekend(found: Found, setting: Setting) -> Meaning | None:
    """Read `the weekend`, `last weekend` and `next weekend`."""
    if setting.published is None:
        return Meaning(type="date", timex="XXXX-WXX-WE")
    is_weekend = setting.published.isoweekday() > 5
    if found.has("LAST", "PAST", "PREVIOUS"):
        turn = -1
    elif found.has("NEXT", "COMING"):
        turn = 1 if found.has("NEXT") and is_weekend else 0
    else:
        turn = -1 if direction(setting) == "past" and not is_weekend else 0
    week = calendar.week_of(calendar.add_days(setting.published, 7 * turn))
    return Meaning(type="date", timex=f"{week}-WE", anchor="publication")
