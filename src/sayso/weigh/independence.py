"""How many independent voices stand behind a claim group: a range, because silence is no evidence of independence.

The rules are in `docs/explanation/independence.md`: each says what joins two voices, and none ever takes two for apart that the
texts do not show to be so.
"""

import functools
from collections.abc import Iterator

from sayso.kit.concepts import Naming, concepts, mark_of
from sayso.kit.config import Config
from sayso.kit.names import plain
from sayso.kit.registry import stage
from sayso.kit.vocabulary import places
from sayso.model.base import Place, Reason
from sayso.model.corpus import ClaimGroup, Copy, Corpus, Line, Member, Origin
from sayso.model.document import Document
from sayso.model.facts import Claim, Event
from sayso.weigh.mouths import Called, Said, kin, of_one_mouth, one_person, said
from sayso.weigh.voices import Counted, Telling, count, outlet_voice

WHOLE = 0.5
"""From this share on a copy is one as a whole; below it, only what stands in its passages is copied."""
MOST_OF = 0.8
"""A claim is copied that has this share of its words in a passage."""


class _Copied:
    """Which documents have a stretch of a document's words too."""

    def __init__(self, copies: tuple[Copy, ...], revisions: dict[str, str]) -> None:
        self.whole: dict[str, set[str]] = {}
        self.parts: dict[str, list[tuple[Place, str]]] = {}
        for one, other in revisions.items():
            self._link(one, other)
        for copy in copies:
            if copy.share >= WHOLE:
                self._link(copy.one, copy.other)
            else:
                self._note(copy)

    def _link(self, one: str, other: str) -> None:
        self.whole.setdefault(one, set()).add(other)
        self.whole.setdefault(other, set()).add(one)

    def _note(self, copy: Copy) -> None:
        for reason in copy.reasons:
            for place in reason.spans:
                other = copy.other if place.document == copy.one else copy.one
                self.parts.setdefault(place.document, []).append((place, other))

    def of(self, document: str, start: int, end: int) -> frozenset[str]:
        """Return the documents that have these words too, by whatever way of copies of copies."""
        found, ahead = {document}, [document]
        while ahead:
            new = self.whole.get(ahead.pop(), set()) - found
            found |= new
            ahead.extend(new)
        for place, other in self.parts.get(document, ()):
            if min(end, place.end) - max(start, place.start) >= MOST_OF * (end - start):
                found.add(other)
        return frozenset(found - {document})


