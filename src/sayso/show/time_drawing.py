"""Where the bars of a timeline stand: each as wide as it is uncertain, on a scale that shortens what is empty."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from math import log1p

from sayso.kit.calendar import as_day
from sayso.model.base import Record
from sayso.query.timeline import TimelineMoment

LEFT, RIGHT = 2.0, 98.0
LEAST = 0.8
"""The width of a single day, in percent of the whole: narrower could not be seen."""
TICKS_APART = 13.0
"""How far apart, in percent, two written days stand at least."""
LAST_TICK = 80.0
"""Where the last of them begins at most, so that it has room on a narrow page."""


class Bar(Record, frozen=True, kw_only=True):
    """One happening: where its bar begins and how wide it is, in percent; whether it is open at an end or doubted."""

    moment: TimelineMoment
    x: float
    width: float
    opens: bool
    ends: bool
    doubted: bool


class Tick(Record, frozen=True, kw_only=True):
    """A day that is written under the axis."""

    x: float
    label: str


class TimeDrawing(Record, frozen=True, kw_only=True):
    """The bars of a timeline and the days of its axis."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


def draw(moments: Iterable[TimelineMoment]) -> TimeDrawing:
    """Return where each happening stands."""
    found = tuple(moments)
    days = sorted({day for one in found for day in (_first(one), _after(one)) if day})
    place = _scale(days)
    bars = tuple(_bar(one, place) for one in found)
    return TimeDrawing(bars=bars, ticks=_ticks(sorted({day for one in found if (day := _first(one))}), place))


def _first(one: TimelineMoment) -> int | None:
    day = as_day(one.earliest)
    return day.toordinal() if day else None


def _after(one: TimelineMoment) -> int | None:
    day = as_day(one.latest)
    return day.toordinal() + 1 if day else None


def _scale(days: list[int]) -> dict[int, float]:
    """Return where each day stands in percent: the logarithm of a stretch, so that a year does not hide a week."""
    steps = [log1p(later - day) for day, later in pairwise(days)]
    whole, at, place = sum(steps) or 1.0, 0.0, dict[int, float]()
    for day, step in zip(days, [0.0, *steps][: len(days)], strict=True):
        at += step
        place[day] = LEFT + (RIGHT - LEFT) * at / whole
    return place


def _bar(one: TimelineMoment, place: dict[int, float]) -> Bar:
    first, after = _first(one), _after(one)
    start = place[first] if first is not None else 0.0
    end = place[after] if after is not None else 100.0
    width = max(end - start, LEAST)
    doubted = any(sign in one.when for sign in "?~%")
    return Bar(
        moment=one,
        x=round(min(start, 100.0 - width), 2),
        width=round(width, 2),
        opens=first is None,
        ends=after is None,
        doubted=doubted,
    )


def _ticks(days: list[int], place: dict[int, float]) -> tuple[Tick, ...]:
    """Return the days that are written: as many as have room."""
    found, free = list[Tick](), 0.0
    for day in days:
        if place[day] >= free and place[day] <= LAST_TICK:
            found.append(Tick(x=round(place[day], 2), label=date.fromordinal(day).isoformat()))
            free = place[day] + TICKS_APART
    return tuple(found)
