"""Find the words of a story that name one and the same happening, across its articles and inside each.

Words are compared where a dictionary brings them together (one deed, meanings in common) or where a content word stands beside
both, and gathered by average linkage: a group grows only while its pairs are likely on average. Nothing is joined across stories.
"""

import functools
from collections import Counter
from collections.abc import Mapping

import numpy as np

from sayso.kit.concepts import Naming
from sayso.kit.config import Config
from sayso.kit.registry import stage
from sayso.kit.word_knowledge import word_knowledge
from sayso.link.happening_network import network
from sayso.link.happening_pairs import FAINT, Weighing, Whole, likely
from sayso.link.likeness import Pairs
from sayso.link.linkage import gather
from sayso.link.told_words import Told, told_in
from sayso.link.words import background
from sayso.model.base import Reason, make_id
from sayso.model.corpus import Corpus, Happening, Story

MOST = 120
"""A word that more words of a story are near to is compared with so many of them: each that is left out counts as unlike."""
BESIDE = 0.15
"""Words for other deeds are compared where so much of what stands beside the one stands beside the other."""
ROOM = 300_000
"""In a large story each word is compared with fewer: about so many pairs share a meaning, and as many a word beside them."""
STORIES = 40
"""How rare a deed is is told by so many stories: as many as the pairs were learned from."""


@functools.cache
def spread_of_deeds() -> Mapping[int, float]:
    """Return in how many of `STORIES` articles of news at large each deed is told, in any of the words for it."""
    known, words = word_knowledge(), background()
    rows = known.places(words.words)
    deeds = known.deed[rows]
    found = Counter[int]()
    for row, deed, count in zip(rows.tolist(), deeds.tolist(), words.words.values(), strict=True):
        found[deed if deed >= 0 else row] += count
    return {deed: STORIES * min(1.0, count / words.articles) for deed, count in found.items()}


def compared(weighing: Weighing) -> tuple[Whole, Whole]:
    """Return the pairs that are weighed, each once."""
    keys, near = weighing.keys(), weighing.near_keys()
    (one, other), (a, b) = likely(keys, _most(keys)), likely(near, _most(near))
    _, part = weighing.near.shared(a, b)
    a, b = a[part > BESIDE], b[part > BESIDE]
    pairs = np.unique(np.concatenate([one * len(keys) + other, a * len(keys) + b]))
    return pairs // len(keys), pairs % len(keys)


def _most(keys: list[list[int]]) -> int:
    """Return with how many others that share a key each word is compared."""
    held = Counter(Counter(key for own in keys for key in own).values())
    return next((most for most in range(MOST, 1, -1) if sum(min(size, most) * size * n for size, n in held.items()) < ROOM), 1)


def _in_story(story: Story, told: list[Told], weighing: Weighing) -> list[Happening]:
    one, other = compared(weighing)
    scores = weighing.scores(one, other)
    some = np.abs(scores) > FAINT
    one, other, scores = one[some], other[some], scores[some]
    groups = gather(len(told), Pairs(one, other, scores), network().least, scale=0.0)
    within = np.zeros(len(told), dtype=np.int64)
    for number, group in enumerate(groups):
        within[group] = number
    inside = within[one] == within[other]
    sums = np.bincount(within[one][inside], scores[inside], len(groups))
    counts = np.bincount(within[one][inside], minlength=len(groups))
    found = list[Happening]()
    for number, group in enumerate(groups):
        if len(group) > 1:
            members = tuple((told[place].document, told[place].event.id) for place in group)
            average = round(float(sums[number] / counts[number]), 3)
            reason = Reason(rule="named-alike", weight=average, note=f"average likeness {average:.2f}")
            id = make_id("happening", story.id, *sorted(event for _, event in members))
            found.append(Happening(id=id, story=story.id, members=members, reasons=(reason,)))
    return found


@stage(
    "join happenings",
    reads=("documents", "stories", "happenings", "entities", "entity_of", "sentences"),
    writes=("happenings",),
    version=3,
    by_story=True,
)
def join_happenings(corpus: Corpus, config: Config) -> Corpus:
    """Return the corpus with the happenings that more than one word names."""
    naming, documents = Naming.of(corpus), {document.id: document for document in corpus.documents}
    found = list[Happening]()
    for story in corpus.stories:
        told = [one for id in sorted(story.documents) for one in told_in(documents[id], naming)]
        if told:
            found += _in_story(story, told, Weighing(told, spread_of_deeds(), STORIES))
    return corpus.replace(happenings=tuple(sorted(found, key=lambda one: one.id)))
