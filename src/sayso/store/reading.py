"""Read a case: all that it holds, or what belongs to given ids, each answer of one state of the case."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, Literal, TypeVar

from sqlalchemy import ColumnElement, Select, Table, func, select

from sayso.kit.detaching import Detaching
from sayso.model.base import Record
from sayso.model.corpus import (
    ClaimGroup,
    Copy,
    Corpus,
    Dependence,
    Dispute,
    Entity,
    Finding,
    Happening,
    Judgement,
    Origin,
    State,
    Story,
    StoryChange,
)
from sayso.model.document import Document
from sayso.model.errors import Failure
from sayso.model.pack import Pack
from sayso.store import index, rows, schema, searching
from sayso.store.connection import explained
from sayso.store.listing import AT_ONCE, WHOLE, CaseLists, GroupsWanted, Part, StoriesWanted
from sayso.store.outlines import outline_of
from sayso.store.searching import Facet, Matches, Tally, Wanted

__all__ = ["AT_ONCE", "WHOLE", "CaseReader", "Found", "GroupsWanted", "Part", "StoriesWanted", "What"]

Kind = TypeVar("Kind")
Answer = TypeVar("Answer")
What = Literal[
    "document",
    "claim",
    "attribution",
    "event",
    "entity",
    "story",
    "origin",
    "dependence",
    "group",
    "dispute",
    "difference",
    "judgement",
    "finding",
]

_HOLDERS: tuple[tuple[What, Table, str, str | None], ...] = (
    ("document", schema.DOCUMENT, "id", "id"),
    ("claim", schema.CLAIM, "id", "document"),
    ("attribution", schema.ATTRIBUTION, "id", "document"),
    ("event", schema.EVENT, "id", "document"),
    ("entity", schema.ENTITY, "id", None),
    ("entity", schema.ENTITY_OF, "inside", "document"),
    ("story", schema.STORY, "id", None),
    ("origin", schema.ORIGIN, "id", None),
    ("dependence", schema.DEPENDENCE, "id", "document"),
    ("group", schema.CLAIM_GROUP, "id", None),
    ("dispute", schema.DISPUTE, "id", None),
    ("judgement", schema.JUDGEMENT, "id", None),
    ("finding", schema.FINDING, "id", None),
)


class Found(Record, frozen=True, kw_only=True, order=True):
    """What an id belongs to, and the document that holds it where it is one document's."""

    kind: What
    id: str
    document: str | None = None


