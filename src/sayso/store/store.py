"""A case: many documents and all that was found across them, in one file or on a server. Opened to be read, or by its one writer.

with open_case("affair.db") as case:
    for story in case.stories():
        print(story.title, story.documents)
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType

from sqlalchemy import ColumnElement, Table, bindparam, delete, func, insert, select, update

from sayso.kit.detaching import Detaching
from sayso.model.corpus import Corpus, Judgement, StoryChange
from sayso.model.document import Document
from sayso.model.errors import Failure
from sayso.model.pack import Pack
from sayso.store import index, rows, schema
from sayso.store.address import Address, address_of
from sayso.store.changes import changes
from sayso.store.connection import connected, database_of, explained
from sayso.store.held import NOTHING, Held
from sayso.store.reading import AT_ONCE, WHOLE, CaseReader, Found, GroupsWanted, Part, StoriesWanted, What
from sayso.store.settling import Changes, changes_to, counted_mark, settle, stamp_of

__all__ = ["AT_ONCE", "WHOLE", "Case", "Found", "GroupsWanted", "Part", "StoriesWanted", "What", "open_case"]


class Case(CaseReader):
    """An open case that can be written too. Made by `open_case`."""

    _known_as: Mapping[str, str] = MappingProxyType({})

    def accepted(self, document: Document) -> Document | Failure:
        """Return a document, or why the database of this case cannot hold it."""
        why = database_of(self.address).refused_id(document.id)
        remedy = "give it a shorter id, or build a case in a file"
        return Failure(source=document.source, rule="long_id", message=why, remedy=remedy) if why else document

    def rows_of(self, documents: Iterable[Document], arrived: Iterable[Document], analysis: str) -> dict[str, rows.Row]:
        """Return the rows that documents are to be written as, by id, each with its fingerprint."""
        before = {document.id: document for document in arrived}
        return {
            document.id: rows.document_row(document, before.get(document.id) or rows.without_facts(document), analysis)
            for document in documents
        }

    def write(
        self,
        corpus: Corpus,
        failures: Iterable[Failure],
        stamp: Mapping[str, str],
        arrived: Iterable[Document] = (),
        packs: Iterable[Pack] = (),
        *,
        held: Held = NOTHING,
    ) -> bool:
        """Make the case hold exactly this, all at once or not at all; what is the same is left as it is.

        `stamp` names the versions that made it; its key `analysis` is kept with each document. `arrived` are the documents as
        they were read (by default: without their facts); `packs` are those that made the findings. Judgements are added to those
        that the case holds; none is ever taken out. Returns whether anything had changed.

        Args:
            held: what this writer read of the case and knows to be the same, or has made rows of.
        """
        known = held.fingerprints
        other = self.rows_of([each for each in corpus.documents if each.id not in known], arrived, stamp.get("analysis", ""))
        found = {**held.rows, **other}
        known |= {id: row["fingerprint"] for id, row in other.items()}
        marks = {rows.plain(document.id): known[document.id] for document in corpus.documents}
        derived = rows.derived_rows(corpus, failures, packs, held.stories)
        judged = rows.judgement_rows(corpus.judgements)[len(self.judgements()) :]
        with explained(self.address), self._connection.begin_nested():
            before = self.fingerprints()
            differing = changes_to(self._connection, derived, held.stories)
            content = self._led_on(differing, (before, marks), stamp)
            is_new = bool(judged) or content is not None
            if is_new:
                self._put(schema.JUDGEMENT, judged)
                self._tell_changes(corpus)
                changed = [each for each in corpus.documents if before.get(rows.plain(each.id)) != marks[rows.plain(each.id)]]
                self._settle([(each, found[each.id]) for each in changed], before, marks, differing)
                self._tell_apart(corpus)
                self._stamp(stamp, content)
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

    def _led_on(
        self, differing: Iterable[Changes], documents: tuple[Mapping[str, str], Mapping[str, str]], stamp: Mapping[str, str]
    ) -> str | None:
        """Return the mark that the case is to have, empty where all has to be counted for it; None where it is as it was."""
        (before, after), stamped = documents, stamp_of(self._connection)
        held = self._connection.scalar(select(schema.STAMP.c.value).where(schema.STAMP.c.key == "content"))
        if held is None and stamped:
            return ""
        if not any(differing) and before == after and stamped == dict(stamp):
            return None
        gone, come = before.items() - after.items(), after.items() - before.items()
        total = (
            int(held or "0", 16) + sum(each.mark for each in differing) + rows.marks_of(dict(come)) - rows.marks_of(dict(gone))
        )
        return rows.as_mark(total + rows.marks_of(stamp) - rows.marks_of(stamped))

    def _settle(
        self,
        changed: Sequence[tuple[Document, rows.Row]],
        before: Mapping[str, str],
        after: Mapping[str, str],
        differing: Iterable[Changes],
    ) -> None:
        """Write the documents that changed with what they say, and what differs in all that is found across them."""
        gone = [id for id in before if before[id] != after.get(id)]
        for table in schema.OF_ONE_DOCUMENT:
            self._delete(table, table.c.document, gone)
        index.forget(self._connection, gone)
        self._put(schema.DOCUMENT, [row for _, row in changed if row["id"] not in before])
        self._replace(schema.DOCUMENT, [row for _, row in changed if row["id"] in before])
        for at in range(0, len(changed), AT_ONCE):
            self._put_facts([document for document, _ in changed[at : at + AT_ONCE]])
        index.add(self._connection, (document for document, _ in changed))
        settle(self._connection, differing)
        self._delete(schema.DOCUMENT, schema.DOCUMENT.c.id, [id for id in gone if id not in after])

    def _put_facts(self, documents: Iterable[Document]) -> None:
        facts: dict[Table, list[rows.Row]] = {}
        for document in documents:
            for table, found in rows.fact_rows(document).items():
                facts.setdefault(table, []).extend(found)
        for table, found in facts.items():
            self._put(table, found)

    def _stamp(self, stamp: Mapping[str, str], content: str | None) -> None:
        self._connection.execute(delete(schema.STAMP).where(schema.STAMP.c.key.not_in(("schema", index.MARK))))
        self._put(schema.STAMP, [{"key": key, "value": value} for key, value in stamp.items()])
        self._put(schema.STAMP, [{"key": "content", "value": content or counted_mark(self._connection)}])

    def _delete(self, table: Table, column: ColumnElement[str], values: Sequence[str]) -> None:
        if values:
            self._connection.execute(delete(table).where(column == bindparam("gone")), [{"gone": each} for each in values])

    def _replace(self, table: Table, found: Sequence[rows.Row]) -> None:
        if found:
            named = [{**row, "held_id": row["id"]} for row in found]
            self._connection.execute(update(table).where(table.c.id == bindparam("held_id")), named)

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
