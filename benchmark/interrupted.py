"""Kill builds at random moments, let the next build finish each, and compare the case with that of an undisturbed build.

    python -m benchmark.interrupted                          40 builds, killed by kill -9, one engine after the other
    python -m benchmark.interrupted --kills 10 --engine dask
    python -m benchmark.interrupted --kills 10 --workers-only
    python -m benchmark.interrupted --kills 10 --server postgresql://USER@HOST/DATABASE

With `--workers-only` one of the workers is killed and not the build itself, which must end by itself and say nothing of it. With
`--server` the cases are schemas of that database, made for this and taken away again.
The articles are those of `examples/pile` and rewrites of them by rule. The moments are drawn from a fixed seed: so many shards
are to be done, and then some time passes: so a busy machine kills at the same stages as an idle one.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import psutil

from benchmark.dump import dump
from benchmark.perturb import KINDS, made
from benchmark.product import PILE
from sayso.cli.progress import Bar
from sayso.model.document import Document
from sayso.model.errors import StoreError
from sayso.read.inputs import read_inputs
from sayso.run.analyse import analyse
from sayso.run.workplace import workplace_of
from sayso.store.address import Server, address_of
from sayso.store.backup import backup_case
from sayso.store.server_connection import connect, quoted

ENGINES = ("serial", "processes", "dask")
ARTICLES = 60
SHARD = 4
"""So few documents stand in a shard, so that there is something to go on with."""
LOOK = 0.01
"""After so many seconds it is looked again how many shards are done."""


def write_articles(path: Path, count: int) -> None:
    """Write the example articles and rewrites of them."""
    draw = random.Random(7)
    given = [item for item in read_inputs((str(PILE),), sys.stdin.buffer) if isinstance(item, Document)]
    read = list(analyse(given, until="zones"))
    articles = list(read)
    while len(articles) < count:
        articles.append(made(draw.choice(KINDS), len(articles), draw.choice(read), draw.choice(read), draw))
    rows = [{"id": one.id, "text": one.text, "published": one.published, "outlet": one.outlet} for one in articles]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


class Trial:
    """Builds of one pile of articles by one engine, in a folder of their own, and on a server where one is named."""

    def __init__(self, folder: Path, engine: str, server: str | None = None) -> None:
        self._folder = folder
        self._engine = engine
        self._server = server
        write_articles(folder / "articles.jsonl", ARTICLES)
        begin = time.monotonic()
        self._start(self._case("whole")).wait()
        self.seconds = time.monotonic() - begin
        self._whole = self._dump(self._case("whole"))

    def _case(self, name: str) -> str:
        """Return where a case is to be."""
        return f"{self._server}?schema=interrupted_{self._engine}_{name}" if self._server else str(self._folder / f"{name}.db")

    def _dump(self, case: str) -> list[str]:
        """Return all that a case holds; that of a server is gone then."""
        if not self._server:
            return dump(Path(case))
        copy, address = self._folder / "copy.db", address_of(case)
        backup_case(case, copy, force=True)
        assert isinstance(address, Server)
        with closing(connect(address)) as connection:
            connection.execute(f"DROP SCHEMA {quoted(address.schema)} CASCADE".encode())
            connection.commit()
        return dump(copy)

    def killed(self, number: int, done: int, after: float, *, worker: bool) -> dict[str, Any]:
        """Return what became of a build that was killed some seconds after so many shards were done, and was run again."""
        case = self._case(str(number))
        build = self._start(case)
        while build.poll() is None and self._done(case) < done:
            time.sleep(LOOK)
        try:
            build.wait(after)
        except subprocess.TimeoutExpired:
            self._kill(build, worker=worker)
        first, kept = build.wait(), self._done(case)
        second = 0 if worker else self._start(case).wait()
        left = workplace_of(case).exists()
        told = {"done": done, "after": round(after, 2), "ended": first, "kept": kept, "again": second}
        return told | {"same": not left and self._same(case)}

    def _done(self, case: str) -> int:
        return len(list(workplace_of(case).glob("*.done")))

    def _same(self, case: str) -> bool:
        try:
            return self._dump(case) == self._whole
        except StoreError:
            return False

    def _kill(self, build: subprocess.Popen[bytes], *, worker: bool) -> None:
        children = [
            child for child in psutil.Process(build.pid).children(recursive=True) if "spawn_main" in " ".join(child.cmdline())
        ]
        for process in children[:1] if worker else [psutil.Process(build.pid)]:
            process.kill()

    def _start(self, case: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "sayso", "build", str(self._folder / "articles.jsonl"), "--case", case]
        command += ["--no-cache", "--quiet", "--config", str(self._settings()), "--engine", self._engine]
        workers = [] if self._engine == "serial" else ["--workers", "2"]
        return subprocess.Popen([*command, *workers], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def _settings(self) -> Path:
        path = self._folder / "sayso.toml"
        path.write_text(f"batch = {SHARD}\n", "utf-8")
        return path


def main() -> int:
    """Measure, print, and return 1 where a case is not that of an undisturbed build."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=40, metavar="N")
    parser.add_argument("--engine", choices=ENGINES, action="append")
    parser.add_argument("--workers-only", action="store_true", help="kill a worker and not the build")
    parser.add_argument("--server", metavar="URL", help="build the cases there")
    choice = parser.parse_args()
    engines = choice.engine or (ENGINES[1:] if choice.workers_only else ENGINES)
    draw, results = random.Random(11), list[dict[str, Any]]()
    with tempfile.TemporaryDirectory() as folder:
        trials = {}
        for engine in engines:
            (place := Path(folder, engine)).mkdir()
            trials[engine] = Trial(place, engine, choice.server)
        with Bar() as bar:
            bar.start(choice.kills, "killing builds")
            for number in range(choice.kills):
                engine = engines[number % len(engines)]
                done, after = draw.randint(0, ARTICLES // SHARD), draw.uniform(0, 1) * trials[engine].seconds / 5
                results.append({"engine": engine} | trials[engine].killed(number, done, after, worker=choice.workers_only))
                bar.advance(1)
    for result in results:
        print(json.dumps(result))
    same, partly = sum(result["same"] for result in results), sum(result["kept"] > 0 for result in results)
    interrupted = sum(result["ended"] != 0 for result in results)
    print(f"{len(results)} builds, {interrupted} ended by the signal, {partly} with shards done, {same} cases as undisturbed")
    return int(same < len(results))


if __name__ == "__main__":
    sys.exit(main())
