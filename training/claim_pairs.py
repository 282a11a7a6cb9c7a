"""Train the weights by which two claims of a story are taken to report one thing.

    sayso build ECB.jsonl --case ecb.db
    sayso build ARTICLES.jsonl --case articles.db
    python training/claim_pairs.py --judged benchmark/gold/claim_pairs/judged.csv articles.db \
        --events ECB.jsonl.gz ecb.db --output src/sayso/models/claim_pairs.json

Two sorts of lessons: pairs of claims of whole articles, read and judged, named by their places (`judged.csv`); and pairs of
sentences whose words for happenings are marked as one or not (rows `id`, `scored`, `events`), which count for little each. Cases
are built from the texts without labels. Prints what the judged pairs show on eight folds of stories. Needs the extra `train`.
"""

import argparse
import csv
import gzip
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import vstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.model_selection import GroupKFold

from sayso.kit.concepts import Naming
from sayso.link.align import likely
from sayso.link.claim_pairs import BESIDE, Candidate, Comparison, Signs, candidates_of
from sayso.store.store import open_case

OF_A_MARKED_PAIR = 0.03
"""What a pair of marked sentences counts beside a judged pair of claims: there are over twenty times as many."""
STRENGTH = 0.3
"""The inverse of the regularisation."""
ALIKE = 0.6
"""Of two unmarked claims nothing is known, and they are no lesson if they are as like as this."""
BEFORE = {"near kind": 0.4, "places changed": 0.6, "several names": 0.3, "one silence or denial": 1.4, "other kind": -2.0}
"""What is held of a sign before anything is learnt: of one happening told from two sides, and of denials, the lessons show next
to nothing."""
BY_HAND = {"other date": -0.6, "named doers clash": -0.8, "opposite ways": -3.0}
"""Dates and names are too often found wrongly to be learnt from, and where they part that belongs to what is compared.
Of journeys out and back the lessons hold next to nothing."""
LEAST = 0.5
ONLY_FOR = frozenset(
    {
        *(
            "names",
            "several names",
            "names of one deed",
            "words",
            "kinds",
            "deeds",
            "share",
            "likeness",
            "wording",
            "run",
            "run share",
        ),
        *("run of vague", "doers meet", "others meet", "several meet", "places changed", "same day", "near kind"),
        "one silence or denial",
    }
)
ONLY_AGAINST = frozenset({"doers clash", "named doers clash", "others clash", "other length", "nothing shared"})
"""Signs that can only speak for two claims being one, or only against it: where lessons are few, others would be chance."""
Label = Callable[[Candidate, Candidate, Signs], bool | None]


def pairs(case: Path, label: Label) -> Iterator[tuple[Signs, bool, str]]:
    """Yield the signs of each pair of claims of two documents that is labelled, whether it is one, and its story."""
    with open_case(case) as opened:
        corpus = opened.corpus()
    naming, documents = Naming.of(corpus), {document.id: document for document in corpus.documents}
    for story in corpus.stories:
        comparison = Comparison(candidates_of([documents[id] for id in sorted(story.documents)], naming))
        for a, b in likely(comparison):
            one, other = comparison.candidates[a], comparison.candidates[b]
            if one.document != other.document and comparison.may_be(a, b):
                signs = comparison.signs(a, b)
                same = label(one, other, signs)
                if same is not None:
                    yield learnt(signs), same, story.id


def learnt(signs: Signs) -> Signs:
    """Return signs without those that are set by hand."""
    return {sign: much for sign, much in signs.items() if sign not in BY_HAND}


def judged(table: Path) -> Label:
    """Return the label that a table of judged pairs gives."""
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    sides = (("document", "start", "end"), ("other_document", "other_start", "other_end"))
    known = {frozenset(tuple(row[name] for name in side) for side in sides): row["verdict"] for row in rows}

    def label(one: Candidate, other: Candidate, signs: Signs) -> bool | None:
        places = frozenset((each.document, str(each.claim.span.start), str(each.claim.span.end)) for each in (one, other))
        return {"same": True, "other": False}.get(known.get(places, ""))

    return label


