"""Score the first documents of the development sets: few enough to be read at every check, the same ones every time."""

import sys
from typing import Any

from benchmark.product import ROOT, Product, run
from benchmark.scorers import SCORERS, data, score, write_first, write_unlabelled

ATTRIBUTED = 12
"""How many documents of PolNeAR are read."""
TIMED = 15
"""How many documents of TimeBank are read."""


def measure_attributions(
    product: Product, name: str = "attribution/polnear_dev", first: int | None = ATTRIBUTED
) -> dict[str, Any]:
    """Return how it finds who said what."""
    gold = data(name) if first is None else write_first(data(name), product.folder, first)
    return score("attribution.py", gold, product.analyse(write_unlabelled(gold, product.folder)))


def measure_times(product: Product, name: str = "time/timebank", first: int | None = TIMED) -> dict[str, Any]:
    """Return how it reads time expressions and dates events."""
    gold = data(name) if first is None else write_first(data(name), product.folder, first)
    inputs = product.folder / "input.jsonl"
    run([sys.executable, SCORERS / "times.py", gold, "--inputs", inputs], ROOT)
    return score("times.py", gold, product.analyse(inputs))
