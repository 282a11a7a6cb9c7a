"""Recompute what the product finds in stories of a news stream that nobody had looked at, and compare with what a person judged.

    python -m benchmark.fresh                        differences, unknowns and corroboration, and how many are not judged
    python -m benchmark.fresh --sample second        one of the samples
    python -m benchmark.fresh --write FILE           rows for the differences that are not judged, to be read and filled in

The stories are of four to nine articles of the development stream that lies beside the project, drawn by chance; the tables hold
ids, places, the judgement and why, and none of the articles' words. A group is judged where a row has claims of two members.

precision      `contradicted`, `differs` and disputes judged true, of those judged
corroborated   groups shown as corroborated that tell one thing and have two origins at least, of those judged
unknowns       explicit unknowns that are one, of those judged
"""

import argparse
import csv
import gzip
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from benchmark.differences import STRONG, Finding, Place, found_in, read_table, scored, write_rows
from benchmark.one_story import STAGES
from benchmark.product import OUT, ROOT
from sayso.kit.config import Config
from sayso.model.corpus import Corpus
from sayso.model.document import Document
from sayso.read.inputs import read_inputs
from sayso.run.across import across
from sayso.run.analyse import Analyst
from sayso.run.pipeline import Pipeline
from sayso.run.progress import Silent
from sayso.run.stages import PIPELINE

GOLD = Path(__file__).parent / "gold" / "differences"
STREAM = ROOT.parent / "shared" / "data" / "stories" / "allsides_dev.jsonl.gz"
ONE_STORY = Pipeline(document=PIPELINE.document, corpus=STAGES, load_parser=PIPELINE.load_parser)
KINDS = {"corroborated": "corroborated", "not_known": "unknown"}
SHOWN = frozenset({*STRONG, "disputed"})


class Judged(msgspec.Struct, frozen=True):
    """What a person says of a group: its kind, the places of one or two of its members, and whether it is right."""

    kind: str
    places: frozenset[Place]
    is_true: bool


def samples() -> dict[str, dict[str, list[str]]]:
    """Return the ids of the documents of each story of each sample."""
    found: dict[str, dict[str, list[str]]] = {}
    with (GOLD / "fresh_stories.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found.setdefault(row["sample"], {}).setdefault(row["story"], []).append(row["document"])
    return found


def corpora(stories: Iterable[list[str]]) -> Iterator[Corpus]:
    """Yield each story as the product sees it."""
    wanted = [tuple(sorted(story)) for story in stories]
    names = frozenset().union(*wanted)
    with gzip.open(STREAM, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["id"] in names]
    bare = [{key: row[key] for key in ("id", "title", "published", "outlet", "text")} for row in rows]
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder, "articles.jsonl")
        given.write_text("\n".join(json.dumps(row) for row in bare), encoding="utf-8")
        with given.open("rb") as stream, Analyst(PIPELINE, Config(cache=str(OUT / "cache"))) as analyst:
            inputs = [item for item in read_inputs((str(given),), stream) if isinstance(item, Document)]
            read = {document.id: document.replace(parse=None) for document in analyst.analyse(inputs)}
    for story in wanted:
        yield across(Corpus(documents=tuple(read[name] for name in story)), Config(), ONE_STORY, Silent())


def groups(corpus: Corpus) -> Iterator[tuple[str, frozenset[Place]]]:
    """Yield the groups that are shown as corroborated or as not known, with the places of their members."""
    starts = {claim.id: claim.span.start for document in corpus.documents for claim in document.claims}
    for group in corpus.groups:
        if group.state in KINDS:
            yield KINDS[group.state], frozenset((member.document, starts[member.claim]) for member in group.members)


def read_groups(path: Path) -> tuple[Judged, ...]:
    """Return the judgements of groups."""
    with path.open(encoding="utf-8", newline="") as stream:
        return tuple(_judged(row) for row in csv.DictReader(stream))


def _judged(row: dict[str, str]) -> Judged:
    places = {(row["one"], int(row["one_start"]))} | ({(row["other"], int(row["other_start"]))} if row["other"] else set())
    return Judged(row["kind"], frozenset(places), row["judged"] == "true")


def scored_groups(found: Iterable[tuple[str, frozenset[Place]]], rows: Iterable[Judged]) -> dict[str, float]:
    """Return, for each kind of group, how many are judged and true, and how many are not judged."""
    rows, scores = tuple(rows), dict[str, float]()
    for kind in KINDS.values():
        said = [[row.is_true for row in rows if row.kind == kind and row.places <= places] for of, places in found if of == kind]
        judged = [all(each) for each in said if each]
        scores[f"{kind} judged"] = len(judged)
        scores[f"{kind} true"] = sum(judged)
        scores[f"{kind} unjudged"] = len(said) - len(judged)
    return scores


def measured(wanted: Iterable[str]) -> tuple[dict[str, float], list[Finding]]:
    """Return the scores of some samples, and the differences that the table does not judge."""
    kept = samples()
    made = [corpus for name in wanted for corpus in corpora(kept[name].values())]
    findings = [finding for corpus in made for finding in found_in(corpus) if finding.verdict in SHOWN]
    scores, unjudged = scored(findings, read_table(GOLD / "fresh.csv"), SHOWN)
    kinds = [group for corpus in made for group in groups(corpus)]
    told = {name: scores[name] for name in ("precision", "all", "true", "unjudged")}
    return told | scored_groups(kinds, read_groups(GOLD / "fresh_groups.csv")), unjudged


def main() -> int:
    """Print the scores; return 2 where the stream is not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", choices=sorted(samples()), nargs="+")
    parser.add_argument("--write", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true")
    choice = parser.parse_args()
    if not STREAM.is_file():
        print(f"left out: the stream is not at {STREAM}", file=sys.stderr)
        return 2
    scores, unjudged = measured(choice.sample or sorted(samples()))
    if choice.write:
        write_rows(choice.write, unjudged)
    print(json.dumps(scores) if choice.json else "\n".join(f"{name:26}{value:>8g}" for name, value in scores.items()))
    for each in unjudged:
        print(f"not judged: {each.slot} {each.verdict} {[sorted(side)[:2] for side in each.sides]}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
