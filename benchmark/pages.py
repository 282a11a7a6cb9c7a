"""How fast each page of a large case answers while eight readers load pages one after the other.

    python -m benchmark.pages [--articles FILE] [--documents 10000] [--cache FOLDER] [--case FILE] [--readers 8] [--seconds 60]

`--articles` builds the case from real articles, one JSON object a line (the first `--documents`); their parses are kept in
`--cache` for the next time. Without, a case of invented words is made through the store. `--case` is where the case is kept: one
that is there is measured as it is. The first load of each kind of page reads a case that nobody has asked yet. Readers do not
pause: as soon as a page has come, the next is asked for.
"""

import argparse
import itertools
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from benchmark.made_case import made
from sayso.query.entities import entities
from sayso.query.questions import claims, stories
from sayso.store.store import Case, Part, open_case

LIMIT = 0.200
"""The median that no page may exceed, in seconds."""
FIRST = 1.0
"""What the first load of a page after a change of the case may take, alone, in seconds."""
LARGEST = 10
"""How many of the largest of a kind are loaded beside those drawn by chance."""
COMMON = ("president", "said", "people", "government", "new york", "house", "year", "police")
Address = tuple[str, str]
"""The kind of a page, and where it is."""


def main() -> None:
    """Make or take a case, load it, and print a line for each page."""
    given = _arguments()
    with tempfile.TemporaryDirectory() as scratch:
        case = given.case or Path(scratch) / "large.db"
        if not case.exists():
            fill(case, given, Path(scratch))
        with open_case(case) as opened:
            listed = [(kind, path) for kind, path in addresses(opened) if kind not in given.without]
        with served(case) as site:
            first = first_loads(site, listed)
            taken = measured(site, listed, given.readers, given.seconds)
    slow = 0
    for page, times in sorted(taken.items()):
        middle = statistics.median(times)
        slow += middle > LIMIT or first[page] > FIRST
        load = f"median {middle * 1000:6.0f} ms  slowest {max(times) * 1000:6.0f} ms"
        print(f"{page:<28} {len(times):>5} loads  {load}  the first {first[page] * 1000:6.0f} ms")
    raise SystemExit(1 if slow else 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--case", type=Path)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--without", action="append", default=[], metavar="KIND", help="leave a kind of page out")
    return parser.parse_args()


def fill(case: Path, given: argparse.Namespace, scratch: Path) -> None:
    """Build a case from articles where they are given, else make one."""
    if given.articles is None:
        with open_case(case, write=True) as opened:
            opened.write(made(given.documents), (), {"analysis": "1"})
        return
    chosen, settings = scratch / "articles.jsonl", scratch / "sayso.toml"
    with given.articles.open(encoding="utf-8") as lines, chosen.open("w", encoding="utf-8") as out:
        out.writelines(itertools.islice(lines, given.documents))
    settings.write_text(f'cache = "{(given.cache or scratch / "cache").resolve().as_posix()}"\n', encoding="utf-8")
    command = [sys.executable, "-m", "sayso", "build", str(chosen), "--case", str(case), "--config", str(settings)]
    subprocess.run([*command, "--engine", "processes", "--workers", "2"], check=True)


