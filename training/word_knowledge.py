"""Compile what WordNet knows of English words into numbers: of what sort they are, what deed they name, what else means the same.

    python training/word_knowledge.py [/usr/share/wordnet] --output src/sayso/models/word_knowledge.npz

Reads the database files of WordNet 3.0 (Debian's `wordnet-base`). What is written is a row of numbers for each word, found by the
hash of the word or of one of its forms: no gloss and no example of the dictionary.
"""

import argparse
import zlib
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np

NOUN_SORTS, VERB_SORTS = range(3, 29), range(29, 44)
SORTS = len(NOUN_SORTS) + len(VERB_SORTS)
HAPPENING, FROM_VERB, IS_NOUN, IS_VERB = SORTS, SORTS + 1, SORTS + 2, SORTS + 3
WIDTH = SORTS + 4
"""The columns of a word: its sorts as noun and verb, how far its senses are happenings or come from verbs, and what it can be."""
SENSES = 3
Synsets = dict[str, tuple[int, list[str], list[tuple[str, str, str, int, int]]]]


def synsets(folder: Path, part: str) -> Synsets:
    """Return the synsets of one part of speech: sort, words and pointers."""
    found: Synsets = {}
    for line in (folder / f"data.{part}").read_text("latin-1").splitlines():
        if not line.startswith("  "):
            fields = line.split("|")[0].split()
            count = int(fields[3], 16)
            words = [fields[4 + 2 * place].lower() for place in range(count)]
            at = 4 + 2 * count
            rows = [fields[at + 1 + 4 * row : at + 5 + 4 * row] for row in range(int(fields[at]))]
            pointers = [(kind, to, pos, int(ends[:2], 16), int(ends[2:], 16)) for kind, to, pos, ends in rows]
            found[fields[0]] = (int(fields[1]), words, pointers)
    return found


def index(folder: Path, part: str) -> dict[str, list[str]]:
    """Return the synsets of each single word, the commonest sense first."""
    rows = (line.split() for line in (folder / f"index.{part}").read_text("latin-1").splitlines() if not line.startswith("  "))
    return {row[0]: row[-int(row[2]) :] for row in rows if "_" not in row[0] and row[0][:1].isalpha()}


def counts(folder: Path) -> dict[tuple[str, str, int], int]:
    """Return how often each sense was tagged."""
    found = {}
    for line in (folder / "cntlist.rev").read_text("latin-1").splitlines():
        key, number, count = line.split()
        word, rest = key.split("%")
        found[word, rest[0], int(number)] = int(count)
    return found


class Dictionary:
    """WordNet, as far as it is asked here."""

    def __init__(self, folder: Path) -> None:
        self.nouns, self.verbs = synsets(folder, "noun"), synsets(folder, "verb")
        self.noun_senses, self.verb_senses = index(folder, "noun"), index(folder, "verb")
        self.counts = counts(folder)
        self.exceptions = [
            (row.split()[0], row.split()[1:]) for part in ("noun", "verb") for row in (folder / f"{part}.exc").open()
        ]
        self._above: dict[str, bool] = {}

    def shares(self, word: str, part: str) -> list[tuple[str, float]]:
        """Return the senses of a word as noun (1) or verb (2), and the share of each."""
        senses = (self.noun_senses if part == "1" else self.verb_senses).get(word, [])
        weights = [self.counts.get((word, part, place), 0) + place**-1.5 for place in range(1, len(senses) + 1)]
        return [(sense, weight / sum(weights)) for sense, weight in zip(senses, weights, strict=True)]

    def happens(self, sense: str) -> bool:
        """Is a sense of a noun a kind of event?"""
        if sense not in self._above:
            self._above[sense] = False
            sort, words, pointers = self.nouns[sense]
            is_root = sort == 3 and "event" in words
            self._above[sense] = is_root or any(
                self.happens(to) for kind, to, pos, *_ in pointers if kind in {"@", "@i"} and pos == "n"
            )
        return self._above[sense]

    def deeds(self, noun: str) -> Counter[str]:
        """Return the verbs that a noun derives from, by the share of its senses."""
        found = Counter[str]()
        for sense, share in self.shares(noun, "1"):
            _, words, pointers = self.nouns[sense]
            for kind, to, pos, own, other in pointers:
                if kind == "+" and pos == "v" and (own == 0 or words[own - 1] == noun):
                    found[self.verbs[to][1][other - 1]] += share
        return found

    def row(self, word: str) -> np.ndarray:
        """Return the columns of a word, each between 0 and 255."""
        found = np.zeros(WIDTH)
        for sense, share in self.shares(word, "1"):
            found[self.nouns[sense][0] - NOUN_SORTS.start] += share
            found[HAPPENING] += share * self.happens(sense)
        for sense, share in self.shares(word, "2"):
            found[self.verbs[sense][0] - VERB_SORTS.start + len(NOUN_SORTS)] += share
        found[FROM_VERB] = min(1.0, sum(self.deeds(word).values()))
        found[IS_NOUN], found[IS_VERB] = word in self.noun_senses, word in self.verb_senses
        return np.round(found * 255).astype(np.uint8)

    def forms(self) -> dict[str, str]:
        """Return the word that each form is of; where it may be of several, the commonest."""
        found: dict[str, list[str]] = defaultdict(list)
        for form, words in self.exceptions:
            found[form].extend(word for word in words if "_" not in word)
        for word in self.noun_senses:
            found[word].append(word)
            found[
                word[:-1] + "ies"
                if word[-1] == "y" and word[-2:-1] not in "aeiou"
                else word + ("es" if word[-1] in "sxz" or word[-2:] in {"ch", "sh"} else "s")
            ].append(word)
        for word in self.verb_senses:
            for form in (word, *inflected(word)):
                found[form].append(word)
        return {form: max(dict.fromkeys(words), key=lambda word: self.weight(word)) for form, words in found.items() if words}

    def weight(self, word: str) -> float:
        """Return how common a word is."""
        return sum(self.counts.get((word, part, place), 0) for part in "12" for place in range(1, 12)) + 0.5 * (
            word in self.verb_senses
        )


