"""A case: many documents and all that was found across them, in one file or on a server. Opened to be read, or by its one writer.

with open_case("affair.db") as case:
    for story in case.stories():
        print(story.title, story.documents)
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType

from sqlalchemy import ColumnElement, Connection, Table, bindparam, delete, func, insert, select, update

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
from sayso.store.ranking import Told
from sayso.store.reading import AT_ONCE, WHOLE, CaseReader, Found, GroupsWanted, Part, StoriesWanted, What
from sayso.store.settling import Changes, changes_of_stories, changes_to, counted_mark, settle, stamp_of

__all__ = ["AT_ONCE", "WHOLE", "Case", "Found", "GroupsWanted", "Part", "StoriesWanted", "What", "open_case"]

Made = tuple[Document, rows.Row]
"""A document and the row that it is written as."""


class Case(CaseReader):
    """An open case that can be written too. Made by `open_case`."""

    _known_as: Mapping[str, str] = MappingProxyType({})

    def __init__(self, address: Address, connection: Connection) -> None:
        super().__init__(address, connection)
        self._taken = dict[str, str | None]()
        self._moved = 0

    def accepted(self, document: Document) -> Document | Failure:
        """Return a document, or why the database of this case cannot hold it."""
        why = database_of(self.address).refused_id(document.id)
        remedy = "give it a shorter id, or build a case in a file"
        return Failure(source=document.source, rule="long_id", message=why, remedy=remedy) if why else document

    def take(self, documents: Iterable[Document], arrived: Mapping[str, Document], analysis: str) -> dict[str, str]:
        """Put documents into the case before what is found across them is known, and return their fingerprints, by id.

        They need not be held in memory then. Nobody sees them, and nothing is kept of them, until `write` has been called.

        Args:
            arrived: the documents as they were read.
            analysis: the version of the analysis, kept with each.
        """
        made = [(each, _row_of(each, arrived, analysis)) for each in documents]
        with explained(self.address):
            self._put_documents(made)
        return {document.id: row["fingerprint"] for document, row in made}

    def take_found(self, found: Corpus) -> frozenset[str]:
        """Put what was found in stories, each alone, into the case before the rest is known, and return which stories these are.

        Their documents have been taken. Nothing is kept, as of these, until `write` has been called.
        """
        claims = [member.claim for group in found.groups for member in group.members]
        with explained(self.address):
            differing = changes_of_stories(self._connection, rows.story_rows(found, self._told(claims)))
            settle(self._connection, differing)
        self._moved += sum(each.mark for each in differing)
        return frozenset(one.story for part in (found.groups, found.disputes, found.happenings) for one in part)

    def _told(self, claims: Iterable[str]) -> dict[str, Told]:
        claim, document = schema.CLAIM, schema.DOCUMENT
        joined = claim.join(document, claim.c.document == document.c.id)
        asked = select(claim.c.id, document.c.published, claim.c.start, claim.c.stance).select_from(joined)
        return {id: (published, start, stance) for id, published, start, stance in self._of_ids(asked, claim.c.id, claims)}

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
            held: what stands in the case as it is to be: it was read from it and is the same, or was taken into it.
        """
        as_read = {document.id: document for document in arrived}
        others = [each for each in corpus.documents if each.id not in held.documents]
        made = [(each, _row_of(each, as_read, stamp.get("analysis", ""))) for each in others]
        known = {**held.documents, **{document.id: row["fingerprint"] for document, row in made}}
        marks = {rows.plain(document.id): known[document.id] for document in corpus.documents}
        derived = rows.derived_rows(corpus, failures, packs, held.stories)
        judged = rows.judgement_rows(corpus.judgements)[len(self.judgements()) :]
        with explained(self.address), self._connection.begin_nested():
            before = self._fingerprints_before()
            differing = changes_to(self._connection, derived, held.stories)
            content = self._led_on(differing, (before, marks), stamp)
            is_new = bool(judged) or content is not None
            if is_new:
                self._put(schema.JUDGEMENT, judged)
                self._tell_changes(corpus)
                self._settle(made, [id for id in before if id not in marks], differing)
                self._tell_apart(corpus)
                self._stamp(stamp, content)
        with explained(self.address):
            if is_new:
                self._connection.commit()
            else:
                self._connection.rollback()
        self._taken.clear()
        self._moved = 0
        return is_new

    def _fingerprints_before(self) -> dict[str, str]:
        """Return the fingerprints of the documents as they were before any were taken."""
        now = {id: mark for id, mark in self.fingerprints().items() if id not in self._taken}
        return now | {id: mark for id, mark in self._taken.items() if mark is not None}

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
        if not any(differing) and not self._moved and before == after and stamped == dict(stamp):
            return None
        gone, come = before.items() - after.items(), after.items() - before.items()
        total = (
            int(held or "0", 16)
            + self._moved
            + sum(each.mark for each in differing)
            + rows.marks_of(dict(come))
            - rows.marks_of(dict(gone))
        )
        return rows.as_mark(total + rows.marks_of(stamp) - rows.marks_of(stamped))

    def _settle(self, made: Sequence[Made], gone: Sequence[str], differing: Iterable[Changes]) -> None:
        """Write the documents that are not the same with what they say, and what differs in all that is found across them."""
        self._forget(gone)
        self._put_documents(made)
        index.settle(self._connection)
        settle(self._connection, differing)
        self._delete(schema.DOCUMENT, schema.DOCUMENT.c.id, gone)

    def _put_documents(self, made: Sequence[Made]) -> None:
        """Put documents with what they say in the place of what the case holds under their ids; the same are left as they are."""
        for at in range(0, len(made), AT_ONCE):
            some, table = made[at : at + AT_ONCE], schema.DOCUMENT.c
            held = dict(self._of_ids(select(table.id, table.fingerprint), table.id, (row["id"] for _, row in some)))
            changed = [(document, row) for document, row in some if held.get(row["id"]) != row["fingerprint"]]
            self._forget([row["id"] for _, row in changed if row["id"] in held])
            self._put(schema.DOCUMENT, [row for _, row in changed if row["id"] not in held])
            self._replace(schema.DOCUMENT, [row for _, row in changed if row["id"] in held])
            self._put_facts(document for document, _ in changed)
            index.add(self._connection, (document for document, _ in changed))
            for _, row in changed:
                self._taken.setdefault(row["id"], held.get(row["id"]))

    def _forget(self, documents: Sequence[str]) -> None:
        """Let go of what these documents say, and of their words."""
        for table in schema.OF_ONE_DOCUMENT:
            self._delete(table, table.c.document, documents)
        index.forget(self._connection, documents)

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
        apart, table = Detaching(corpus.judgements), schema.CLAIM_ENTITY
        judged = {each.document for one in corpus.judgements for target in one.targets for each in target.anchors}
        for document in self.found(judged):
            self._connection.execute(delete(table).where(table.c.document == rows.plain(document.id)))
            self._put(table, rows.spoken_of(apart.of(document)))

    def _put(self, table: Table, found: Sequence[rows.Row]) -> None:
        if found:
            self._connection.execute(insert(table), found)


def _row_of(document: Document, arrived: Mapping[str, Document], analysis: str) -> rows.Row:
    return rows.document_row(document, arrived.get(document.id) or rows.without_facts(document), analysis)


@contextmanager
def open_case(path_or_url: str | Address, *, write: bool = False) -> Iterator[Case]:
    """Open a case to read it, or with `write` as its one writer, which makes it where there is none.

    Raises:
        StoreError: there is no such case, it is something else (which is left as it was), or another build is writing it.
    """
    address = address_of(path_or_url)
    with connected(address, write=write) as connection:
        yield Case(address, connection)
