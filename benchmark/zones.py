"""Score the zones of flattened texts, and time them on one core.

    python -m benchmark.zones                         the model that sayso ships, which has seen these sites
    python -m benchmark.zones --found found.jsonl     zones out of fold, as `training/zones.py --found` writes them

The first scores tell what was learnt, the second what to expect of other sites. Speed is that of the zones alone.
"""

import argparse
import gzip
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmark.scorers import absent, score
from benchmark.sets import FLAT
from sayso.clean.zones import find_zones


def find(rows: list[dict[str, Any]], path: Path) -> dict[str, float]:
    """Write the zones of texts and return how many texts a second were judged, by variant and in all."""
    spent = dict.fromkeys(("core", "full", "sent"), 0.0)
    find_zones(rows[0]["text"])
    with path.open("w", encoding="utf-8") as found:
        for row in rows:
            before = time.process_time()
            zones = find_zones(row["text"])
            spent[row["variant"]] += time.process_time() - before
            places = [{"start": one.span.start, "end": one.span.end, "kind": one.kind} for one in zones]
            found.write(json.dumps({"id": row["id"], "length": len(row["text"]), "zones": places}) + "\n")
    speed = {variant: sum(row["variant"] == variant for row in rows) / seconds for variant, seconds in spent.items()}
    return speed | {"all": len(rows) / sum(spent.values())}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--found", type=Path)
    chosen = parser.parse_args()
    missing = absent(*FLAT)
    if missing:
        sys.exit(f"not there: {', '.join(missing)}")
    with gzip.open(FLAT[0], "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["language"] == "en"]
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "found.jsonl"
        speed = find(rows, found)
        scores = score("cleaning.py", FLAT[0], chosen.found or found)
    print(f"{'':6}{'F1':>6}{'P':>6}{'R':>6}{'recall':>8}{'captions':>10}{'to body':>9}{'lost':>6}{'texts/s':>9}")
    for variant in ("core", "full", "sent"):
        one = scores[f"{variant} en"]
        shingle = "".join(f"{one['shingle'][name]:6.1f}" for name in ("f1", "p", "r"))
        captions = f"{one['captions']['f1']:10.1f}{one['caption_to_body']:9.1f}{one['body_to_caption']:6.1f}"
        print(f"{variant:6}{shingle}{one['body_tokens']['r']:8.1f}{captions}{speed[variant]:9.0f}")
    print(f"all variants: {speed['all']:.0f} texts/s on one core")


if __name__ == "__main__":
    main()
