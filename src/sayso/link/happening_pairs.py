"""How likely two words of a story name one and the same happening: what the two have in common, weighed by a trained network.

A word for a happening is compared as the deed it names, its meanings, its kind, its sentence, what stands beside it, who takes
part, and when; and the deeds of the two by how the story tells of them. Different exact days keep two apart whatever else they
share. Different people in one role only weigh against it: too often the same person is called by two names that nothing joins.
"""

import functools
import math
import operator
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.kit.calendar import bounds, granularity
from sayso.kit.event_kinds import event_kinds
from sayso.kit.word_knowledge import HAPPENING, IS_NOUN, IS_VERB, number, word_knowledge
from sayso.kit.word_likeness import vectors_of
from sayso.link.deeds import Deeds
from sayso.link.happening_network import ROWS, network
from sayso.link.nearness import NOTHING, Nearness
from sayso.link.told_words import OUT, Told
from sayso.model.facts import Event

WIDTH = 128
"""Into how many numbers the words of a sentence are hashed."""
APART = -1.0
"""The likeness of two that are kept apart: it takes from the average of a group what one sure pair adds."""
ALIKE = 0.5
"""Two words mean much the same from this likeness of their meanings on."""
FAINT = 0.03
"""A likeness below this counts as none."""
FEW = 12
"""The pairs of fewer words than this are listed one by one."""
BLOCK = 4096
"""So many pairs are weighed at a time: what is weighed then stays close to the processor."""
Whole = NDArray[np.int64]
Real = NDArray[np.float64]


