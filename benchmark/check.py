"""Score `check` on sentences whose verdict a careful reader wrote down before the program was asked.

    python -m benchmark.check               the counts, the open half's mistakes, and what was answered for what
    python -m benchmark.check --closed      the mistakes of the closed half too: only to report on, never to tune on
    python -m benchmark.check --json        the counts alone

A sentence is right where its verdict is, and where it differs, the slot it differs in is among those named. A support is false
where the reader finds the case silent or finds it say otherwise. Half of the sentences, by hash, are open: rules may be made with
them in view. The sentences are in `benchmark/gold/check`, a file for each case; the two articles of the second lie beside the
project, and are left out where they are absent.
"""

import argparse
import hashlib
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import yaml

from benchmark.product import PILE, ROOT, Product
from benchmark.scorers import SEEDS
from sayso.kit.config import Config
from sayso.model.base import Record
from sayso.query.check import Checker
from sayso.run.sentence import SentenceReader
from sayso.store.store import open_case

GOLD = ROOT / "benchmark" / "gold" / "check"
CASES = {"pile": PILE, "affair": SEEDS}
VERDICTS = ("supports", "disputes", "differs", "known_unknown", "silent")


class Asked(Record, frozen=True, kw_only=True):
    """One sentence with its reader's verdict."""

    sentence: str
    verdict: str
    kind: str
    slot: str = ""

    @property
    def is_open(self) -> bool:
        """May rules be made with this sentence in view?"""
        return hashlib.sha256(self.sentence.encode()).digest()[0] % 2 == 0


class Told(Record, frozen=True, kw_only=True):
    """One sentence with the program's verdict, and the slots in which it differs."""

    asked: Asked
    verdict: str
    slots: tuple[str, ...] = ()

    @property
    def is_right(self) -> bool:
        """Is the verdict the reader's, for the reader's slot?"""
        return self.verdict == self.asked.verdict and (not self.asked.slot or self.asked.slot in self.slots)

    @property
    def is_false_support(self) -> bool:
        """Is something supported that the case does not say?"""
        return self.verdict == "supports" != self.asked.verdict


def asked(name: str) -> tuple[Asked, ...]:
    """Return the sentences for one case."""
    raw = yaml.safe_load((GOLD / f"{name}.yaml").read_text("utf-8"))
    return msgspec.convert(raw["entries"], tuple[Asked, ...])


def told(case: Path, sentences: Iterable[Asked]) -> Iterator[Told]:
    """Yield what a case answers to each sentence."""
    config = Config()
    with open_case(case) as opened, SentenceReader(config) as reader:
        checker = Checker(opened, config)
        for each in sentences:
            answer = checker.check(reader.read(each.sentence))
            slots = tuple(dict.fromkeys(difference.slot for difference in answer.differences))
            yield Told(asked=each, verdict=answer.verdict, slots=slots)


def measured(rows: Iterable[Told]) -> dict[str, float]:
    """Return how many are right in each half, in all, and how many supports are false."""
    rows = list(rows)
    halves = {"open": [each for each in rows if each.asked.is_open], "closed": [each for each in rows if not each.asked.is_open]}
    counts: dict[str, float] = {"sentences": len(rows), "false_supports": sum(each.is_false_support for each in rows)}
    for name, half in {"all": rows, **halves}.items():
        counts[name] = round(100 * sum(each.is_right for each in half) / len(half), 1) if half else 0.0
    return counts


def confusion(rows: Iterable[Told]) -> str:
    """Return a table: a line for each verdict of the reader, a column for each of the program."""
    counts = Counter((each.asked.verdict, each.verdict) for each in rows)
    lines = [f"{'reader / program':18}" + "".join(f"{verdict:>15}" for verdict in VERDICTS)]
    for verdict in VERDICTS:
        lines.append(f"{verdict:18}" + "".join(f"{counts[verdict, other]:>15}" for other in VERDICTS))
    return "\n".join(lines)


def kinds(rows: Iterable[Told]) -> str:
    """Return how many are right of each kind."""
    right, every = Counter[str](), Counter[str]()
    for each in rows:
        every[each.asked.kind] += 1
        right[each.asked.kind] += each.is_right
    return "\n".join(f"{kind:22}{right[kind]:>3} of {every[kind]}" for kind in sorted(every))


def ask_all() -> tuple[list[Told], tuple[str, ...]]:
    """Return what every case that can be made here answers, and the names of those that cannot."""
    rows, left_out = list[Told](), list[str]()
    for name, inputs in CASES.items():
        if not inputs.exists():
            left_out.append(name)
            continue
        with tempfile.TemporaryDirectory() as folder:
            rows.extend(told(Product(Path(folder)).build(inputs), asked(name)))
    return rows, tuple(left_out)


def measure(product: Product) -> dict[str, float]:
    """Return the counts, with the cases that this product builds."""
    rows = [row for name, inputs in CASES.items() for row in told(product.build(inputs), asked(name))]
    return measured(rows)


def main() -> int:
    """Print the counts and the mistakes; return 1 where a support is false."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print the counts alone, as JSON")
    parser.add_argument("--closed", action="store_true", help="show the mistakes of the closed half too")
    choice = parser.parse_args()
    rows, left_out = ask_all()
    for name in left_out:
        print(f"the sentences for '{name}' are left out: {CASES[name]} is not there", file=sys.stderr)
    counts = measured(rows)
    if choice.json:
        print(json.dumps(counts))
        return int(counts["false_supports"] > 0)
    for each in rows:
        if not each.is_right and (choice.closed or each.asked.is_open):
            print(f"{each.asked.verdict:14}{each.verdict:14}{each.asked.kind}: {each.asked.sentence} {' '.join(each.slots)}")
    print(kinds(rows), confusion(rows), sep="\n")
    print(", ".join(f"{name} {value:g}" for name, value in counts.items()))
    return int(counts["false_supports"] > 0)


if __name__ == "__main__":
    sys.exit(main())
