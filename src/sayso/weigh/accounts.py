"""What one member of a claim group tells, laid out so that it can be compared: who takes part in which slot, numbers, certainty.

Words for one happening from two sides are turned the same way: who "received" a car stands where "was given" has the recipient.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from sayso.kit import lexicon
from sayso.kit.concepts import Naming, concepts, marks_of
from sayso.kit.event_kinds import event_kinds
from sayso.kit.names import plain
from sayso.kit.unspecific import unspecific_verbs
from sayso.model.base import Place, Record
from sayso.model.corpus import Entity
from sayso.model.document import Document
from sayso.model.facts import Attribution, Claim, Event, Mention, Quantity, Role
from sayso.weigh.numbers import written
from sayso.weigh.participants import Participant, participant

SURE = frozenset({"asserted", "reported"})
SAID = SURE | {"hedged"}
UNSPECIFIC_KINDS = frozenset({"say", "deny", "confirm", "signal", "express", "unknown"})
CURRENCIES = frozenset("$\u20ac\u00a3\u00a5")
_ASIDE = re.compile(r"\b(?:when|why|how|where|whether|if|after|before|because|as|while|which|who)\b", re.IGNORECASE)
BARE = "#"
"""The unit of a number without a noun."""
PEOPLE = frozenset({"die", "kill", "injure", "arrest", "rescue"})
"""Kinds of happenings in which a bare number counts people."""


class Frame(Record, frozen=True, kw_only=True, rename={"source": "from", "target": "to"}):
    """A part of one kind of happening, and the part that it is in truth."""

    kind: str
    source: str
    target: str


@functools.cache
def frames() -> Mapping[tuple[str, str], str]:
    """Return, for kind and part, the part that it is in truth."""
    return {(entry.kind, entry.source): entry.target for entry in lexicon.load("role_frames", Frame)}


class Voice(Record, frozen=True, kw_only=True):
    """One member of a group with what it says."""

    document: Document
    claim: Claim
    event: Event

    @property
    def key(self) -> tuple[str, str]:
        """The document and the claim."""
        return (self.document.id, self.claim.id)

    @property
    def place(self) -> Place:
        """Where the claim stands."""
        return Place(document=self.document.id, start=self.claim.span.start, end=self.claim.span.end)


class Count(msgspec.Struct, frozen=True):
    """A number of something that takes part: in which slot, of what, and the number."""

    slot: str
    unit: str
    quantity: Quantity

    @property
    def written(self) -> str:
        """The number with its bounds, as a reader writes it, and its currency."""
        return f"{self.unit if self.unit in CURRENCIES else ''}{written(self.quantity)}"


class Account(msgspec.Struct, frozen=True, eq=False):
    """A voice as it is compared."""

    voice: Voice
    slots: Mapping[str, tuple[Participant, ...]]
    counts: tuple[Count, ...]
    marks: frozenset[str]
    speaker: str
    confirms: bool
    is_quoted: bool

    @property
    def event(self) -> Event:
        """What it tells of."""
        return self.voice.event

    @property
    def certainty(self) -> str:
        """How sure the claim leaves it: flat, probable, possible or hearsay."""
        claim = self.voice.claim
        if claim.stance in SURE:
            return "flat"
        return "hearsay" if claim.certainty == "unstated" else claim.certainty

    @property
    def is_hedged_itself(self) -> bool:
        """Is it the claim's own word that is not sure: no condition, no aside of something that is only hearsay?"""
        claim, text = self.voice.claim, self.voice.document.text
        if self.certainty != "hearsay":
            return any(claim.span.holds(hedge) for hedge in claim.hedges)
        return bool(text[claim.span.start : self.event.trigger.start].strip()) and not self.is_aside

    @property
    def is_aside(self) -> bool:
        """Does the claim only say of whom or when another thing is told: "who often blames him", "when it began"?"""
        text, claim = self.voice.document.text, self.voice.claim
        return _ASIDE.search(text[claim.span.start : self.event.trigger.start]) is not None

    @property
    def is_purpose(self) -> bool:
        """Does the claim say what for: "so that they could buy"? Then its "could" takes no certainty away."""
        return self.voice.claim.span.cut(self.voice.document.text).lower().startswith(("so that ", "in order that "))

    @property
    def is_vague(self) -> bool:
        """Does the claim's word for what happens say next to nothing: "do", "think", "say"?"""
        kind, lemma = self.event.kind, self.event.lemma
        return kind in UNSPECIFIC_KINDS or lemma in unspecific_verbs()

    @property
    def is_light(self) -> bool:
        """Is its word a light verb, which says what happens together with its object?"""
        return unspecific_verbs().get(self.event.lemma, False)


