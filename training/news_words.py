"""Learn from plain news what words stand alike: a vector for each word, from the words to its left and right.

Counts of words beside words, weighed by how much they exceed chance, cut down to a few numbers a word: no text can be read back.
"""

import gzip
import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import coo_matrix, csr_matrix, hstack
from scipy.sparse.linalg import svds

WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?|\d+|[^\w\s]")
STRAIGHT = str.maketrans({"\u2019": "'", "\u201c": '"', "\u201d": '"'})
LEAST, MOST, BESIDE = 5, 40_000, 6_000
"""How often a word must stand, how many words are learnt, and how many of them count as neighbours."""
STEPS = (-2, -1, 1, 2)


def texts_of(files: list[Path]) -> list[list[str]]:
    """Return the words of each text of gzipped JSONL, in lower case."""
    found = list[list[str]]()
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as rows:
            found.extend([word.lower() for word in WORD.findall(json.loads(row)["text"].translate(STRAIGHT))] for row in rows)
    return found


def vectors_of(texts: list[list[str]], width: int) -> dict[str, np.ndarray]:
    """Return a vector of length one for each word that stands often enough."""
    counts = Counter(word for text in texts for word in text)
    words = [word for word, count in counts.most_common(MOST) if count >= LEAST]
    place = {word: number for number, word in enumerate(words)}
    stream = np.concatenate([np.array([*(place.get(word, -1) for word in text), -1, -1, -1]) for text in texts])
    beside = hstack([_beside(stream, step, len(words)) for step in STEPS]).tocsr()
    left, values, _ = svds(_surprise(beside), k=width, random_state=0)
    vectors = (left * np.sqrt(values)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-6
    return dict(zip(words, vectors.astype(np.float16).astype(np.float32), strict=True))


def _beside(stream: np.ndarray, step: int, size: int) -> csr_matrix:
    """Return how often each word stands so many steps from each of the commonest words."""
    one, other = stream[max(0, -step) : len(stream) - max(0, step)], stream[max(0, step) : len(stream) + min(0, step)]
    known = (one >= 0) & (other >= 0) & (other < BESIDE)
    ones = np.ones(int(known.sum()), dtype=np.float32)
    return coo_matrix((ones, (one[known], other[known])), shape=(size, BESIDE)).tocsr()


def _surprise(beside: csr_matrix) -> csr_matrix:
    """Return by how much each count exceeds chance, as a logarithm; what does not exceed it is left out."""
    total, rows = beside.sum(), np.asarray(beside.sum(1)).ravel()
    columns = np.asarray(beside.sum(0)).ravel() ** 0.75
    columns *= total / columns.sum()
    entries = beside.tocoo()
    excess = np.log(entries.data * total / (rows[entries.row] * columns[entries.col] + 1e-9))
    kept = excess > 0
    return csr_matrix((excess[kept].astype(np.float32), (entries.row[kept], entries.col[kept])), shape=beside.shape)
