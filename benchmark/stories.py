"""Measure stories and copies on the development articles, and how fast they are found, without a parse.

    python -m benchmark.stories                     everything; about ten minutes
    python -m benchmark.stories streams floods      some parts alone
    python -m benchmark.stories --write-natural     print the natural copies as rows of the table that judges them

streams   the AllSides stream with its unlabelled background, its labelled articles alone, both halves of it by time, BASIL
floods    60 copies of one article and 60 rewrites of it by rule: is each one story?
copies    briefs, embedded sentences, lost words and rewrites made of real articles: how many are found?
natural   every pair of real articles that is flagged, against the verdicts in `benchmark/gold/natural_copies.csv`
speed     features and clustering of 1,000, 10,000 and 100,000 articles, the last made by perturbing real ones
day       20,000 articles of one day, made from the stream

Seconds are those that the processor worked for this process. What is made of articles is never written anywhere.
"""

import argparse
import csv
import functools
import gzip
import io
import json
import math
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmark import perturb
from benchmark.product import ROOT, MeasureError
from benchmark.scorers import absent, data, score, write_unlabelled
from sayso.kit.config import Config
from sayso.kit.shingles import WordMarks, mark_of, runs_of
from sayso.kit.vocabulary import speaking_words
from sayso.link.copies import copies
from sayso.link.stories import stories
from sayso.model.corpus import Copy, Corpus, Story
from sayso.model.document import Document
from sayso.read.inputs import read_inputs
from sayso.run.analyse import analyse

ALLSIDES, BASIL = data("stories/allsides_dev"), data("stories/basil_dev")
VERDICTS = ROOT / "benchmark" / "gold" / "natural_copies.csv"
SAMPLE, MADE = 1200, 60
SPAN = 1000
"""Days by which each copy of the stream is moved, so that 100,000 articles stand as densely as 10,000."""


@functools.cache
def articles(gold: Path) -> tuple[Document, ...]:
    """Return the articles of a set with their zones, as the product reads them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inputs = write_unlabelled(gold, folder)
        read = [item for item in read_inputs((str(inputs),), io.BytesIO()) if isinstance(item, Document)]
        return tuple(sorted(analyse(read, Config(cache=str(folder / "cache")), until="zones"), key=lambda each: each.id))


def labels(gold: Path) -> dict[str, Any]:
    """Return the gold story of each article; None in the background."""
    with gzip.open(gold, "rt", encoding="utf-8") as rows:
        return {row["id"]: row["story"] for row in map(json.loads, rows)}


def found_stories(documents: Iterable[Document]) -> tuple[Story, ...]:
    """Return the stories of articles."""
    return stories(Corpus(documents=tuple(documents)), Config()).stories


def found_copies(documents: Iterable[Document]) -> tuple[Copy, ...]:
    """Return the copies among articles."""
    return copies(Corpus(documents=tuple(documents)), Config()).copies


def scored(gold: Path, documents: Sequence[Document]) -> str:
    """Return what the scorer says of the stories of these articles, in one line."""
    kept = {document.id for document in documents}
    with tempfile.TemporaryDirectory() as name:
        rows = [{"id": id, "story": story} for id, story in labels(gold).items() if id in kept]
        (Path(name) / "gold.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        found = [{"story": story.id, "document": id} for story in found_stories(documents) for id in story.documents]
        (Path(name) / "stories.jsonl").write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")
        result = score("stories.py", Path(name) / "gold.jsonl", Path(name) / "stories.jsonl")
    return (
        f"b3 {result['b3']['f1']} pairs {result['pairs']['f1']} (p {result['pairs']['p']} r {result['pairs']['r']}) "
        f"largest {result['largest']} of {result['articles']} articles, {result['labelled']} labelled"
    )


def measure_streams() -> None:
    """Print the quality of stories on the streams."""
    whole, gold = articles(ALLSIDES), labels(ALLSIDES)
    by_day = sorted(whole, key=lambda document: (document.published or "", document.id))
    half = len(by_day) // 2
    print("full stream   ", scored(ALLSIDES, whole))
    print("labelled only ", scored(ALLSIDES, [document for document in whole if gold[document.id] is not None]))
    print("earlier half  ", scored(ALLSIDES, by_day[:half]))
    print("later half    ", scored(ALLSIDES, by_day[half:]))
    print("BASIL         ", scored(BASIL, articles(BASIL)))


def measure_floods() -> None:
    """Print in how many stories 60 copies and 60 rewrites of one article stand, the stream around them."""
    draw = random.Random(11)
    source = draw.choice(_wires(articles(ALLSIDES)))
    for kind in ("copies", "rewrite"):
        made = [
            perturb.as_article(source.text, f"copy-{number}", source.replace(outlet=f"Outlet {number}"))
            if kind == "copies"
            else perturb.made("rewrite", number, source, source, draw)
            for number in range(MADE)
        ]
        ids = {document.id for document in made}
        holding = [story for story in found_stories([*articles(ALLSIDES), *made]) if ids & set(story.documents)]
        print(
            f"{MADE} {kind}: {len(holding)} stories, the largest with {max(len(ids & set(s.documents)) for s in holding)} of them"
        )


def _wires(documents: Iterable[Document]) -> list[Document]:
    """Return articles of fourteen sentences and more that speak in no first person outside quotations, as a wire's do."""
    words = frozenset(mark_of(word) for word in speaking_words())
    found = list[Document]()
    for document in documents:
        if len(perturb.sentences(document)) >= 14:
            runs = runs_of(document.text, [zone.span for zone in document.zones_of("body")], WordMarks())
            spoken, among = runs.said(runs.marks, words)
            if spoken < 0.005 * among or not among:
                found.append(document)
    return found


