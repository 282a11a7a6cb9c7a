"""Learn the weights of `data/pronoun_signs.yaml`: `python training/pronoun_signs.py FILE...`.

The files hold labelled texts: the development half of GAP (Apache-2.0; whose pronoun, two names), interviews of GUM (CC BY 4.0;
whole chains) and the training topics of ECB+ (CC BY 3.0; chains in some sentences). Each pronoun is a choice among nobody and the
candidates that grammar leaves; the weights make the right choices likely (a softmax, with a small penalty on large weights). They
are printed, one sign a line; nothing is written.
"""

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from sayso.kit.config import Config
from sayso.kit.lexicon import load
from sayso.kit.vocabulary import PronounSign
from sayso.link import entities as sieves
from sayso.link.by_pronoun import Pronouns
from sayso.link.clusters import Board
from sayso.model.document import Document
from sayso.model.facts import Mention
from sayso.run.analyse import analyse

PENALTY, STEPS, RATE = 2.0, 400, 0.5
SET = {"person": {"gender-tells-against": -0.35, "only-one": 1.0}, "thing": dict[str, float]()}
"""Signs that these texts cannot teach, set by hand: in GAP two people of the pronoun's gender are always named.

They are set after the others are learnt, which would else be learnt against them.
"""
Choice = tuple[list[list[str]], list[bool]]
"""The signs of each candidate, nobody last, and whether each is right."""


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a packed file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


class Watcher(Pronouns):
    """Takes the pronouns of a document as ever, and notes every choice that a label can judge."""

    def __init__(self, board: Board, row: dict[str, Any]) -> None:
        super().__init__(board)
        self.row = row
        self.choices: dict[str, list[Choice]] = {"person": [], "thing": []}

    def resolve(self, mention: Mention) -> None:
        """Note the choice, then resolve."""
        gold = self.gold(mention)
        if gold is not None and not (mention.kind == "other" and self._is_empty(mention)):
            self.sort = "person" if mention.kind == "person" else "thing"
            found = self.candidates(mention)
            signs = [self.signs.of(mention, candidate, found) for candidate in found]
            right = [any(self.is_one_of(m, gold[0]) for m in each.cluster.mentions) for each in found]
            wrong = [any(self.is_one_of(m, gold[1]) for m in each.cluster.mentions) for each in found]
            if not gold[0]:
                right = [not each for each in wrong]
            self.choices[self.sort].append(([*signs, ["nobody"]], [*right, not any(right) or not gold[0]]))
        super().resolve(mention)

    @staticmethod
    def is_one_of(mention: Mention, spans: list[tuple[int, int]]) -> bool:
        """Does a mention share words with one of these places, without being much longer?"""
        return any(
            mention.span.start < end
            and start < mention.span.end
            and mention.span.end - mention.span.start <= 3 * (end - start) + 12
            for start, end in spans
        )

    def gold(self, mention: Mention) -> tuple[list[tuple[int, int]], list[tuple[int, int]]] | None:
        """Return the places that a pronoun is known to mean, and those that it is known not to mean."""
        place = [mention.span.start, mention.span.end]
        if "pronoun" in self.row:
            if place != self.row["pronoun"]:
                return None
            both = [(tuple(self.row[name]), self.row[f"same_{name}"]) for name in ("a", "b")]
            return [span for span, same in both if same], [span for span, same in both if not same]
        chain = next((each["chain"] for each in self.row["entities"] if [each["start"], each["end"]] == place), None)
        if chain is None:
            return None
        others = [each for each in self.row["entities"] if each["start"] < place[0]]
        named = [tuple(each.get("head") or (each["start"], each["end"])) for each in others if each["chain"] == chain]
        return (named, []) if named else None


def choices(document: Document, row: dict[str, Any]) -> dict[str, list[Choice]]:
    """Return the labelled choices of one document."""
    noted = dict[str, list[Choice]]()

    def watch(board: Board) -> None:
        watcher = Watcher(board, row)
        for mention in board.mentions:
            if mention.form == "pronoun" and mention.id not in board.of and mention.kind in {"person", "other", "group"}:
                watcher.resolve(mention)
        noted.update(watcher.choices)

    plain, sieves.join_pronouns = sieves.join_pronouns, watch
    try:
        sieves.sieved(document, Config())
    finally:
        sieves.join_pronouns = plain
    return noted


def learn(examples: list[Choice], start: dict[str, float]) -> tuple[dict[str, float], float]:
    """Return the weights that make the right choices likely, and the share of choices that they get right."""
    names = sorted({sign for signs, _ in examples for each in signs for sign in each} | set(start))
    index = {name: number for number, name in enumerate(names)}
    tables = []
    for signs, right in examples:
        table = np.zeros((len(signs), len(names)))
        for row, each in enumerate(signs):
            table[row, [index[sign] for sign in each]] = 1
        tables.append((table, np.array(right, dtype=float)))
    weights = np.array([start.get(name, 0.0) for name in names])
    moment, square = np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        slope = -PENALTY * weights
        for table, right in tables:
            scores = np.exp(table @ weights - np.max(table @ weights))
            chance = scores / scores.sum()
            good = chance * right
            slope += table.T @ (good / max(good.sum(), 1e-9) - chance)
        moment, square = 0.9 * moment + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        weights += RATE / step**0.5 * 0.3 * moment / (np.sqrt(square) + 1e-8)
    hits = sum(bool(right[int(np.argmax(table @ weights))]) for table, right in tables)
    return dict(zip(names, weights, strict=True)), hits / max(1, len(tables))


def main() -> None:
    """Print the weights."""
    gathered = dict[str, list[Choice]](person=[], thing=[])
    for path in map(Path, sys.argv[1:]):
        labelled = {row["id"]: row for row in rows(path)}
        texts = (
            Document(id=key, source=path.name, text=row["text"], text_sha256="", language="en") for key, row in labelled.items()
        )
        for document in analyse(texts, until="attributions"):
            if document.parse is None:
                continue
            for sort, found in choices(document, labelled[document.id]).items():
                gathered[sort].extend(found)
    start = {sort: {entry.word: getattr(entry, sort) for entry in load("pronoun_signs", PronounSign)} for sort in gathered}
    learned = {sort: learn(examples, start[sort]) for sort, examples in gathered.items()}
    for sign in sorted(start["person"] | learned["person"][0] | learned["thing"][0]):
        values = {sort: SET[sort].get(sign, round(float(learned[sort][0].get(sign, 0.0)), 2)) for sort in learned}
        sys.stdout.write(f"  - {{word: {sign}, person: {values['person']}, thing: {values['thing']}}}\n")
    for sort, (_, share) in learned.items():
        sys.stderr.write(f"{sort}: {len(gathered[sort])} pronouns, {100 * share:.1f} % chosen rightly\n")


if __name__ == "__main__":
    main()