def marked(table: Path) -> Label:
    """Return the label that marked words for happenings give."""
    with gzip.open(table, "rt", encoding="utf-8") as lines:
        gold: dict[str, Any] = {row["id"]: row for row in map(json.loads, lines)}

    def chain(each: Candidate) -> str | None:
        start, end, row = each.event.trigger.start, each.event.trigger.end, gold[each.document]
        if not any(first <= start < last for first, last in row["scored"]):
            return None
        return next((event["chain"] for event in row["events"] if event["start"] < end and start < event["end"]), "")

    def label(one: Candidate, other: Candidate, signs: Signs) -> bool | None:
        mine, theirs = chain(one), chain(other)
        if (
            mine is None
            or theirs is None
            or (not (mine and theirs) and max(signs.get("likeness", 0.0), signs.get(f"likeness{BESIDE}", 0.0)) > ALIKE)
        ):
            return None
        return bool(mine) and mine == theirs

    return label


class Learner:
    """A logistic regression some of whose weights may not be below or above nothing."""

    def __init__(self, names: Sequence[str]) -> None:
        more, less = (0.0, None), (None, 0.0)
        plain = [name.removesuffix(BESIDE) for name in names]
        self.bounds = [more if name in ONLY_FOR else less if name in ONLY_AGAINST else (None, None) for name in plain]
        self.before = np.array([BEFORE.get(name, 0.0) for name in names])
        self.weights, self.begin = np.zeros(len(names)), 0.0

    def fit(self, table: Any, same: np.ndarray, weight: np.ndarray) -> "Learner":
        """Learn from the signs of pairs, whether each is one, and how much it counts."""
        sides, before = np.where(same, 1.0, -1.0), self.before

        def loss(values: np.ndarray) -> tuple[float, np.ndarray]:
            margin = sides * (table @ values[:-1] + values[-1])
            pull = -weight * sides / (1 + np.exp(margin))
            total = float((weight * np.logaddexp(0, -margin)).sum() + ((values[:-1] - before) ** 2).sum() / (2 * STRENGTH))
            return total, np.append(table.T @ pull + (values[:-1] - before) / STRENGTH, pull.sum())

        found = minimize(loss, np.zeros(len(self.bounds) + 1), jac=True, bounds=[*self.bounds, (None, None)], method="L-BFGS-B")
        self.weights, self.begin = found.x[:-1], float(found.x[-1])
        return self

    def likely(self, table: Any) -> np.ndarray:
        """Return how likely each pair is one."""
        return np.asarray(1 / (1 + np.exp(-(table @ self.weights) - self.begin)))


def report(names: Sequence[str], table: Any, same: np.ndarray, stories: np.ndarray, more: Any, more_same: np.ndarray) -> None:
    """Print how well judged pairs of stories that were left out are told."""
    guessed = np.zeros(len(same))
    for train, test in GroupKFold(8).split(table, same, stories):
        weight = np.r_[np.ones(len(train)), np.full(len(more_same), OF_A_MARKED_PAIR)]
        learner = Learner(names).fit(vstack([table[train], more]), np.r_[same[train], more_same], weight)
        guessed[test] = learner.likely(table[test])
    taken = guessed >= LEAST
    right = int((taken & same).sum())
    print(
        f"{len(same)} judged pairs, {int(same.sum())} of one thing; {len(more_same)} marked pairs, {int(more_same.sum())} of one"
    )
    print(f"at {LEAST}: {right / taken.sum():.3f} of what is joined is right, {right / same.sum():.3f} of what is one is joined")


def main() -> None:
    """Read, train, report and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--judged", type=Path, nargs=2, required=True, metavar=("TABLE", "CASE"))
    parser.add_argument("--events", type=Path, nargs=2, required=True, metavar=("GOLD", "CASE"))
    parser.add_argument("--output", type=Path, required=True)
    chosen = parser.parse_args()
    first = list(pairs(chosen.judged[1], judged(chosen.judged[0])))
    second = list(pairs(chosen.events[1], marked(chosen.events[0])))
    signs = DictVectorizer().fit([row[0] for row in (*first, *second)])
    table, more = signs.transform([row[0] for row in first]), signs.transform([row[0] for row in second])
    same, more_same = np.array([row[1] for row in first]), np.array([row[1] for row in second])
    names = list(signs.get_feature_names_out())
    report(names, table, same, np.array([row[2] for row in first]), more, more_same)
    weight = np.r_[np.ones(len(same)), np.full(len(more_same), OF_A_MARKED_PAIR)]
    found = Learner(names).fit(vstack([table, more]), np.r_[same, more_same], weight)
    weights = {name: round(float(each), 3) for name, each in zip(names, found.weights, strict=True) if abs(each) >= 0.0005}
    model = {"begin": round(found.begin, 3), "weights": weights | BY_HAND}
    chosen.output.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