def inflected(verb: str) -> list[str]:
    """Return the regular forms of a verb."""
    if verb[-1] == "e":
        return [verb + "s", verb + "d", verb[:-1] + "ing"]
    if verb[-1] == "y" and verb[-2:-1] not in "aeiou":
        return [verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    found = [verb + ("es" if verb[-1] in "sxz" or verb[-2:] in {"ch", "sh"} else "s"), verb + "ed", verb + "ing"]
    short = len(verb) > 2 and verb[-1] not in "aeiouwxy" and verb[-2] in "aeiou" and verb[-3] not in "aeiou"
    return found + ([verb + verb[-1] + "ed", verb + verb[-1] + "ing"] if short else [])


def hashed(word: str) -> int:
    """Return the number that stands for a word."""
    return zlib.crc32(word.encode())


def compiled(known: Dictionary) -> dict[str, Any]:
    """Return the arrays that are stored."""
    words = sorted(known.noun_senses.keys() | known.verb_senses.keys())
    place = {word: number for number, word in enumerate(words)}
    rows = np.stack([known.row(word) for word in words])
    forms = {hashed(form): place[word] for form, word in sorted(known.forms().items()) if word in place}
    deeds, senses = np.full(len(words), -1, dtype=np.int32), np.zeros((len(words), 2 * SENSES), dtype=np.int32)
    for number, word in enumerate(words):
        verbs = known.deeds(word)
        if word in known.verb_senses:
            deeds[number] = number
        elif verbs and (best := max(sorted(verbs), key=lambda verb: verbs[verb])) in place:
            deeds[number] = place[best]
        for column, sense in enumerate(known.verb_senses.get(word, [])[:SENSES]):
            senses[number, column] = -int(sense)
        happenings = [sense for sense in known.noun_senses.get(word, []) if known.happens(sense)]
        for column, sense in enumerate(happenings[:SENSES]):
            senses[number, SENSES + column] = int(sense)
    above = np.zeros(len(words), dtype=np.int32)
    for number, word in enumerate(words):
        if word in known.verb_senses:
            _, _, pointers = known.verbs[known.verb_senses[word][0]]
            above[number] = next((-int(to) for kind, to, *_ in pointers if kind == "@"), 0)
    keys = np.array(sorted(forms), dtype=np.uint32)
    return {
        "form": keys,
        "word": np.array([forms[int(key)] for key in keys], dtype=np.int32),
        "row": rows,
        "deed": deeds,
        "senses": senses,
        "above": above,
    }


def main() -> None:
    """Compile and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("/usr/share/wordnet"))
    parser.add_argument("--output", type=Path, required=True)
    choice = parser.parse_args()
    found = compiled(Dictionary(choice.folder))
    np.savez_compressed(choice.output, **found)
    print({name: array.shape for name, array in found.items()}, choice.output.stat().st_size)


if __name__ == "__main__":
    main()
