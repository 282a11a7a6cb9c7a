"""The development sets and their scorers: they lie beside the project and never enter it."""

import gzip
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmark.product import ROOT, run

SHARED = ROOT.parent / "shared"
SCORERS = SHARED / "evaluate"
SEEDS = SHARED / "seeds"
GOLD = SHARED / "gold"
DATA = SHARED / "data"


def absent(*paths: Path) -> tuple[str, ...]:
    """Return those of the paths that are not there, as seen from the project."""
    return tuple(f"../{path.relative_to(ROOT.parent)}" for path in (*paths, SCORERS) if not path.exists())


def data(name: str) -> Path:
    """Return the file of a development set: `attribution/polnear_dev`."""
    return DATA / f"{name}.jsonl.gz"


def score(script: str, *words: object) -> dict[str, Any]:
    """Return what a scorer finds."""
    result: dict[str, Any] = json.loads(run([sys.executable, SCORERS / script, *words, "--json"], ROOT, fine=(0, 1)))
    return result


def write_unlabelled(gold: Path, folder: Path, first: int | None = None) -> Path:
    """Write the documents of a set without their gold, all or the first so many, and return the file."""
    rows = run([sys.executable, SCORERS / "unlabel.py", gold], ROOT).splitlines(keepends=True)
    return _write(folder / "input.jsonl", rows[:first])


def write_first(gold: Path, folder: Path, first: int) -> Path:
    """Write the first so many rows of a set with their gold, and return the file."""
    with gzip.open(gold, "rt", encoding="utf-8") as lines:
        return _write(folder / "gold.jsonl", [line for _, line in zip(range(first), lines, strict=False)])


def flattened(result: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, float]]:
    """Yield the numbers of a scorer's answer by their dotted names; a list of mistakes counts as their number."""
    for name, value in result.items():
        path = f"{before}.{name}" if before else name
        if isinstance(value, Mapping):
            yield from flattened(value, path)
        elif isinstance(value, list):
            if not name.endswith("interval"):
                yield path, float(len(value))
        elif isinstance(value, int | float):
            yield path, float(value)


def _write(path: Path, rows: list[str]) -> Path:
    path.write_text("".join(rows), encoding="utf-8")
    return path
