"""Compare a sentence with a case: do its articles support it, dispute it, differ from it, not know it, or say nothing of it?

The answer is about what the articles say. A sentence is supported only if everything that it names stands in one claim;
who gives and who is given is told apart; a date or a number must not differ.
"""

from sayso.kit.calendar import is_compatible
from sayso.kit.concepts import Naming, concepts, mark_of, marks_of, themes_of
from sayso.kit.config import Config
from sayso.kit.names import plain, surnames, without_title
from sayso.kit.vocabulary import are_near
from sayso.link.people import keys_of
from sayso.model.base import Record
from sayso.model.corpus import ClaimGroup, Difference, Entity
from sayso.model.document import Document
from sayso.model.facts import Claim, Event
from sayso.query.answers import DifferenceAnswer
from sayso.query.evidence import Evidence
from sayso.store.store import Case
from sayso.weigh.differences import SURE, Voice, differences

ENOUGH = 0.75
"""The share of what the sentence names that a claim must name too."""
WEIGHT_OF_WORD = 0.5
"""A plain word counts half of what a name or a kind of thing counts."""
TAKING = frozenset({"receive", "import"})
"""Kinds of happenings whose doer is the one who is given."""
ASKED_OF_THINGS = frozenset({"~model", "name", "identity", "~method"})
SAID = frozenset({"asserted", "reported", "hedged"})


class CheckAnswer(Record, frozen=True, kw_only=True):
    """What a case says of a sentence: the verdict, the groups it rests on, where they differ, and what was not understood."""

    sentence: str
    verdict: str
    groups: tuple[str, ...]
    differences: tuple[DifferenceAnswer, ...]
    unparsed: tuple[tuple[int, int], ...]


class _Spoken(Record, frozen=True, kw_only=True):
    """One claim of the sentence, with the marks of what it names."""

    voice: Voice
    marks: frozenset[str]


class _Checker:
    """Compares the claims of one sentence with the groups of one case."""

    def __init__(self, case: Case, spoken: Document, config: Config) -> None:
        corpus = case.corpus()
        self.groups: tuple[ClaimGroup, ...] = corpus.groups
        self.naming = Naming.of(corpus)
        known = _known(spoken, corpus.entities, config)
        self.naming = Naming(marks={**self.naming.marks, **known})
        self.voices: dict[str, Voice] = {}
        for document in corpus.documents:
            events = {event.id: event for event in document.events}
            for claim in document.claims:
                if claim.event in events:
                    self.voices[claim.id] = Voice(document=document, claim=claim, event=events[claim.event])
        self.marks = {claim: concepts(voice.event, self.naming) for claim, voice in self.voices.items()}

    def judge(self, spoken: _Spoken) -> tuple[str, list[ClaimGroup], list[Difference]]:
        """Return the verdict on one claim of the sentence, the groups behind it, and where they differ from it."""
        matched = sorted(
            ((score, group) for group in self.groups if (score := self._score(spoken, group)) > 0),
            key=lambda row: (-row[0], row[1].id),
        )
        denied = [group for _, group in matched if self._stances(group) == {"denied"}]
        said = [group for _, group in matched if self._stances(group) & SAID]
        agreeing, differing, found = list[ClaimGroup](), list[ClaimGroup](), list[Difference]()
        for group in said:
            apart = self._differences(spoken, group)
            if apart:
                differing.append(group)
                found.extend(apart)
            elif self._dates(spoken, group):
                agreeing.append(group)
        if any(group.state in {"disputed", "contradicted"} for group in agreeing) or (denied and not agreeing):
            return "disputes", [*agreeing, *denied], []
        if agreeing:
            return "supports", agreeing, []
        if differing:
            return "differs", differing, found
        unknown = [group for group in self.groups if group.state == "not_known" and self._asks(spoken, group)]
        return ("known_unknown", unknown, []) if unknown else ("silent", [], [])

    def _stances(self, group: ClaimGroup) -> set[str]:
        return {self.voices[member.claim].claim.stance for member in group.members}

    def _score(self, spoken: _Spoken, group: ClaimGroup) -> float:
        return max((self._pair(spoken, member.claim) for member in group.members), default=0.0)

    def _pair(self, spoken: _Spoken, claim: str) -> float:
        """Return how well a claim tells what the sentence says; 0 where it does not."""
        mine, theirs, voice = spoken.voice.event, self.voices[claim].event, self.voices[claim]
        if (
            not are_near(mine.kind, theirs.kind)
            or voice.claim.stance not in SAID | {"denied"}
            or mine.polarity != theirs.polarity
        ):
            return 0.0
        if _is_turned_round(_parties(mine, self.naming), _parties(theirs, self.naming)) or _is_another_thing(mine, theirs):
            return 0.0
        own = f"!{mine.kind}"
        named = {mark: 1.0 if mark[0] in "@~!" else WEIGHT_OF_WORD for mark in spoken.marks if mark != own}
        shared = sum(weight for mark, weight in named.items() if mark in self.marks[claim])
        share = shared / sum(named.values()) if named else 0.0
        return share + (mine.kind == theirs.kind) if share >= ENOUGH else 0.0

    def _differences(self, spoken: _Spoken, group: ClaimGroup) -> list[Difference]:
        voices = [self.voices[member.claim] for member in group.members]
        found = differences([spoken.voice, *voices], self.naming)
        mine, sure = spoken.voice.key, any(voice.claim.stance in SURE for voice in voices)
        return [
            difference
            for difference in found
            if (difference.slot != "certainty" or not sure) and difference.verdict in {"contradicted", "differs", "updated"}
            if any(mine in side.members for side in difference.sides)
        ]

    def _dates(self, spoken: _Spoken, group: ClaimGroup) -> bool:
        """Does the group bear the sentence's date, where it gives one?"""
        when = spoken.voice.event.when
        return when is None or (group.when is not None and is_compatible(when, group.when))

    def _asks(self, spoken: _Spoken, group: ClaimGroup) -> bool:
        """Is what the sentence tells just what the group says is not known?"""
        event, mine = spoken.voice.event, spoken.marks
        for member in group.members:
            theirs = self.marks[member.claim]
            things = {mark for mark in mine & theirs if mark[0] == "~"}
            says_what_it_is = event.lemma == "be" and bool(theirs & ASKED_OF_THINGS)
            if things and (says_what_it_is or f"!{event.kind}" in theirs):
                return True
            if event.lemma == "be" and len({mark for mark in mine & theirs if mark[0] != "@"}) > 1:
                return True
        return False


