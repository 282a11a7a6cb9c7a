"""How likely two claims of a story report the same thing: what the two have in common, weighed by a trained model.

A claim is compared by its deed, by the things and people it speaks of, by who takes part, by its day and by its very words. What
both have counts more the rarer it is in the story; that both hang on a verb of any use ("be", "know", "try") counts for little.
"""

import functools
import math
import re
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from itertools import pairwise

import msgspec

from sayso.kit.calendar import granularity, is_compatible
from sayso.kit.concepts import Naming, concepts, deeds_of, marks_of, themes_of
from sayso.kit.event_kinds import are_near
from sayso.kit.unspecific import unspecific_verbs
from sayso.model.base import Reason, Record
from sayso.model.document import Document
from sayso.model.facts import Claim, Event

NAME = "claim_pairs.json"
STANCE_SORT = {"denied": "denied", "no_position": "no_position", "not_known": "not_known", "hypothetical": "hypothetical"}
FILLERS = frozenset({"!say", "!disclose", "!be", "!confirm", "!deny", "!unknown", "!comment"})
WORD = re.compile(r"[^\W_]+(?:['\u2019][a-z]+)?")
SHORT = 0.4
"""A claim counts as at least this share of the longer one: a few words that occur anywhere prove little."""
LEAST_SIZE = 2.0
"""The same where both are short."""
PART_OF_A_KIND = 0.5
"""What a kind of thing in common counts for beside the very word."""
PART_OF_A_FILLER = 0.3
LONG_RUN = 10
"""A longer run of the same words shows no more."""
SHORT_RUN = 3
"""A shorter one shows nothing of what share of the claim it is."""
WISHES = frozenset({"should", "must", "ought"})
"""Words for what somebody wants done."""
ALIKE = 0.7
"""Two claims that have a run of this share of the shorter one's words in common are one text."""
GOALS = frozenset({"recipient", "beneficiary"})
OTHERS = frozenset({"patient", "theme", "source"}) | GOALS
"""The roles beside the doer's that are compared."""
ANOTHER_DEED = frozenset({"kind named", "other kind"})
"""With these, what two claims share besides may be two deeds done to one thing: all signs are weighed for themselves."""
BESIDE = " beside another deed"
ALWAYS = frozenset({"other date", "named doers clash", "opposite ways", "one silence or denial"})
SHOWN = 4
"""So many signs are given as reasons, the kind of happening first and then the weightiest."""
NOTED = frozenset({"share", "likeness", "names", "words", "names of one deed", "kinds", "deeds"})
"""The signs that say what is shared."""
Signs = dict[str, float]


class Model(msgspec.Struct, frozen=True):
    """The weights of a pair: what the log-odds begin with, and what each sign adds."""

    begin: float
    weights: dict[str, float]


@functools.cache
def model() -> Model:
    """Return the weights that are shipped."""
    return msgspec.json.decode(files("sayso.models").joinpath(NAME).read_bytes(), type=Model)


class Candidate(Record, frozen=True, kw_only=True):
    """A claim as it is compared: `marks` are what it speaks of, `words` its words in lower case.

    `parts` are who does it and who and what else takes part, `ways` where it comes from and where it goes.
    """

    document: str
    claim: Claim
    event: Event
    marks: frozenset[str]
    words: tuple[str, ...] = ()
    parts: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    ways: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())

    @property
    def sort(self) -> str:
        """The sort of stance: claims of different sorts never share a group."""
        plain = "said+" if self.event.polarity == "+" else "said-"
        return STANCE_SORT.get(self.claim.stance, plain)


def candidates_of(documents: Sequence[Document], naming: Naming) -> list[Candidate]:
    """Return the claims of a story's documents, ready to be compared, in order of document and place."""
    found = list[Candidate]()
    for document in documents:
        events = {event.id: event for event in document.events}
        for claim in document.claims:
            event = events.get(claim.event or "")
            if event is not None:
                found.append(_candidate(document, claim, event, naming))
    return found


def _candidate(document: Document, claim: Claim, event: Event, naming: Naming) -> Candidate:
    parts = {"agent": set[str](), "source": set[str](), "goal": set[str](), "other": set[str]()}
    for role in event.roles:
        sort = role.role if role.role in parts else "goal" if role.role in GOALS else "other"
        if role.role in OTHERS or sort == "agent":
            name = naming.marks.get(role.entity or "")
            parts[sort].update({name} if name else marks_of(role.lemma))
    others = parts["source"] | parts["goal"] | parts["other"]
    words = WORD.findall(claim.span.cut(document.text).lower().replace("\u2019", "'"))
    return Candidate(
        document=document.id,
        claim=claim,
        event=event,
        marks=concepts(event, naming),
        words=tuple(words),
        parts=(frozenset(parts["agent"]), frozenset(others)),
        ways=(frozenset(parts["source"] | _after(words, {"from"})), frozenset(parts["goal"] | _after(words, {"to", "into"}))),
    )


