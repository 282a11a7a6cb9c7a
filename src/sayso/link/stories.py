"""Gather the documents that report the same happening: rare words in common, close in time, average linkage.

The result does not depend on the order of the documents. An undated document is compared with every other.
"""

import functools
import math
import re
from collections import Counter
from datetime import date
from importlib.resources import files

import msgspec

from sayso.kit.config import Config
from sayso.kit.registry import stage
from sayso.kit.vocabulary import common_words
from sayso.link.copies import earliest
from sayso.model.base import Reason, make_id
from sayso.model.corpus import Corpus, Story
from sayso.model.document import Document

WORD = re.compile(r"[^\W\d_]{3,}")
TOP = 60
"""How many of its weightiest words stand for a document."""
LEAST = 30
"""A claim of fewer code points than this makes no title."""
CROWD = 40
"""A word that more documents than this share brings no pair together on its own (it still counts in the comparison)."""


def words_of(document: Document) -> Counter[str]:
    """Return how often each word stands in a document's body; words of names and the headline count more."""
    counts: Counter[str] = Counter()
    for zone in document.zones_of("body", "headline"):
        for word in WORD.findall(zone.span.cut(document.text)):
            counts[word.lower()] += 2 if word[0].isupper() else 1
    if document.title:
        counts.update({word.lower(): 2 for word in WORD.findall(document.title)})
    return counts


class Background(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """In how many of a large number of articles each word stands; a word left out stands in fewer than `least`."""

    articles: int
    least: int
    words: dict[str, int]


@functools.cache
def background() -> Background:
    """Return what is known of words before a case is opened: without it, a small case cannot tell rare from common."""
    return msgspec.json.decode(files("sayso.models").joinpath("background_words.json").read_bytes(), type=Background)


def _vectors(documents: tuple[Document, ...]) -> list[dict[str, float]]:
    """Return the weighted words of each document, of length one (tf-idf, sublinear in tf)."""
    counts = [words_of(document) for document in documents]
    spread = Counter(word for count in counts for word in count)
    known = background()
    total = known.articles + len(documents)

    @functools.cache
    def rarity(word: str) -> float:
        return math.log(1 + total / (known.words.get(word, known.least / 2) + spread[word]))

    vectors = list[dict[str, float]]()
    for count in counts:
        weighed = {word: (1 + math.log(n)) * rarity(word) for word, n in count.items() if word not in common_words()}
        top = dict(sorted(weighed.items(), key=lambda item: (-item[1], item[0]))[:TOP])
        length = math.sqrt(sum(weight * weight for weight in top.values())) or 1.0
        vectors.append({word: weight / length for word, weight in top.items()})
    return vectors


def _day(document: Document) -> int | None:
    try:
        return date.fromisoformat(document.published_day or "").toordinal()
    except ValueError:
        return None


def _pairs(vectors: list[dict[str, float]], days: list[int | None], config: Config) -> dict[tuple[int, int], float]:
    """Return the likeness of documents that share a word that is not common to all, within the window."""
    index: dict[str, list[int]] = {}
    for number, vector in enumerate(vectors):
        for word in vector:
            index.setdefault(word, []).append(number)
    dots: dict[tuple[int, int], float] = {}
    candidates = {
        (one, other)
        for holders in index.values()
        if len(holders) <= CROWD
        for place, one in enumerate(holders)
        for other in holders[place + 1 :]
    }
    for one, other in candidates:
        first, second = days[one], days[other]
        if first is not None and second is not None and abs(first - second) > config.window_days:
            continue
        short, long = sorted((vectors[one], vectors[other]), key=len)
        dots[one, other] = math.fsum(weight * long[word] for word, weight in short.items() if word in long)
    return dots


def _clusters(size: int, likeness: dict[tuple[int, int], float], threshold: float) -> list[list[int]]:
    """Return clusters by average linkage, the likest pair joined first; ties by number."""
    members = {number: [number] for number in range(size)}
    links: dict[int, dict[int, float]] = {number: {} for number in range(size)}
    for (one, other), score in likeness.items():
        if score >= threshold / 2:
            links[one][other] = links[other][one] = score
    while True:
        best = max(
            (
                (score / (len(members[one]) * len(members[other])), -one, -other)
                for one in links
                for other, score in links[one].items()
                if one < other
            ),
            default=None,
        )
        if best is None or best[0] < threshold:
            return sorted(members.values())
        kept, lost = -best[1], -best[2]
        members[kept] += members.pop(lost)
        for other, score in links.pop(lost).items():
            links[other].pop(lost)
            if other != kept:
                links[kept][other] = links[other][kept] = links[kept].get(other, 0.0) + score


def _components(size: int, pairs: dict[tuple[int, int], float], floor: float) -> list[list[int]]:
    top = list(range(size))

    def find(one: int) -> int:
        while top[one] != one:
            top[one] = top[top[one]]
            one = top[one]
        return one

    for (one, other), score in pairs.items():
        if score >= floor:
            first, second = sorted((find(one), find(other)))
            top[second] = first
    found: dict[int, list[int]] = {}
    for number in range(size):
        found.setdefault(find(number), []).append(number)
    return list(found.values())


def _story(documents: list[Document], scores: list[float]) -> Story:
    ordered = sorted(documents, key=earliest)
    days = sorted(document.published_day for document in ordered if document.published_day)
    average = math.fsum(scores) / len(scores) if scores else 0.0
    return Story(
        id=make_id("story", ordered[0].id),
        title=_title(ordered),
        documents=tuple(document.id for document in ordered),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        reasons=(
            Reason(
                rule="rare-words-in-common" if scores else "alone",
                weight=average,
                note=f"average likeness {average:.2f}" if scores else "alone",
            ),
        ),
    )


def _title(ordered: list[Document]) -> str:
    """Return the title of the earliest member, or the first thing that it claims; else of the next; else its first words."""
    for document in ordered:
        if document.title:
            return " ".join(document.title.split())
        for claim in document.claims:
            words = " ".join(claim.span.cut(document.text).split())
            if claim.stance in {"asserted", "reported"} and len(words) >= LEAST:
                return _cut(words[0].upper() + words[1:])
    return _cut(" ".join(ordered[0].text.split())) or ordered[0].id


def _cut(words: str, most: int = 110) -> str:
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " \u2026"


@stage("stories", reads=("documents", "zones", "claims"), writes=("stories",), version=1)
def stories(corpus: Corpus, config: Config) -> Corpus:
    """Return the corpus with its stories; every document is in one."""
    documents = corpus.documents
    pairs = _pairs(_vectors(documents), [_day(document) for document in documents], config)
    found = list[Story]()
    for component in _components(len(documents), pairs, config.story_threshold / 2):
        place = {number: index for index, number in enumerate(component)}
        inside = (
            {(place[a], place[b]): score for (a, b), score in pairs.items() if a in place and b in place}
            if len(component) > 1
            else {}
        )
        for cluster in _clusters(len(component), inside, config.story_threshold):
            scores = [inside.get((a, b), 0.0) for a in cluster for b in cluster if a < b]
            found.append(_story([documents[component[number]] for number in cluster], scores))
    return corpus.replace(stories=tuple(sorted(found, key=lambda story: (story.first or "9999", story.id))))