def measure_copies() -> None:
    """Print how many made copies of each kind are found, and how many real articles beside them are flagged."""
    draw = random.Random(7)
    sample = draw.sample([document for document in articles(ALLSIDES) if len(perturb.sentences(document)) >= 14], SAMPLE)
    sources = _wires(sample)
    made = list[tuple[str, str, Document]]()
    for kind in perturb.KINDS:
        for number, source in enumerate(draw.sample(sources, MADE)):
            host = draw.choice([document for document in sample if document.outlet != source.outlet])
            made.append((kind, source.id, perturb.made(kind, number, source, host, draw)))
    found = {frozenset((copy.one, copy.other)) for copy in found_copies([*sample, *(document for *_, document in made)])}
    for kind in perturb.KINDS:
        right = [frozenset((source, document.id)) in found for each, source, document in made if each == kind]
        print(f"{kind:9} recall {sum(right) / len(right):.3f} of {len(right)}")
    natural = found_copies(sample)
    print(f"natural pairs flagged among the {SAMPLE} articles: {len(natural)}, {_precision(natural)}")


def _precision(natural: Iterable[Copy]) -> str:
    with VERDICTS.open(encoding="utf-8", newline="") as rows:
        verdicts = {frozenset((row["one"], row["other"])): row["verdict"] for row in csv.DictReader(rows)}
    judged = [verdicts.get(frozenset((copy.one, copy.other)), "not judged") for copy in natural]
    return f"{judged.count('copy')} are copies, {judged.count('no copy')} are not, {judged.count('not judged')} not judged"


def measure_natural(*, write: bool = False) -> None:
    """Print how many of the pairs that are flagged among all articles are copies, or the pairs themselves."""
    natural = found_copies(articles(ALLSIDES))
    if not write:
        print(f"natural pairs flagged in the whole stream: {len(natural)}, {_precision(natural)}")
        return
    rows = csv.writer(sys.stdout, lineterminator="\n")
    rows.writerow(("one", "other", "one_start", "one_end", "other_start", "other_end", "share", "verdict"))
    for copy in natural:
        shown = [reason.spans for reason in copy.reasons if len(reason.spans) == 2]
        one, other = max(shown, key=lambda sides: sides[0].end - sides[0].start)
        rows.writerow((copy.one, copy.other, one.start, one.end, other.start, other.end, copy.share, ""))


def perturbed(count: int, *, spread: bool) -> list[Document]:
    """Return so many articles: real ones, then real ones that lost words, moved on by spans of it where it is `spread`."""
    draw, real = random.Random(3), articles(ALLSIDES)
    found = list[Document]()
    for number in range(count):
        source, turn = real[number % len(real)], number // len(real)
        if turn:
            text = perturb.lose(source.text, 0.15, draw)
            source = perturb.as_article(text, f"{source.id}-{turn}", source)
        found.append(_moved(source, turn * SPAN) if spread else source.replace(published="2024-05-14"))
    return found


def _moved(document: Document, days: int) -> Document:
    day = date.fromisoformat((document.published or "2018-01-01")[:10]) + timedelta(days=days)
    return document.replace(published=day.isoformat())


def _timed(documents: list[Document]) -> float:
    begin = time.process_time()
    found = found_stories(documents)
    seconds = time.process_time() - begin
    largest = max(len(story.documents) for story in found)
    speed = f"{seconds:7.1f} s, {len(documents) / seconds:6.0f} articles/s"
    print(f"{len(documents):7,} articles: {speed}, {len(found)} stories, largest {largest}", flush=True)
    return seconds


def measure_speed() -> None:
    """Print how fast stories are found, and how that grows."""
    found_stories(articles(ALLSIDES)[:50])
    sizes = (1_000, 10_000, 100_000)
    seconds = [_timed(perturbed(size, spread=True)) for size in sizes]
    for one, other in ((0, 1), (1, 2)):
        exponent = math.log(seconds[other] / seconds[one]) / math.log(sizes[other] / sizes[one])
        print(f"growth from {sizes[one]:,} to {sizes[other]:,}: exponent {exponent:.2f}")


def measure_day() -> None:
    """Print how fast stories of one dense day are found beside as many articles of a stream, and the memory that was needed."""
    found_stories(articles(ALLSIDES)[:50])
    stream = _timed(perturbed(20_000, spread=True))
    day = _timed(perturbed(20_000, spread=False))
    print(f"a day of 20,000 takes {day / stream:.2f} times as long; memory {_memory()}")


def _memory() -> str:
    try:
        import resource
    except ImportError:
        return "not known on this system"
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"{most / (1024 * 1024 if sys.platform == 'darwin' else 1024):.0f} MB at most, all articles held"


PARTS: dict[str, Callable[[], None]] = {
    "streams": measure_streams,
    "floods": measure_floods,
    "copies": measure_copies,
    "natural": measure_natural,
    "speed": measure_speed,
    "day": measure_day,
}


def main() -> int:
    """Measure what is asked for and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="which to measure; all where none is named")
    parser.add_argument("--write-natural", action="store_true", help="print the natural copies for judging")
    choice = parser.parse_args()
    if missing := absent(ALLSIDES, BASIL):
        print(f"left out: {', '.join(missing)} is not there", file=sys.stderr)
        return 0
    if choice.write_natural:
        measure_natural(write=True)
        return 0
    try:
        for part in choice.parts or PARTS:
            print(f"-- {part}")
            PARTS[part]()
    except MeasureError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
