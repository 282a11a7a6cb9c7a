"""Hold what sayso finds, and how fast, to the floors that are pinned in `floors.json`.

    python -m benchmark.gate                 measure, and name what fell below its floor
    python -m benchmark.gate --report        the same with a table of what is pinned
    python -m benchmark.gate --update        raise the floors to what is measured; refuses to lower one
    python -m benchmark.gate --update --allow-regression "why this is worth it"

The example pile is in the project. The seeds and the development sets lie beside it, in `../shared`: where they are absent, what
rests on them is left out and named, and where `CI` is set that counts as a fall.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmark import attribution_gold, check, differences, events, example, pairs, samples, seeds
from benchmark.floors import Floors, Values, fallen, load, moved, save
from benchmark.product import ROOT, MeasureError, Product, run
from benchmark.regression import write_decision
from benchmark.scorers import GOLD, SEEDS, absent, data, flattened
from benchmark.speed import ARTICLES

FLOORS = ROOT / "benchmark" / "floors.json"
DECISIONS = ROOT / "docs" / "decisions"


def measure_speed(product: Product) -> dict[str, Any]:
    """Return the speed of a build beside the bare parse, on few articles."""
    words = (sys.executable, "-m", "benchmark.speed", "--articles", "40", "--json")
    found: dict[str, Any] = json.loads(run(list(words), ROOT, fine=(0, 1)))
    return found


Measure = Callable[[Product], Mapping[str, Any]]
MEASURES: dict[str, tuple[Measure, tuple[Path, ...]]] = {
    "example": (example.measure, ()),
    "check": (check.measure, (SEEDS,)),
    "pairs": (lambda _: pairs.measure(), ()),
    "differences": (differences.measure, (differences.STORIES,)),
    "seeds.claims": (seeds.measure_claims, (SEEDS, GOLD)),
    "seeds.zones": (seeds.measure_zones, (SEEDS, GOLD)),
    "attribution_gold": (attribution_gold.measure, ()),
    "polnear_12": (samples.measure_attributions, (data("attribution/polnear_dev"),)),
    "ecb_2": (events.measure, (events.PART,)),
    "timebank_15": (samples.measure_times, (data("time/timebank"),)),
    "speed": (measure_speed, (ARTICLES,)),
}
"""What is measured, and the files beside the project that each needs."""


def measured() -> tuple[dict[str, float], tuple[str, ...]]:
    """Return all that can be measured here by its name, and a line for each measure that cannot."""
    values, left_out = dict[str, float](), list[str]()
    for name, (measure, needs) in MEASURES.items():
        missing = absent(*needs) if needs else ()
        if missing:
            left_out.append(f"{name} is left out: {', '.join(missing)} is not there")
            continue
        with tempfile.TemporaryDirectory() as folder:
            values |= flattened(measure(Product(Path(folder))), name)
    return values, tuple(left_out)


def report(floors: Floors, values: Values) -> str:
    """Return a table of what is pinned: what was measured, its floor and its bar."""
    lines = [f"{'measure':44}{'value':>9}{'floor':>12}{'bar':>8}"]
    for name, floor in sorted(floors.items()):
        value = f"{values[name]:g}" if name in values else "-"
        pinned = f"{'>=' if floor.must_be == 'least' else '<='} {floor.at:g}"
        bar = f"{floor.bar:g}" if floor.bar is not None else ""
        lines.append(f"{name:44}{value:>9}{pinned:>12}{bar:>8}".rstrip())
    return "\n".join(lines)


def hold(floors: Floors, values: Values, left_out: tuple[str, ...], *, strict: bool) -> int:
    """Say what fell, and return the exit code; where it is strict, what could not be measured fell too."""
    fell = fallen(floors, values)
    for line in left_out:
        print(line, file=sys.stderr)
    unmeasured = [name for name in floors if name not in values and not any(line.startswith(_area(name)) for line in left_out)]
    fell += tuple(f"{name} is pinned and was not measured" for name in sorted(unmeasured))
    for line in fell:
        print(f"fell: {line}", file=sys.stderr)
    if strict and left_out:
        print("fell: CI is set, so nothing may be left out", file=sys.stderr)
    held = sum(name in values for name in floors)
    print(f"{held} of {len(floors)} floors measured, {len(fell)} fell")
    return int(bool(fell) or (strict and bool(left_out)))


def update(floors: Floors, values: Values, reason: str | None, *, path: Path = FLOORS, decisions: Path = DECISIONS) -> int:
    """Move the floors to what was measured, and return the exit code: 1 where one would be lowered without a reason."""
    moves = moved(floors, values)
    for name in moves.barred:
        print(f"refused: {name} is {values[name]:g}, below the bar that holds in any case", file=sys.stderr)
    if moves.lowered and not reason:
        for name in moves.lowered:
            print(f"refused: {name} is {values[name]:g}, its floor is {floors[name].at:g}", file=sys.stderr)
        print('to lower it, say why: --update --allow-regression "REASON"', file=sys.stderr)
    if moves.barred or (moves.lowered and not reason):
        return 1
    if moves.lowered and reason:
        lowered = {name: floors[name] for name in moves.lowered}
        print(f"wrote {write_decision(decisions, reason, lowered, moves.floors).name}")
    save(path, moves.floors)
    print(f"{len(moves.raised)} floors raised, {len(moves.lowered)} lowered")
    return 0


def main() -> int:
    """Measure and hold to the floors, or move them; return 1 where something fell or was refused."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--report", action="store_true", help="print a table of what is pinned")
    parser.add_argument("--update", action="store_true", help="raise the floors")
    parser.add_argument("--allow-regression", metavar="REASON", help="with --update: lower floors, and write down why")
    choice = parser.parse_args()
    if choice.allow_regression is not None and not (choice.update and choice.allow_regression.strip()):
        parser.error("--allow-regression needs --update and a reason")
    floors, begin = load(FLOORS), time.monotonic()
    try:
        values, left_out = measured()
    except MeasureError as error:
        print(f"fell: {error}", file=sys.stderr)
        return 1
    if choice.report:
        print(report(floors, values))
        print(f"measured in {time.monotonic() - begin:.0f} s")
    if choice.update:
        return update(floors, values, choice.allow_regression)
    return hold(floors, values, left_out, strict=bool(os.environ.get("CI")))


def _area(name: str) -> str:
    """Return the measure that a number belongs to."""
    return next((area for area in MEASURES if name.startswith(f"{area}.")), name)


if __name__ == "__main__":
    sys.exit(main())
