"""Score who is cited for what on PolNeAR, by subset, with each bar, and time it beside the bare parse in the same run.

    python -m benchmark.attribution                 the development set, and the cost on its first documents
    python -m benchmark.attribution --documents 20  so many documents for the cost
    python -m benchmark.attribution --weights own   with the weights learnt from the project's own texts
    python -m benchmark.attribution --json

The cost is the time of one core for the stage `attributions`, as a share of that for the parse of the same documents.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmark.product import Product
from benchmark.samples import measure_attributions
from benchmark.scorers import absent, data, flattened, write_unlabelled
from benchmark.speed import stay_on_one_core
from sayso.extract.attribution_model import FILES
from sayso.extract.attributions import attributions
from sayso.kit.config import Config
from sayso.language.parser import load_parser
from sayso.model.document import Document
from sayso.read.inputs import read_inputs
from sayso.run.analyse import analyse

SET = "attribution/polnear_dev"
BARS = {
    "all.e2e.f1": 70.0,
    "all.span.f1": 76.0,
    "speech.e2e_r": 82.0,
    "direct.e2e.f1": 82.0,
}
COST = 15.0
"""At most this many hundredths of the bare parse."""
SUBSETS = ("all", "direct", "mixed", "indirect")
MEASURES = ("span.p", "span.r", "span.f1", "source", "e2e.p", "e2e.r", "e2e.f1")
SHOWN = ("tok.f1", "speech.span_r", *(f"{subset}.{measure}" for subset in SUBSETS for measure in MEASURES))


def cost(documents: list[Document], config: Config, repeat: int = 3) -> float:
    """Return what the attributions of parsed documents cost, in hundredths of their parse; the least of several times."""
    parser, shares = load_parser(config), list[float]()
    parser.parse(documents[:2])
    for _ in range(repeat):
        begin = time.process_time()
        parser.parse(documents)
        between = time.process_time()
        for document in documents:
            attributions(document, config)
        shares.append(100 * (time.process_time() - between) / (between - begin))
    return round(min(shares), 1)


def read_parsed(first: int) -> list[Document]:
    """Return the first so many documents of the set, with their mentions."""
    with tempfile.TemporaryDirectory() as folder:
        rows = write_unlabelled(data(SET), Path(folder), first)
        found = [one for one in read_inputs((str(rows),), sys.stdin.buffer) if isinstance(one, Document)]
        return list(analyse(found, Config(), until="mentions"))


def measured(first: int, config: Config) -> dict[str, Any]:
    """Return all scores, and the cost on the first so many documents."""
    with tempfile.TemporaryDirectory() as folder:
        scores = measure_attributions(Product(Path(folder), attribution_weights=config.attribution_weights), first=None)
    return scores | {"cost": cost(read_parsed(first), config)}


def table(result: dict[str, Any]) -> str:
    """Return the numbers, those with a bar first."""
    values = dict(flattened(result))
    lines = [f"{name:18}{values[name]:>8.1f}  at least {bar:g}" for name, bar in BARS.items()]
    lines.append(f"{'cost':18}{values['cost']:>8.1f}  at most {COST:g} % of the bare parse")
    return "\n".join([*lines, *(f"{name:18}{values[name]:>8.1f}" for name in SHOWN if name not in BARS)])


def main() -> int:
    """Measure and print; return 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=24, metavar="N")
    parser.add_argument("--weights", choices=FILES, default="news")
    parser.add_argument("--json", action="store_true")
    choice = parser.parse_args()
    if missing := absent(data(SET)):
        print(f"{', '.join(missing)}: not there", file=sys.stderr)
        return 2
    stay_on_one_core()
    result = measured(choice.documents, Config(attribution_weights=choice.weights))
    print(json.dumps(result) if choice.json else table(result))
    values = dict(flattened(result))
    return int(values["cost"] > COST or any(values[name] < bar for name, bar in BARS.items()))


if __name__ == "__main__":
    sys.exit(main())
