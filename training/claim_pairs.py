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
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import vstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from sayso.kit.concepts import Naming
from sayso.link.align import likely
from sayso.link.claim_pairs import Candidate, Comparison, Signs, candidates_of
from sayso.store.store import open_case

OF_A_MARKED_PAIR = 0.03
"""What a pair of marked sentences counts beside a judged pair of claims: there are over twenty times as many."""
STRENGTH = 0.3
"""The inverse of the regularisation."""
ALIKE = 0.6
"""Of two unmarked claims nothing is known, and they are no lesson if they are as like as this."""
OTHER_DATE = -0.6
"""Set by hand: dates are too often found wrongly to be learnt from, and dates that part belong to what is compared."""
LEAST = 0.55
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
                    yield without_date(signs), same, story.id


def without_date(signs: Signs) -> Signs:
    """Return signs without the one that is set by hand."""
    return {sign: much for sign, much in signs.items() if sign != "other date"}


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
        if mine is None or theirs is None or (not (mine and theirs) and signs["likeness"] > ALIKE):
            return None
        return bool(mine) and mine == theirs

    return label


def learner() -> LogisticRegression:
    """Return a fresh model."""
    return LogisticRegression(C=STRENGTH, max_iter=3000)


def report(table: Any, same: np.ndarray, stories: np.ndarray, more: Any, more_same: np.ndarray) -> None:
    """Print how well judged pairs of stories that were left out are told."""
    guessed = np.zeros(len(same))
    weights = lambda size: np.r_[np.ones(size), np.full(len(more_same), OF_A_MARKED_PAIR)]  # noqa: E731
    for train, test in GroupKFold(8).split(table, same, stories):
        found = learner().fit(vstack([table[train], more]), np.r_[same[train], more_same], sample_weight=weights(len(train)))
        guessed[test] = found.predict_proba(table[test])[:, 1]
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
    report(table, same, np.array([row[2] for row in first]), more, more_same)
    weight = np.r_[np.ones(len(same)), np.full(len(more_same), OF_A_MARKED_PAIR)]
    found = learner().fit(vstack([table, more]), np.r_[same, more_same], sample_weight=weight)
    weights = {name: round(float(each), 3) for name, each in zip(signs.get_feature_names_out(), found.coef_[0], strict=True)}
    model = {"begin": round(float(found.intercept_[0]), 3), "weights": weights | {"other date": OTHER_DATE}}
    chosen.output.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
