"""Train the zone model: what tells body, caption, headline and chrome apart in flattened pages.

    python training/zones.py FLAT.jsonl.gz --found found.jsonl               zones out of fold by site, for scoring
    python training/zones.py FLAT.jsonl.gz --output src/sayso/models/zones.json

Each row of the input has `id`, `site`, `language`, `text` and `zones` (`start`, `end`, `kind`). No model judges a site that it
was trained on: neither when scored nor when the votes of words become numbers for the networks. Needs the extra `train`.
"""

import argparse
import gzip
import hashlib
import json
import random
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, TextIO

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from sayso.clean.context import settle_by_place
from sayso.clean.features import measure, terms_of, words_of
from sayso.clean.marks import Mark, Page
from sayso.clean.model import LIMIT, Network, Weights, ZoneModel, log_votes
from sayso.clean.pieces import cut_pieces
from sayso.clean.zones import find_zones

KINDS = ("body", "caption", "headline", "chrome")
FOLDS, INNER, LEAST_SITES, HIDDEN, EPOCHS, BATCH, RATE = 5, 4, 4, 48, 20, 256, 3e-3
DROP_INPUT, DROP_HIDDEN, DECAY = 0.3, 0.2, 1e-3
CROP_WEIGHT, PLAIN_WEIGHT, CUT_OFF = 0.1, 0.3, 0.3
WORD = re.compile(r"\w+")


class Sample:
    """A page, or a part of one that counts less, cut into pieces, with the kind and the weight of each."""

    def __init__(self, row: dict[str, Any], weight: float = 1.0) -> None:
        self.site, self.whole = row["site"], weight == 1.0
        self.page = Page.of(row["text"])
        self.pieces = cut_pieces(self.page)
        self.settled = settle_by_place(self.page, self.pieces)
        self.words = [words_of(self.page, piece) for piece in self.pieces]
        kinds = [kind_of(row, piece) for piece in self.pieces]
        self.kinds = np.array([KINDS.index(kind) for kind, _ in kinds])
        sizes = np.sqrt([max(size, 1) for _, size in kinds])
        self.weights = weight * sizes / sizes.sum()

    def measure(self, known: Any) -> Any:
        """Return the numbers of each piece."""
        return measure(self.page, self.pieces, self.settled, self.words, known)


def kind_of(row: dict[str, Any], piece: Mark) -> tuple[str, int]:
    """Return the kind that most words of a piece have, and how many words it has."""
    places = [found.start() for found in WORD.finditer(row["text"], piece.span.start, piece.span.end)]
    zones = [zone for zone in row["zones"] if zone["start"] < piece.span.end and piece.span.start < zone["end"]]
    counts = Counter(next((zone["kind"] for zone in zones if zone["start"] <= at < zone["end"]), "chrome") for at in places)
    return (counts.most_common(1)[0][0], len(places)) if counts else ("chrome", 0)