class CaseReader(CaseLists):
    """An open case. Everything it answers is one state of the case, as it was when it was opened."""

    def kept(self, key: str, ask: Callable[[], Answer]) -> Answer:
        """Return what is worked out of the whole case: a case that remembers does so once for each of its states."""
        return ask()

    def stamp(self) -> dict[str, str]:
        """Return what made the case: the versions of sayso, parser, analysis and schema."""
        found = self._ask(select(schema.STAMP.c.key, schema.STAMP.c.value).order_by(schema.STAMP.c.key))
        return {key: value for key, value in found if key not in {"content", index.MARK}}

    def mark(self) -> str:
        """Return a word that is another one whenever the case holds something else."""
        content = self._ask(select(schema.STAMP.c.value).where(schema.STAMP.c.key == "content"))
        judged = self._ask(select(func.count()).select_from(schema.JUDGEMENT))
        changed = self._ask(select(func.count()).select_from(schema.STORY_HISTORY))
        return f"{content[0][0] if content else ''}-{judged[0][0]}-{changed[0][0]}"

    def documents(self, ids: Iterable[str] | None = None) -> Iterator[Document]:
        """Yield the documents, or those of these ids, in the order of their ids and without their parses.

        Mentions that a person told apart from their entity are shown so.
        """
        apart = Detaching(self.judgements())
        return (apart.of(document) for document in self.found(ids))

    def found(self, ids: Iterable[str] | None = None) -> Iterator[Document]:
        """Yield the documents as the analysis found them, without what people decided."""
        table = schema.DOCUMENT
        for record, text in self._of_documents(select(table.c.record, table.c.text).order_by(table.c.id), ids):
            with explained(self.address):
                document = rows.document_of(record, text)
            yield document

    def families(self) -> dict[str, str]:
        """Return for each document the id that it and its other versions arrived under."""
        table = schema.DOCUMENT.c
        return {id: first or id for id, first in self._ask(select(table.id, table.revision_of))}

    def arrived(self, ids: Iterable[str] | None = None) -> Iterator[Document]:
        """Yield the documents, or those of these ids, as they were read, before any analysis, in the order of their ids."""
        table = schema.DOCUMENT
        for record, text in self._of_documents(select(table.c.arrived, table.c.text).order_by(table.c.id), ids):
            with explained(self.address):
                document = rows.document_of(record, text)
            yield document

    def outlines(self, ids: Iterable[str] | None = None) -> Iterator[Document]:
        """Yield the outlines of the documents, or of those of these ids, without what people decided."""
        table = schema.DOCUMENT
        for record, text in self._of_documents(select(table.c.record, table.c.text).order_by(table.c.id), ids):
            with explained(self.address):
                outline = outline_of(record, text)
            yield outline

    def document(self, id: str) -> Document | None:
        """Return one document, or None."""
        return next(self.documents([id]), None)

    def analysed(self, version: str) -> frozenset[str]:
        """Return the ids of the documents whose facts this version of the analysis found."""
        table = schema.DOCUMENT
        return frozenset(id for (id,) in self._ask(select(table.c.id).where(table.c.analysis_version == version)))

    def fingerprints(self) -> dict[str, str]:
        """Return the hash of all that the case holds of each document."""
        return dict(self._ask(select(schema.DOCUMENT.c.id, schema.DOCUMENT.c.fingerprint)))

    def found_in(self) -> dict[str, str]:
        """Return the hash of all that each story was found in."""
        return {id: mark for id, mark in self._ask(select(schema.STORY.c.id, schema.STORY.c.found_in)) if mark}

    def told(self, stories: Collection[str]) -> Corpus:
        """Return what was found in each of these stories alone, and nothing else."""
        return Corpus(
            documents=(),
            groups=tuple(group for group in self.groups() if group.story in stories),
            disputes=tuple(dispute for dispute in self.disputes() if dispute.story in stories),
            happenings=tuple(each for each in self.happenings() if each.story in stories),
        )

    def stories(self) -> tuple[Story, ...]:
        """Return the stories, in the order of their ids, as all that follows."""
        return self._records(schema.STORY, Story)

    def entities(self) -> tuple[Entity, ...]:
        """Return who and what the case is about, across documents."""
        return self._records(schema.ENTITY, Entity)

    def entity_of(self) -> dict[str, str]:
        """Return the entity of the case for each entity inside a document."""
        return {inside: entity for inside, entity in self._ask(select(schema.ENTITY_OF.c.inside, schema.ENTITY_OF.c.entity))}

    def origins(self) -> tuple[Origin, ...]:
        """Return the voices that statements can be traced to."""
        return self._records(schema.ORIGIN, Origin)

    def dependences(self) -> tuple[Dependence, ...]:
        """Return which document rests on what, by document."""
        table = schema.DEPENDENCE
        return self._decoded(select(table.c.record).order_by(table.c.document, table.c.rests_on, table.c.id), Dependence)

    def copies(self) -> tuple[Copy, ...]:
        """Return which documents share their text."""
        table = schema.COPY
        return self._decoded(select(table.c.record).order_by(table.c.one, table.c.other), Copy)

    def groups(self, story: str | None = None) -> tuple[ClaimGroup, ...]:
        """Return the claim groups, or those of one story."""
        table = schema.CLAIM_GROUP
        return self._records(table, ClaimGroup, None if story is None else table.c.story == rows.plain(story))

    def groups_of_kinds(self, kinds: Iterable[str], words: Iterable[str] | None = None) -> frozenset[str]:
        """Return the ids of the claim groups with a claim about a happening of one of these kinds, told by one of these words."""
        event, member = schema.EVENT, schema.GROUP_MEMBER
        joined = member.join(event, member.c.claim == event.c.claim)
        wanted = sorted({rows.plain(kind) for kind in kinds})
        asked = select(member.c.claim_group).select_from(joined).where(event.c.kind.in_(wanted)).distinct()
        if words is not None:
            asked = asked.where(event.c.lemma.in_(sorted({rows.plain(word) for word in words})))
        return frozenset(group for (group,) in self._ask(asked))

    def groups_of(self, ids: Iterable[str]) -> tuple[ClaimGroup, ...]:
        """Return the claim groups of these ids, in the order of their ids."""
        table, wanted, found = schema.CLAIM_GROUP, sorted({rows.plain(id) for id in ids}), list[ClaimGroup]()
        for at in range(0, len(wanted), AT_ONCE):
            found.extend(self._records(table, ClaimGroup, table.c.id.in_(wanted[at : at + AT_ONCE])))
        return tuple(found)

    def groups_in(self, document: str) -> tuple[ClaimGroup, ...]:
        """Return the claim groups that hold a claim of this document."""
        member = schema.GROUP_MEMBER
        found = self._ask(select(member.c.claim_group).where(member.c.document == rows.plain(document)).distinct())
        return self.groups_of(id for (id,) in found)

    def stories_holding(self, document: str) -> tuple[Story, ...]:
        """Return the stories that hold this document."""
        table, place = schema.STORY, schema.STORY_DOCUMENT
        inside = select(place.c.story).where(place.c.document == rows.plain(document))
        return self._records(table, Story, table.c.id.in_(inside))

    def disputes(self, story: str | None = None) -> tuple[Dispute, ...]:
        """Return the disputes, or those of one story."""
        table = schema.DISPUTE
        return self._records(table, Dispute, None if story is None else table.c.story == rows.plain(story))

    def findings(self, story: str | None = None) -> tuple[Finding, ...]:
        """Return what the claims of the case, or of one story, bear on."""
        table = schema.FINDING
        return self._records(table, Finding, None if story is None else table.c.story == rows.plain(story))

    def happenings(self) -> tuple[Happening, ...]:
        """Return which words of its documents name one and the same happening."""
        return self._records(schema.HAPPENING, Happening)

    def packs(self) -> tuple[Pack, ...]:
        """Return the rule packs that the findings were made with."""
        return self._records(schema.PACK, Pack)

    def outlets(self) -> dict[str, str | None]:
        """Return the outlet of each document."""
        return {id: outlet for id, outlet in self._ask(select(schema.DOCUMENT.c.id, schema.DOCUMENT.c.outlet))}

    def failures(self) -> tuple[Failure, ...]:
        """Return what could not be read, by source."""
        table = schema.FAILURE
        return self._decoded(select(table.c.record).order_by(table.c.source, table.c.rule, table.c.id), Failure)

    def judgements(self) -> tuple[Judgement, ...]:
        """Return what people decided, in the order in which they did."""
        table = schema.JUDGEMENT
        return self._decoded(select(table.c.record).order_by(table.c.place), Judgement)

    def story_history(self) -> tuple[StoryChange, ...]:
        """Return what became of the stories as the case was built in steps, in order."""
        table = schema.STORY_HISTORY
        return self._decoded(select(table.c.record).order_by(table.c.place), StoryChange)

    def corpus(self) -> Corpus:
        """Return the whole case as one record."""
        return Corpus(
            documents=tuple(self.documents()),
            entities=self.entities(),
            entity_of=tuple(sorted(self.entity_of().items())),
            copies=self.copies(),
            stories=self.stories(),
            origins=self.origins(),
            dependences=self.dependences(),
            groups=self.groups(),
            disputes=self.disputes(),
            judgements=self.judgements(),
            findings=self.findings(),
            happenings=self.happenings(),
        )

    def find(self, start: str, *kinds: What) -> tuple[Found, ...]:
        """Return what an id, or the start of one, can mean among these kinds (or all): the exact one alone where there is one."""
        words = rows.plain(start)
        # A whole id is found by its index; only a beginning is looked for in all of them.
        found = self._holding(words, kinds, whole=True) or self._holding(words, kinds, whole=False) if words else set[Found]()
        return tuple(sorted(found, key=lambda one: (one.kind, one.id)))

    def _holding(self, words: str, kinds: tuple[What, ...], *, whole: bool) -> set[Found]:
        found = set[Found]()
        for kind, table, key, holder in _HOLDERS:
            if kinds and kind not in kinds:
                continue
            column = table.c[key]
            is_it = column == words if whole else column.startswith(words, autoescape=True)
            for row in self._ask(select(column, *([table.c[holder]] if holder else [])).where(is_it).order_by(column).limit(50)):
                if row[0].startswith(words):
                    found.add(Found(kind=kind, id=row[0], document=row[1] if holder else None))
        return found

    def search(self, wanted: Wanted) -> Matches:
        """Return the documents or claims in which words stand, the best first."""
        with explained(self.address):
            return searching.matches(self._connection, wanted)

    def tallies(self, wanted: Wanted, matched: Matches) -> dict[Facet, Tally]:
        """Return how many of what is wanted there are for each value of each facet, whatever was chosen of that facet."""
        by_state = matched.total > searching.MANY and wanted.kind == "articles"
        common = self.common_states() if by_state else ()
        with explained(self.address):
            return searching.tallies(self._connection, wanted, matched, common)

    def common_states(self) -> tuple[tuple[str, bool], ...]:
        """Return the states of the claim groups of the case, each with whether it is a common one."""
        with explained(self.address):
            return searching.common_states(self._connection)

    def stories_of(self, documents: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return the stories that each of these documents belongs to."""
        found, table = dict[str, tuple[str, ...]](), schema.STORY_DOCUMENT
        for document, story in self._of_ids(
            select(table.c.document, table.c.story).order_by(table.c.story), table.c.document, documents
        ):
            found[document] = (*found.get(document, ()), story)
        return found

    def holders(self, claims: Iterable[str]) -> dict[str, str]:
        """Return the document of each of these claims."""
        table = schema.CLAIM
        return dict(self._of_ids(select(table.c.id, table.c.document), table.c.id, claims))

    def states_of(self, claims: Iterable[str]) -> dict[str, tuple[str, State]]:
        """Return the group of each of these claims, with its state."""
        member, group = schema.GROUP_MEMBER, schema.CLAIM_GROUP
        joined = member.join(group, member.c.claim_group == group.c.id)
        question = select(member.c.claim, group.c.id, group.c.state).select_from(joined).order_by(group.c.id)
        return {claim: (id, state) for claim, id, state in self._of_ids(question, member.c.claim, claims)}

    def _of_documents(self, question: Select[Any], ids: Iterable[str] | None) -> Iterator[Any]:
        """Yield the rows of all documents, or of these, a stretch at a time, so that a large case need not fit in memory."""
        if ids is None:
            ids = [id for (id,) in self._ask(select(schema.DOCUMENT.c.id))]
        yield from self._of_ids(question, schema.DOCUMENT.c.id, ids)

    def _records(self, table: Table, kind: type[Kind], where: ColumnElement[bool] | None = None) -> tuple[Kind, ...]:
        question = select(table.c.record).order_by(table.c.id)
        return self._decoded(question if where is None else question.where(where), kind)
