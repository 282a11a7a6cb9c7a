"""The floors of what is measured: what holds, what fell, and how a floor may move.

`floors.json` pins each measure by its name. A floor rises with `--update`, to what is measured less some slack. It is lowered
only with a reason, which becomes a decision in `docs/decisions`, and never below the bar that sayso must reach in any case.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec


class Floor(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a measure must be: `at` least or at most.

    `slack` is how far below what was measured a floor is set. `bar` is where it may never be lowered below; without `moves`
    the floor is the bar and stays there.
    """

    must_be: Literal["least", "most"] = "least"
    at: float
    slack: float = 0.0
    bar: float | None = None
    moves: bool = True

    def holds(self, value: float) -> bool:
        """Is a value on the right side?"""
        return value >= self.at if self.must_be == "least" else value <= self.at

    def stricter(self, one: float, other: float) -> float:
        """Return the stricter of two values."""
        return max(one, other) if self.must_be == "least" else min(one, other)

    def for_value(self, value: float) -> "Floor":
        """Return the floor that this value would have, never below the bar."""
        at = round(value - self.slack if self.must_be == "least" else value + self.slack, 2)
        return msgspec.structs.replace(self, at=at if self.bar is None else self.stricter(at, self.bar))


Floors = dict[str, Floor]
Values = Mapping[str, float]


class Moves(msgspec.Struct, frozen=True, kw_only=True):
    """How floors would move to what was measured: the floors then, and the names of those raised, lowered and held by a bar."""

    floors: Floors
    raised: tuple[str, ...]
    lowered: tuple[str, ...]
    barred: tuple[str, ...]


def load(path: Path) -> Floors:
    """Return the floors of a file.

    Raises:
        msgspec.ValidationError: an entry is not a floor.
    """
    return msgspec.json.decode(path.read_bytes(), type=Floors)


def save(path: Path, floors: Floors) -> None:
    """Write floors, one a line."""
    lines = (f"  {msgspec.json.encode(name).decode()}: {_line(floor)}" for name, floor in sorted(floors.items()))
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def fallen(floors: Floors, values: Values) -> tuple[str, ...]:
    """Return a line for each measure below its floor."""
    return tuple(
        f"{name} is {values[name]:g}, and must be at {floor.must_be} {floor.at:g}"
        for name, floor in sorted(floors.items())
        if name in values and not floor.holds(values[name])
    )


def moved(floors: Floors, values: Values) -> Moves:
    """Return how the floors would move to these values. A floor that was not measured, or that does not move, stays."""
    found, raised, lowered, barred = dict(floors), list[str](), list[str](), list[str]()
    for name, floor in sorted(floors.items()):
        if name not in values:
            continue
        value, new = values[name], floor.for_value(values[name])
        if not floor.holds(value) and (not floor.moves or not new.holds(value)):
            barred.append(name)
        elif not floor.holds(value):
            lowered.append(name)
            found[name] = new
        elif floor.moves and floor.stricter(new.at, floor.at) != floor.at:
            raised.append(name)
            found[name] = new
    return Moves(floors=found, raised=tuple(raised), lowered=tuple(lowered), barred=tuple(barred))


def _line(floor: Floor) -> str:
    return msgspec.json.encode(floor).decode().replace('":', '": ').replace(',"', ', "')
