"""Fit the weights by which the likeness of two articles is made: words, headings, days apart.

    python training/story_weights.py ARTICLES.jsonl.gz

The input is gzipped JSONL, an article a row with `id`, `text`, `title`, `published` and `story` (null: not labelled). Pairs of
labelled articles within a week are told apart by logistic regression on the roots of the two cosines and the days between them.
The weights printed are half of those fitted: averages over the pairs of two groups then suffer less from single pairs. They were
rounded, and `CROWD`, `FAINT`, the threshold and `SCALE` in `link/linkage.py` chosen by hand on the same articles;
`python -m benchmark.stories streams` prints what comes of it, for both halves of the stream by time too.
"""

import argparse
import gzip
import json
from pathlib import Path

import numpy as np

from sayso.link.likeness import FEW, Scores, _Index, day_of
from sayso.link.stories import in_order
from sayso.link.words import Rarity, background, count, weigh
from sayso.model.document import Document, Zone
from sayso.model.span import Span

WEEK = 7


def read(path: Path) -> tuple[list[Document], dict[str, str | None]]:
    """Return the articles in order, and the story of each."""
    documents, stories = list[Document](), dict[str, str | None]()
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            body = Zone(span=Span(start=0, end=len(row["text"])), kind="body", why="whole text")
            stories[row["id"]] = row["story"]
            documents.append(
                Document(
                    id=row["id"],
                    source=row["id"],
                    text=row["text"],
                    text_sha256="",
                    title=row.get("title"),
                    published=row.get("published"),
                    zones=(body,),
                )
            )
    return in_order(documents), stories


def pairs(documents: list[Document], stories: dict[str, str | None]) -> tuple[Scores, Scores]:
    """Return a row of features for each pair of labelled articles, and whether the two are of one story."""
    counted = [count(document) for document in documents]
    words = _Index(weigh([each.words for each in counted], Rarity((each.words for each in counted), background())))
    headings = _Index(weigh([each.heading for each in counted], Rarity((each.heading for each in counted), None)))
    days = [day_of(document) for document in documents]
    rows, same = list[list[float]](), list[float]()
    for number, day in enumerate(days):
        if day is None or stories[documents[number].id] is None:
            continue
        first = next(place for place in range(number + 1) if day - (days[place] or 0) <= WEEK)
        alike, headed = words.cosines(number, first), headings.cosines(number, first)
        for place in np.flatnonzero(alike > FEW).tolist():
            other = documents[first + place].id
            if stories[other] is not None:
                rows.append([alike[place] ** 0.5, headed[place] ** 0.5, float(day - (days[first + place] or 0)), 1.0])
                same.append(float(stories[other] == stories[documents[number].id]))
    return np.array(rows), np.array(same)


def fit(features: Scores, same: Scores, steps: int = 50, damping: float = 1e-5) -> Scores:
    """Return the weights of a logistic regression, by Newton's method."""
    weights = np.zeros(features.shape[1])
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (chance - same) / len(same) + damping * weights
        curve = (features.T * (chance * (1 - chance))) @ features / len(same) + damping * np.eye(len(weights))
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    features, same = pairs(*read(parser.parse_args().articles))
    words, heading, day, start = (fit(features, same) / 2).tolist()
    print(f"{len(same)} pairs, {int(same.sum())} of one story")
    print(f"WORDS {words:.2f}  HEADING {heading:.2f}  PER_DAY {-day:.2f}  START {start:.2f}")


if __name__ == "__main__":
    main()
