"""How many independent voices stand behind a claim group: a range, because silence is no evidence of independence.

At least: the named origins, those that one state runs counted once. At most: the named origins, and one more for each
article that names none, its copies and revisions counted once.
"""

from sayso.kit.concepts import Naming, concepts, mark_of
from sayso.kit.config import Config
from sayso.kit.registry import stage
from sayso.kit.vocabulary import places
from sayso.model.base import Reason
from sayso.model.corpus import ClaimGroup, Corpus, Line, Origin
from sayso.model.facts import Event


class _Weigher:
    """Counts the voices of one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self.origins = {origin.id: origin for origin in corpus.origins}
        self.marks = {entity.id: mark_of(entity) for entity in corpus.entities}
        self.naming = Naming.of(corpus)
        self.of_country = {mark_of(entity): f"@{entity.country}" for entity in corpus.entities if entity.country}
        self.countries = {place.code: f"@{place.name}" for place in places()}
        self.first = {document.id: document.revision_of or document.id for document in corpus.documents}
        for copy in corpus.copies:
            self.first[copy.other] = self.first.get(copy.one, copy.one)
        self.events: dict[str, Event] = {event.claim or "": event for document in corpus.documents for event in document.events}

    def weigh(self, group: ClaimGroup) -> ClaimGroup:
        """Return a group with its range, and the origins behind it."""
        behind: dict[str, set[str]] = {}
        sourced = {member.document for member in group.members if member.origins}
        for member in group.members:
            for origin in member.origins:
                behind.setdefault(origin, set()).add(member.document)
        silent = {self.first.get(member.document, member.document) for member in group.members if member.document not in sourced}
        silent -= {self.first.get(document, document) for document in sourced}
        marks = {mark for member in group.members for mark in self._marks(member.claim)}
        lines = tuple(
            Line(origin=origin, documents=tuple(sorted(documents)), party_to_event=self._is_party(self.origins[origin], marks))
            for origin, documents in sorted(behind.items())
        )
        at_least = len({self._voice(self.origins[origin]) for origin in behind})
        at_most = len(behind) + len(silent)
        reason = Reason(rule="independence", weight=0.0, note=_note(len(behind), at_least, len(silent)))
        return group.replace(at_least=at_least, at_most=at_most, lines=lines, reasons=(*group.reasons, reason))

    def _marks(self, claim: str) -> frozenset[str]:
        event = self.events.get(claim)
        return concepts(event, self.naming) if event else frozenset()

    @staticmethod
    def _voice(origin: Origin) -> str:
        return f"state of {origin.country}" if origin.state_run and origin.country else origin.id

    def _is_party(self, origin: Origin, marks: set[str]) -> bool:
        """Does the origin take part in what it tells: itself, or as the voice of a state that does?"""
        own = {self.marks.get(origin.entity or "")}
        if origin.state_run and origin.country:
            own.add(self.countries.get(origin.country))
        return bool(own & (marks | {self.of_country[mark] for mark in marks if mark in self.of_country}))


def _note(named: int, voices: int, silent: int) -> str:
    parts = [f"{named} named origin{'s' if named != 1 else ''}"]
    if voices < named:
        parts.append(f"{named - voices} of them run by a state counted already")
    if silent:
        parts.append(f"{silent} article{'s' if silent != 1 else ''} naming none")
    return ", ".join(parts)


@stage("independence", reads=("groups", "origins", "copies", "entity_of"), writes=("groups",), version=1)
def independence(corpus: Corpus, config: Config) -> Corpus:
    """Return the corpus, its groups with the range of independent origins behind each."""
    weigher = _Weigher(corpus)
    return corpus.replace(groups=tuple(weigher.weigh(group) for group in corpus.groups))