def _after(words: Sequence[str], prepositions: set[str]) -> set[str]:
    """Return the words right after prepositions, an article left out: also places that the parse hangs on another word."""
    found, told = set[str](), [word for word in words if word not in {"the", "a", "an"}]
    found.update(after for before, after in pairwise(told) if before in prepositions)
    return found


class Comparison:
    """Scores pairs of claims of one story."""

    def __init__(self, candidates: list[Candidate]) -> None:
        self.candidates = candidates
        spread = Counter(mark for candidate in candidates for mark in candidate.marks)
        self.weight = {mark: _part(mark) * math.log(1 + len(candidates) / count) for mark, count in spread.items()}
        self.telling = [candidate.marks - FILLERS for candidate in candidates]
        self.themes = [themes_of(candidate.event) for candidate in candidates]
        self.rest = [self._rest(candidate) for candidate in candidates]
        self.size = [self._sum(rest) for rest in self.rest]

    @staticmethod
    def _rest(candidate: Candidate) -> frozenset[str]:
        """Return what a claim speaks of beside its deed."""
        event = candidate.event
        return candidate.marks - deeds_of(event.lemma) - FILLERS - {f"!{event.kind}", event.lemma}

    def _sum(self, marks: frozenset[str]) -> float:
        return math.fsum(self.weight[mark] for mark in marks)

    def may_be(self, a: int, b: int) -> bool:
        """May two claims report the same at all? They have something in common, and no denial is of another thing."""
        shared = self.telling[a] & self.telling[b]
        if len(shared) < 2 or all(mark[0] == "@" for mark in shared):
            return False
        if _is_a_wish_beside_a_fact(self.candidates[a], self.candidates[b]):
            return False
        mine, theirs = self.themes[a], self.themes[b]
        return not (self.candidates[a].sort == "denied" and mine and theirs and mine.isdisjoint(theirs))

    def signs(self, a: int, b: int) -> Signs:
        """Return what a pair shows, sign by sign, what shows nothing left out."""
        one, other = self.candidates[a], self.candidates[b]
        kind = _kind(one, other)
        found: Signs = {kind: 1.0, **self._shared(a, b, kind), **_wording(one, other, kind), **_parts(one, other)}
        if not one.sort.startswith("said"):
            found["one silence or denial"] = 1.0
        mine, theirs = one.event.when, other.event.when
        if mine and theirs:
            if not is_compatible(mine, theirs):
                found["other date"] = 1.0
            elif mine == theirs and granularity(mine) == "day":
                found["same day"] = 1.0
        if kind in ANOTHER_DEED:
            return {sign if sign in ALWAYS or sign == kind else f"{sign}{BESIDE}": much for sign, much in found.items()}
        return found

    def _shared(self, a: int, b: int, kind: str) -> Signs:
        shared = self.rest[a] & self.rest[b]
        least, most = sorted((self.size[a], self.size[b]))
        both = self._sum(shared)
        found = {
            "share": both / max(least, SHORT * most, LEAST_SIZE),
            "likeness": both / max(least + most - both, LEAST_SIZE),
        }
        sorts = {"names": "@", "kinds": "~", "deeds": "!"}
        by_sort = {name: frozenset(mark for mark in shared if mark[0] == sign) for name, sign in sorts.items()}
        by_sort["words"] = shared.difference(*by_sort.values())
        found |= {name: math.log1p(self._sum(marks)) for name, marks in by_sort.items() if marks}
        if "names" in found and kind in {"same deed", "same kind"}:
            found["names of one deed"] = found["names"]
        if len(by_sort["names"]) > 1:
            found["several names"] = 1.0
        return found if shared else found | {"nothing shared": 1.0}

    def score(self, signs: Signs) -> float:
        """Return how likely a pair with these signs is one, between 0 and 1."""
        weights = model().weights
        return 1 / (1 + math.exp(-model().begin - math.fsum(weights.get(sign, 0.0) * much for sign, much in signs.items())))

    def reasons(self, a: int, b: int, signs: Signs) -> tuple[Reason, ...]:
        """Return what speaks most for and against two claims being one; weights are parts of the log-odds."""
        weights = model().weights
        weighed = {sign: round(weights.get(sign, 0.0) * much, 3) for sign, much in signs.items()}
        kind, *others = weighed
        order = [kind, *sorted((each for each in others if weighed[each]), key=lambda each: (-abs(weighed[each]), each))]
        if "other date" in order[SHOWN:]:
            order.insert(1, "other date")
        return tuple(
            Reason(rule=sign.replace(" ", "-"), weight=weighed[sign], note=self._note(a, b, sign)) for sign in order[:SHOWN]
        )

    def _note(self, a: int, b: int, sign: str) -> str:
        """Return what a sign rests on: the dates, or what is shared."""
        if sign in {"same day", "other date"}:
            dates = (self.candidates[a].event.when, self.candidates[b].event.when)
            return ", ".join(sorted({date for date in dates if date}))
        return ", ".join(sorted(self.rest[a] & self.rest[b])) if sign.removesuffix(BESIDE) in NOTED else ""


