"""Read lengths of time, repeated times and words that only say past, present or future."""

from datetime import date

from sayso.extract.time_context import Meaning, Setting, signals
from sayso.extract.time_grammar import Found
from sayso.extract.time_words import Word
from sayso.kit import calendar

CLOCK_UNITS = {"TS": "S", "TM": "M", "TH": "H"}
REFERENCES = {"NOW": "PRESENT_REF", "PAST": "PAST_REF", "RECENT": "PAST_REF", "PERIOD": "FUTURE_REF", "POSSIBLE": "FUTURE_REF"}
SIZES = ("TS", "TM", "TH", "D", "W", "F", "M", "Q", "Y", "E", "C")
COUNTING = ("WORDNUM", "NUM", "DAY", "YEAR", "FRACTION", "HALF")


def numbers_of(words: tuple[Word, ...]) -> list[float]:
    """Return the numbers that words spell, in order: `twelve to eighteen` is two, `two and a half` is one."""
    numbers, total, current = list[float](), 0.0, 0.0
    is_open = False
    for word in words:
        if (word.kind in {"TO", "OR"} and is_open) or (word.kind == "DASH" and is_open and current >= 1 and current % 10):
            numbers.append(total + current)
            total, current, is_open = 0.0, 0.0, False
        elif word.kind in {"FRACTION", "HALF"}:
            current, is_open = current + (float(word.value) if word.kind == "FRACTION" else 0.5), True
        elif word.kind in COUNTING and float(word.value) >= 100 and word.kind == "WORDNUM":
            current, is_open = max(current, 1.0) * float(word.value), True
            if float(word.value) >= 1000:
                total, current = total + current, 0.0
        elif word.kind in COUNTING:
            current, is_open = current + float(word.value), True
    return [*numbers, total + current] if is_open else numbers


def vague_count(found: Found) -> bool:
    """Is the number of units left open: `several years`, `years`?"""
    if found.has("COUPLE"):
        return False
    return found.has("VAGUE") or (found.has("UNITS", "QUARTERS") and not numbers_of(found.words))


def count_of(found: Found) -> float:
    """Return how many units are counted: the first number, 2 for a couple, 1 for `a`."""
    numbers = numbers_of(found.words)
    if found.has("COUPLE"):
        return 2
    kinds = [word.kind for word in found.words]
    is_half_of_one = "HALF" in kinds and "A" in kinds[: kinds.index("HALF") + 2] and "AND" not in kinds
    has_article = found.has("A") and not found.has(*COUNTING[:-2]) and not is_half_of_one
    return (numbers[0] if numbers else 0) + has_article or 1


def amount(count: float, unit: str) -> str:
    """Return the TIMEX3 duration of so many units: `P2Y`, `PT1H30M`, `P20Y` for two decades."""
    if unit in CLOCK_UNITS:
        whole, rest = int(count), count - int(count)
        finer = {"H": "M", "M": "S", "S": ""}[CLOCK_UNITS[unit]]
        small = f"{round(rest * 60)}{finer}" if rest and finer else ""
        return "PT" + (f"{whole}{CLOCK_UNITS[unit]}" if whole or not small else "") + small
    if unit == "F":
        return f"P{count * 2:g}W"
    if unit == "D" and count % 1:
        return f"PT{round(count * 24)}H"
    if unit in {"E", "C"}:
        return f"P{round(count * (10 if unit == 'E' else 100))}Y"
    if count % 1 and unit == "Y":
        whole = int(count)
        return (f"P{whole}Y" if whole else "P") + f"{round(count % 1 * 12)}M"
    return f"P{count:g}{unit}" if count < 1e6 else f"P{round(count)}{unit}"


def duration(found: Found, setting: Setting) -> Meaning | None:
    """Read `two years`, `a two-week`, `the last 20 years`, `several months`, `recent years`."""
    unit = found.text("UNIT", "UNITS") or found.text("QUARTER", "QUARTERS")
    if found.has("QUARTER") and found.has("UNIT"):
        return Meaning(type="duration", timex=amount(0.25, unit)) if unit in {"C", "TH"} else None
    bare = len(found.words) == 1
    is_rate = setting.after_noun and [word.kind for word in found.words] == ["A", "UNIT"]
    if is_rate:
        return Meaning(type="set", timex=amount(1, unit))
    if setting.is_name and found.has("UNITS"):
        return None
    if (bare and unit in CLOCK_UNITS) or (
        found.has("QUARTERS") and not found.has("VAGUE") and (bare or "of" in setting.after[:1])
    ):
        return None
    if vague_count(found):
        timex = f"PTX{CLOCK_UNITS[unit]}" if unit in CLOCK_UNITS else f"PX{unit}"
        return Meaning(type="duration", timex=timex)
    timex, window = amount(count_of(found), unit), _window(found, setting, unit)
    return Meaning(type="duration", timex=timex, value=window, anchor="publication" if window else "none")


