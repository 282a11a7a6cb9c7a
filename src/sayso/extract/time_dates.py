"""Read dates of the calendar: full ones as they stand, incomplete ones by what surrounds them."""

from datetime import date

from sayso.extract.time_context import Meaning, Setting, direction, signals
from sayso.extract.time_grammar import Found
from sayso.kit import calendar

SEASON_FIRST_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
TURNS = {"MO": "AM", "AF": "PM", "EV": "PM"}
FAR = 320
"""A date further off than this many days is not named without its year."""
NUMBERS = ("WORDNUM", "NUM", "DAY", "YEAR", "ORDINAL")


def day_meaning(day: date | None, anchor: str = "none", part: str = "") -> Meaning | None:
    """Return the meaning of one day, perhaps of a part of it; None for a day that the calendar lacks."""
    if day is None:
        return None
    return Meaning(type="time" if part else "date", timex=day.isoformat() + part, anchor=anchor)


def part_of_day(found: Found) -> str:
    """Return the TIMEX3 suffix of a clock time or a part of the day, empty where none is named."""
    if clock := clock_of(found):
        return f"T{clock}"
    return f"T{part}" if (part := found.text("DAYPART", "DAYPARTS", "TONIGHT")) else ""


def clock_of(found: Found) -> str:
    """Return the clock time an expression names, as `HH:MM`, empty where it names none."""
    if named := found.text("CLOCKWORD"):
        return named
    for index, word in enumerate(found.words):
        after = found.words[index + 1].kind if index + 1 < len(found.words) else ""
        if word.kind == "CLOCK" or (word.kind in {"DAY", "WORDNUM"} and after in {"AMPM", "OCLOCK", "IN"}):
            figures = str(word.value) if word.kind == "CLOCK" else f"{float(word.value):g}"
            hour, minute = (part.ljust(2, "0") for part in _hour_and_minute(figures))
            turn = found.text("AMPM") or TURNS.get(found.text("DAYPART"), "")
            hours = int(hour) % 12 + (12 if turn == "PM" else 0) if turn else int(hour)
            return f"{hours:02}:{minute[:2]}" if hours < 25 else ""
    return ""


def _hour_and_minute(figures: str) -> tuple[str, str]:
    """Return the two parts of `10:35`, `3.30`, `0400` or `5`."""
    if figures.isdecimal() and len(figures) == 4:
        return figures[:2], figures[2:]
    hour, _, minute = figures.replace(".", ":").partition(":")
    return hour.rjust(2, "0"), minute


def year_of(found: Found) -> int | None:
    """Return the year an expression states, by figures or by a relative word for it, or None."""
    if found.has("YEAR"):
        return found.number("YEAR")
    if short := found.text("SHORTYEAR"):
        return full_year(int(short[-2:]))
    return None


def full_year(short: int) -> int:
    """Return the year that two figures stand for: between 1930 and 2029."""
    return short + (2000 if short < 30 else 1900)


def iso(found: Found, setting: Setting) -> Meaning | None:
    """Read `2024-02-20`."""
    text = found.text("ISO")
    day = calendar.make_day(int(text[:4]), int(text[5:7]), int(text[8:10]))
    return day_meaning(day, part=text[10:16])


def slashed(found: Found, setting: Setting) -> Meaning | None:
    """Read `2/20/24`, month first unless the calendar forbids it."""
    month, day, year = (int(part) for part in found.text("SLASHED").split("/"))
    year = full_year(year) if year < 100 else year
    return day_meaning(calendar.make_day(year, month, day) or calendar.make_day(year, day, month))


def full_day(found: Found, setting: Setting) -> Meaning | None:
    """Read `Feb. 20, 2024` and `Tuesday, 20 February 2024`."""
    day = calendar.make_day(year_of(found) or 0, found.number("MONTH"), day_number(found))
    return day_meaning(day, part=part_of_day(found))


def day_number(found: Found) -> int:
    """Return the day of the month that an expression names, also one spelled out: `twenty-first`."""
    words = found.all("WORDNUM", "ORDINAL")
    if found.has("ORDINAL"):
        return sum(int(word.value) for word in words)
    month = next(index for index, word in enumerate(found.words) if word.kind == "MONTH")
    near = [*found.words[month + 1 : month + 2], *reversed(found.words[:month])]
    return next(int(word.value) for word in near if word.kind == "DAY")


def month_day(found: Found, setting: Setting) -> Meaning | None:
    """Read `Feb. 20`: the year comes from a relative word, the tense, or the nearest such day."""
    month, number = found.number("MONTH"), day_number(found)
    if not calendar.make_day(2000, month, number):
        return None
    if setting.published is None:
        return Meaning(type="date", timex=f"XXXX-{month:02}-{number:02}")
    year = relative_year(found, setting)
    if year is not None:
        return day_meaning(calendar.make_day(year, month, number), "publication", part_of_day(found))
    day = choose(around(setting.published, month, number), setting.published, "past" if found.has("LAST") else direction(setting))
    return day_meaning(day, "publication", part_of_day(found))


