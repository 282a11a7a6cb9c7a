"""Answer pairs of names, for scoring: `python benchmark/names.py PAIRS.jsonl[.gz] > ANSWERS.jsonl`.

PAIRS are rows {"a", "b", "kind"}; the answers {"a", "b", "score", "reasons"} come in their order. Two names are one from .7 on.
"""

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from sayso.kit.bodies import same_name


def pairs(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the pairs of names of a file, each with the kind of what they name."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["a"], row["b"], row.get("kind", "person")


def main() -> None:
    """Write the answers to standard output."""
    for a, b, kind in pairs(Path(sys.argv[1])):
        answer = same_name(a, b, kind)
        row = {"a": a, "b": b, "score": answer.score, "reasons": answer.reasons}
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
