"""A case: many documents and all that was found across them, in one file or on a server. Opened to be read, or by its one writer.

with open_case("affair.db") as case:
    for story in case.stories():
        print(story.title, story.documents)
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType

from sqlalchemy import Table, bindparam, delete, func, insert, select

from sayso.kit.detaching import Detaching
from sayso.model.corpus import Corpus, Judgement, StoryChange
from sayso.model.document import Document
from sayso.model.errors import Failure
from sayso.model.pack import Pack
from sayso.store import index, rows, schema
from sayso.store.address import Address, address_of
from sayso.store.changes import changes
from sayso.store.connection import connected, database_of, explained
from sayso.store.reading import AT_ONCE, WHOLE, CaseReader, Found, GroupsWanted, Part, What

__all__ = ["AT_ONCE", "WHOLE", "Case", "Found", "GroupsWanted", "Part", "What", "open_case"]


class Case(CaseReader):
    """An open case that can be written too. Made by `open_case`."""

    _known_as: Mapping[str, str] = MappingProxyType({})

    def accepted(self, document: Document) -> Document | Failure:
        """Return a document, or why the database of this case cannot hold it."""
        why = database_of(self.address).refused_id(document.id)
        remedy = "give it a shorter id, or build a case in a file"
        return Failure(source=document.source, rule="long_id", message=why, remedy=remedy) if why else document

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
        with explained(self.address), self._connection.begin_nested():
            held_mark = self._connection.scalar(select(schema.STAMP.c.value).where(schema.STAMP.c.key == "content"))
            is_new = bool(judged) or mark != held_mark
            if is_new:
                self._put(schema.JUDGEMENT, judged)
                held = self._connection.execute(select(schema.DOCUMENT.c.id, schema.DOCUMENT.c.fingerprint))
                known = {id: fingerprint for id, fingerprint in held}
                self._tell_changes(corpus)
                self._clear([id for id in known if marks.get(id) != known[id]])
                self._fill([pair for pair in found if known.get(pair[1]["id"]) != pair[1]["fingerprint"]], derived)
                self._tell_apart(corpus)
                self._put(schema.STAMP, [{"key": key, "value": value} for key, value in {**stamp, "content": mark}.items()])
        with explained(self.address):
            if is_new:
                self._connection.commit()
            else:
                self._connection.rollback()
        return is_new

    def rewrite(self, *, judgements: Iterable[Judgement], known_as: Mapping[str, str]) -> None:
        """Put judgements in the place of those that the case holds: only to take the words of a removed document out.

        `known_as` are ids that the history of the stories shall not tell, each with what it tells in its place.
        """
        self._known_as = dict(known_as)
        history = self.story_history()
        with explained(self.address):
            self._connection.execute(delete(schema.JUDGEMENT))
            self._put(schema.JUDGEMENT, rows.judgement_rows(judgements))
            self._connection.execute(delete(schema.STORY_HISTORY))
            self._put(schema.STORY_HISTORY, rows.change_rows(map(self._shown, history)))

    def _shown(self, change: StoryChange) -> StoryChange:
        return change.replace(documents=tuple(self._known_as.get(id, id) for id in change.documents))

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

    def _tell_changes(self, corpus: Corpus) -> None:
        """Add what becomes of the stories that the case holds."""
        table = schema.STORY_DOCUMENT.c
        before = {document: story for document, story in self._connection.execute(select(table.document, table.story))}
        place = self._connection.scalar(select(func.count()).select_from(schema.STORY_HISTORY)) or 0
        self._put(schema.STORY_HISTORY, rows.change_rows(map(self._shown, changes(before, corpus, place))))

    def _tell_apart(self, corpus: Corpus) -> None:
        """Let the claims of the documents that people judged speak of whom they are said to speak of."""
        apart = Detaching(corpus.judgements)
        judged = {each.document for one in corpus.judgements for target in one.targets for each in target.anchors}
        for document in corpus.documents:
            if document.id in judged:
                table = schema.CLAIM_ENTITY
                self._connection.execute(delete(table).where(table.c.document == rows.plain(document.id)))
                self._put(table, rows.spoken_of(apart.of(document)))

    def _put(self, table: Table, found: Sequence[rows.Row]) -> None:
        if found:
            self._connection.execute(insert(table), found)


@contextmanager
def open_case(path_or_url: str | Address, *, write: bool = False) -> Iterator[Case]:
    """Open a case to read it, or with `write` as its one writer, which makes it where there is none.

    Raises:
        StoreError: there is no such case, it is something else (which is left as it was), or another build is writing it.
    """
    address = address_of(path_or_url)
    with connected(address, write=write) as connection:
        yield Case(address, connection)