def relative_year(found: Found, setting: Setting) -> int | None:
    """Return the year that `last year`, `this year` or `next year` names beside a month, or None."""
    turns = found.all("LAST", "THIS", "CURRENT", "NEXT", "PREVIOUS", "PAST")
    if not turns or not found.has("UNIT") or setting.published is None:
        return None
    return setting.published.year + int(turns[-1].value)


def around(published: date, month: int, day: int, back: int = 1) -> list[date]:
    """Return that day of the year of publication, of `back` years before and of the next, where the calendar has it."""
    years = (published.year + offset for offset in range(-back, 2))
    return [found for year in years if (found := calendar.make_day(year, month, day))]


def choose(days: list[date], published: date, turn: str) -> date | None:
    """Return the last day not after publication, the first not before it, or the nearest, as the direction tells."""
    past = [day for day in days if day <= published and (published - day).days < FAR]
    future = [day for day in days if day >= published and (day - published).days < FAR]
    if turn == "past" and past:
        return past[-1]
    if turn == "future" and future:
        return future[0]
    return min(days, key=lambda day: (published - day).days if day <= published else (day - published).days * 1.4, default=None)


def month_year(found: Found, setting: Setting) -> Meaning | None:
    """Read `October 2023` and `October last year`."""
    year = year_of(found) or relative_year(found, setting)
    if year is None:
        return None
    return Meaning(type="date", timex=f"{year:04}-{found.number('MONTH'):02}", anchor="none" if year_of(found) else "publication")


def month(found: Found, setting: Setting) -> Meaning | None:
    """Read a bare month: the latest such month in the past tense, the next in the future, else the nearest."""
    number = found.number("MONTH")
    if setting.published is None:
        return Meaning(type="date", timex=f"XXXX-{number:02}")
    months = around(setting.published, number, 1)
    turn = "past" if found.has("LAST", "PAST") else "future" if found.has("NEXT", "COMING") else direction(setting)
    if found.has("THIS"):
        chosen: date | None = setting.published.replace(month=number, day=1)
    else:
        chosen = choose(months, setting.published.replace(day=1), turn)
    if chosen == setting.published.replace(day=1) and found.has("LAST", "NEXT"):
        chosen = months[0] if found.has("LAST") else months[-1]
    return Meaning(type="date", timex=chosen.isoformat()[:7], anchor="publication") if chosen else None


def year(found: Found, setting: Setting) -> Meaning | None:
    """Read a year; a spelled one too: `nineteen ninety-six`."""
    if setting.is_count or (setting.before and setting.before[-1] in signals("amount")):
        return None
    return Meaning(type="date", timex=f"{year_of(found):04}")


def years(found: Found, setting: Setting) -> Meaning | None:
    """Read `1939-45`: its first year, with both in the EDTF value."""
    first, last = found.number("YEAR"), found.number("YEAR") // 100 * 100 + found.number("DAY", "NUM")
    if not first < last < first + 100 or found.end - found.all("YEAR")[0].start != 7:
        return None
    return Meaning(type="date", timex=f"{first:04}", value=f"{first:04}/{last:04}")


def spelled_year(found: Found, setting: Setting) -> Meaning | None:
    """Read `the year two thousand`."""
    values = [int(word.value) for word in found.all("WORDNUM")]
    return Meaning(type="date", timex=str(2000 + sum(values[2:]))) if values[:2] == [2, 1000] else None


def decade(found: Found, setting: Setting) -> Meaning | None:
    """Read `the 1990s`, `the '80s` and `the nineties`."""
    if found.has("TWENTIES"):
        return Meaning(type="date", timex=str(found.number("TWENTIES")))
    digits = "".join(char for char in found.text("DECADE") if char.isdigit())
    if len(digits) == 4:
        return Meaning(type="date", timex=digits[:3] if digits[2] != "0" or digits[:2] == "20" else digits[:2])
    is_age = setting.before and setting.before[-1] in signals("possessive")
    return Meaning(type="date", timex=str(full_year(int(digits)))[:3]) if len(digits) == 2 and not is_age else None


def century(found: Found, setting: Setting) -> Meaning | None:
    """Read `the 20th century`."""
    if found.text("UNIT") != "C":
        return None
    return Meaning(type="date", timex=f"{sum(int(word.value) for word in found.all('ORDINAL', 'WORDNUM')) - 1:02}")


def season(found: Found, setting: Setting) -> Meaning | None:
    """Read `the winter of 1994`, `last fall` and `this summer`."""
    name = found.text("SEASON")
    stated = year_of(found) or relative_year(found, setting)
    if stated:
        return Meaning(type="date", timex=f"{stated:04}-{name}", anchor="none" if year_of(found) else "publication")
    if setting.is_name or setting.after[:1] == ("of",):
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
        turn = direction(setting)
        middles = [calendar.add_months(start, 1) for start in starts]
        chosen = choose(middles, published, "none" if found.has("THIS") else turn) or starts[-1]
    return Meaning(type="date", timex=f"{chosen.year:04}-{name}", anchor="publication")
