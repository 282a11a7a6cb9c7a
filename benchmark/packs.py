"""Score the pack on North Korea: its own sentences, and the marked sentences of the two articles beside the project.

    python -m benchmark.packs [--json]
    python -m benchmark.packs --stream stories/basil_dev --first 100
    python -m benchmark.packs --stream stories/allsides_dev --naming "north korea"

A marked sentence is right where the provisions that its events bear on are exactly those that are marked. A sentence of the two
articles that is not marked must bear on nothing. The marks lie in `../shared/packs`: where they are absent, it is left out.
A stream is a development set: each match is printed as document, place and rule, without its words, to be looked up and judged.
"""

import argparse
import gzip
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from benchmark.product import ROOT
from benchmark.scorers import SEEDS, data
from sayso.kit.config import Config
from sayso.kit.packs import load_pack
from sayso.model.document import Document
from sayso.read.inputs import read_inputs
from sayso.run.analyse import Analyst, batches
from sayso.run.packs import tried
from sayso.run.stages import PIPELINE
from sayso.weigh.matching import Matcher

MARKS = ROOT.parent / "shared" / "packs" / "un-dprk.draft.yaml"
PACK = "un-dprk"


def own_sentences(config: Config) -> dict[str, Any]:
    """Return how many of the pack's own sentences are right."""
    pack = load_pack(PACK)
    failed = tried(pack, config)
    silent = sum(not example.expect for example in pack.examples)
    return {"examples": len(pack.examples), "without_match": silent, "right": len(pack.examples) - len(failed)}


def found_in(document: Document, matcher: Matcher) -> list[tuple[str, frozenset[str]]]:
    """Return each sentence of an article with the provisions that its events bear on."""
    events = {event.id: event.trigger for event in document.events}
    provision = {rule.id: rule.provision for rule in matcher.pack.rules}
    placed = [(events[match.event], provision[match.rule]) for match in matcher.matches(document)]
    return [
        (sentence.span.cut(document.text), frozenset(name for trigger, name in placed if sentence.span.holds(trigger)))
        for sentence in document.sentences
    ]


def marked_sentences(config: Config) -> dict[str, Any]:
    """Return how many marked sentences have exactly their provisions, and how many others bear on anything."""
    marks = yaml.load(MARKS.read_text("utf-8"), Loader=yaml.BaseLoader)["gold"]
    paths = sorted(SEEDS.glob("*.txt"))
    with Analyst(PIPELINE, config) as analyst:
        read = [item for item in read_inputs(tuple(map(str, paths)), sys.stdin.buffer) if isinstance(item, Document)]
        documents = {Path(one.source).name[:3]: one for one in analyst.analyse(read)}
    matcher = Matcher(load_pack(PACK))
    sentences = [(name, *row) for name, document in documents.items() for row in found_in(document, matcher)]
    right, wrong, others = 0, list[str](), 0
    for name, words, found in sentences:
        mark = next((one for one in marks if one["doc"] == name and one["contains"] in words), None)
        if mark is None:
            others += bool(found)
        elif found == frozenset(mark["expect"]):
            right += 1
        else:
            wrong.append(f"{name}: {', '.join(sorted(found)) or 'nothing'}, not {', '.join(mark['expect']) or 'nothing'}")
    return {
        "marked": len(marks),
        "exact": right,
        "wrong": wrong,
        "other_sentences": len(sentences) - right - len(wrong),
        "flagged": others,
    }


def stream(name: str, first: int, naming: str, config: Config) -> Iterator[str]:
    """Yield a line for each match in the first articles of a development set, or in the first of those that name something."""
    with gzip.open(data(name), "rt", encoding="utf-8") as lines:
        rows = [row for line in lines if naming.lower() in (row := json.loads(line))["text"].lower()][:first]
    fields = ("id", "title", "published", "outlet", "url", "text")
    given = "".join(json.dumps({field: row[field] for field in fields if row.get(field)}) + "\n" for row in rows)
    read = [item for item in read_inputs(("-",), io.BytesIO(given.encode())) if isinstance(item, Document)]
    matcher, found = Matcher(load_pack(PACK)), 0
    with Analyst(PIPELINE, config) as analyst:
        for batch in batches(read, config.batch):
            for document in analyst.analyse(batch):
                events = {event.id: event.trigger for event in document.events}
                for match in matcher.matches(document):
                    found += 1
                    yield f"{document.id} {events[match.event].start} {match.rule} ({match.gate})"
    yield f"{found} matches in {len(read)} articles"


def main() -> int:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--stream", metavar="SET", help="match the articles of a development set")
    parser.add_argument("--first", metavar="N", type=int, default=1000, help="only the first so many")
    parser.add_argument("--naming", metavar="WORDS", default="", help="only articles with these words")
    choice, config = parser.parse_args(), Config()
    if choice.stream:
        for line in stream(choice.stream, choice.first, choice.naming, config):
            print(line, flush=True)
        return 0
    scores = own_sentences(config)
    if MARKS.is_file() and SEEDS.is_dir():
        scores |= marked_sentences(config)
    else:
        print(f"the marked sentences are left out: {MARKS} or {SEEDS} is not there", file=sys.stderr)
    if choice.json:
        print(json.dumps(scores))
        return 0
    print(f"own sentences: {scores['right']} of {scores['examples']} right ({scores['without_match']} must match nothing)")
    if "exact" in scores:
        print(f"marked sentences: {scores['exact']} of {scores['marked']} with exactly their provisions")
        print(f"other sentences: {scores['flagged']} of {scores['other_sentences']} wrongly flagged")
        for line in scores["wrong"]:
            print(f"  {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
