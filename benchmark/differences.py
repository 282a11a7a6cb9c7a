"""Recompute where real articles part, and compare with the table in which a person judged each finding.

    python -m benchmark.differences              precision, and what the table does not judge yet
    python -m benchmark.differences --write FILE rows for what is not judged, to be read and filled in

The articles are twenty development stories of three outlets that lie beside the project; the table holds their ids, places, the
judgement and why, and none of their words. A finding is judged where a row has its slot, its rule and claims of two of its sides.

precision   findings judged true, of those judged: of `contradicted` and `differs` alone, and of all verdicts.
"""

import argparse
import csv
import gzip
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import msgspec

from benchmark.product import OUT, Product
from sayso.kit.config import Config
from sayso.model.corpus import Corpus, Side
from sayso.model.document import Document
from sayso.read.inputs import read_inputs
from sayso.run.across import across
from sayso.run.analyse import Analyst
from sayso.run.progress import Silent
from sayso.run.stages import PIPELINE

TABLE = Path(__file__).parent / "gold" / "differences" / "judged.csv"
STORIES = Path(__file__).resolve().parents[2] / "shared" / "data" / "claims" / "basil_dev.jsonl.gz"
FIELDS = ("slot", "verdict", "rule", "one", "one_start", "other", "other_start", "judged", "why")
STRONG = ("contradicted", "differs")
BARS = {"precision": 80.0, "true": 25}
Place = tuple[str, int]


class Finding(msgspec.Struct, frozen=True):
    """That the product says two sides part: the places of the claims on each."""

    slot: str
    verdict: str
    rule: str
    sides: tuple[frozenset[Place], ...]


class Row(msgspec.Struct, frozen=True):
    """What a person says of one finding."""

    slot: str
    rule: str
    places: tuple[Place, Place]
    is_true: bool


def stories(path: Path = STORIES) -> Iterator[list[Document]]:
    """Yield the articles of each story, as the product reads them."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    story_of = {row["id"]: row["story"] for row in rows}
    bare = [{key: row[key] for key in ("id", "title", "published", "outlet", "text")} for row in rows]
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder, "articles.jsonl")
        given.write_text("\n".join(json.dumps(row) for row in bare), encoding="utf-8")
        config = Config(cache=str(OUT / "cache"))
        with given.open("rb") as stream, Analyst(PIPELINE, config) as analyst:
            inputs = read_inputs((str(given),), stream)
            read = list(analyst.analyse([item for item in inputs if isinstance(item, Document)]))
    held: dict[str, list[Document]] = {}
    for document in read:
        held.setdefault(story_of[document.id], []).append(document.replace(parse=None))
    yield from held.values()


def findings(documents: Iterable[Document]) -> Iterator[Finding]:
    """Yield where the articles of one story part."""
    ordered = tuple(sorted(documents, key=lambda document: document.id))
    yield from found_in(across(Corpus(documents=ordered), Config(), PIPELINE, Silent()))


def found_in(corpus: Corpus) -> Iterator[Finding]:
    """Yield where the articles of a corpus part."""
    starts = {claim.id: claim.span.start for document in corpus.documents for claim in document.claims}
    for group in corpus.groups:
        for each in group.differences:
            yield Finding(each.slot, each.verdict, each.rule, _places(each.sides, starts))
    for dispute in corpus.disputes:
        yield Finding("dispute", dispute.verdict, dispute.rule, _places(dispute.sides, starts))


def _places(sides: Iterable[Side], starts: dict[str, int]) -> tuple[frozenset[Place], ...]:
    return tuple(frozenset((document, starts[claim]) for document, claim in side.members) for side in sides)


def read_table(path: Path = TABLE) -> tuple[Row, ...]:
    """Return the judgements."""
    with path.open(encoding="utf-8", newline="") as stream:
        return tuple(
            Row(
                row["slot"],
                row["rule"],
                ((row["one"], int(row["one_start"])), (row["other"], int(row["other_start"]))),
                row["judged"] == "true",
            )
            for row in csv.DictReader(stream)
        )


def judgement(finding: Finding, rows: Iterable[Row]) -> bool | None:
    """Return what the table says of a finding; None where it says nothing."""
    for row in rows:
        holding = [{number for number, side in enumerate(finding.sides) if place in side} for place in row.places]
        if (row.slot, row.rule) == (finding.slot, finding.rule) and all(holding) and len(holding[0] | holding[1]) > 1:
            return row.is_true
    return None


def scored(
    found: Iterable[Finding], rows: Iterable[Row], strong: Collection[str] = STRONG
) -> tuple[dict[str, float], list[Finding]]:
    """Return the scores, and the findings that the table does not judge."""
    rows, counts, unjudged = tuple(rows), Counter[str](), list[Finding]()
    for finding in found:
        said = judgement(finding, rows)
        if said is None:
            unjudged.append(finding)
            continue
        for name in ("all", *(("strong",) if finding.verdict in strong else ())):
            counts[name] += 1
            counts[f"{name} true"] += said
    scores = {
        "precision": round(100 * counts["strong true"] / max(counts["strong"], 1), 1),
        "contradicted and differs": counts["strong"],
        "of them true": counts["strong true"],
        "precision of all": round(100 * counts["all true"] / max(counts["all"], 1), 1),
        "all": counts["all"],
        "true": counts["all true"],
        "unjudged": len(unjudged),
    }
    return scores, unjudged


def measure(product: Product) -> dict[str, float]:
    """Return the scores for the gate."""
    found = [finding for documents in stories() for finding in findings(documents)]
    return scored(found, read_table())[0]


def write_rows(path: Path, unjudged: Iterable[Finding]) -> None:
    """Write a row for each finding that is not judged, its judgement left empty."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(FIELDS)
        for each in unjudged:
            places = [min(side) for side in each.sides[:2]]
            writer.writerow([each.slot, each.verdict, each.rule, *places[0], *places[1], "", ""])


def main() -> int:
    """Print the scores; return 1 where a bar is missed or something is not judged, 2 where the stories are not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true")
    choice = parser.parse_args()
    if not STORIES.is_file():
        print(f"left out: the stories are not at {STORIES}", file=sys.stderr)
        return 2
    found = [finding for documents in stories() for finding in findings(documents)]
    scores, unjudged = scored(found, read_table() if TABLE.is_file() else ())
    if choice.write:
        write_rows(choice.write, unjudged)
    if choice.json:
        print(json.dumps(scores))
    else:
        print("\n".join(f"{name:26}{value:>8g}" for name, value in scores.items()))
    for each in unjudged:
        print(f"not judged: {each.slot} {each.verdict} {[sorted(side)[:2] for side in each.sides]}", file=sys.stderr)
    return int(bool(unjudged) or any(scores[name] < bar for name, bar in BARS.items()))


if __name__ == "__main__":
    sys.exit(main())
