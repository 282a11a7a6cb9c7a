"""Score temporal expressions on two halves of the documents, and print what dating costs beside the bare parse.

    python -m benchmark.times                      both sets
    python -m benchmark.times aquaint --errors     and each mistake of the half that rules are read from
    python -m benchmark.times --json

A document belongs to a half by the hash of its id. Rules are written while reading the first half alone, so a rule that has been
learnt by heart shows as a gap between the two. The cost is the time that one core worked for finding, resolving and handing out
dates (the stage `times`, and the part of `events` that dates claims), as a share of spaCy's bare `nlp.pipe` over the same texts
in the same run.
"""

import argparse
import gzip
import hashlib
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import msgspec

from benchmark.anchors import scorer
from benchmark.product import OUT
from benchmark.scorers import absent, data
from benchmark.speed import stay_on_one_core
from sayso.extract.dating import Dater
from sayso.extract.times import times
from sayso.kit.config import Config
from sayso.kit.tree import tree_of
from sayso.language.spacy_parser import load_pipeline
from sayso.model.document import Document
from sayso.read.inputs import read_inputs
from sayso.run.analyse import analyse

SETS = ("timebank", "aquaint")
HALVES = ("read half", "other half")
BAR = 8.0
"""Dating takes at most this share of the bare parse, in percent."""
REPEATS = 3
Row = dict[str, Any]


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds of one core for the bare parse, for the stage `times` and for handing dates to claims."""

    parse: float
    find: float
    hand_out: float

    @property
    def share(self) -> float:
        """What dating costs, in percent of the parse."""
        return 100 * (self.find + self.hand_out) / self.parse


def half_of(name: str) -> int:
    """Return the half, 0 or 1, that a document belongs to."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2


def gold_rows(name: str) -> list[Row]:
    """Return the documents of a set with their gold."""
    with gzip.open(data(f"time/{name}"), "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def analysed(rows: Sequence[Row]) -> list[Document]:
    """Return what the product says about the documents, seen without their gold."""
    with TemporaryDirectory() as folder:
        given = Path(folder) / "articles.jsonl"
        seen = ({name: row[name] for name in ("id", "text", "published")} for row in rows)
        given.write_text("".join(json.dumps(row) + "\n" for row in seen), encoding="utf-8")
        with given.open("rb") as stream:
            read = [item for item in read_inputs((str(given),), stream) if isinstance(item, Document)]
        return list(analyse(read, Config(cache=str(OUT / "cache")), until="claims"))


def found_row(name: str, document: Document) -> Row:
    """Return the row of a document as the scorer reads it."""
    marks = [{"start": time.span.start, "end": time.span.end, "type": time.type, "timex": time.timex} for time in document.times]
    return {"id": name, "times": marks}


def cost_of(documents: Sequence[Document]) -> Cost:
    """Return what the dates of documents cost beside their parse; the fastest of several runs of each."""
    pipeline, config = load_pipeline(Config().parser), Config()
    texts = [document.text for document in documents]
    list(pipeline.pipe(texts[:5]))
    for document in documents:
        tree_of(document)
    return Cost(
        parse=_seconds(lambda: list(pipeline.pipe(texts)), 1),
        find=_seconds(lambda: [times(document, config) for document in documents]),
        hand_out=_seconds(lambda: [_dated(document) for document in documents]),
    )


def _dated(document: Document) -> list[tuple[str | None, str | None, str]]:
    """Return the days that are possible for each claim of a document."""
    dater = Dater(document, tree_of(document))
    return [dater.reach(claim.head, dater.date(claim.head)[0]) for claim in document.claims]


def _seconds(work: Callable[[], object], repeats: int = REPEATS) -> float:
    best = float("inf")
    for _ in range(repeats):
        begin = process_time()
        work()
        best = min(best, process_time() - begin)
    return best


def measure(name: str, errors: bool = False) -> dict[str, Any]:
    """Return the scores of a set, whole and by half, and the cost."""
    rows, judge = gold_rows(name), scorer()
    documents = analysed(rows)
    found = {row["id"]: found_row(row["id"], document) for row, document in zip(rows, documents, strict=True)}
    halves = {half: [row for row in rows if half_of(row["id"]) == number] for number, half in enumerate(HALVES)}
    scores = {half: judge.score_times(part, found) for half, part in ({"all": rows} | halves).items()}
    if errors:
        judge.score_times(halves[HALVES[0]], found, errors=True)
    cost = cost_of(documents)
    return {**scores, "cost": msgspec.to_builtins(cost) | {"share": round(cost.share, 1), "bar": BAR}}


def table(results: dict[str, dict[str, Any]]) -> str:
    """Return the scores, the halves side by side, and the cost of each set."""
    lines = [f"{'set':10}{'measure':10}{'all':>8}" + "".join(f"{half:>12}" for half in HALVES)]
    for name, result in results.items():
        for measure_name in ("value", "relaxed", "strict", "type"):
            values = [result[part][measure_name]["f1"] for part in ("all", *HALVES)]
            lines.append(f"{name:10}{measure_name:10}{values[0]:>8.1f}" + "".join(f"{value:>12.1f}" for value in values[1:]))
        cost = result["cost"]
        lines.append(f"{name:10}{'cost':10}{cost['share']:>7.1f}%  of the bare parse (at most {cost['bar']:.0f} %)")
    return "\n".join(lines)


def main() -> int:
    """Measure and print; return 1 where dating costs too much."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"of {', '.join(SETS)}; all where none is named")
    parser.add_argument("--errors", action="store_true", help="print the mistakes of the half that rules are read from")
    parser.add_argument("--json", action="store_true")
    choice = parser.parse_args()
    names = choice.sets or [*SETS]
    if unknown := set(names) - set(SETS):
        parser.error(f"there is no set {sorted(unknown)[0]!r}; the sets are {', '.join(SETS)}")
    if missing := absent(*(data(f"time/{name}") for name in names)):
        print(f"left out: {', '.join(missing)} is not there", file=sys.stderr)
        return 0
    stay_on_one_core()
    results = {name: measure(name, choice.errors) for name in names}
    print(json.dumps(results) if choice.json else table(results))
    return int(any(result["cost"]["share"] > BAR for result in results.values()))


if __name__ == "__main__":
    sys.exit(main())
