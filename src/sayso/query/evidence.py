"""The exact words behind what a case holds: records in, answers with quotations out."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from sayso.model.base import Place, Reason
from sayso.model.corpus import ClaimGroup, Difference, Line, Member, Origin, Side
from sayso.model.document import Document
from sayso.model.errors import StoreError
from sayso.model.facts import Attribution, Claim, Event
from sayso.model.span import Span
from sayso.query.answers import (
    ChainAnswer,
    DifferenceAnswer,
    GroupAnswer,
    LineAnswer,
    MemberAnswer,
    Quote,
    ReasonAnswer,
    SideAnswer,
)
from sayso.store.rows import difference_id
from sayso.store.store import Case


class Source:
    """A document with its facts by id."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.claims: dict[str, Claim] = {claim.id: claim for claim in document.claims}
        self.attributions: dict[str, Attribution] = {item.id: item for item in document.attributions}
        self.events: dict[str, Event] = {event.id: event for event in document.events}

    def quote(self, span: Span) -> Quote:
        """Return the words of a span, with their place."""
        return Quote(document=self.document.id, start=span.start, end=span.end, quote=span.cut(self.document.text))

    def inside(self) -> Iterator[str]:
        """Yield the entities inside the document that its facts name."""
        named = (mention.entity for mention in self.document.mentions)
        told = (link.entity for item in self.document.attributions for link in item.chain)
        yield from (id for id in (*named, *told) if id)


def origins_by_id(case: Case) -> dict[str, Origin]:
    """Return the voices that statements of a case can be traced to, by their ids."""
    return case.kept("origins by id", lambda: {origin.id: origin for origin in case.origins()})


class Evidence:
    """Looks up the documents of a case, each once, and cuts from them the words that an answer shows."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._sources = dict[str, Source]()
        self._wholes = dict[str, str]()

    @cached_property
    def _origins(self) -> dict[str, Origin]:
        return origins_by_id(self._case)

    def whole(self, inside: str | None) -> str | None:
        """Return the entity of the case that an entity inside a loaded document is; None where the case knows none."""
        return self._wholes.get(inside or "")

    def load(self, ids: Iterable[str]) -> None:
        """Fetch these documents together: faster than one by one."""
        wanted = set(ids) - self._sources.keys()
        if wanted:
            self.take(self._case.documents(wanted))

    def take(self, documents: Iterable[Document]) -> None:
        """Take documents of the case that are fetched already."""
        found = {document.id: Source(document) for document in documents}
        wholes = self._case.wholes_in(found)
        # What a person told apart is an entity of no document: it is asked for by its own id.
        left = {id for source in found.values() for id in source.inside()} - wholes.keys()
        self._wholes |= wholes | (self._case.wholes(left) if left else {})
        self._sources |= found

    def know(self, document: Document) -> None:
        """Let a document that the case does not hold be quoted: the sentence of a question."""
        self._sources[document.id] = Source(document)

    def source(self, id: str) -> Source:
        """Return a document with its facts.

        Raises:
            StoreError: the case does not hold it.
        """
        if id not in self._sources:
            self.load([id])
        if id not in self._sources:
            raise StoreError(f"{self._case.address}: names the document {id} and does not hold it", remedy="build the case again")
        return self._sources[id]

    def claim(self, document: str, id: str) -> Claim:
        """Return a claim of a document."""
        claim = self.source(document).claims.get(id)
        if claim is None:
            remedy = "build the case again"
            raise StoreError(f"{self._case.address}: {document} does not hold the claim {id} that is said of it", remedy=remedy)
        return claim

    def quote(self, place: Place) -> Quote:
        """Return the words at a place."""
        return self.source(place.document).quote(Span(start=place.start, end=place.end))

    def reasons(self, reasons: Iterable[Reason]) -> tuple[ReasonAnswer, ...]:
        """Return the reasons with their words."""
        return tuple(
            ReasonAnswer(
                rule=reason.rule,
                weight=reason.weight,
                note=reason.note,
                spans=tuple(self.quote(place) for place in reason.spans),
            )
            for reason in reasons
        )

    def chain(self, document: str, claim: Claim) -> tuple[ChainAnswer, ...]:
        """Return on whose word a claim is told, outermost first: the outlet alone for its own word."""
        source = self.source(document)
        attribution = source.attributions.get(claim.attribution or "")
        if attribution:
            return tuple(
                ChainAnswer(name=link.name, entity=self._case_entity(link.entity), role=link.role) for link in attribution.chain
            )
        outlet = source.document.outlet
        return (ChainAnswer(name=outlet, entity=None, role="outlet"),) if outlet else ()

    def member(self, member: Member) -> MemberAnswer:
        """Return a member of a group: its exact words, its stance, and on whose word."""
        claim = self.claim(member.document, member.claim)
        words = self.source(member.document).quote(claim.span)
        return MemberAnswer(
            document=member.document,
            claim=member.claim,
            start=words.start,
            end=words.end,
            quote=words.quote,
            stance=claim.stance,
            chain=self.chain(member.document, claim),
            origins=member.origins,
            own_reporting=member.own_reporting,
        )

    def sides(self, sides: Iterable[Side], members: Iterable[Member] = ()) -> tuple[SideAnswer, ...]:
        """Return the sides of a difference or dispute; `members` are those of the groups that it is about."""
        known = {(member.document, member.claim): member for member in members}
        return tuple(
            SideAnswer(
                value=side.value,
                members=tuple(
                    self.member(known.get((document, claim)) or Member(document=document, claim=claim))
                    for document, claim in side.members
                ),
            )
            for side in sides
        )

    def group(self, group: ClaimGroup) -> GroupAnswer:
        """Return a claim group with the words of its members."""
        self.load(member.document for member in group.members)
        return GroupAnswer(
            id=group.id,
            story=group.story,
            proposition=group.proposition,
            when=group.when,
            state=group.state,
            at_least=group.at_least,
            at_most=group.at_most,
            origins=tuple(self._line(line) for line in group.lines),
            members=tuple(self.member(member) for member in group.members),
            differences=tuple(
                self.difference(difference, group.members).replace(id=difference_id(group.id, difference))
                for difference in group.differences
            ),
            reasons=self.reasons(group.reasons),
        )

    def _line(self, line: Line) -> LineAnswer:
        origin = self._origins.get(line.origin) or Origin(id=line.origin, name=line.origin, kind="unknown")
        return LineAnswer(
            id=origin.id,
            name=origin.name,
            kind=origin.kind,
            party_to_event=line.party_to_event,
            documents=line.documents,
            state_run=origin.state_run,
        )

    def difference(self, difference: Difference, members: Iterable[Member] = ()) -> DifferenceAnswer:
        """Return a difference with the words of its sides."""
        return DifferenceAnswer(
            slot=difference.slot,
            sides=self.sides(difference.sides, members),
            verdict=difference.verdict,
            rule=difference.rule,
            reasons=self.reasons(difference.reasons),
        )

    def _case_entity(self, entity: str | None) -> str | None:
        return self._wholes.get(entity, entity) if entity else None
