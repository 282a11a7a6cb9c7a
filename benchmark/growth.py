"""How time and memory of a build grow with its articles, what a second build costs, and what two processes gain over one.

    python -m benchmark.growth                              1,000, 3,000 and 10,000 articles; about an hour on a quiet machine
    python -m benchmark.growth --sizes 300 1000
    python -m benchmark.growth --sizes 300 1000 --cache FOLDER     parses are kept there, and none is timed
    python -m benchmark.growth --workers 2 --sizes 1000            one process and two, by the clock
    python -m benchmark.growth --parts --sizes 1000                what each stage across documents takes, in both builds

The articles are a stretch of a stream of news, day after day, so that stories form as they do there. Every size is built by a
process of its own, from nothing, and built again with one article in a hundred more, from the middle of the stretch. Seconds are
those that the processors worked for the build, with its workers; only `--workers` looks at the clock, and wants a machine that
does nothing else. For 100,000 articles and their stories alone there is `python -m benchmark.stories speed`.
"""

import argparse
import gzip
import io
import json
import math
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmark.product import ROOT, run
from benchmark.scorers import absent, data
from benchmark.speed import FIELDS
from sayso.kit.config import Config
from sayso.kit.registry import Stage
from sayso.model.corpus import Corpus
from sayso.read.inputs import read_inputs
from sayso.run.build import build
from sayso.run.engine import Engine, Processes, Serial
from sayso.run.pipeline import Pipeline
from sayso.run.stages import PIPELINE

ARTICLES = data("stories/allsides_dev")
SIZES = (1_000, 3_000, 10_000)
WARM = 5
LATE = 100
"""One article in so many comes late."""
GROWTH, AGAIN, GAIN = 1.1, 0.05, 1.8
"""The bars: the exponent of time, the second build as a share of the first, and two processes against one."""


@dataclass(frozen=True)
class Grown:
    """What one size took: seconds of processors, of which `main` in the process that leads, and the most memory held at once.

    `again` is the second build with one article in a hundred more, `clock` the first build by the clock. Memory is in MB: of the
    process that leads, and of the largest of its workers.
    """

    articles: int
    workers: int
    seconds: float
    main: float
    clock: float
    again: float
    memory: float
    worker_memory: float

    @property
    def share(self) -> float:
        """The second build as a share of the first."""
        return self.again / self.seconds


def stretch(size: int, path: Path = ARTICLES) -> tuple[list[str], list[str]]:
    """Return so many articles of the stream as lines, and those that come late."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = sorted(map(json.loads, lines), key=lambda row: (row.get("published") or "", row["id"]))
    late = max(1, size // LATE)
    begin = max(0, len(rows) // 2 - (size + late) // 2)
    kept = [json.dumps({name: row[name] for name in FIELDS if row.get(name)}) for row in rows[begin : begin + size + late]]
    return [*kept[: size // 2], *kept[size // 2 + late :]], kept[size // 2 : size // 2 + late]


def grown(size: int, workers: int, cache: Path | None) -> Grown:
    """Build so many articles from nothing, and again with some more."""
    first, late = stretch(size)
    engine: Engine = Processes(workers) if workers > 1 else Serial()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        config = Config(cache=str(cache or folder / "cache"))
        _built(first[:WARM], folder / "warm.db", Config(cache=str(folder / "warm")), Serial())
        if cache:
            _built([*first, *late], folder / "parsed.db", config, Serial())
        before, begin = _worked(), time.perf_counter()
        _built(first, folder / "case.db", config, engine)
        clock, between = time.perf_counter() - begin, _worked()
        _built(late, folder / "case.db", config, engine)
        after = _worked()
    main, again = between[0] - before[0], sum(after) - sum(between)
    memory, worker_memory = _memory()
    return Grown(size, workers, sum(between) - sum(before), main, clock, again, memory, worker_memory)


def _built(lines: Sequence[str], case: Path, config: Config, engine: Engine, pipeline: Pipeline = PIPELINE) -> None:
    articles = case.with_suffix(".jsonl")
    articles.write_text("\n".join(lines) + "\n", encoding="utf-8")
    build(read_inputs((str(articles),), io.BytesIO()), case, config, engine=engine, pipeline=pipeline)


class Timed:
    """The pipeline of the product, with the seconds of processors that each stage across documents takes."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys((stage.name for stage in PIPELINE.corpus), 0.0)
        self.pipeline = replace(PIPELINE, corpus=tuple(replace(each, run=partial(self._run, each)) for each in PIPELINE.corpus))

    def _run(self, stage: Stage[Corpus], corpus: Corpus, config: Config) -> Corpus:
        begin = time.process_time()
        found = stage.run(corpus, config)
        self.seconds[stage.name] += time.process_time() - begin
        return found


