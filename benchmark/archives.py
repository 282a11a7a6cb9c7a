"""Read a web archive of invented pages as a stream: how much memory it takes, and what a broken part of it costs.

    python -m benchmark.archives --pages 5000

The archive is written first, each page in a member of its own, some 20,000 characters each, all different. Its reading is
measured in a process of its own, once over the first tenth of the pages and once over all: a stream takes as much for both. Then
a member is cut short, and all other pages must come out.
"""

import argparse
import gzip
import json
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmark.product import Product
from sayso.model.document import Document
from sayso.read.html import worker
from sayso.read.warc import read_warc

PAGES = 5_000
FLAT = 1.1
"""Memory is flat if ten times the pages take at most this much more."""
SHOWN = ("pages", "lost", "reader_mb", "pages_mb", "growth", "cut.lost", "cut.failures")
_WORDS = [
    "bridge",
    "river",
    "council",
    "engineer",
    "report",
    "crack",
    "pier",
    "closed",
    "opened",
    "repaired",
    "spokesman",
    "ministry",
    "Monday",
    "harbour",
    "ferry",
    "road",
    "budget",
    "inquiry",
    "witness",
    "statement",
    "denied",
    "confirmed",
    "expected",
    "winter",
    "traffic",
    "bypass",
    "contract",
    "steel",
    "concrete",
    "survey",
    "north",
    "southern",
]
_PARAGRAPHS = 25


def page(number: int) -> str:
    """Return an invented page: an article among links, with a date, a picture and its caption."""
    chance = random.Random(number)

    def words(count: int) -> str:
        return " ".join(chance.choice(_WORDS) for _ in range(count))

    links = "".join(f'<li class="nav-item"><a href="/{word}">{words(4)}</a></li>' for word in _WORDS * 4)
    prose = "".join(f"<p>The {words(60)}, the ministry said in report {number}.</p>" for _ in range(_PARAGRAPHS))
    head = (
        f'<title>Report {number}</title><meta property="article:published_time" content="2024-03-{1 + number % 28:02}T10:00:00Z">'
    )
    picture = f"<figure><img src='/{number}.jpg'><figcaption>The {words(9)} of pier {number}</figcaption></figure>"
    body = f"<nav><ul>{links}</ul></nav><h1>Report {number}</h1>{picture}{prose}<footer>{words(30)}</footer>"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def member(number: int) -> bytes:
    """Return the packed record of a page."""
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page(number)}".encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://courier.example/report/{number}\r\n"
        f"WARC-Date: 2024-04-02T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + answer + b"\r\n\r\n", mtime=0)


def write(path: Path, pages: int, cut: int | None = None) -> Path:
    """Write an archive of so many pages, one of them cut short."""
    with path.open("wb") as archive:
        for number in range(pages):
            content = member(number)
            archive.write(content[: len(content) // 2] if number == cut else content)
    return path


def measured_archive(product: Product) -> dict[str, Any]:
    """Return what the reading of an archive takes and loses; it needs no command."""
    return measure()


def measure(pages: int = PAGES) -> dict[str, Any]:
    """Return what the reading of an archive takes and loses."""
    with tempfile.TemporaryDirectory() as folder:
        few = _read_apart(write(Path(folder, "few.warc.gz"), pages // 10))
        all_of_them = _read_apart(write(Path(folder, "all.warc.gz"), pages))
        cut = _read_apart(write(Path(folder, "cut.warc.gz"), 50, cut=20))
    memory = {name: all_of_them[name] for name in ("reader_mb", "pages_mb")}
    growth = max(all_of_them[name] / few[name] for name in memory)
    lost = pages - all_of_them["whole"]
    found = {"pages": pages, "lost": lost, **memory, "growth": round(growth, 3), "bar": FLAT}
    return found | {"cut.pages": 50, "cut.lost": 50 - cut["whole"], "cut.failures": cut["failures"]}


def _read_apart(archive: Path) -> dict[str, Any]:
    """Return what a process of its own says of an archive."""
    command = [sys.executable, "-m", "benchmark.archives", "--read", str(archive)]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def read(archive: str) -> dict[str, Any]:
    """Return how many pages came out whole, how many failures, and how much memory this process and its child took at most."""
    whole, failures = 0, 0
    for item in read_warc(archive):
        whole += isinstance(item, Document) and item.status == "ok" and item.text.count("the ministry said") == _PARAGRAPHS
        failures += not isinstance(item, Document)
    worker().close()
    return {"whole": whole, "failures": failures, **dict(_most_memory())}


def _most_memory() -> Iterator[tuple[str, float]]:
    unit = 1_048_576 if sys.platform == "darwin" else 1_024
    for name, who in (("reader_mb", resource.RUSAGE_SELF), ("pages_mb", resource.RUSAGE_CHILDREN)):
        yield name, round(resource.getrusage(who).ru_maxrss / unit, 1)


def main() -> int:
    """Measure, print, and return 1 where memory grows or a page is lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=PAGES, metavar="N")
    parser.add_argument("--read", help=argparse.SUPPRESS)
    choice = parser.parse_args()
    if choice.read:
        print(json.dumps(read(choice.read)))
        return 0
    found = measure(choice.pages)
    print("\n".join(f"{name:16}{value:>10g}" for name, value in found.items()))
    return int(found["growth"] > FLAT or found["lost"] > 0 or found["cut.lost"] != 1)


if __name__ == "__main__":
    sys.exit(main())
