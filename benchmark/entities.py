"""Score who is who on the development sets, with a 95 % interval beside every figure, and what it costs beside the parse.

    python -m benchmark.entities                      every measure
    python -m benchmark.entities --only gum_news cost
    python -m benchmark.entities --draws 1000 --json

The intervals are bootstraps: documents are drawn anew for names and coreference, topics for what runs across documents, rows for
pronouns. The cost is the processor time of the stages that find mentions and entities, as a share of the bare parse of the same
texts in the same run. The sets and the scorer lie beside the project, in `../shared`; a set that is not there is left out.
"""

import argparse
import importlib
import json
import random
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmark import seeds, sets
from benchmark.cost import cost
from benchmark.product import Product
from benchmark.scorers import SCORERS, absent, write_unlabelled

READINGS = {"core": "names and pronouns", "entities": "with nominals", "all": "all"}
Draw = Callable[[random.Random], Mapping[str, float]]


class Figure:
    """One number and the interval in which 95 of 100 draws fall."""

    def __init__(self, value: float, draws: Iterable[float] = ()) -> None:
        ranked = sorted(draws)
        self.value = value
        self.interval = (ranked[int(0.025 * len(ranked))], ranked[int(0.975 * len(ranked)) - 1]) if ranked else None

    def as_json(self) -> dict[str, Any]:
        """Return the number and its interval."""
        return {"value": round(self.value, 2), "interval": [round(end, 2) for end in self.interval] if self.interval else None}

    def __str__(self) -> str:
        between = f"   [{self.interval[0]:.1f}, {self.interval[1]:.1f}]" if self.interval else ""
        return f"{self.value:>8.2f}{between}"


Figures = dict[str, Figure]


def scorer() -> ModuleType:
    """Return the scorer of names and coreference, which lies beside the project."""
    if str(SCORERS) not in sys.path:
        sys.path.insert(0, str(SCORERS))
    return importlib.import_module("entities")


def read(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a file."""
    scorer()
    rows: list[dict[str, Any]] = importlib.import_module("rows").read_rows(str(path))
    return rows


def drawn(whole: Mapping[str, float], draw: Draw, draws: int) -> Figures:
    """Return each number with its interval over so many draws."""
    chance = random.Random(0)
    found = [draw(chance) for _ in range(draws)]
    return {name: Figure(value, [each[name] for each in found]) for name, value in whole.items()}


def measure_documents(gold: Path, product: Product, draws: int) -> Figures:
    """Return how it finds names inside documents and what it joins there."""
    judge, rows = scorer(), {row["id"]: row for row in read(product.analyse(write_unlabelled(gold, product.folder)))}
    analyses = [judge.analyse(document, rows.get(document["id"], {})) for document in read(gold)]

    def figures(chosen: list[Any]) -> dict[str, float]:
        named = judge.names(chosen)
        joined = {words: judge.coreference(chosen, reading, False)["conll"] for reading, words in READINGS.items()}
        return {"names exact": named["exact"]["f1"], "names typed": named["typed"]["f1"], **joined}

    return drawn(figures(analyses), lambda chance: figures([chance.choice(analyses) for _ in analyses]), draws)


def measure_across(gold: Path, product: Product, draws: int) -> Figures:
    """Return how it joins people, bodies and places across documents, drawing whole topics."""
    judge, export = scorer(), product.export(product.build(write_unlabelled(gold, product.folder)))
    rows = {row["id"]: row for row in read(export / "documents.jsonl")}
    topics: dict[str, list[Any]] = {}
    for document in read(gold):
        topics.setdefault(document["topic"], []).append(judge.analyse(document, rows.get(document["id"], {})))

    def figures(chosen: list[str]) -> dict[str, float]:
        analyses = [each | {"topic": (number, topic)} for number, topic in enumerate(chosen) for each in topics[topic]]
        found = judge.coreference(analyses, "core", True)
        return {"core CoNLL": found["conll"], "core B3 precision": found["b3_p"]}

    names = sorted(topics)
    return drawn(figures(names), lambda chance: figures([chance.choice(names) for _ in names]), draws)


def measure_pronouns(gold: Path, product: Product, draws: int) -> Figures:
    """Return whether it knows whose a pronoun is."""
    judge, rows = scorer(), {row["id"]: row for row in read(product.analyse(write_unlabelled(gold, product.folder)))}
    labelled = read(gold)

    def figures(chosen: list[Any]) -> dict[str, float]:
        found = judge.evaluate_gap(chosen, rows)
        return {"F1": found["all"]["f1"], "bias": found["bias"] or 0.0}

    return drawn(figures(labelled), lambda chance: figures([chance.choice(labelled) for _ in labelled]), draws)


def measure_seeds(product: Product, draws: int) -> Figures:
    """Return what it makes of the two first articles; two documents have no interval."""
    found = seeds.measure_entities(product)["across"]
    traps = {f"traps {name}": Figure(found["traps"][name]) for name in ("right", "silent", "wrong")}
    wrong = {"false merges": found["wrongly merged"], "where nothing is": found["where nothing is"]}
    return {"across CoNLL": Figure(found["conll"]), **traps, **{name: Figure(len(each)) for name, each in wrong.items()}}


def measure_cost(gold: tuple[Path, ...], product: Product, draws: int) -> Figures:
    """Return what names and entities cost, in percent of the bare parse of the same texts."""
    shares = cost([row["text"] for path in gold for row in read(path)])
    return drawn(
        {"percent of the parse": shares.of(range(len(shares)))},
        lambda chance: {"percent of the parse": shares.of([chance.randrange(len(shares)) for _ in range(len(shares))])},
        draws,
    )


GUM = (*sets.GUM_NEWS, *sets.GUM_INTERVIEW)
MEASURES: dict[str, tuple[tuple[Path, ...], Callable[[Product, int], Figures]]] = {
    "gum_news": (sets.GUM_NEWS, partial(measure_documents, sets.GUM_NEWS[0])),
    "gum_interview": (sets.GUM_INTERVIEW, partial(measure_documents, sets.GUM_INTERVIEW[0])),
    "ecb_dev": (sets.ECB, partial(measure_across, sets.ECB[0])),
    "gap_validation": (sets.GAP, partial(measure_pronouns, sets.GAP[0])),
    "seeds": (seeds.NEEDS, measure_seeds),
    "cost": (GUM, partial(measure_cost, GUM)),
}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=sorted(MEASURES), help="measure these alone")
    parser.add_argument("--draws", type=int, default=300, metavar="N", help="draws of each bootstrap")
    parser.add_argument("--json", action="store_true")
    choice = parser.parse_args()
    results = dict[str, Figures]()
    for name, (needs, measure) in MEASURES.items():
        if choice.only and name not in choice.only:
            continue
        if missing := absent(*needs):
            print(f"{name}: left out, {', '.join(missing)} is not there", file=sys.stderr)
            continue
        with tempfile.TemporaryDirectory() as folder:
            results[name] = measure(Product(Path(folder)), choice.draws)
        if not choice.json:
            print("\n".join(f"{name:16}{what:24}{figure}" for what, figure in results[name].items()), flush=True)
    if choice.json:
        print(json.dumps({name: {what: each.as_json() for what, each in found.items()} for name, found in results.items()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