def parts(size: int, cache: Path | None) -> str:
    """Return what each stage across documents takes in the first build and in the second, and all that is none."""
    first, late = stretch(size)
    rows = list[tuple[float, dict[str, float]]]()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        config = Config(cache=str(cache or folder / "cache"))
        _built(first[:WARM], folder / "warm.db", Config(cache=str(folder / "warm")), Serial())
        for lines in (first, late):
            timed, begin = Timed(), time.process_time()
            _built(lines, folder / "case.db", config, Serial(), timed.pipeline)
            rows.append((time.process_time() - begin, timed.seconds))
    (whole, one), (again, other) = rows
    lines = [f"{size:,} articles: seconds of processors in the first build, and in the second with one in a hundred more"]
    lines += [f"  {name:18}{one[name]:>8.2f}{other[name]:>8.2f}" for name in one]
    return "\n".join([*lines, f"  {'all else':18}{whole - sum(one.values()):>8.2f}{again - sum(other.values()):>8.2f}"])


def _worked() -> tuple[float, float]:
    """Return the seconds that processors have worked for this process, and for those of its workers that have ended."""
    workers = 0.0
    with suppress(ImportError):
        import resource

        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        workers = used.ru_utime + used.ru_stime
    return time.process_time(), workers


def _memory() -> tuple[float, float]:
    """Return the most memory that this process has held, and the largest of its workers; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0.0, 0.0
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    own, workers = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own / unit, workers / unit


def measured(size: int, workers: int, cache: Path | None) -> Grown:
    """Return what a size takes in a process of its own."""
    words = [sys.executable, "-m", "benchmark.growth", "--one", str(size), "--workers", str(workers)]
    words += ["--cache", str(cache)] if cache else []
    found = Grown(**json.loads(run(list(words), ROOT)))
    print(
        f"{size:,} articles: {found.seconds:.1f} s, again {found.again:.1f} s, {found.memory:.0f} MB", file=sys.stderr, flush=True
    )
    return found


def table(found: Sequence[Grown]) -> str:
    """Return what was measured, for reading."""
    lines = [f"{'articles':>9}{'seconds':>10}{'ms each':>9}{'again':>8}{'share':>8}{'MB':>7}{'worker':>8}{'growth':>8}"]
    for before, each in zip((None, *found), found, strict=False):
        line = f"{each.articles:>9,}{each.seconds:>10.1f}{1000 * each.seconds / each.articles:>9.0f}{each.again:>8.1f}"
        line += f"{each.share:>8.1%}{each.memory:>7.0f}{each.worker_memory:>8.0f}"
        lines.append(line + (f"{growth(before, each):>8.2f}" if before else ""))
    return "\n".join([*lines, f"at most: growth {GROWTH}, share {AGAIN:.0%}"])


def growth(one: Grown, other: Grown) -> float:
    """Return the exponent by which time grows from one size to another: 1 where twice the articles take twice the time."""
    return math.log(other.seconds / one.seconds) / math.log(other.articles / one.articles)


def gained(one: Grown, several: Grown) -> str:
    """Return what several processes gain over one: by the clock, and as the seconds of processors divide among them."""
    left = several.main + (several.seconds - several.main) / several.workers
    return (
        f"{several.articles:,} articles: {one.clock:.1f} s with one process, {several.clock:.1f} s with {several.workers}: "
        f"{one.clock / several.clock:.2f} times as fast (at least {GAIN} for 2)\n"
        f"the processors worked {one.seconds:.1f} s and {several.seconds:.1f} s, {several.main:.1f} s of it in the process that "
        f"leads: {one.seconds / left:.2f} times as fast on processors that do nothing else"
    )


def main() -> int:
    """Measure and print; return 1 where a bar is missed, 2 where the articles are not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--workers", type=int, default=1, metavar="N")
    parser.add_argument("--cache", type=Path, metavar="FOLDER")
    parser.add_argument("--parts", action="store_true")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true")
    choice: Any = parser.parse_args()
    if missing := absent(ARTICLES):
        print(f"left out: {', '.join(missing)} is not there", file=sys.stderr)
        return 2
    if choice.one:
        print(json.dumps(asdict(grown(choice.one, choice.workers, choice.cache))))
        return 0
    if choice.parts:
        print("\n".join(parts(size, choice.cache) for size in choice.sizes))
        return 0
    counts = (1,) if choice.workers == 1 else (1, choice.workers)
    found = [[measured(size, workers, choice.cache) for workers in counts] for size in choice.sizes]
    if choice.json:
        print(json.dumps([asdict(each) for row in found for each in row]))
        return 0
    if choice.workers > 1:
        print("\n".join(gained(*row) for row in found))
        return int(any(row[0].clock / row[1].clock < GAIN for row in found) and choice.workers == 2)
    alone = [row[0] for row in found]
    print(table(alone))
    is_slow = any(growth(one, other) > GROWTH for one, other in pairwise(alone))
    return int(is_slow or any(each.share > AGAIN for each in alone))


if __name__ == "__main__":
    sys.exit(main())
