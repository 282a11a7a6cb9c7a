"""Read times of day: `10:35 a.m. EST`, `noon`, `this morning`, `overnight`, `later that day`."""

from datetime import date

from sayso.extract.time_context import Meaning, Setting, day_meaning, signals
from sayso.extract.time_grammar import Found
from sayso.extract.time_words import Word
from sayso.kit import calendar

TURNS = {"MO": "AM", "AF": "PM", "EV": "PM", "NI": "PM"}
DAY_LENGTH = len("2024-02-20")


def part_of_day(found: Found) -> str:
    """Return the TIMEX3 suffix of a clock time or a part of the day, empty where none is named."""
    if clock := clock_of(found):
        return f"T{clock}"
    return f"T{part}" if (part := found.text("DAYPART", "DAYPARTS", "TONIGHT", "OVERNIGHT")) else ""


def clock_of(found: Found) -> str:
    """Return the clock time an expression names, as `HH:MM`, empty where it names none."""
    if named := found.text("CLOCKWORD"):
        return named
    for index, word in enumerate(found.words):
        after = found.words[index + 1].kind if index + 1 < len(found.words) else ""
        is_hour = word.kind in {"DAY", "WORDNUM"} and after in {"AMPM", "OCLOCK", "IN"}
        if word.kind == "CLOCK" or is_hour or _is_hour_tonight(found, word):
            figures = str(word.value) if word.kind == "CLOCK" else f"{float(word.value):g}"
            hour, minute = (part.ljust(2, "0") for part in _hour_and_minute(figures))
            turn = found.text("AMPM") or TURNS.get(found.text("DAYPART", "TONIGHT"), "")
            hours = int(hour) % 12 + (12 if turn == "PM" else 0) if turn and int(hour) < 13 else int(hour)
            return f"{hours:02}:{minute[:2]}" if hours < 25 else ""
    return ""


def _is_hour_tonight(found: Found, word: Word) -> bool:
    """Is this the 8 of `tonight at 8`?"""
    return found.has("TONIGHT") and word.kind in {"DAY", "WORDNUM"} and float(word.value) < 12


def _hour_and_minute(figures: str) -> tuple[str, str]:
    """Return the two parts of `10:35`, `3.30`, `0400` or `5`."""
    if figures.isdecimal() and len(figures) == 4:
        return figures[:2], figures[2:]
    hour, _, minute = figures.replace(".", ":").partition(":")
    return hour.rjust(2, "0"), minute


def clock(found: Found, setting: Setting) -> Meaning | None:
    """Read `10:35 a.m. EST` and `this morning`: on the day named beside it, else on the day of publication."""
    part = part_of_day(found)
    if found.has("CLOCK", "DAY", "WORDNUM") and not clock_of(found):
        return None
    is_bare = len(found.words) == 1 and found.has("CLOCKWORD")
    if is_bare and not (setting.before and setting.before[-1] in signals("clock")):
        return None
    if clock_of(found) and setting.tense == "past" and not found.has("THIS", "LAST") and (day := _day_nearby(setting)):
        return Meaning(type="time", timex=day + part, anchor="expression")
    if setting.published is None:
        return Meaning(type="time", timex=f"XXXX-XX-XX{part}")
    back = -1 if found.has("LAST") else 0
    return day_meaning(calendar.add_days(setting.published, back), "publication", part)


def _day_nearby(setting: Setting) -> str:
    """Return the day that the same or the last sentence named, empty where it named none."""
    day = setting.reference[:DAY_LENGTH]
    return day if setting.near and calendar.as_day(day) else ""


def overnight(found: Found, setting: Setting) -> Meaning | None:
    """Read `overnight`: the night before publication, or the coming one in the future; no `overnight interest rate`."""
    if setting.is_modifier and not signals("unslept").isdisjoint(setting.after):
        return None
    if setting.published is None:
        return Meaning(type="time", timex="XXXX-XX-XXTNI")
    back = 0 if setting.tense == "future" else -1
    return day_meaning(calendar.add_days(setting.published, back), "publication", part_of_day(found))


def part_of_that_day(found: Found, setting: Setting) -> Meaning | None:
    """Read `that evening`, `the next morning` and `the previous night`: counted from the day named before."""
    reference = calendar.as_day(setting.reference[:DAY_LENGTH])
    if reference is None:
        return None
    turn = -1 if found.has("PREVIOUS") else 1 if found.has("NEXT", "FOLLOWING") else 0
    return day_meaning(calendar.add_days(reference, turn), "expression", part_of_day(found))


def later_in_the_day(found: Found, setting: Setting) -> Meaning | None:
    """Read `later in the day` and `earlier the same day`: the day just named, else that of publication."""
    if found.text("UNIT") != "D":
        return None
    day = _day_nearby(setting) or (setting.published.isoformat() if setting.published else "")
    return day_meaning(date.fromisoformat(day), "expression" if setting.near else "publication") if day else None
