"""Read weekdays, alone or beside a date, and weeks that a date names."""

from datetime import date

from sayso.extract.time_context import Meaning, Setting, direction, signals
from sayso.extract.time_dates import day_meaning, day_number, month_day, part_of_day
from sayso.extract.time_grammar import Found
from sayso.kit import calendar


def weekday(found: Found, setting: Setting) -> Meaning | None:
    """Read a weekday: the latest in the past tense, publication day included, the next in the future."""
    number, part = found.number("WEEKDAY"), part_of_day(found)
    published = setting.published
    if published is None:
        return Meaning(type="time" if part else "date", timex=f"XXXX-WXX-{number}{part}")
    back = (published.isoweekday() - number) % 7
    latest, coming = calendar.add_days(published, -back), calendar.add_days(published, -back % 7)
    if found.has("UNIT"):
        if found.text("UNIT") != "W":
            return None
        turn = int(found.all("LAST", "THIS", "NEXT")[-1].value)
        day = calendar.add_days(published, number - published.isoweekday() + 7 * turn)
    elif found.has("LAST", "PAST", "PREVIOUS"):
        day = calendar.add_days(published, -(back or 7))
    elif found.has("NEXT", "COMING", "FOLLOWING"):
        day = calendar.add_days(published, (-back % 7) or 7)
    elif found.has("THIS"):
        day = coming if direction(setting) != "past" else latest
    else:
        is_limit = setting.before and setting.before[-1] in signals("limit") and not (setting.opens and setting.tense == "past")
        day = coming if is_limit or direction(setting) in {"future", "infinitive"} else latest
    return day_meaning(day, "publication", part)


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
    day = month_day(found, setting)
    value = calendar.bounds(calendar.edtf_of_timex(day.timex))[0] if day else None
    if value is None or found.text("UNIT") != "W":
        return None
    return Meaning(type="date", timex=calendar.week_of(date.fromisoformat(value)), anchor="publication")
