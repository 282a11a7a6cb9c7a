"""Which time dates which event, given both: the product's own anchoring on TimeBank-Dense, with a bootstrap interval.

    python benchmark/anchors.py [GOLD.jsonl.gz] [--json]

The gold events and times are put in place of what the product finds; `evaluate/times.py` scores the pairs. The interval is
that of 2,000 draws of the documents with replacement.
"""

import argparse
import gzip
import hashlib
import importlib.util
import json
import random
import sys
from bisect import bisect_right
from pathlib import Path
from types import ModuleType
from typing import Any

from sayso.extract.dating import anchored
from sayso.kit.config import Config
from sayso.kit.tree import Tree, tree_of
from sayso.language.parser import load_parser
from sayso.model.document import Document, Zone
from sayso.model.span import Span

SHARED = Path(__file__).resolve().parents[2] / "shared"
GOLD = SHARED / "data" / "time" / "timebank.jsonl.gz"
Row = dict[str, Any]


def scorer() -> ModuleType:
    """Return the scorer of the development sets as a module."""
    folder = SHARED / "evaluate"
    sys.path.insert(0, str(folder))
    spec = importlib.util.spec_from_file_location("times", folder / "times.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(folder / "times.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _token(tree: Tree, mark: Row) -> int:
    """Return the token that heads a marked stretch."""
    first = max(bisect_right(tree.parse.start, mark["start"]) - 1, 0)
    last = max(bisect_right(tree.parse.start, mark["end"] - 1) - 1, first)
    inside = range(first, last + 1)
    return next((token for token in inside if tree.parse.head[token] not in inside or tree.parse.head[token] == token), first)


def found_row(row: Row, document: Document, times: ModuleType) -> Row:
    """Return the row of a document as the scorer reads it: each gold event with the value of the gold time that dates it."""
    tree = tree_of(document)
    events = {_token(tree, mark): mark for mark in row["events"]}
    dated = {_token(tree, mark): mark for mark in row["times"] if times.span_of(mark["value"])}
    anchors = anchored(tree, set(events), sorted(dated))
    found = [{"trigger": events[event], "when": dated[own[0]]["value"]} for event, own in anchors.items()]
    return {"id": row["id"], "times": [], "events": found}


def main() -> None:
    """Score, overall and by half of the documents (the rules were read off one half), and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", type=Path, default=GOLD)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    with gzip.open(chosen.gold, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row.get("anchors")]
    times, analyst = scorer(), load_parser(Config())
    plain = [_document(row) for row in rows]
    parsed = [
        document.replace(parse=parse, sentences=sentences)
        for document, (parse, sentences) in zip(plain, analyst.parse(plain), strict=True)
    ]
    found = {row["id"]: found_row(row, document, times) for row, document in zip(rows, parsed, strict=True)}
    halves = [[row for row in rows if int(hashlib.sha256(row["id"].encode()).hexdigest(), 16) % 2 == half] for half in (0, 1)]
    result = {
        "anchors": times.score_anchors(rows, found)["anchors"],
        "counts": times.score_anchors(rows, found)["anchor_counts"],
        "interval": interval(rows, found, times),
        "read half": times.score_anchors(halves[0], found)["anchors"],
        "other half": times.score_anchors(halves[1], found)["anchors"],
    }
    for name, value in result.items():
        if not chosen.json:
            print(f"{name:12} {value}")
    if chosen.json:
        print(json.dumps(result))


def interval(rows: list[Row], found: dict[str, Row], times: ModuleType, draws: int = 2000) -> list[float]:
    """Return the 95 % interval of F1 over documents drawn with replacement."""
    counts = [times.score_anchors([row], found)["anchor_counts"] for row in rows]
    chance, scores = random.Random(7), list[float]()
    for _ in range(draws):
        drawn = chance.choices(counts, k=len(counts))
        right, judged, gold = (sum(count[name] for count in drawn) for name in ("right", "judged", "gold"))
        scores.append(200 * right / (judged + gold) if judged + gold else 0.0)
    scores.sort()
    return [round(scores[int(draws * share)], 1) for share in (0.025, 0.975)]


def _document(row: Row) -> Document:
    body = Zone(span=Span(start=0, end=len(row["text"])), kind="body", why="gold")
    return Document(id=row["id"], source=row["id"], text=row["text"], text_sha256="", published=row["published"], zones=(body,))


if __name__ == "__main__":
    main()