def _is_a_wish_beside_a_fact(one: Candidate, other: Candidate) -> bool:
    """Does one say what ought to be done, and the other what is or was done: "should be dismissed", "was dismissed"?"""
    mine, theirs = (WISHES & set(each.words) for each in (one, other))
    return bool(mine) != bool(theirs) and longest_run(one.words, other.words) < ALIKE * min(len(one.words), len(other.words))


def _part(mark: str) -> float:
    return PART_OF_A_FILLER if mark in FILLERS else PART_OF_A_KIND if mark[0] == "~" else 1.0


def _kind(one: Candidate, other: Candidate) -> str:
    """Return in what way two claims name their deeds alike."""
    mine, theirs = one.event, other.event
    if mine.lemma == theirs.lemma:
        light = unspecific_verbs().get(mine.lemma)
        return "both be" if mine.lemma == "be" else "same deed" if light is None else "same light" if light else "same vague"
    if mine.kind == theirs.kind:
        return "same kind"
    if are_near(mine.kind, theirs.kind):
        return "near kind"
    return "kind named" if f"!{mine.kind}" in other.marks or f"!{theirs.kind}" in one.marks else "other kind"


def _wording(one: Candidate, other: Candidate, kind: str) -> Signs:
    """Return how far two claims use the same words in the same order."""
    mine, theirs = set(one.words), set(other.words)
    run = longest_run(one.words, other.words)
    found = {
        "wording": len(mine & theirs) / max(1, len(mine | theirs)),
        "run": min(run, LONG_RUN) / LONG_RUN,
        "other length": abs(math.log((1 + len(one.words)) / (1 + len(other.words)))),
    }
    if run >= SHORT_RUN:
        found["run share"] = run / max(1, min(len(one.words), len(other.words)))
    if kind in {"both be", "same light", "same vague"}:
        found["run of vague"] = found["run"]
    return found


def longest_run(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words the longest stretch has that stands in both."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(other):
        places.setdefault(word, []).append(place)
    best, before = 0, dict[int, int]()
    for word in one:
        here = {place: before.get(place - 1, 0) + 1 for place in places.get(word, ())}
        best, before = max((best, *here.values())), here
    return best


def _parts(one: Candidate, other: Candidate) -> Signs:
    """Return whether the same takes part in both: who does it, what it is done to, and whether the two have changed places.

    "A gave B a car" and "B received a car from A" are one happening told from two sides; to leave a place is not to come to it.
    """
    (doers, others), (their_doers, their_others) = one.parts, other.parts
    found = Signs()
    if doers and their_doers:
        if doers & their_doers:
            found["doers meet"] = 1.0
        elif doers & their_others or their_doers & others:
            found["places changed"] = 1.0
        else:
            found["doers clash"] = 1.0
            if _are_named(doers) and _are_named(their_doers):
                found["named doers clash"] = 1.0
    crossing = (one.ways[0] & other.ways[1]) | (one.ways[1] & other.ways[0])
    if crossing:
        found["opposite ways"] = 1.0
        others, their_others = others - crossing, their_others - crossing
    if others & their_others:
        found["others meet"] = 1.0
    elif others and their_others and not (others & other.marks or their_others & one.marks or "places changed" in found):
        found["others clash"] = 1.0
    is_told = "doers meet" in found and "others meet" in found
    if not is_told and len((doers | others) & (their_doers | their_others)) > 1:
        found["several meet"] = 1.0
    return found


def _are_named(parts: frozenset[str]) -> bool:
    return all(mark[0] == "@" for mark in parts)
