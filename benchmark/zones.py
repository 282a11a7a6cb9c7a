"""Score the zones of flattened texts, out of fold and with the model that ships, and time them on one core.

    python -m benchmark.zones                         trains on four fifths of the sites at a time: minutes, and the extra `train`
    python -m benchmark.zones --found found.jsonl     with the zones out of fold that `training/zones.py --found` wrote

Out of fold, no site is judged by a model that saw it: that is what to expect of other sites. The model that ships has seen them
all. Plain articles are those that hold nothing but the article: whatever of them is neither body nor the title, dateline or
reporters' names that stand in them is lost. Speed is that of the zones alone, in time of the processor.
"""

import argparse
import gzip
import json
import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from benchmark.product import ROOT, run
from benchmark.scorers import absent, score
from benchmark.sets import BASIL, FLAT, POLNEAR
from sayso.clean.zones import find_zones

VARIANTS = ("core", "full", "sent")
_WORD = re.compile(r"\w+")


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a set."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return list(map(json.loads, lines))


def find(rows: list[dict[str, Any]], path: Path) -> dict[str, float]:
    """Write the zones of texts and return how many texts a second were judged, by variant and in all."""
    spent = dict.fromkeys(VARIANTS, 0.0)
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


def table(scores: dict[str, dict[str, Any]], speed: dict[str, float]) -> list[str]:
    """Return the lines that show what each of the scored models finds in each variant."""
    lines = [f"{'':20}{'F1':>6}{'P':>6}{'R':>6}{'recall':>8}{'captions':>10}{'to body':>9}{'lost':>6}{'texts/s':>9}"]
    for variant in VARIANTS:
        for name, found in scores.items():
            one = found[f"{variant} en"]
            shingle = "".join(f"{one['shingle'][part]:6.1f}" for part in ("f1", "p", "r"))
            captions = f"{one['captions']['f1']:10.1f}{one['caption_to_body']:9.1f}{one['body_to_caption']:6.1f}"
            pace = f"{speed[variant]:9.0f}" if name == "shipped" else ""
            lines.append(f"{variant:6}{name:14}{shingle}{one['body_tokens']['r']:8.1f}{captions}{pace}")
    return [*lines, f"all variants: {speed['all']:.0f} texts/s on one core"]


def plain(path: Path) -> str:
    """Return the line that shows what of plain articles stays body."""
    kinds, rows = Counter[str](), rows_of(path)
    before = time.process_time()
    for row in rows:
        for zone in find_zones(row["text"], row.get("title")):
            kinds[zone.kind] += len(_WORD.findall(row["text"], zone.span.start, zone.span.end))
    pace, share = len(rows) / (time.process_time() - before), 100 / (kinds.total() or 1)
    lost = share * sum(kinds[kind] for kind in ("caption", "credit", "chrome"))
    name = path.name.split(".")[0]
    return f"{name:20}body {share * kinds['body']:.2f} %, lost {lost:.2f} % of {kinds.total()} words; {pace:.0f} texts/s"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--found", type=Path)
    chosen = parser.parse_args()
    missing = absent(*FLAT)
    if missing:
        sys.exit(f"not there: {', '.join(missing)}")
    with tempfile.TemporaryDirectory() as folder:
        shipped, apart = Path(folder) / "shipped.jsonl", chosen.found or Path(folder) / "out_of_fold.jsonl"
        if not chosen.found:
            run([sys.executable, "training/zones.py", FLAT[0], "--found", apart], ROOT)
        speed = find([row for row in rows_of(FLAT[0]) if row["language"] == "en"], shipped)
        scores = {name: score("cleaning.py", FLAT[0], path) for name, path in (("out of fold", apart), ("shipped", shipped))}
    print("\n".join(table(scores, speed)))
    for path in (*POLNEAR, *BASIL):
        print(plain(path) if not absent(path) else f"{path.name}: left out, not there")


if __name__ == "__main__":
    main()
