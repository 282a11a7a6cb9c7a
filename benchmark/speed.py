"""Time a build beside the bare parse of the same articles, on one core and in the same run.

    python -m benchmark.speed                       200 articles of the development sets
    python -m benchmark.speed articles.jsonl        your own, one JSON object a line
    python -m benchmark.speed --articles 40 --repeat 2 --json

The build begins with an empty cache and no case; the second build has the same input. The bare parse is spaCy's `nlp.pipe` with
all components. Both are warmed up with five articles before they are timed, so what is loaded once, models and word lists, counts
for neither. Seconds are those that the processor worked for this process alone, so that what else the machine does changes
little; of several repeats the fastest of each counts.
"""

import argparse
import gzip
import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from benchmark.scorers import absent, data
from sayso.kit.config import Config
from sayso.language.spacy_parser import load_pipeline
from sayso.read.inputs import read_inputs
from sayso.run.build import BuildReport, build

BAR = 1.45
"""A build takes at most this many times as long as the bare parse."""
WARM = 5
"""With so many articles both are warmed up."""
ARTICLES = data("attribution/polnear_train")
FIELDS = ("id", "text", "title", "published", "outlet", "url")
Result = TypeVar("Result")


class Speed(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds of one core that the parse, the build and the second build took, and what they had to do."""

    articles: int
    words: int
    parse: float
    build: float
    again: float
    parsed: int
    parsed_again: int

    @property
    def ratio(self) -> float:
        """How many times as long as the bare parse the build took."""
        return self.build / self.parse

    def as_json(self) -> dict[str, Any]:
        """Return what was measured as one JSON object."""
        rates = {
            step: {"seconds": round(taken, 2), "articles": round(self.articles / taken, 1), "words": round(self.words / taken)}
            for step, taken in (("parse", self.parse), ("build", self.build), ("again", self.again))
        }
        counts = {"articles": self.articles, "words": self.words, "parsed": self.parsed, "parsed_again": self.parsed_again}
        return counts | {"rates": rates, "ratio": round(self.ratio, 2), "bar": BAR}


def measure(rows: list[dict[str, Any]], repeat: int = 1) -> Speed:
    """Return the speed of a build of these articles."""
    texts = [row["text"] for row in rows]
    pipeline = load_pipeline(Config().parser)
    list(pipeline.pipe(texts[:WARM]))
    _built(rows[:WARM])
    parse, builds = float("inf"), list[tuple[float, float, BuildReport, BuildReport]]()
    for _ in range(repeat):
        parse = min(parse, _timed(lambda: list(pipeline.pipe(texts)))[0])
        builds.append(_built(rows))
    took, again, first, second = min(builds, key=lambda one: one[0])
    return Speed(
        articles=len(rows),
        words=sum(len(text.split()) for text in texts),
        parse=parse,
        build=took,
        again=again,
        parsed=first.parsed,
        parsed_again=second.parsed,
    )


def _built(rows: list[dict[str, Any]]) -> tuple[float, float, BuildReport, BuildReport]:
    """Build twice in a new folder with a cache of its own; return the seconds and the report of each build."""
    with tempfile.TemporaryDirectory() as folder:
        articles, case = Path(folder, "articles.jsonl"), Path(folder, "case.db")
        articles.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        config = Config(cache=str(Path(folder, "cache")))

        def once() -> BuildReport:
            return build(read_inputs((str(articles),), io.BytesIO()), case, config)

        (took, first), (again, second) = _timed(once), _timed(once)
        return took, again, first, second


def _timed(work: Callable[[], Result]) -> tuple[float, Result]:
    begin = time.process_time()
    result = work()
    return time.process_time() - begin, result


def read_articles(path: Path, first: int) -> list[dict[str, Any]]:
    """Return the first so many articles of a JSONL file, without any gold."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for _, line in zip(range(first), lines, strict=False)]
    return [{name: row[name] for name in FIELDS if row.get(name)} for row in rows]


def stay_on_one_core() -> None:
    """Keep this process on one core, where the system knows how."""
    if hasattr(os, "sched_setaffinity"):
        with suppress(OSError):
            os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def table(speed: Speed) -> str:
    """Return what was measured, for reading."""
    rates = speed.as_json()["rates"]
    names = {"parse": "bare parse", "build": "build", "again": "the same again"}
    lines = [f"{speed.articles:,} articles, {speed.words:,} words", f"{'':16}{'seconds':>9}{'articles/s':>12}{'words/s':>10}"]
    lines += [
        f"{names[step]:16}{rate['seconds']:>9.2f}{rate['articles']:>12,.1f}{rate['words']:>10,}" for step, rate in rates.items()
    ]
    lines += [f"build / parse   {speed.ratio:>9.2f}  (at most {BAR})"]
    return "\n".join([*lines, f"parsed {speed.parsed} articles, and {speed.parsed_again} in the second build"])


def main() -> int:
    """Measure, print, and return 1 where the build is too slow or parses again."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", nargs="?", type=Path, default=ARTICLES, metavar="ARTICLES.jsonl[.gz]")
    parser.add_argument("--articles", type=int, default=200, metavar="N")
    parser.add_argument("--repeat", type=int, default=1, metavar="N")
    parser.add_argument("--json", action="store_true")
    choice = parser.parse_args()
    if not choice.input.exists():
        missing = ", ".join(absent(ARTICLES)) if choice.input == ARTICLES else choice.input
        print(f"{missing}: not there; name a file of articles, one JSON object a line", file=sys.stderr)
        return 2
    stay_on_one_core()
    speed = measure(read_articles(choice.input, choice.articles), choice.repeat)
    print(json.dumps(speed.as_json()) if choice.json else table(speed))
    return int(speed.ratio > BAR or speed.parsed_again > 0)


if __name__ == "__main__":
    sys.exit(main())
