"""Train the weights by which two words of a story are taken to name one happening.

    python training/happening_pairs.py GOLD.jsonl.gz --output src/sayso/models/happening_pairs.json

GOLD holds rows `id`, `text`, `scored` and `events` (`start`, `end`, `chain`). A case is built of the texts without their labels:
stories, names and the words compared are those that the product finds. Needs the extra `train`.
"""

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from sayso.kit.concepts import Naming
from sayso.link.happening_pairs import Told, Weighing, likely, told_in
from sayso.link.happenings import MOST, STORIES, spread_of_deeds
from sayso.store.store import open_case

LEAST = 0.4
"""The average likeness that joins two groups: chosen on three folds of topics of the training set."""


def label(told: Told, gold: dict[str, Any]) -> str | None:
    """Return the chain of a word; empty where it is in none, None where nobody looked."""
    start, end = told.event.trigger.start, told.event.trigger.end
    row = gold[told.document]
    if not any(first <= start and end <= last for first, last in row["scored"]):
        return None
    return next((event["chain"] for event in row["events"] if event["start"] < end and start < event["end"]), "")


def lessons(gold: dict[str, Any], case: Path) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Return the names of the signs, the signs of every pair that was looked at, and whether it is one happening."""
    with open_case(case) as opened:
        corpus = opened.corpus()
    naming, documents = Naming.of(corpus), {document.id: document for document in corpus.documents}
    stories = [[one for id in sorted(story.documents) for one in told_in(documents[id], naming)] for story in corpus.stories]
    names, rows, same = list[str](), list[np.ndarray](), list[bool]()
    for told in filter(None, stories):
        weighing, chains = Weighing(told, spread_of_deeds(), STORIES), [label(one, gold) for one in told]
        one, other = likely(weighing.keys(), MOST)
        signs = weighing.signs(one, other)
        names = list(signs)
        table = np.stack(list(signs.values()), axis=1)
        for place, (a, b) in enumerate(zip(one.tolist(), other.tolist(), strict=True)):
            if chains[a] is not None and chains[b] is not None:
                rows.append(table[place])
                same.append(bool(chains[a]) and chains[a] == chains[b])
    return names, np.array(rows), np.array(same)


def built(gold: dict[str, Any], folder: Path) -> Path:
    """Build a case of the texts of the rows, and return its file."""
    texts, case = folder / "texts.jsonl", folder / "case.db"
    texts.write_text("".join(json.dumps({"id": id, "text": row["text"]}) + "\n" for id, row in gold.items()), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "sayso", "build", str(texts), "--case", str(case), "--quiet"], check=True)
    return case


def main() -> None:
    """Read, train and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    chosen = parser.parse_args()
    with gzip.open(chosen.gold, "rt", encoding="utf-8") as lines:
        gold = {row["id"]: row for row in map(json.loads, lines)}
    with tempfile.TemporaryDirectory() as folder:
        names, rows, same = lessons(gold, built(gold, Path(folder)))
    found = LogisticRegression(max_iter=2000).fit(rows, same)
    weights = {name: round(float(weight), 3) for name, weight in zip(names, found.coef_[0], strict=True)}
    model = {"begin": round(float(found.intercept_[0]), 3), "weights": weights, "least": LEAST}
    chosen.output.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")
    print(f"{len(same)} pairs, {int(same.sum())} of one happening")


if __name__ == "__main__":
    main()
