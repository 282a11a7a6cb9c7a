"""What an article is about, in words that can be weighed: those of its body, and those of its heading.

A word counts the more the rarer it is, in news at large and in the case. Only an article's weightiest words stand for it, so
that a long report and a brief of the same affair have as much in common as two briefs.
"""

import functools
import math
import operator
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.resources import files

import msgspec

from sayso.kit.vocabulary import common_words
from sayso.model.document import Document

WORD = re.compile(r"[^\W\d_]{3,}")
TOP = 60
"""How many of its weightiest words stand for a document."""
HEADING_WORDS = 12
"""So many words at the beginning stand for the heading of a document that has none."""
STEM = 6
"""Words of a heading are compared by their first letters: "resigns" and "resignation" are one there."""
HEADING_WEIGHT = 2
"""A word of the title counts like so many in the body."""


class Background(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """In how many of a large number of articles each word stands; a word left out stands in fewer than `least`."""

    articles: int
    least: int
    words: dict[str, int]


@functools.cache
def background() -> Background:
    """Return what is known of words before a case is opened: without it, a small case cannot tell rare from common."""
    return msgspec.json.decode(files("sayso.models").joinpath("background_words.json").read_bytes(), type=Background)


class Counted(msgspec.Struct, frozen=True, gc=False):
    """How often each word stands in a document, the words of the title counted with them, and the stems of its heading."""

    words: Counter[str]
    heading: Counter[str]


Weighed = list[tuple[str, float]]
"""The words that stand for a document, each with its share of a vector of length one, the weightiest first."""


def count(document: Document) -> Counted:
    """Return the words of a document; those too common to say anything are left out."""
    common = common_words()
    found = WORD.findall(" ".join(zone.span.cut(document.text) for zone in document.zones_of("body", "headline")).lower())
    words = Counter(found)
    title = WORD.findall((document.title or "").lower())
    for word in title:
        words[word] += HEADING_WEIGHT
    for word in common.intersection(words):
        del words[word]
    heading = title or found[:HEADING_WORDS]
    return Counted(words, Counter(word[:STEM] for word in heading if word not in common))


class Rarity:
    """How much a word says: the fewer articles it stands in, of the background and of the case together, the more."""

    def __init__(self, counted: Iterable[Iterable[str]], known: Background | None) -> None:
        self.spread = Counter[str]()
        total = 0
        for words in counted:
            self.spread.update(words)
            total += 1
        self.known = known.words if known else {}
        self.else_ = known.least / 2 if known else 1.0
        self.total = total + (known.articles if known else 0)
        self._kept = dict[str, float]()

    def of(self, word: str) -> float:
        """Return the weight of a word."""
        kept = self._kept.get(word)
        if kept is None:
            kept = math.log(1 + self.total / (self.known.get(word, self.else_) + self.spread[word]))
            self._kept[word] = kept
        return kept

    def of_all(self, words: Iterable[str]) -> list[float]:
        """Return the weights of words."""
        kept, of = self._kept, self.of
        return [kept[word] if word in kept else of(word) for word in words]


def weigh(counts: Sequence[Counter[str]], rarity: Rarity, most: int = TOP) -> list[Weighed]:
    """Return the words that stand for each document: rarity times the logarithm of how often, to a vector of length one."""
    return [_weighed(count, rarity, most) for count in counts]


def _weighed(count: Counter[str], rarity: Rarity, most: int) -> Weighed:
    rare = rarity.of_all(count)
    # Most words stand in a document once: the logarithm of one is nothing.
    often = [-1.0 if n == 1 else -(1 + math.log(n)) for n in count.values()]
    raw = sorted(zip(map(operator.mul, often, rare), count, strict=True))[:most]
    length = math.sqrt(math.fsum(weight * weight for weight, _ in raw)) or 1.0
    return [(word, -weight / length) for weight, word in raw]
