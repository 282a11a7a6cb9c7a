"""Score the pack on North Korea: its own sentences, and the marked sentences of the two articles beside the project.

    python -m benchmark.packs [--json]
    python -m benchmark.packs --stream stories/basil_dev --first 100
    python -m benchmark.packs --stream stories/allsides_dev --naming "north korea"
    python -m benchmark.packs --stream events/ecb_train --as-if Iran --as-if Russia

A marked sentence is right where the provisions that its events bear on are exactly those that are marked. A sentence of the two
articles that is not marked must bear on nothing. The marks lie in `../shared/packs`: where they are absent, it is left out.
A stream is a development set: each match is printed as country, document, place and rule, without its words, with the verdict of
whoever looked it up (`benchmark/gold/packs/judged.tsv`). Few articles tell of trade with North Korea: the pack can be asked as if
it were about other countries and its measures had always been there; what is found is then judged as a transfer to or from them.
"""

import argparse
import csv
import gzip
import io
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from benchmark.product import ROOT
from benchmark.scorers import SEEDS, data
from sayso.kit.config import Config
from sayso.kit.event_kinds import event_kind_of
from sayso.kit.packs import load_pack
from sayso.model.base import Record
from sayso.model.document import Document
from sayso.model.pack import Pack, Target
from sayso.read.inputs import read_inputs
from sayso.run.analyse import Analyst, batches
from sayso.run.packs import tried
from sayso.run.stages import PIPELINE
from sayso.weigh.carried import MOVING
from sayso.weigh.matching import Matcher

MARKS = ROOT.parent / "shared" / "packs" / "un-dprk.draft.yaml"
JUDGED = ROOT / "benchmark" / "gold" / "packs" / "judged.tsv"
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


class Asked(Record, frozen=True, kw_only=True):
    """Which articles of a development set are matched, and for which countries instead of North Korea."""

    name: str
    first: int
    naming: str
    countries: tuple[str, ...]


def as_if(pack: Pack, country: str) -> Pack:
    """Return the pack as if it were about another country and its measures had always been there."""
    target = Target(country=country, outsiders=pack.heading.target.outsiders)
    always = tuple(one.replace(in_force_from="1000-01-01", in_force_until="") for one in pack.provisions)
    rules = tuple(one.replace(in_force_from="") for one in pack.rules)
    return pack.replace(heading=pack.heading.replace(target=target), provisions=always, rules=rules)


def is_likely(text: str, pack: Pack, countries: tuple[str, ...]) -> bool:
    """Has a sentence of an article a word of transfer, a thing of the pack and one of these countries in it?"""
    moving = "|".join(word[:5] for kind in MOVING for word in words_of(kind))
    things = "|".join(re.escape(noun) for item in pack.heading.items for noun in (*item.nouns, *item.makes))
    pattern = re.compile(rf"\b(?:{moving})\w*", re.I), re.compile(rf"\b(?:{things})(?:e?s)?\b", re.I)
    named = re.compile("|".join(country.removesuffix("e")[:-1] for country in countries))
    sentences = re.split(r"(?<=[.!?\u201d\"])\s+", text)
    return any(named.search(one) and all(each.search(one) for each in pattern) for one in sentences)


def words_of(kind: str) -> list[str]:
    """Return the words for a kind of event."""
    return [word for pos in ("verb", "noun") for word, told in event_kind_of(pos).items() if told == kind]


def judged() -> dict[tuple[str, str, str, str], str]:
    """Return the verdict on each finding that was read and judged: by country, document, place and rule."""
    rows = list(csv.DictReader(JUDGED.read_text("utf-8").splitlines(), delimiter="\t"))
    return {(row["country"], row["document"], row["place"], row["rule"]): row["verdict"] for row in rows}


def stream(asked: Asked, config: Config) -> Iterator[str]:
    """Yield a line for each match in articles of a development set, with what was judged of it, and the counts at the end."""
    pack = load_pack(PACK)
    packs = {country: as_if(pack, country) for country in asked.countries} or {pack.heading.target.country: pack}
    with gzip.open(data(asked.name), "rt", encoding="utf-8") as lines:
        rows = [row for line in lines if asked.naming.lower() in (row := json.loads(line))["text"].lower()]
    if asked.countries:
        rows = [row for row in rows if is_likely(row["text"], pack, asked.countries)]
    fields = ("id", "title", "published", "outlet", "url", "text")
    given = "".join(json.dumps({field: row[field] for field in fields if row.get(field)}) + "\n" for row in rows[: asked.first])
    read = [item for item in read_inputs(("-",), io.BytesIO(given.encode())) if isinstance(item, Document)]
    known, counts = judged(), Counter[str]()
    with Analyst(PIPELINE, config) as analyst:
        for batch in batches(read, config.batch):
            for document in analyst.analyse(batch):
                events = {event.id: event.trigger for event in document.events}
                for country, one in packs.items():
                    for match in Matcher(one).matches(document):
                        place = (country, document.id, str(events[match.event].start), match.rule)
                        counts[known.get(place, "not judged")] += 1
                        yield f"{' '.join(place)} ({match.gate}): {known.get(place, 'not judged')}"
    told = ", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items()))
    yield f"{counts.total()} matches in {len(read)} articles{': ' if told else ''}{told}"


def main() -> int:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--stream", metavar="SET", help="match the articles of a development set")
    parser.add_argument("--first", metavar="N", type=int, default=1000, help="only the first so many")
    parser.add_argument("--naming", metavar="WORDS", default="", help="only articles with these words")
    parser.add_argument("--as-if", metavar="COUNTRY", action="append", default=[], help="as if the pack were about this country")
    choice, config = parser.parse_args(), Config()
    if choice.stream:
        asked = Asked(name=choice.stream, first=choice.first, naming=choice.naming, countries=tuple(choice.as_if))
        for line in stream(asked, config):
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