def _window(found: Found, setting: Setting, unit: str) -> str | None:
    """Return the interval that `the last 20 years` or `the next two weeks` spans, seen from publication."""
    turns = found.all("LAST", "PAST", "PREVIOUS", "NEXT", "COMING")
    if not turns or setting.published is None or unit in {"TS", "TM"}:
        return None
    count = int(turns[0].value) * count_of(found)
    other = calendar.shift(setting.published, count / 24 if unit == "TH" else count, "D" if unit == "TH" else unit)
    first, last = sorted((other, setting.published))
    return f"{_about(first, setting.published)}/{_about(last, setting.published)}"


def _about(day: date, published: date) -> str:
    return day.isoformat() if day == published else f"{day.isoformat()}~"


def two_lengths(found: Found, setting: Setting) -> Meaning | None:
    """Read `four years and three months` and `two hours, 15 minutes`."""
    units = [word for word in found.words if word.kind in {"UNIT", "UNITS"}]
    cut = found.words.index(units[0]) + 1 if len(units) == 2 else 0
    parts = found.words[:cut], found.words[cut + 1 :]
    lengths = [amount(count_of(Found(part, 0, 0)), str(unit.value)) for part, unit in zip(parts, units, strict=False) if part]
    if len(lengths) < 2 or SIZES.index(str(units[0].value)) <= SIZES.index(str(units[1].value)):
        return None
    if str(units[1].value) in CLOCK_UNITS and lengths[0].startswith("PT"):
        return Meaning(type="duration", timex=lengths[0] + lengths[1].removeprefix("PT"))
    return Meaning(type="duration", timex=lengths[0] + lengths[1].removeprefix("P"))


def share_of_one(found: Found, setting: Setting) -> Meaning | None:
    """Read `three-quarters of an hour` and `a quarter of a century`."""
    share = 0.25 * (numbers_of(found.words) or [1])[0] if found.has("QUARTER", "QUARTERS") else float(found.value("FRACTION"))
    unit = found.text("UNIT")
    return Meaning(type="duration", timex=amount(share, unit)) if unit in {"TH", "Y", "E", "C"} and 0 < share < 1 else None


def long_ago(found: Found, setting: Setting) -> Meaning | None:
    """Read `long ago` and `some time ago`."""
    return Meaning(type="date", timex="PAST_REF")


def lasting(found: Found, setting: Setting) -> Meaning | None:
    """Read `weeklong`."""
    return Meaning(type="duration", timex=found.text("LASTING"))


def repeated(found: Found, setting: Setting) -> Meaning | None:
    """Read `every day`, `annually`, `each Thursday`, `Tuesday nights`, `every other week`, `twice a year`."""
    if found.has("ANNUAL"):
        return Meaning(type="set", timex=found.text("ANNUAL"))
    part = f"T{part}" if (part := found.text("DAYPART", "DAYPARTS")) else ""
    if found.has("WEEKDAY", "WEEKDAYS"):
        return Meaning(type="set", timex=f"XXXX-WXX-{found.number('WEEKDAY', 'WEEKDAYS')}{part}")
    if found.has("MONTH"):
        return Meaning(type="set", timex=f"XXXX-{found.number('MONTH'):02}")
    if found.has("SEASON", "SEASONS"):
        return Meaning(type="set", timex=f"XXXX-{found.text('SEASON', 'SEASONS')}")
    if part:
        return Meaning(type="set", timex=f"XXXX-XX-XX{part}")
    unit = found.text("UNIT", "UNITS", "QUARTER", "QUARTERS")
    if found.has("REPEAT", "REPEATS", "ALTERNATE", "ORDINAL"):
        steps = 1 if found.has("REPEAT", "REPEATS") else found.number("ALTERNATE", "ORDINAL")
        return Meaning(type="set", timex=amount(2 if found.has("ALTERNATE") else steps, unit))
    return Meaning(type="set", timex=amount(count_of(found), unit))


def reference(found: Found, setting: Setting) -> Meaning | None:
    """Read `now`, `recently`, `soon`, `the past`, `the near future`: past, present or future and no more.

    `It soon became known` tells of no future.
    """
    word = found.words[-1]
    if setting.after and setting.after[0] in signals("bound") and word.kind == "REFERENCE":
        return None
    if setting.tense == "past" and str(word.value) == "FUTURE_REF" and word.kind == "REFERENCE":
        return None
    timex = REFERENCES.get(word.kind) or str(word.value)
    return Meaning(type="date", timex=timex if timex.endswith("_REF") else "PRESENT_REF")