def crops(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a short stretch of a page: an input may be no more than a few paragraphs."""
    chance, zones = random.Random(row["id"]), row["zones"]
    if len(zones) <= 4:
        return []
    first = chance.randrange(len(zones) - 3)
    kept = zones[first : first + chance.randint(3, 12)]
    start, end = kept[0]["start"], kept[-1]["end"]
    moved = [{**zone, "start": zone["start"] - start, "end": zone["end"] - start} for zone in kept]
    return [{**row, "text": row["text"][start:end], "zones": moved}]


def plain(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the article of a page by itself, some cut off in a sentence: what was clean before it came loses nothing."""
    chance = random.Random(f"plain {row['id']}")
    bodies = [row["text"][zone["start"] : zone["end"]] for zone in row["zones"] if zone["kind"] == "body"]
    if len(bodies) < 3 or row["variant"] == "sent":
        return []
    between = chance.choice(("\n", "\n\n", " "))
    if chance.random() < CUT_OFF:
        bodies[-1] = bodies[-1][: chance.randint(1, len(bodies[-1]))].rstrip()
    text = between.join(bodies)
    return [{**row, "text": text, "zones": [{"start": 0, "end": len(text), "kind": "body"}]}]


def fold(site: str, purpose: str, folds: int) -> int:
    """Return the fold of a site."""
    return int(hashlib.md5(f"{purpose}{site}".encode()).hexdigest(), 16) % folds


class Words:
    """What the words of a piece speak for: a logistic regression on words that several sites use."""

    def __init__(self, samples: list[Sample]) -> None:
        terms = [terms_of(words) for sample in samples for words in sample.words]
        sites = defaultdict[str, set[str]](set)
        for own, site in zip(terms, (sample.site for sample in samples for _ in sample.words), strict=True):
            for term in own:
                sites[term].add(site)
        self.terms = {
            term: at for at, term in enumerate(sorted(term for term, seen in sites.items() if len(seen) >= LEAST_SITES))
        }
        weights = np.concatenate([sample.weights for sample in samples])
        kinds = np.concatenate([sample.kinds for sample in samples])
        self.fitted = LogisticRegression(C=1.0, max_iter=80, tol=1e-3)
        self.fitted.fit(self.matrix(terms), kinds, sample_weight=weights * len(weights) / weights.sum())

    def matrix(self, terms: list[dict[str, None]]) -> Any:
        """Return a sparse row for each piece."""
        rows = [sorted(self.terms[term] for term in own if term in self.terms) for own in terms]
        numbers = [1 / np.sqrt(len(row)) for row in rows for _ in row]
        columns = [at for row in rows for at in row]
        return csr_matrix((numbers, columns, np.cumsum([0, *map(len, rows)])), shape=(len(rows), len(self.terms)))

    def votes(self, sample: Sample) -> Any:
        """Return the votes as the networks see them."""
        return log_votes(self.fitted.predict_proba(self.matrix([terms_of(words) for words in sample.words])))


def train(samples: list[Sample], others: list[Sample], networks: int) -> Weights:
    """Train words, then networks on votes of words that were trained on other sites; `others` teach words only."""
    folds = [fold(sample.site, "inner", INNER) for sample in samples]
    votes = dict[int, Any]()
    for inner in range(INNER):
        apart = [other for other in others if fold(other.site, "inner", INNER) != inner]
        whole = [sample for sample, at in zip(samples, folds, strict=True) if at != inner and sample.whole]
        words = Words([*whole, *apart])
        votes |= {id(sample): words.votes(sample) for sample, at in zip(samples, folds, strict=True) if at == inner}
    rows = np.concatenate([sample.measure(votes[id(sample)]) for sample in samples])
    kinds = np.concatenate([sample.kinds for sample in samples])
    weights = np.concatenate([sample.weights for sample in samples])
    weights *= len(weights) / weights.sum()
    usual, spread = rows.mean(0), rows.std(0) + 0.05
    rows = np.clip((rows - usual) / spread, -LIMIT, LIMIT).astype(np.float32)
    words = Words([*[sample for sample in samples if sample.whole], *others])
    return Weights(
        kinds=KINDS,
        word_bias=rounded(words.fitted.intercept_),
        words={term: rounded(words.fitted.coef_[:, at], 3) for term, at in words.terms.items()},
        usual=rounded(usual, 5),
        spread=rounded(spread, 5),
        networks=tuple(fit_network(rows, kinds, weights.astype(np.float32), seed) for seed in range(networks)),
    )


def fit_network(rows: Any, kinds: Any, weights: Any, seed: int) -> Network:
    """Fit one hidden layer, leaving numbers and hidden units out at random so that none is relied on."""
    chance, target = np.random.default_rng(seed), np.eye(len(KINDS), dtype=np.float32)[kinds]
    fitted = Adam(first_parts(chance, rows.shape[1]), EPOCHS * (len(rows) // BATCH))
    for _ in range(EPOCHS):
        order = chance.permutation(len(rows))
        for at in range(0, len(rows) - BATCH + 1, BATCH):
            batch = order[at : at + BATCH]
            fitted.move(slopes(fitted.parts, rows[batch], target[batch], weights[batch], chance))
    hidden, hidden_bias, out, out_bias = fitted.parts
    return Network(
        hidden=tuple(map(rounded, hidden)),
        hidden_bias=rounded(hidden_bias),
        out=tuple(map(rounded, out)),
        out_bias=rounded(out_bias),
    )


def first_parts(chance: np.random.Generator, width: int) -> list[Any]:
    """Return weights and biases to begin with."""
    hidden = 0.7 * chance.standard_normal((width, HIDDEN)) * np.sqrt(2 / width)
    out = chance.standard_normal((HIDDEN, len(KINDS))) / np.sqrt(HIDDEN)
    return [part.astype(np.float32) for part in (hidden, np.zeros(HIDDEN), out, np.zeros(len(KINDS)))]


def slopes(parts: list[Any], rows: Any, target: Any, weights: Any, chance: np.random.Generator) -> list[Any]:
    """Return how the error of a batch changes with each part."""
    hidden, hidden_bias, out, out_bias = parts
    shown = rows * left_out(chance, rows.shape, DROP_INPUT)
    kept = left_out(chance, (len(rows), HIDDEN), DROP_HIDDEN)
    sums = shown @ hidden + hidden_bias
    active = np.maximum(sums, 0) * kept
    votes = active @ out + out_bias
    powers = np.exp(votes - votes.max(1, keepdims=True))
    error = (powers / powers.sum(1, keepdims=True) - target) * weights[:, None] / len(rows)
    back = (error @ out.T) * kept * (sums > 0)
    return [shown.T @ back + DECAY * hidden, back.sum(0), active.T @ error + DECAY * out, error.sum(0)]


def left_out(chance: np.random.Generator, shape: tuple[int, ...], share: float) -> Any:
    """Return zeros for the share that is left out, and for the rest what keeps the sum."""
    return (chance.random(shape, dtype=np.float32) > share) * np.float32(1 / (1 - share))


class Adam:
    """Moves parts against their slopes, ever more slowly; the steps are those of Kingma and Ba (2015)."""

    def __init__(self, parts: list[Any], steps: int) -> None:
        self.parts, self._steps, self._step = parts, steps, 0
        self._means, self._squares = ([np.zeros_like(part) for part in parts] for _ in range(2))

    def move(self, slopes: list[Any]) -> None:
        """Move each part one step."""
        self._step += 1
        rate = np.float32(RATE * (1 - self._step / self._steps) + 1e-5)
        for part, slope, mean, square in zip(self.parts, slopes, self._means, self._squares, strict=True):
            mean += 0.1 * (slope - mean)
            square += 0.001 * (slope**2 - square)
            part -= rate * (mean / (1 - 0.9**self._step)) / (np.sqrt(square / (1 - 0.999**self._step)) + 1e-8)


def rounded(numbers: Any, places: int = 4) -> tuple[float, ...]:
    """Return the numbers with few digits: the file is read by people too."""
    return tuple(round(float(number), places) for number in numbers)


def write(weights: Weights, path: Path) -> None:
    """Write the model, a part a line."""
    parts = {name: getattr(weights, name) for name in weights.__struct_fields__}
    parts["networks"] = [{name: getattr(network, name) for name in network.__struct_fields__} for network in weights.networks]
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    for name in parts:
        text = text.replace(f',"{name}":', f',\n"{name}":', 1)
    path.write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Train and write the model, or the zones out of fold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--found", type=Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--networks", type=int, default=6)
    chosen = parser.parse_args()
    with gzip.open(chosen.file, "rt", encoding="utf-8") as lines:
        pages = list(map(json.loads, lines))
    rows = [row for row in pages if row["language"] == chosen.language]
    samples = [Sample(row) for row in rows] + [Sample(crop, CROP_WEIGHT) for row in rows for crop in crops(row)]
    samples += [Sample(article, PLAIN_WEIGHT) for row in rows for article in plain(row)]
    samples = [sample for sample in samples if sample.pieces]
    others = [Sample(row) for row in pages if row["language"] != chosen.language]
    print(
        f"{len(rows)} texts of {len({row['site'] for row in rows})} sites, {sum(len(one.pieces) for one in samples)} pieces",
        flush=True,
    )
    if chosen.found:
        with chosen.found.open("w", encoding="utf-8") as found:
            for at in range(FOLDS):
                apart = [[one for one in group if fold(one.site, "f", FOLDS) != at] for group in (samples, others)]
                judge(train(*apart, chosen.networks), [row for row in rows if fold(row["site"], "f", FOLDS) == at], found)
                print(f"fold {at + 1} of {FOLDS}", flush=True)
    if chosen.output:
        write(train(samples, others, chosen.networks), chosen.output)


def judge(weights: Weights, rows: list[dict[str, Any]], found: TextIO) -> None:
    """Write the zones that a model finds in texts of sites that it was not trained on."""
    model = ZoneModel(weights)
    for row in rows:
        zones = find_zones(row["text"], model=model)
        places = [{"start": one.span.start, "end": one.span.end, "kind": one.kind, "score": one.score} for one in zones]
        found.write(json.dumps({"id": row["id"], "length": len(row["text"]), "zones": places}) + "\n")


if __name__ == "__main__":
    main()
