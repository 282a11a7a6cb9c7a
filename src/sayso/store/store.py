"""A case: many documents and all that was found across them, in one file. Opened to be read, or by its one writer.

with open_case("affair.db") as case:
    for story in case.stories():
        print(story.title, story.documents)
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, bindparam, delete, func, insert, select

from sayso.kit.detaching import Detaching
from sayso.model.base import Record
from sayso.model.corpus import ClaimGroup, Copy, Corpus, Dependence, Dispute, Entity, Finding, Judgement, Origin, State, Story
from sayso.model.document import Document
from sayso.model.errors import Failure
from sayso.model.pack import Pack
from sayso.store import index, rows, schema, searching
from sayso.store.connection import connected, explained, path_of
from sayso.store.searching import Count, Facet, Matches, Wanted

Kind = TypeVar("Kind")
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

AT_ONCE = 500
"""How many ids go into one question to the database."""

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


class Case:
    """An open case. Made by `open_case`; everything it answers is one state of the case, as it was when it was opened."""

    def __init__(self, path: Path, connection: Connection) -> None:
        self.path = path
        self._connection = connection

    def stamp(self) -> dict[str, str]:
        """Return what made the case: the versions of sayso, parser, analysis and schema."""
        found = self._ask(select(schema.STAMP.c.key, schema.STAMP.c.value).order_by(schema.STAMP.c.key))
        return {key: value for key, value in found if key not in {"content", index.MARK}}

    def mark(self) -> str:
        """Return a word that is another one whenever the case holds something else."""
        content = self._ask(select(schema.STAMP.c.value).where(schema.STAMP.c.key == "content"))
        judged = self._ask(select(func.count()).select_from(schema.JUDGEMENT))
        return f"{content[0][0] if content else ''}-{judged[0][0]}"

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
            with explained(self.path):
                document = rows.document_of(record, text)
            yield document

    def arrived(self) -> Iterator[Document]:
        """Yield the documents as they were read, before any analysis, in the order of their ids."""
        table = schema.DOCUMENT
        for record, text in self._ask(select(table.c.arrived, table.c.text).order_by(table.c.id)):
            with explained(self.path):
                document = rows.document_of(record, text)
            yield document

    def document(self, id: str) -> Document | None:
        """Return one document, or None."""
        return next(self.documents([id]), None)

    def analysed(self, version: str) -> frozenset[str]:
        """Return the ids of the documents whose facts this version of the analysis found."""
        table = schema.DOCUMENT
        return frozenset(id for (id,) in self._ask(select(table.c.id).where(table.c.analysis_version == version)))

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

    def groups_by_id(self, ids: Iterable[str]) -> tuple[ClaimGroup, ...]:
        """Return the claim groups of these ids."""
        wanted, table = sorted({rows.plain(id) for id in ids}), schema.CLAIM_GROUP
        parts = (wanted[at : at + AT_ONCE] for at in range(0, len(wanted), AT_ONCE))
        return tuple(group for part in parts for group in self._records(table, ClaimGroup, table.c.id.in_(part)))

    def groups_in(self, document: str) -> tuple[ClaimGroup, ...]:
        """Return the claim groups that hold a claim of this document."""
        member = schema.GROUP_MEMBER
        found = self._ask(select(member.c.claim_group).where(member.c.document == rows.plain(document)).distinct())
        return self.groups_by_id(id for (id,) in found)

    def groups_fought(self) -> tuple[ClaimGroup, ...]:
        """Return the claim groups that are disputed or contradicted."""
        table = schema.CLAIM_GROUP
        return self._records(table, ClaimGroup, table.c.state.in_(("disputed", "contradicted")))

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

    def packs(self) -> tuple[Pack, ...]:
        """Return the rule packs that the findings were made with."""
        return self._records(schema.PACK, Pack)

    def support(self) -> dict[str, tuple[int, int]]:
        """Return for each story how many independent origins its best supported claim group has: at least and at most."""
        table = schema.CLAIM_GROUP
        question = select(table.c.story, func.max(table.c.at_least), func.max(table.c.at_most)).group_by(table.c.story)
        return {story: (least, most) for story, least, most in self._ask(question)}

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
            for row in self._ask(select(column, *([table.c[holder]] if holder else [])).where(is_it).limit(50)):
                if row[0].startswith(words):
                    found.add(Found(kind=kind, id=row[0], document=row[1] if holder else None))
        return found

    def write(
        self,
        corpus: Corpus,
        failures: Iterable[Failure],
        stamp: Mapping[str, str],
        arrived: Iterable[Document] = (),
        packs: Iterable[Pack] = (),
    ) -> bool:
        """Make the case hold exactly this, all at once or not at all; documents that are the same are left as they are.

        `stamp` names the versions that made it; its key `analysis` is kept with each document. `arrived` are the documents as
        they were read (by default: without their facts); `packs` are those that made the findings. Judgements are added to those
        that the case holds; none is ever taken out. Returns whether anything had changed.
        """
        before = {document.id: document for document in arrived}
        analysis = stamp.get("analysis", "")
        found = [
            (document, rows.document_row(document, before.get(document.id) or rows.without_facts(document), analysis))
            for document in corpus.documents
        ]
        derived = rows.derived_rows(corpus, failures, packs)
        marks = {row["id"]: row["fingerprint"] for _, row in found}
        mark = rows.content_mark(marks, derived, stamp)
        judged = rows.judgement_rows(corpus.judgements)[len(self.judgements()) :]
        with explained(self.path), self._connection.begin_nested():
            held_mark = self._connection.scalar(select(schema.STAMP.c.value).where(schema.STAMP.c.key == "content"))
            is_new = bool(judged) or mark != held_mark
            if is_new:
                self._put(schema.JUDGEMENT, judged)
                held = self._connection.execute(select(schema.DOCUMENT.c.id, schema.DOCUMENT.c.fingerprint))
                known = {id: fingerprint for id, fingerprint in held}
                self._clear([id for id in known if marks.get(id) != known[id]])
                self._fill([pair for pair in found if known.get(pair[1]["id"]) != pair[1]["fingerprint"]], derived)
                self._tell_apart(corpus)
                self._put(schema.STAMP, [{"key": key, "value": value} for key, value in {**stamp, "content": mark}.items()])
        with explained(self.path):
            if is_new:
                self._connection.commit()
            else:
                self._connection.rollback()
        return is_new

    def rewrite(self, *, judgements: Iterable[Judgement]) -> None:
        """Put judgements in the place of those that the case holds: only to take the words of a removed document out."""
        with explained(self.path):
            self._connection.execute(delete(schema.JUDGEMENT))
            self._put(schema.JUDGEMENT, rows.judgement_rows(judgements))

    def _clear(self, gone: Sequence[str]) -> None:
        """Take out all that is derived, and these documents with what they say."""
        for table in reversed(schema.METADATA.sorted_tables):
            if table in schema.DERIVED:
                self._connection.execute(delete(table))
        keys = [{"gone": id} for id in gone]
        for table in (*schema.OF_ONE_DOCUMENT, schema.DOCUMENT):
            if keys:
                column = table.c.id if table is schema.DOCUMENT else table.c.document
                self._connection.execute(delete(table).where(column == bindparam("gone")), keys)
        index.forget(self._connection, gone)
        self._connection.execute(delete(schema.STAMP).where(schema.STAMP.c.key.not_in(("schema", index.MARK))))

    def _fill(self, changed: Sequence[tuple[Document, rows.Row]], derived: Mapping[Table, list[rows.Row]]) -> None:
        self._put(schema.DOCUMENT, [row for _, row in changed])
        for document, _ in changed:
            for table, facts in rows.fact_rows(document).items():
                self._put(table, facts)
        index.add(self._connection, (document for document, _ in changed))
        for table, found in derived.items():
            self._put(table, found)

    def _tell_apart(self, corpus: Corpus) -> None:
        """Let the claims of the documents that people judged speak of whom they are said to speak of."""
        apart = Detaching(corpus.judgements)
        judged = {each.document for one in corpus.judgements for target in one.targets for each in target.anchors}
        for document in corpus.documents:
            if document.id in judged:
                table = schema.CLAIM_ENTITY
                self._connection.execute(delete(table).where(table.c.document == rows.plain(document.id)))
                self._put(table, rows.spoken_of(apart.of(document)))

    def search(self, wanted: Wanted) -> Matches:
        """Return the documents or claims in which words stand, the best first."""
        with explained(self.path):
            return searching.matches(self._connection, wanted)

    def tally(self, wanted: Wanted, facet: Facet) -> tuple[Count, ...]:
        """Return how many of what is wanted there are for each value of a facet, whatever was chosen of that facet."""
        with explained(self.path):
            return searching.tally(self._connection, wanted, facet)

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

    def groups_of(self, claims: Iterable[str]) -> dict[str, tuple[str, State]]:
        """Return the group of each of these claims, with its state."""
        member, group = schema.GROUP_MEMBER, schema.CLAIM_GROUP
        joined = member.join(group, member.c.claim_group == group.c.id)
        question = select(member.c.claim, group.c.id, group.c.state).select_from(joined).order_by(group.c.id)
        return {claim: (id, state) for claim, id, state in self._of_ids(question, member.c.claim, claims)}

    def _put(self, table: Table, found: Sequence[rows.Row]) -> None:
        if found:
            self._connection.execute(insert(table), found)

    def _ask(self, question: Select[Any]) -> list[Any]:
        with explained(self.path):
            return list(self._connection.execute(question))

    def _of_documents(self, question: Select[Any], ids: Iterable[str] | None) -> Iterator[Any]:
        """Yield the rows of all documents, or of these, a stretch at a time, so that a large case need not fit in memory."""
        if ids is None:
            ids = [id for (id,) in self._ask(select(schema.DOCUMENT.c.id))]
        yield from self._of_ids(question, schema.DOCUMENT.c.id, ids)

    def _of_ids(self, question: Select[Any], key: ColumnElement[str], ids: Iterable[str]) -> Iterator[Any]:
        """Yield the rows whose key is among these ids, a stretch at a time."""
        wanted = sorted({rows.plain(id) for id in ids})
        for at in range(0, len(wanted), AT_ONCE):
            yield from self._ask(question.where(key.in_(wanted[at : at + AT_ONCE])))

    def _records(self, table: Table, kind: type[Kind], where: ColumnElement[bool] | None = None) -> tuple[Kind, ...]:
        question = select(table.c.record).order_by(table.c.id)
        return self._decoded(question if where is None else question.where(where), kind)

    def _decoded(self, question: Select[Any], kind: type[Kind]) -> tuple[Kind, ...]:
        found = self._ask(question)
        with explained(self.path):
            return tuple(rows.decode(record, kind) for (record,) in found)


@contextmanager
def open_case(path_or_url: str | Path, *, write: bool = False) -> Iterator[Case]:
    """Open a case to read it, or with `write` as its one writer, which makes it where there is none.

    Raises:
        StoreError: there is no such case, the file is something else (it is left as it was), or another build is writing it.
    """
    path = path_of(path_or_url)
    with connected(path, write=write) as connection:
        yield Case(path, connection)