def _parties(event: Event, naming: Naming) -> tuple[set[str], set[str]]:
    """Return who gives (or does) and who is given, as marks."""
    doers, takers = ({"source"}, {"agent"}) if event.kind in TAKING else ({"agent", "source"}, {"recipient", "beneficiary"})
    marked = [(role.role, naming.marks[role.entity]) for role in event.roles if role.entity in naming.marks]
    return {mark for role, mark in marked if role in doers}, {mark for role, mark in marked if role in takers}


def _is_turned_round(mine: tuple[set[str], set[str]], theirs: tuple[set[str], set[str]]) -> bool:
    """Does the one who gives here receive there, or the other way round?"""
    (giving, given), (other_giving, other_given) = mine, theirs
    return bool(giving & other_given - other_giving) or bool(given & other_giving - other_given)


def _is_another_thing(mine: Event, theirs: Event) -> bool:
    """Does each say what it was done to, and is that another thing?"""
    one, other = themes_of(mine), themes_of(theirs)
    return bool(one and other and not one & other)


def _known(spoken: Document, entities: tuple[Entity, ...], config: Config) -> dict[str, str]:
    """Return the mark of each entity of the sentence: that of the one entity of the case that bears the name."""
    found: dict[str, str] = {}
    for entity in spoken.entities:
        keys = keys_of(entity, config)
        bearing = [other for other in entities if keys & keys_of(other, config)] if keys else []
        words = without_title(tuple(plain(entity.name).split()))[0]
        if not bearing and len(words) == 1:
            people = [other for other in entities if other.kind == "person" and words[0] in _surnames(other)]
            bearing = [other for other in people if not entity.gender or other.gender in {"", entity.gender}]
        found[entity.id] = mark_of(bearing[0]) if len(bearing) == 1 else mark_of(entity)
    return found


def _surnames(entity: Entity) -> frozenset[str]:
    return surnames(without_title(tuple(plain(entity.name).split()))[0])


def _spoken(document: Document, claim: Claim, naming: Naming) -> _Spoken | None:
    event = next((event for event in document.events if event.id == claim.event), None)
    if event is None:
        return None
    heads = {mark for role in event.roles for mark in marks_of(role.lemma) if mark[0] == "~"}
    return _Spoken(voice=Voice(document=document, claim=claim, event=event), marks=concepts(event, naming) | heads)


def _unparsed(document: Document) -> tuple[tuple[int, int], ...]:
    """Return the stretches of the sentence that no claim holds, marks and joining words left out."""
    held = sorted((claim.span.start, claim.span.end) for claim in document.claims)
    if not held:
        return ((0, len(document.text)),) if document.text else ()
    gaps, at = list[tuple[int, int]](), 0
    for start, end in (*held, (len(document.text), len(document.text))):
        words = document.text[at:start].strip(" ,;.!?\"'")
        if len(words.split()) > 2:
            gaps.append((at, start))
        at = max(at, end)
    return tuple(gaps)


def check(case: Case, spoken: Document, config: Config) -> CheckAnswer:
    """Return what a case says of a sentence that was read as a document.

    The verdict on a sentence of several claims is the most cautious of theirs.
    """
    checker = _Checker(case, spoken, config)
    found = [_spoken(spoken, claim, checker.naming) for claim in spoken.claims]
    judged = [checker.judge(each) for each in found if each is not None]
    order = ("differs", "disputes", "known_unknown", "silent", "supports")
    verdict = min((each[0] for each in judged), key=order.index, default="silent")
    chosen = [each for each in judged if each[0] == verdict]
    groups = tuple(dict.fromkeys(group.id for _, behind, _ in chosen for group in behind))
    apart = [difference for _, _, differing in chosen for difference in differing]
    evidence = Evidence(case)
    evidence.know(spoken)
    return CheckAnswer(
        sentence=spoken.text,
        verdict=verdict,
        groups=groups,
        differences=tuple(evidence.difference(difference) for difference in apart),
        unparsed=_unparsed(spoken),
    )
