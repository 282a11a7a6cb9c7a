"""Read days that have a name: `Thanksgiving`, `Christmas Eve`, `Labor Day`."""

from datetime import date

from sayso.extract.time_context import Meaning, Setting, direction
from sayso.extract.time_dates import around, choose, day_meaning, year_of
from sayso.extract.time_grammar import Found
from sayso.kit import calendar


def holiday(found: Found, setting: Setting) -> Meaning | None:
    """Return the day of a named day: of the stated year, else the one that direction and nearness choose."""
    name = found.text("HOLIDAY", "HOLIDAYNAME")
    eve = -1 if found.has("EVE") else 0
    unit = found.all("UNIT")[-1].value if found.has("UNIT") else "D"
    if unit not in {"D", "Y", "W"}:
        return None
    stated = year_of(found)
    if stated:
        return day_meaning(calendar.add_days(day_of(name, stated), eve))
    if setting.published is None:
        return None
    days = [calendar.add_days(day_of(name, near.year), eve) for near in around(setting.published, 1, 1)]
    turn = "past" if found.has("LAST", "PAST") else "future" if found.has("NEXT", "COMING") else direction(setting)
    day = choose(days, setting.published, turn)
    if day and unit == "W":
        return Meaning(type="date", timex=calendar.week_of(day), anchor="publication")
    return day_meaning(day, "publication")


def day_of(name: str, year: int) -> date:
    """Return the day that a rule of the lexicon names in a year.

    `12-25` is a month and day; `11 3 4` the fourth Thursday (3) of November; a fourth number moves that by so many days.
    """
    if name == "easter":
        return calendar.easter(year)
    if "-" in name[:3]:
        return date(year, int(name[:2]), int(name[3:]))
    month, weekday, count, *offset = (int(part) for part in name.split())
    return calendar.add_days(calendar.nth_weekday(year, month, weekday, count), sum(offset))