@contextmanager
def served(case: Path) -> Iterator[str]:
    """Yield the address of a case that `sayso serve` shows in a process of its own."""
    command = [sys.executable, "-m", "sayso", "serve", str(case), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        try:
            assert running.stderr is not None
            site = next(line for line in running.stderr if line.startswith("http")).strip().rstrip("/")
            _load(f"{site}/help")
            yield site
        finally:
            running.terminate()


def first_loads(site: str, listed: list[Address]) -> dict[str, float]:
    """Return how long the first load of each kind of page took, one after the other."""
    taken = dict[str, float]()
    for kind, path in {kind: path for kind, path in reversed(listed)}.items():
        started = time.monotonic()
        _load(site + path)
        taken[kind] = time.monotonic() - started
    return taken


def measured(site: str, listed: list[Address], readers: int, seconds: float) -> dict[str, list[float]]:
    """Return how long each page took, by its kind."""
    taken, lock, until = dict[str, list[float]](), threading.Lock(), time.monotonic() + seconds

    def read(seed: int) -> None:
        chance = random.Random(seed)
        while time.monotonic() < until:
            kind, path = chance.choice(listed)
            started = time.monotonic()
            # A page that does not come in time counts as long as was waited for it.
            with suppress(TimeoutError):
                _load(site + path)
            with lock:
                taken.setdefault(kind, []).append(time.monotonic() - started)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken


def _load(address: str) -> None:
    with urlopen(Request(address), timeout=120) as answer:
        answer.read()


def addresses(case: Case) -> list[Address]:
    """Return addresses of each kind of page, as many of one kind as of another, over a thousand stories at most."""
    chance, found = random.Random(1), list[Address]()
    for kind, paths in pages(case, chance).items():
        found.extend((kind, chance.choice(paths)) for _ in range(200) if paths)
    return found


def pages(case: Case, chance: random.Random) -> dict[str, list[str]]:
    """Return where the pages of each kind are: some drawn by chance, and the largest of their kind."""
    told = list(stories(case).stories)
    chosen, largest = chance.sample(told, min(1000, len(told))), stories(case, Part(most=LARGEST), order="articles").stories
    people = entities(case, part=Part(most=400)).entities
    known = [group for one in chosen[:200] for group in case.groups(one.id)[:2]]
    fought = [group for group in claims(case, disputed=True, part=Part(most=100)).groups if group.differences]
    apart = [(group.differences[0].id, group.id) for group in fought]
    listed: list[Mapping[str, str | int]] = [{"page": number} for number in range(1, 21)]
    longest = sorted((story.documents for story in largest), key=len)[-1]
    found: dict[str, tuple[str, Sequence[Mapping[str, str | int]]]] = {
        "stories": ("/", [*listed, {"order": "articles"}, {"state": "contradicted"}, {"state": "not_known", "page": 2}]),
        "story": ("/story", [{"id": one.id} for one in chosen]),
        "story, the largest": ("/story", [{"id": one.id} for one in largest]),
        "timeline": ("/timeline", [{"story": one.id} for one in chosen]),
        "timeline, the largest": ("/timeline", [{"story": one.id} for one in largest]),
        "sources": ("/sources", [{"story": one.id} for one in chosen]),
        "sources, the largest": ("/sources", [{"story": one.id} for one in largest]),
        "article": ("/article", [{"id": chance.choice(one.documents)} for one in chosen]),
        "article, of the largest": ("/article", [{"id": id} for id in longest]),
        "group": ("/group", [{"id": one.id} for one in known]),
        "quarrel": ("/quarrel", [{"id": id, "group": group} for id, group in apart]),
        "entities": ("/entities", [*listed, *({"about": one.name} for one in people[:50])]),
        "entity": ("/entity", [{"id": one.id} for one in people]),
        "entity, the busiest": ("/entity", [{"id": one.id} for one in people[:LARGEST]]),
        "disputes": ("/disputes", [*listed]),
        "claims": ("/claims", [*listed, {"stance": "reported", "page": 3}, {"state": "contradicted"}, {"state": "not_known"}]),
        "claims of somebody": ("/claims", [{"about": one.name} for one in people[:50]]),
        "search": ("/search", [{"q": one.name} for one in people[50:]]),
        "search, common words": ("/search", [{"q": word} for word in COMMON]),
        "search of claims": (
            "/search",
            [{"q": word, "kind": "claims"} for word in (*COMMON, *(one.name for one in people[:20]))],
        ),
        "check": ("/check", [{"q": one.proposition} for one in known]),
        "why": ("/why", [{"id": id} for id in (*(one.id for one in known), *(one.id for one in people))]),
        "findings": ("/findings", [{}]),
        "failures": ("/failures", [{}]),
        "history": ("/history", [{}]),
    }
    return {kind: [f"{path}?{urlencode(each)}" for each in asked] for kind, (path, asked) in found.items()}


if __name__ == "__main__":
    main()