class _Weigher:
    """Counts the voices of one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self.origins = {origin.id: origin for origin in corpus.origins}
        self.marks = {entity.id: mark_of(entity) for entity in corpus.entities}
        self.naming = Naming.of(corpus)
        self.of_country = {mark_of(entity): f"@{entity.country}" for entity in corpus.entities if entity.country}
        self.countries = _countries()
        self.outlets = {document.id: plain(document.outlet or "") for document in corpus.documents}
        self._known_outlets = frozenset((*self.outlets.values(), *corpus.outlets)) - {""}
        self.rests = {rest.claim: rest for rest in corpus.rests}
        self.spans = {claim.id: claim.span for document in corpus.documents for claim in document.claims}
        self.names = _names(corpus)
        self.said = {claim.id: said(document, claim) for document, claim in _in_groups(corpus)}
        revisions = {document.id: document.revision_of for document in corpus.documents if document.revision_of}
        self.copied = _Copied(corpus.copies, revisions)
        self.events: dict[str, Event] = {event.claim or "": event for document in corpus.documents for event in document.events}
        self.states = {self._voice(id): state for id in self.origins if (state := self._state(id)) is not None}

    def weigh(self, group: ClaimGroup) -> ClaimGroup:
        """Return a group with its range, and the origins behind it."""
        behind: dict[str, set[str]] = {}
        for member in group.members:
            for origin in member.origins:
                behind.setdefault(origin, set()).add(member.document)
        marks = {mark for member in group.members for mark in self._marks(member.claim)}
        lines = tuple(
            Line(origin=origin, documents=tuple(sorted(documents)), party_to_event=self._is_party(self.origins[origin], marks))
            for origin, documents in sorted(behind.items())
        )
        tellings = self._tellings(group)
        found = count(tellings, self.states)
        reason = Reason(rule="independence", weight=0.0, note=_note(len(behind), found))
        return group.replace(at_least=found.at_least, at_most=found.at_most, lines=lines, reasons=(*group.reasons, reason))

    def _tellings(self, group: ClaimGroup) -> list[Telling]:
        """Return the members as they are counted, with what shows that some of them have one mouth."""
        tellings = [self._telling(member) for member in group.members]
        if len({each.document for each in tellings}) < 2:
            return tellings
        words = [self.said.get(member.claim, Said(member.document, (), False, "")) for member in group.members]
        mouths, named = of_one_mouth(words), {id for each in tellings for id in each.voices if id in self.origins}
        origins = [self._called(self.origins[id]) for id in sorted(named)]
        kindred = kin(origins, ((each.by, told.voices) for each, told in zip(words, tellings, strict=True) if each.by))
        people = one_person(origins)
        return [
            each.replace(
                copied=each.copied | mouths[place],
                may_be=frozenset[str]().union(*(kindred.get(voice, frozenset()) for voice in each.voices)),
                is_also=people.get(each.voices[-1], frozenset()) if each.voices else frozenset(),
            )
            for place, each in enumerate(tellings)
        ]

    def _called(self, origin: Origin) -> Called:
        """Return an origin with its names in the articles of this corpus: what another story calls it tells nothing here."""
        return Called(origin.id, origin.kind, tuple(sorted(self.names.get(origin.entity or "", ()))))

    def _telling(self, member: Member) -> Telling:
        rest, span = self.rests.get(member.claim), self.spans.get(member.claim)
        named = rest.voices if rest and rest.voices else member.origins
        return Telling(
            document=member.document,
            outlet=self.outlets.get(member.document, ""),
            voices=tuple(dict.fromkeys(self._voice(id) for id in named)),
            unnamed_end=bool(rest and rest.unnamed_end),
            copied=self.copied.of(member.document, span.start, span.end) if span else frozenset(),
        )

    def _voice(self, id: str) -> str:
        """Return the voice that an origin is: the outlet's, where it is an outlet of the case."""
        origin = self.origins.get(id)
        if origin is None:
            return id
        names = {plain(name) for name in (origin.name, *origin.names)} if origin.kind != "own_reporting" else {plain(origin.name)}
        return next((outlet_voice(name) for name in sorted(names & self._known_outlets)), id)

    def _state(self, id: str) -> str | None:
        origin = self.origins[id]
        return origin.country if origin.state_run else None

    def _marks(self, claim: str) -> frozenset[str]:
        event = self.events.get(claim)
        return concepts(event, self.naming) if event else frozenset()

    def _is_party(self, origin: Origin, marks: set[str]) -> bool:
        """Does the origin take part in what it tells: itself, or as the voice of a state that does?"""
        own = {self.marks.get(origin.entity or "")}
        if origin.state_run and origin.country:
            own.add(self.countries.get(origin.country))
        return bool(own & (marks | {self.of_country[mark] for mark in marks if mark in self.of_country}))


def _names(corpus: Corpus) -> dict[str, set[str]]:
    """Return what the documents call each entity of the case."""
    whole, found = dict(corpus.entity_of), dict[str, set[str]]()
    for document in corpus.documents:
        for entity in document.entities:
            if entity.id in whole:
                found.setdefault(whole[entity.id], set()).update((entity.name, *entity.names))
    return found


def _in_groups(corpus: Corpus) -> Iterator[tuple[Document, Claim]]:
    """Yield the claims that stand in a group with another, with their documents."""
    several = {member.claim for group in corpus.groups if len(group.members) > 1 for member in group.members}
    for document in corpus.documents:
        yield from ((document, claim) for claim in document.claims if claim.id in several)


@functools.cache
def _countries() -> dict[str, str]:
    return {place.code: f"@{place.name}" for place in places()}


def _note(named: int, found: Counted) -> str:
    parts = [f"{named} named origin{'s' if named != 1 else ''}"]
    if found.at_least < found.at_most - found.silent or found.at_most - found.silent < named:
        parts.append("some of them may be one voice")
    if found.silent:
        parts.append(f"{found.silent} article{'s' if found.silent != 1 else ''} naming none")
    return ", ".join(parts)


@stage(
    "independence",
    reads=("documents", "outlets", "groups", "origins", "rests", "copies", "entity_of"),
    writes=("groups",),
    version=3,
    by_story=True,
)
def independence(corpus: Corpus, config: Config) -> Corpus:
    """Return the corpus, its groups with the range of independent origins behind each."""
    weigher = _Weigher(corpus)
    return corpus.replace(groups=tuple(weigher.weigh(group) for group in corpus.groups))
