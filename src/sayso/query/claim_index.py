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


class Known(Record, frozen=True, kw_only=True):
    """Who and what the whole case speaks of, as claims are compared by it."""

    naming: Naming
    names: dict[str, frozenset[str]]
    disputes: dict[str, tuple[Dispute, ...]]


class ClaimIndex:
    """Looks up claim groups of one case by kind of happening; what was fetched once is kept."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self.entities: tuple[Entity, ...] = case.entities()
        self._known = case.kept("known", lambda: _known(case))
        self.naming = self._known.naming
        self._documents: dict[str, Document] = {}
        self._held: dict[str, Held] = {}

    @property
    def fetched(self) -> tuple[int, int]:
        """How many documents and how many claim groups had to be fetched until now."""
        return len(self._documents), len(self._held)

    def unknowns(self) -> tuple[Held, ...]:
        """Return the groups that say that something is not known, in the order of their ids.

        What is kept of their documents is what they are compared by: their text.
        """
        return self._case.kept("unknowns", lambda: tuple(_light(held) for held in self.of_kinds((UNKNOWN,)) if _is_unknown(held)))

    def of_kinds(self, kinds: Iterable[str], words: Iterable[str] | None = None) -> tuple[Held, ...]:
        """Return the groups with a claim of one of these kinds of happenings, told by one of these words where they are given.

        They come in the order of their ids.
        """
        wanted = self._case.groups_of_kinds(kinds, words)
        groups = self._case.groups_of(set(wanted) - self._held.keys())
        missing = {member.document for group in groups for member in group.members} - self._documents.keys()
        self._documents |= {document.id: document for document in self._case.documents(missing)}
        self._held |= {group.id: Held(group=group, told=self._told(group)) for group in groups}
        return tuple(self._held[id] for id in sorted(wanted) if id in self._held)

    def denials_of(self, group: str) -> tuple[str, ...]:
        """Return the groups that deny what a group says, or say what it denies."""
        found = (other for dispute in self._known.disputes.get(group, ()) for other in dispute.groups if other != group)
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
            found.update({called(link.name), mark}, self._known.names.get(mark, ()))
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


def _known(case: Case) -> Known:
    marks = {entity.id: mark_of(entity) for entity in case.entities()}
    names, disputes = dict[str, frozenset[str]](), dict[str, tuple[Dispute, ...]]()
    for entity in case.entities():
        found = frozenset(called(name) for name in (entity.name, *entity.names) if any(map(str.isupper, name)))
        names[marks[entity.id]] = names.get(marks[entity.id], frozenset()) | found
    for dispute in case.disputes():
        disputes |= {group: (*disputes.get(group, ()), dispute) for group in dispute.groups}
    naming = Naming(marks={inside: marks[whole] for inside, whole in case.entity_of().items() if whole in marks})
    return Known(naming=naming, names=names, disputes=disputes)


def _is_unknown(held: Held) -> bool:
    return held.told[0].voice.claim.stance == "not_known"


def _light(held: Held) -> Held:
    """Return a group without what its documents hold beside their text: of a large case all such groups are kept."""
    return held.replace(told=tuple(told.replace(voice=_light_voice(told.voice)) for told in held.told))


def _light_voice(voice: Voice) -> Voice:
    whole = voice.document
    light = Document(id=whole.id, source=whole.source, text=whole.text, text_sha256=whole.text_sha256, outlet=whole.outlet)
    return voice.replace(document=light.replace(published=whole.published))
