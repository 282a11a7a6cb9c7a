"""Read days that have a name: `Thanksgiving`, `Christmas Eve`, `Good Friday`, `the Labor Day weekend`."""

from datetime import date

from sayso.extract.time_context import Meaning, Setting, day_meaning, direction, signals
from sayso.extract.time_dates import around, choose, relative_year, year_of
from sayso.extract.time_grammar import Found
from sayso.kit import calendar

NAMED = ("HOLIDAY", "HOLIDAYNAME", "NATIONALDAY", "NEWYEAR", "FEAST")


def holiday(found: Found, setting: Setting) -> Meaning | None:
    """Return the day of a named day: of the stated year, else the one that direction and nearness choose.

    Another country's national day is another day: `Kenya's Independence Day` is left alone.
    """
    if not _is_named_day(found, setting):
        return None
    stated = year_of(found) or relative_year(found, setting)
    if stated:
        return _meaning(found, _day_in(found, stated), "none" if year_of(found) else "publication")
    if setting.published is None:
        return None
    days = [day for near in around(setting.published, 1, 1) if (day := _day_in(found, near.year))]
    turn = "past" if found.has("LAST", "PAST") else "future" if found.has("NEXT", "COMING") else direction(setting)
    return _meaning(found, choose(days, setting.published, turn), "publication")


def _is_named_day(found: Found, setting: Setting) -> bool:
    unit = found.all("UNIT")[-1].value if found.has("UNIT") else "D"
    if found.has("NEWYEAR"):
        return found.has("POSSESSIVE", "EVE") or (setting.is_name and len(found.words) > 2)
    if found.has("NATIONALDAY"):
        is_foreign = setting.of_a_country or (bool(setting.before) and setting.before[-1] in signals("possessive"))
        return unit == "D" and not is_foreign
    return unit == "D" or (unit == "W" and found.has("HOLIDAY"))


def _day_in(found: Found, year: int) -> date | None:
    """Return the named day in a year; None where it does not fall on the weekday that is said."""
    day = day_of(found.text(*NAMED), year)
    if found.has("WEEKDAY"):
        offset = (found.number("WEEKDAY") - day.isoweekday() + 3) % 7 - 3
        day = calendar.add_days(day, offset) if found.has("HOLIDAY") or not offset else day
        if day.isoweekday() != found.number("WEEKDAY"):
            return None
    return calendar.add_days(day, -1 if found.has("EVE") else 0)


def _meaning(found: Found, day: date | None, anchor: str) -> Meaning | None:
    """Return the meaning of a named day, of its week or of the weekend beside it."""
    units = [word.value for word in found.all("UNIT")]
    if day and found.has("WEEKEND"):
        saturday = calendar.add_days(day, (6 - day.isoweekday() + 3) % 7 - 3)
        return Meaning(type="date", timex=f"{calendar.week_of(saturday)}-WE", anchor=anchor)
    if day and units[-1:] == ["W"]:
        return Meaning(type="date", timex=calendar.week_of(day), anchor=anchor)
    return day_meaning(day, anchor)


def day_of(name: str, year: int) -> date:
    """Return the day that a rule of the lexicon names in a year.

    `12-25` is a month and day; `11 3 4` the fourth Thursday (3) of November; a fourth number moves that by so many days;
    `easter -2` is two days before Easter Sunday.
    """
    if name.startswith("easter"):
        return calendar.add_days(calendar.easter(year), int(name.removeprefix("easter") or 0))
    if "-" in name[:3]:
        return date(year, int(name[:2]), int(name[3:]))
    month, weekday, count, *offset = (int(part) for part in name.split())
    return calendar.add_days(calendar.nth_weekday(year, month, weekday, count), sum(offset))
