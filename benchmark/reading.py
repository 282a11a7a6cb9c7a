"""Score the reading of pages: their bodies and captions, their dates, hostile input, and the time that it takes."""

import gzip
import io
import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import trafilatura

from benchmark.product import ROOT, Product, run
from benchmark.scorers import DATA, SCORERS, data, score
from sayso.read.html import worker
from sayso.read.inputs import read_inputs

PAGES = (data("cleaning/pages_dev"),)
DATES = (data("cleaning/dates_dev"),)
HOSTILE = (DATA / "hostile" / "make.py",)
"""The files that each measure needs."""

BODIES = (
    "let_in",
    *(
        f"{part}.{measure}"
        for part in ("aeb", "fundus", "english")
        for measure in (
            "shingle.p",
            "shingle.r",
            "shingle.f1",
            "body_token_recall",
            "caption_recall",
            "caption_to_body",
            "titles",
        )
    ),
)
DAYS = ("dates default.right", "dates default.right_of_given", "dates mediacloud.right", "dates mediacloud.right_of_given")
CASES = ("cases", "passed", "seconds_a_case")
SPEED = ("pages", "trafilatura", "sayso", "ratio")
"""The numbers that the table shows."""

_LEAST, _BUSY = 6, 12
"""Words of a caption that counts; how many times its limit a case may take by the clock, for other work is no fault of it."""


def measure_bodies(product: Product) -> dict[str, Any]:
    """Return how it tells the body of a page from what stands around it.

    `let_in` is the share of captions in the body whose words the article itself does not have: the scorer counts the others too.
    """
    rows = product.analyse(_written(PAGES[0], product.folder), "--stage", "zones")
    return score("cleaning.py", PAGES[0], rows) | {"let_in": _captions_let_in(rows)}


def _captions_let_in(rows: Path) -> float:
    """Return the percentage of captions that stand in the body found and not in the true one."""
    bodies = {row["source"].removesuffix(".html"): _body(row) for row in map(json.loads, rows.read_text("utf-8").splitlines())}
    captions = let_in = 0
    with gzip.open(PAGES[0], "rt", encoding="utf-8") as lines:
        for page in map(json.loads, lines):
            true, found = _runs(page["body"]), _runs(bodies.get(page["id"], ""))
            for runs in (_runs(caption) for caption in page["captions"] or () if len(caption.split()) >= _LEAST):
                captions += 1
                let_in += _shares(runs, found) and not _shares(runs, true)
    return round(100 * let_in / captions, 1)


def _body(row: dict[str, Any]) -> str:
    return "\n".join(row["text"][zone["start"] : zone["end"]] for zone in row["zones"] if zone["kind"] == "body")


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return set(zip(*(words[at:] for at in range(4)), strict=False))


def _shares(runs: set[tuple[str, ...]], others: set[tuple[str, ...]]) -> bool:
    return bool(runs) and len(runs & others) >= 0.75 * len(runs)


def measure_days(product: Product) -> dict[str, Any]:
    """Return how often it gives the day on which a page was published."""
    return score("cleaning.py", DATES[0], product.analyse(_written(DATES[0], product.folder), "--stage", "zones"))


def measure_hostile(product: Product) -> dict[str, Any]:
    """Return how many of the hostile inputs end as they should.

    The scorer's limits are for an idle machine: by the clock each case gets so many times as long, and the mean computing of a
    case is given beside.
    """
    folder = product.folder / "hostile"
    run([sys.executable, HOSTILE[0], folder], ROOT)
    manifest = folder / "manifest.json"
    cases = json.loads(manifest.read_text("utf-8"))
    patient = [case | {"limit_seconds": _BUSY * case["limit_seconds"]} for case in cases]
    manifest.write_text(json.dumps(patient), encoding="utf-8")
    begin = _computed()
    found = score("hostile.py", folder, "--", sys.executable, "-m", "sayso", "analyse", "--quiet")
    return found | {"seconds_a_case": round((_computed() - begin) / len(cases), 2)}


def measure_speed(product: Product) -> dict[str, Any]:
    """Return the seconds of computing that the extractor alone and the reading of pages take for the same pages."""
    folder = _written(PAGES[0], product.folder)
    pages = [path.read_bytes() for path in sorted(folder.iterdir())]
    trafilatura.extract(pages[0])
    begin = _computed()
    for page in pages:
        trafilatura.extract(page)
    alone = _computed() - begin
    read = sum(1 for _ in read_inputs((str(folder),), io.BytesIO()))
    worker().close()
    both = _computed() - begin
    return {
        "pages": read,
        "trafilatura": round(alone, 2),
        "sayso": round(both - alone, 2),
        "ratio": round(alone / (both - alone), 3),
    }


def _computed() -> float:
    """Return the seconds that the processor worked for this process and the children it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _written(gold: Path, folder: Path) -> Path:
    """Write the pages of a set, without their gold, and return the folder."""
    pages = folder / "pages"
    run([sys.executable, SCORERS / "cleaning.py", gold, "--inputs", pages], ROOT)
    return pages
