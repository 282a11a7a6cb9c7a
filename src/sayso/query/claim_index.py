"""The claims of a case that can bear on a sentence: those of near kinds of happenings, looked up and never read through.

Only the groups that are asked for are fetched, and only their documents: a check costs what it touches, not what the case holds.
"""

from collections.abc import Iterable

from sayso.kit.concepts import Naming, mark_of
from sayso.model.base import Record
from sayso.model.corpus import ClaimGroup, Dispute, Entity
from sayso.model.document import Document
from sayso.query.alike import Told
from sayso.query.spoken import called
from sayso.store.store import Case
from sayso.weigh.differences import Voice

UNKNOWN = "unknown"
"""The kind of happening of claims that say that something is not known."""


class Held(Record, frozen=True, kw_only=True):
    """A claim group with its claims made ready to be compared."""

    group: ClaimGroup
    told: tuple[Told, ...]


class ClaimIndex:
    """Looks up claim groups of one case by kind of happening; what was fetched once is kept."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self.entities: tuple[Entity, ...] = case.entities()
        marks = {entity.id: mark_of(entity) for entity in self.entities}
        self.naming = Naming(marks={inside: marks[whole] for inside, whole in case.entity_of().items() if whole in marks})
        self._names: dict[str, frozenset[str]] = {}
        for entity in self.entities:
            known = frozenset(called(name) for name in (entity.name, *entity.names) if any(map(str.isupper, name)))
            self._names[marks[entity.id]] = self._names.get(marks[entity.id], frozenset()) | known
        self._disputes: dict[str, list[Dispute]] = {}
        for dispute in case.disputes():
            for group in dispute.groups:
                self._disputes.setdefault(group, []).append(dispute)
        self._documents: dict[str, Document] = {}
        self._held: dict[str, Held] = {}

    @property
    def fetched(self) -> tuple[int, int]:
        """How many documents and how many claim groups had to be fetched until now."""
        return len(self._documents), len(self._held)

    def of_kinds(self, kinds: Iterable[str]) -> tuple[Held, ...]:
        """Return the groups with a claim of one of these kinds of happenings, in the order of their ids."""
        wanted = self._case.groups_of_kinds(kinds)
        groups = self._case.groups_of(set(wanted) - self._held.keys())
        missing = {member.document for group in groups for member in group.members} - self._documents.keys()
        self._documents |= {document.id: document for document in self._case.documents(missing)}
        self._held |= {group.id: Held(group=group, told=self._told(group)) for group in groups}
        return tuple(self._held[id] for id in sorted(wanted) if id in self._held)

    def denials_of(self, group: str) -> tuple[str, ...]:
        """Return the groups that deny what a group says, or say what it denies."""
        found = (other for dispute in self._disputes.get(group, ()) for other in dispute.groups if other != group)
        return tuple(dict.fromkeys(found))

    def voices(self, told: Told) -> frozenset[str]:
        """Return the marks and names of all on whose word a claim is told; the outlet's name where that tells it for itself."""
        document, claim = told.voice.document, told.voice.claim
        item = next((one for one in document.attributions if one.id == claim.attribution), None)
        if item is None:
            return frozenset({called(document.outlet)} if document.outlet else ())
        found = set[str]()
        for link in item.chain:
            mark = self.naming.marks.get(link.entity or "", "")
            found.update({called(link.name), mark}, self._names.get(mark, ()))
        return frozenset(found - {""})

    def _told(self, group: ClaimGroup) -> tuple[Told, ...]:
        found = list[Told]()
        for member in group.members:
            document = self._documents[member.document]
            claim = next(each for each in document.claims if each.id == member.claim)
            event = next((each for each in document.events if each.id == claim.event), None)
            if event is not None:
                found.append(Told.of(Voice(document=document, claim=claim, event=event), self.naming))
        return tuple(found)
