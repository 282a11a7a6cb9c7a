"""Read dates of the calendar: full ones as they stand, incomplete ones by what surrounds them."""

import re
from datetime import date

import msgspec

from sayso.extract.time_clock import part_of_day
from sayso.extract.time_context import Meaning, Setting, day_meaning, direction, known_year, signals
from sayso.extract.time_grammar import Found
from sayso.extract.time_words import Word
from sayso.kit import calendar

FAR = 320
"""A date further off than this many days is not named without its year."""
FIRST_IMPLAUSIBLE = 1800
"""`1998 B.C.` is a year and the Canadian province."""


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
    """Read `2024-02-20`, with or without a time of day."""
    text = found.text("ISO")
    day = calendar.make_day(int(text[:4]), int(text[5:7]), int(text[8:10]))
    return day_meaning(day, part=text[10:16].replace(" ", "T"))


def slashed(found: Found, setting: Setting) -> Meaning | None:
    """Read `2/20/24`, month first unless the calendar or the document forbids it, and `20.2.2024`."""
    text = found.text("SLASHED")
    month, day, year = (int(part) for part in re.split("[/.]", text))
    if setting.day_first or "." in text:
        month, day = day, month
    year = full_year(year) if year < 100 else year
    return day_meaning(calendar.make_day(year, month, day) or calendar.make_day(year, day, month))


def full_day(found: Found, setting: Setting) -> Meaning | None:
    """Read `Feb. 20, 2024`, `Tuesday, 20 February 2024` and `Feb. 20-22, 2024`."""
    day = calendar.make_day(year_of(found) or 0, found.number("MONTH"), day_number(found))
    return _through(found, day_meaning(day, part=part_of_day(found)))


def day_number(found: Found) -> int:
    """Return the day of the month that an expression names, the first of two, also one spelled out: `twenty-first`."""
    words = found.all("WORDNUM", "ORDINAL")
    if found.has("ORDINAL"):
        return sum(int(word.value) for word in words)
    month = next(index for index, word in enumerate(found.words) if word.kind == "MONTH")
    after = found.words[month + 1 : month + 3]
    near = [*(word for word in after if word.kind == "DAY"), *_days_before(found.words[:month])]
    return int(near[0].value) if near else 0


def _days_before(words: tuple[Word, ...]) -> list[Word]:
    """Return the days that stand before a month: the one of `on 5 March`, the two of `3-5 March`."""
    last = next((index for index in range(len(words) - 1, -1, -1) if words[index].kind == "DAY"), None)
    if last is None:
        return []
    is_pair = last > 1 and words[last - 1].kind == "DASH" and words[last - 2].kind == "DAY"
    return [words[last - 2], words[last]] if is_pair else [words[last]]


def _through(found: Found, meaning: Meaning | None) -> Meaning | None:
    """Return the meaning of `June 3-9` and `June 28-July 2`: its first day is the TIMEX3 value, both are in the EDTF value."""
    kinds = [word.kind for word in found.words]
    dashes = (at for at, kind in enumerate(kinds) if kind == "DASH")
    dash = next((at for at in dashes if "DAY" in kinds[:at] and "DAY" in kinds[at + 1 :]), None)
    first = calendar.as_day(meaning.timex) if meaning else None
    if dash is None or first is None or meaning is None:
        return meaning
    after = found.words[dash + 1 :]
    day = next(int(word.value) for word in after if word.kind == "DAY")
    months = [int(word.value) for word in after if word.kind == "MONTH"] if "MONTH" in kinds[:dash] else []
    month = months[0] if months else first.month
    last = calendar.make_day(first.year + (month < first.month), month, day)
    if last is None or last <= first:
        return None
    return msgspec.structs.replace(meaning, value=calendar.interval(first, last))


def month_day(found: Found, setting: Setting) -> Meaning | None:
    """Read `Feb. 20`: the year comes from a relative word, a known happening, the tense, or the nearest such day."""
    month, number = found.number("MONTH"), day_number(found)
    if not calendar.make_day(2000, month, number):
        return None
    if setting.published is None:
        return Meaning(type="date", timex=f"XXXX-{month:02}-{number:02}")
    year = relative_year(found, setting) or known_year(month, number, setting.after, setting.published)
    if year is not None:
        return day_meaning(calendar.make_day(year, month, number), "publication", part_of_day(found))
    day = choose(around(setting.published, month, number), setting.published, "past" if found.has("LAST") else direction(setting))
    return _through(found, day_meaning(day, "publication", part_of_day(found)))


def named_day(found: Found, setting: Setting) -> Meaning | None:
    """Read `9/11`."""
    return Meaning(type="date", timex=found.text("NAMEDDAY"))


def before_christ(found: Found, setting: Setting) -> Meaning | None:
    """Read `753 BC` and `the 5th century B.C.`: years that the calendar here does not reach, so that they have no EDTF value."""
    if found.has("ORDINAL"):
        century = sum(int(word.value) for word in found.all("ORDINAL", "WORDNUM"))
        return Meaning(type="date", timex=f"BC{century - 1:02}") if found.text("UNIT") == "C" else None
    year = found.number("YEAR", "NUM", "DAY")
    return Meaning(type="date", timex=f"BC{year:04}") if 0 < year < FIRST_IMPLAUSIBLE else None


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


def year(found: Found, setting: Setting) -> Meaning | None:
    """Read a year; a spelled one too: `nineteen ninety-six`. Whose fiscal year begins when, the words do not say."""
    if setting.is_count or (setting.before and setting.before[-1] in signals("amount")):
        return None
    timex = f"{year_of(found):04}"
    return Meaning(type="date", timex=timex, value=f"{timex}~" if found.has("FISCAL") else None)


def years(found: Found, setting: Setting) -> Meaning | None:
    """Read `1939-45` and `2021/22`: its first year, with both in the EDTF value."""
    first, last = found.number("YEAR"), found.number("YEAR") // 100 * 100 + found.number("DAY", "NUM")
    last += 100 if last % 100 == 0 else 0
    if not first < last < first + 100 or found.end - found.all("YEAR")[0].start != len("1939-45"):
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
    owner = setting.before[-2:-1] if setting.before[-1:] in {("early",), ("mid",), ("late",)} else setting.before[-1:]
    is_age = bool(owner) and owner[0] in signals("possessive")
    return Meaning(type="date", timex=str(full_year(int(digits)))[:3]) if len(digits) == 2 and not is_age else None


def century(found: Found, setting: Setting) -> Meaning | None:
    """Read `the 20th century`."""
    if found.text("UNIT") != "C":
        return None
    return Meaning(type="date", timex=f"{sum(int(word.value) for word in found.all('ORDINAL', 'WORDNUM')) - 1:02}")