class Weighing:
    """Weighs pairs of one story. `spread` says in how many of so many stories each deed is told."""

    def __init__(self, told: Sequence[Told], spread: Mapping[int, float], stories: int) -> None:
        knowledge = word_knowledge()
        self.told = told
        self.row = knowledge.places([one.word for one in told])
        unknown = self.row == len(knowledge.sorts) - 1
        self.deed = knowledge.deed[self.row]
        bare = np.array([-2 - number(one.event.lemma) for one in told], dtype=np.int64)
        self.deed = np.where(self.deed < 0, np.where(unknown, bare, self.row), self.deed)
        self.senses, self.above = knowledge.senses[self.row], knowledge.above[self.row]
        self.document = np.array([number(one.document) for one in told], dtype=np.int64)
        self.place = np.array([one.place for one in told], dtype=np.int64)
        self.kind = np.array([number(one.event.kind) for one in told], dtype=np.int64)
        self.tells = np.array([self._is_state(one.event.kind) for one in told], dtype=bool)
        self.denied = np.array([one.event.polarity == "-" for one in told], dtype=bool)
        self.days = np.array([self._days(one.event) for one in told], dtype=np.float64).reshape(len(told), 2)
        self.words = self._sentences()
        self.sorts = knowledge.sorts[self.row].astype(np.float64)
        self.meaning = vectors_of(self.row)
        self.names = self.sorts[:, IS_NOUN] > self.sorts[:, IS_VERB]
        self.deeds, self.near = Deeds(told, self.deed, self.words), Nearness(told)
        self.parts = [self._parts(sort) for sort in range(len(OUT) + 1)]
        per_document = Counter((d, k) for d, k in zip(self.document.tolist(), self.deed.tolist(), strict=True))
        self.often = np.array([per_document[key] for key in zip(self.document.tolist(), self.deed.tolist(), strict=True)])
        self.rare = np.array([math.log((1 + stories) / (1 + spread.get(deed, 0.0))) for deed in self.deed.tolist()])

    @staticmethod
    def _is_state(kind: str) -> bool:
        return kind in event_kinds() and event_kinds()[kind].state

    @staticmethod
    def _days(event: Event) -> tuple[float, float]:
        """Return the first and last day of an event that is dated to the day, else nothing."""
        if event.when is None or granularity(event.when) != "day":
            return (np.nan, np.nan)
        first, last = bounds(event.when)
        day = np.datetime64(first, "D").astype(int) if first else np.nan
        return (float(day), float(np.datetime64(last, "D").astype(int)) if last else float(day))

    def _sentences(self) -> Real:
        """Return the words of each sentence as a vector of length one, the rare ones counting more."""
        spread = Counter(word for words in {(one.document, one.words) for one in self.told} for word in words[1])
        total = len({(one.document, one.place) for one in self.told})
        found = np.zeros((len(self.told), WIDTH))
        weight = {word: (number(word), math.log(1 + total / count)) for word, count in spread.items()}
        for place, one in enumerate(self.told):
            row = found[place]
            for word in one.words:
                if word != one.word:
                    at, much = weight[word]
                    row[at % WIDTH] += much if at & 4096 else -much
        return np.asarray(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9))

    def keys(self) -> list[list[int]]:
        """Return what each word is found by: the deed, its meanings, what they are a kind of, and each word that is alike."""
        rows = zip(self.deed.tolist(), self.senses.tolist(), self.above.tolist(), strict=True)
        alike = self._alike()
        meant = ([deed, *(s - 10**10 for s in {*senses, above} if s)] for deed, senses, above in rows)
        return [[*own, *alike[row]] for own, row in zip(meant, self.row.tolist(), strict=True)]

    def _alike(self) -> dict[int, list[int]]:
        """Return for each row of the dictionary that the story holds a key for every other one that means much the same."""
        rows = np.unique(self.row)
        vectors, found = vectors_of(rows), {row: list[int]() for row in rows.tolist()}
        for at in range(0, len(rows), ROWS):
            near = np.argwhere(vectors[at : at + ROWS] @ vectors.T > ALIKE)
            for one, other in near.tolist():
                if at + one < other:
                    key = -(10**12) - int(rows[at + one]) * 10**6 - int(rows[other])
                    found[int(rows[at + one])].append(key)
                    found[int(rows[other])].append(key)
        return found

    def near_keys(self) -> list[list[int]]:
        """Return the content words beside each word: other words for one happening have some of them in common."""
        return [[word for word in row if word != NOTHING] for row in self.near.near.tolist()]

    def signs(self, one: Whole, other: Whole) -> dict[str, Real]:
        """Return what each pair shows, sign by sign."""
        a, b = one, other
        same_deed = self.deed[a] == self.deed[b]
        shared = (self.senses[a][:, :, None] == self.senses[b][:, None, :]) & (self.senses[a][:, :, None] != 0)
        above = (self.above[a][:, None] == self.senses[b]) | (self.above[b][:, None] == self.senses[a])
        context = np.einsum("ij,ij->i", self.words[a], self.words[b])
        same_document = self.document[a] == self.document[b]
        found = {
            "same deed": same_deed,
            "same word": same_deed & (self.row[a] == self.row[b]),
            "first meanings meet": shared[:, 0, 0] & ~same_deed,
            "meanings meet": shared.any((1, 2)) & ~same_deed,
            "kind of the other": (above & (self.senses[b] != 0)).any(1) & ~same_deed,
            "same kind": (self.kind[a] == self.kind[b]) & ~same_deed,
            "sentence": context,
            "tells": (self.tells[a] | self.tells[b]),
            "same document": same_document,
            "same sentence": same_document & (self.place[a] == self.place[b]),
            "first sentences": (self.place[a] == 0) & (self.place[b] == 0),
            "rare": np.minimum(self.rare[a], self.rare[b]),
            "often": np.log(np.maximum(self.often[a], self.often[b])),
            "both often": np.log(np.minimum(self.often[a], self.often[b])),
            "told once in each": (self.often[a] == 1) & (self.often[b] == 1) & same_deed,
            "one denied": self.denied[a] != self.denied[b],
            "same day": self.days[a, 0] == self.days[b, 0],
            **self._participants(a, b),
            **self._places_and_sorts(a, b),
            **self.deeds.signs(a, b),
            **self.near.signs(a, b),
        }
        return {name: np.asarray(sign, dtype=np.float64) for name, sign in found.items()}

    def _participants(self, a: Whole, b: Whole) -> dict[str, Real]:
        together, clash = self._roles(a, b)
        found = {f"{name} meet": meet for name, meet in zip(("agents", "patients", "parts"), together, strict=True)}
        return found | {f"{name} differ": differ for name, differ in zip(("agents", "patients", "parts"), clash, strict=True)}

    def _places_and_sorts(self, a: Whole, b: Whole) -> dict[str, NDArray[np.generic]]:
        early, late = np.log1p(np.minimum(self.place[a], self.place[b])), np.log1p(np.maximum(self.place[a], self.place[b]))
        sorts, is_other = self.sorts[:, :HAPPENING], self.deed[a] != self.deed[b]
        happens = self.sorts[:, HAPPENING] + self.sorts[:, IS_VERB]
        return {
            "place of the earlier": early,
            "place of the later": late,
            "places apart": late - early,
            "like meanings": np.einsum("ij,ij->i", self.meaning[a], self.meaning[b]) * is_other,
            "like sorts": np.einsum("ij,ij->i", sorts[a], sorts[b]) * is_other,
            "both nouns": self.names[a] & self.names[b],
            "both verbs": ~(self.names[a] | self.names[b]),
            "surely happens": np.minimum(happens[a], happens[b]),
        }

    def _roles(self, a: Whole, b: Whole) -> tuple[list[Real], list[Real]]:
        """Return for each sort of role whether the same stands in both, and whether both have it and nothing meets."""
        meet, differ = np.zeros((3, len(a))), np.zeros((3, len(a)))
        for sort, (filled, bits) in enumerate(self.parts):
            both = filled[a] & filled[b]
            may_meet = both & ((bits[a] & bits[b]) != 0)
            differ[sort] = both & ~may_meet
            for at in np.flatnonzero(may_meet).tolist():
                apart = self.told[a[at]].marks[sort].isdisjoint(self.told[b[at]].marks[sort])
                (differ if apart else meet)[sort, at] = 1
        return list(meet), list(differ)

    def _parts(self, sort: int) -> tuple[NDArray[np.bool_], Whole]:
        """Return who has anything in this sort of role, and a bit for each that stands there: two that meet share one."""
        marks = [one.marks[sort] for one in self.told]
        bits = [functools.reduce(operator.or_, (1 << (mark // 2 % 63) for mark in own), 0) for own in marks]
        return np.array([bool(own) for own in marks], dtype=bool), np.array(bits, dtype=np.int64)

    def kept_apart(self, a: Whole, b: Whole) -> NDArray[np.bool_]:
        """Return which pairs cannot be one: each is told of an exact day, and the days have nothing in common."""
        first, last = np.maximum(self.days[a, 0], self.days[b, 0]), np.minimum(self.days[a, 1], self.days[b, 1])
        apart: NDArray[np.bool_] = last < first
        return apart

    def scores(self, one: Whole, other: Whole) -> Real:
        """Return how likely each pair is one, between 0 and 1; `APART` where it cannot be."""
        blocks = (slice(at, at + BLOCK) for at in range(0, len(one), BLOCK))
        return np.concatenate([np.zeros(0), *(self._scores(one[block], other[block]) for block in blocks)])

    def _scores(self, one: Whole, other: Whole) -> Real:
        odds = network().odds(self.signs(one, other))
        found: Real = np.where(self.kept_apart(one, other), APART, 1 / (1 + np.exp(-odds.astype(np.float64))))
        return np.asarray(np.round(found, 4))


def likely(keys: list[list[int]], most: int) -> tuple[Whole, Whole]:
    """Return the pairs that share a key; of many that do, each with so many after it."""
    holders: dict[int, list[int]] = defaultdict(list)
    for place, own in enumerate(keys):
        for key in own:
            holders[key].append(place)
    size, few, many = max(len(keys), 1), list[int](), [np.zeros(0, dtype=np.int64)]
    for own in holders.values():
        if len(own) < FEW:
            few += [a * size + b for at, a in enumerate(own) for b in own[at + 1 : at + 1 + most]]
            continue
        places = np.array(own, dtype=np.int64)
        many += [places[:-step] * size + places[step:] for step in range(1, min(most + 1, len(own)))]
    pairs = np.unique(np.concatenate([np.array(few, dtype=np.int64), *many]))
    return pairs // size, pairs % size