class Reader:
    """Lays out the voices of one corpus; the tables of each document are made once."""

    def __init__(self, naming: Naming) -> None:
        self._naming = naming
        self._tables: dict[str, _Tables] = {}
        self._accounts: dict[str, Account] = {}

    def account(self, voice: Voice) -> Account:
        """Return a voice as it is compared."""
        kept = self._accounts.get(voice.claim.id)
        if kept is None or kept.voice is not voice:
            kept = self._accounts[voice.claim.id] = self._made(voice)
        return kept

    def _made(self, voice: Voice) -> Account:
        tables = self._tables.get(voice.document.id)
        if tables is None or tables.document is not voice.document:
            tables = self._tables[voice.document.id] = _Tables(voice.document)
        slots, counts = dict[str, list[Participant]](), list[Count]()
        for role in voice.event.roles:
            slot = _slot(voice.event, role)
            slots.setdefault(slot, []).append(tables.participant(role, self._naming))
            counts.extend(_counts(voice, slot, tables.numbers(role)))
        item = tables.attributions.get(voice.claim.attribution or "")
        return Account(
            voice,
            {slot: tuple(parts) for slot, parts in slots.items()},
            tuple(counts),
            concepts(voice.event, self._naming),
            self._speaker(voice.document, item) if item else "",
            any(_confirms(span.cut(voice.document.text)) for span in item.cue) if item else False,
            item is not None and item.mode == "direct",
        )

    def _speaker(self, document: Document, item: Attribution) -> str:
        """Return the mark of who is cited; of a body that is not known, its name in plain letters."""
        if item.source_entity in self._naming.marks:
            return self._naming.marks[item.source_entity]
        words = item.source[0].cut(document.text) if item.source else ""
        is_one = words[1:] != words[1:].lower() or words.lower().startswith("the ")
        return f"={plain(words)}" if is_one else ""


class _Tables:
    """What is looked up again and again in one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.attributions: dict[str, Attribution] = {item.id: item for item in document.attributions}
        self.heads: dict[int, Mention] = {mention.head: mention for mention in document.mentions}
        self.entities: dict[str, Entity] = {entity.id: entity for entity in document.entities}
        self.quantities: dict[int, list[Quantity]] = {}
        self.openings: dict[int, Quantity] = {quantity.span.start: quantity for quantity in document.quantities}
        for quantity in document.quantities:
            self.quantities.setdefault(quantity.head, []).append(quantity)

    def numbers(self, role: Role) -> list[Quantity]:
        """Return the numbers of a role: those of its head, or the one that it begins with ("hundreds of houses")."""
        return self.quantities.get(role.head) or [each for each in (self.openings.get(role.span.start),) if each is not None]

    def participant(self, role: Role, naming: Naming) -> Participant:
        """Return who stands in a role."""
        mention, opening = self.heads.get(role.head), self.openings.get(role.span.start)
        if opening is not None and opening.unit and role.head not in self.quantities and role.entity is None:
            role = role.replace(lemma=opening.unit)
        entity = self.entities.get(role.entity or (mention.entity if mention else None) or "")
        return participant(" ".join(role.span.cut(self.document.text).split()), role, mention, entity, naming)


def _confirms(cue: str) -> bool:
    """Is a cue one by which somebody says that something is so: "confirmed", "admits"?"""
    return any(cue.lower().startswith(verb.removesuffix("e").removesuffix("y")) for verb in event_kinds()["confirm"].verbs)


def _slot(event: Event, role: Role) -> str:
    slot = frames().get((event.kind, role.role), role.role)
    return "patient" if slot == "theme" else slot


def _counts(voice: Voice, slot: str, quantities: Iterable[Quantity]) -> Iterator[Count]:
    """Yield the numbers of who or what stands in a slot; who is killed is a person where no noun says so."""
    for quantity in quantities:
        if voice.claim.span.holds(quantity.span):
            unit = min(marks_of(quantity.unit)) if quantity.unit else "~person" if voice.event.kind in PEOPLE else BARE
            yield Count(slot, unit, quantity)
