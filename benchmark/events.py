"""Score which words are found to name happenings and which of them are joined, on the development part of ECB+.

    python -m benchmark.events                    the whole part
    python -m benchmark.events --topics 23 35     these topics alone, as `benchmark.gate` does
    python -m benchmark.events --json

All topics are thrown into one case; nobody tells sayso what belongs together. `corpus` scores its groups as they are, `subtopic`
cuts them where the corpus does, and `alone` is what the same words score with every one for itself: joining must beat that.
"""

import argparse
import gzip
import json
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmark.product import MeasureError, Product
from benchmark.scorers import absent, data, score, write_unlabelled

PART = data("events/ecb_dev")
SAMPLE = ("23", "35")
"""The topics with the fewest words: read at every check."""
SHOWN = ("detection", "exact", "corpus", "topic", "subtopic", "alone", "conll_found")
BARS = {"detection.f1": 88.0, "corpus.conll": 62.0, "subtopic.conll": 70.0}


def measure(product: Product, topics: Iterable[str] | None = SAMPLE) -> dict[str, Any]:
    """Return how the happenings of some topics, or of all, are found and joined."""
    gold = PART if topics is None else _of_topics(frozenset(topics), product.folder)
    groups = product.export(product.build(write_unlabelled(gold, product.folder))) / "events.jsonl"
    found = score("events.py", gold, groups)
    alone = score("events.py", gold, _each_alone(groups, product.folder), "--by", "corpus")["corpus"]
    return found | {"alone": alone, "gain": round(found["corpus"]["conll"] - alone["conll"], 1)}


def _of_topics(topics: frozenset[str], folder: Path) -> Path:
    """Write the rows of these topics with their gold, and return the file.

    Raises:
        MeasureError: a topic is not in the part.
    """
    with gzip.open(PART, "rt", encoding="utf-8") as lines:
        rows = [(json.loads(line)["topic"], line) for line in lines]
    if missing := topics - {topic for topic, _ in rows}:
        raise MeasureError(f"{PART.name} has no topic {sorted(missing)[0]!r}; it has {', '.join(sorted({t for t, _ in rows}))}")
    path = folder / "gold.jsonl"
    path.write_text("".join(line for topic, line in rows if topic in topics), encoding="utf-8")
    return path


def _each_alone(groups: Path, folder: Path) -> Path:
    """Write the same words, every one a group of its own, and return the file."""
    rows = [json.loads(line) for line in groups.read_text(encoding="utf-8").splitlines()]
    path = folder / "alone.jsonl"
    path.write_text("".join(json.dumps(row | {"group": place}) + "\n" for place, row in enumerate(rows)), encoding="utf-8")
    return path


def table(found: dict[str, Any]) -> str:
    """Return the numbers, one measure a line, with the bars that they are held to."""
    lines = list[str]()
    for name in SHOWN:
        parts = found[name] if isinstance(found[name], dict) else {"": found[name]}
        for part, value in parts.items():
            path = f"{name}.{part}".rstrip(".")
            lines.append(f"{path:20}{value:>7g}{f'   bar {BARS[path]:g}' if path in BARS else ''}")
    return "\n".join([*lines, f"{'joined over alone':20}{found['gain']:>7g}"])


def main() -> int:
    """Measure and print; return 1 where it cannot be measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--topics", nargs="+", metavar="TOPIC", help="read these topics alone")
    parser.add_argument("--json", action="store_true", help="print every number as JSON")
    choice = parser.parse_args()
    if missing := absent(PART):
        print(f"cannot measure: {', '.join(missing)} is not there", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = measure(Product(Path(folder)), choice.topics)
        except MeasureError as error:
            print(f"cannot measure: {error}", file=sys.stderr)
            return 1
    print(json.dumps(found, indent=1) if choice.json else table(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
