"""Score the comparison of accounts on pairs of sentences that were written for it, each with what a careful analyst says of it.

    python -m benchmark.pairs                     the open half, then the other half in numbers alone
    python -m benchmark.pairs --errors            and what is wrong in the open half
    python -m benchmark.pairs --json

The two sentences of a pair are two articles of two outlets in one story; what the product says of them is read off their claim
groups: a difference, a dispute, an unknown, no group in common (`different event`), or a group without a difference (`same`).

accuracy                 pairs whose label is the product's, of all
contradicted precision   pairs labelled `contradicted`, of those that the product calls so
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from benchmark.one_story import STAGES
from sayso.kit.config import Config
from sayso.model.corpus import ClaimGroup, Corpus
from sayso.model.document import Document, Zone
from sayso.model.span import Span
from sayso.read.identity import text_hash
from sayso.run.across import across
from sayso.run.analyse import Analyst
from sayso.run.pipeline import GIVEN, Pipeline
from sayso.run.progress import Silent
from sayso.run.sentence import SKIPPED
from sayso.run.stages import PIPELINE

ROWS = Path(__file__).parent / "gold" / "pairs" / "pairs.tsv"
LABELS = ("same", "different event", "more specific", "updated", "contradicted", "certainty", "stance", "unknown")
HALVES = ("open", "closed")
BARS = {"accuracy": 85.0, "contradicted precision": 95.0}
BODY = Pipeline(
    document=tuple(step for step in PIPELINE.document if step.name not in SKIPPED),
    corpus=STAGES,
    load_parser=PIPELINE.load_parser,
    given=GIVEN | {"zones"},
)
"""The stages of the product, for sentences that are body from end to end; a pair is one story."""
CONFIG = Config()


class Pair(msgspec.Struct, frozen=True):
    """Two sentences with the days of their reports, and what one is to the other."""

    label: str
    days: tuple[str, str]
    sentences: tuple[str, str]

    @property
    def half(self) -> str:
        """The half it belongs to, by the hash of its words."""
        return HALVES[hashlib.sha256("\n".join(self.sentences).encode()).digest()[0] % 2]


class Judged(msgspec.Struct, frozen=True):
    """A pair and what the product says of it."""

    pair: Pair
    said: str


def read_pairs(path: Path = ROWS) -> tuple[Pair, ...]:
    """Return the pairs.

    Raises:
        ValueError: a line is no pair.
    """
    found = list[Pair]()
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        parts = line.split("\t")
        if len(parts) != 5 or parts[0] not in LABELS:
            raise ValueError(f"{path.name}:{number}: a pair is a label, two days and two sentences, with tabs between them")
        found.append(Pair(parts[0], (parts[1], parts[2]), (parts[3], parts[4])))
    return tuple(found)


def judged(pairs: Sequence[Pair]) -> list[Judged]:
    """Return what the product says of each pair."""
    articles = [_article(pair, side, f"pair-{number}-{side}") for number, pair in enumerate(pairs) for side in (0, 1)]
    with Analyst(BODY, CONFIG) as analyst:
        read = [document.replace(parse=None) for document in analyst.analyse(articles)]
    return [Judged(pair, verdict(read[2 * number : 2 * number + 2])) for number, pair in enumerate(pairs)]


def _article(pair: Pair, side: int, name: str) -> Document:
    text = pair.sentences[side]
    return Document(
        id=name,
        source=f"{name}.txt",
        text=text,
        text_sha256=text_hash(text),
        published=pair.days[side],
        outlet=("Coast Times", "Harbour Post")[side],
        language="en",
        zones=(Zone(span=Span(start=0, end=len(text)), kind="body", why="gold"),),
    )


def verdict(documents: Iterable[Document]) -> str:
    """Return what the product says of two articles of one sentence."""
    corpus = across(Corpus(documents=tuple(documents)), CONFIG, BODY, Silent())
    shared = [group for group in corpus.groups if len(_involved(group)) > 1]
    stances: dict[str, str] = {claim.id: claim.stance for document in corpus.documents for claim in document.claims}
    found = [_label(each.slot, each.verdict) for group in shared for each in group.differences]
    if any(len({document for side in dispute.sides for document, _ in side.members}) > 1 for dispute in corpus.disputes):
        found.append("stance")
    if any(_is_unknown(group, stances) for group in shared):
        found.append("unknown")
    order = ("contradicted", "unknown", "stance", "certainty", "updated", "differs", "more specific")
    return next((label for label in order if label in found), "same" if shared else "different event")


def _involved(group: ClaimGroup) -> set[str]:
    """Return the articles that a group tells of: those of its members and of the sides of its differences."""
    sides = {document for each in group.differences for side in each.sides for document, _ in side.members}
    return {member.document for member in group.members} | sides


def _label(slot: str, verdict: str) -> str:
    if verdict in {"contradicted", "updated"}:
        return verdict
    if verdict == "more_specific":
        return "more specific"
    return {"known": "unknown", "stance": "stance", "certainty": "certainty"}.get(slot, verdict)


def _is_unknown(group: ClaimGroup, stances: dict[str, str]) -> bool:
    return {stances[member.claim] for member in group.members} == {"not_known"}


def scored(found: Sequence[Judged]) -> dict[str, float]:
    """Return accuracy and the precision of `contradicted`, in percent."""
    right = sum(each.said == each.pair.label for each in found)
    called = [each for each in found if each.said == "contradicted"]
    sure = sum(each.pair.label == "contradicted" for each in called)
    return {
        "pairs": len(found),
        "accuracy": round(100 * right / max(len(found), 1), 1),
        "contradicted precision": round(100 * sure / len(called), 1) if called else 100.0,
        "contradicted found": sure,
    }


def measure() -> dict[str, dict[str, float]]:
    """Return the scores of both halves and of all pairs."""
    found = judged(read_pairs())
    halves = {half: scored([each for each in found if each.pair.half == half]) for half in HALVES}
    return {**halves, "all": scored(found)}


def main() -> int:
    """Print the scores; return 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print what is wrong in the open half")
    parser.add_argument("--json", action="store_true")
    choice = parser.parse_args()
    found = judged(read_pairs())
    results = {half: scored([each for each in found if each.pair.half == half]) for half in HALVES} | {"all": scored(found)}
    if choice.json:
        print(json.dumps(results))
    else:
        for half, scores in results.items():
            print(f"{half:8}" + "  ".join(f"{name} {value:g}" for name, value in scores.items()))
        labels = Counter(each.pair.label for each in found)
        right = Counter(each.pair.label for each in found if each.said == each.pair.label)
        print("\n".join(f"        {label:18}{right[label]:3} of {labels[label]}" for label in LABELS))
    if choice.errors:
        for each in found:
            if each.pair.half == "open" and each.said != each.pair.label:
                print(
                    f"{each.pair.label} -> {each.said}\n    {each.pair.sentences[0]}\n    {each.pair.sentences[1]}",
                    file=sys.stderr,
                )
    return int(any(results["all"][name] < bar for name, bar in BARS.items()))


if __name__ == "__main__":
    sys.exit(main())
