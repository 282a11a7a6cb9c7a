"""Look at a case as a suspect: what the database says of it, and whether what it holds is what was written.

Nothing is written here, and nothing is taken on trust that can be counted again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

from sqlalchemy import Connection, Table, select

from sayso.model.document import Document
from sayso.store import index, rows, schema
from sayso.store.address import Address
from sayso.store.connection import database_of, examining, explained
from sayso.store.reading import CaseReader

AT_ONCE = 200
"""How many documents are looked at together."""
_FLAT = (schema.CLAIM, schema.ATTRIBUTION, schema.EVENT)


class Suspect(CaseReader):
    """A case that is looked at and not trusted. Made by `suspected`."""

    def __init__(self, address: Address, connection: Connection, version: int) -> None:
        super().__init__(address, connection)
        self.version = version

    @property
    def is_newest(self) -> bool:
        """Has the case the schema of this sayso?"""
        return self.version == len(schema.MIGRATIONS)

    def described(self) -> str:
        """Return where the case is and how large it is."""
        with explained(self.address):
            return database_of(self.address).described(self._connection)

    def faults(self) -> tuple[str, ...]:
        """Return what the database finds wrong with what it keeps: pages, tables and their indexes."""
        with explained(self.address):
            return database_of(self.address).faults(self._connection)

    def loose_ends(self) -> tuple[str, ...]:
        """Return which tables have rows that name a row which is not there."""
        with explained(self.address):
            return database_of(self.address).loose_ends(self._connection)

    def held_mark(self) -> str | None:
        """Return the mark of the content that was made when it was written."""
        found = self._ask(select(schema.STAMP.c.value).where(schema.STAMP.c.key == "content"))
        return str(found[0][0]) if found else None

    def counted_mark(self) -> str:
        """Return the mark of the content as it stands in the case now."""
        table = schema.DOCUMENT.c
        question = select(table.id, table.record, table.arrived, table.analysis_version, table.text)
        marks = {id: rows.fingerprint(*parts) for id, *parts in self._of_documents(question, None)}
        stamp = {key: value for key, value in self.stamp().items() if key != "schema"}
        return rows.content_mark(marks, {table: self._rows(table) for table in schema.DERIVED}, stamp)

    def altered(self) -> tuple[str, ...]:
        """Return the documents that are no longer as they were written."""
        table = schema.DOCUMENT.c
        question = select(table.id, table.fingerprint, table.record, table.arrived, table.analysis_version, table.text)
        found = self._of_documents(question, None)
        return tuple(id for id, mark, *parts in found if rows.fingerprint(*parts) != mark)

    def batches(self) -> Iterator[list[Document]]:
        """Yield the documents, some at a time."""
        waiting = self.found()
        while batch := list(islice(waiting, AT_ONCE)):
            yield batch

    def other_facts(self, documents: list[Document]) -> set[str]:
        """Return which of these documents have other rows of claims, attributions or events than their records say."""
        found = set[str]()
        expected = [rows.fact_rows(document) for document in documents]
        for table in _FLAT:
            right = {_flat(table, row) for each in expected for row in each[table]}
            ids = [rows.plain(document.id) for document in documents]
            with explained(self.address):
                held = self._connection.execute(select(table).where(table.c.document.in_(ids))).mappings()
                kept = {_flat(table, dict(row)) for row in held}
            at = [column.name for column in table.c].index("document")
            found |= {str(row[at]) for row in kept ^ right}
        return found

    def has_words_of_now(self) -> bool:
        """Is the index of words of the version that this sayso makes?"""
        with explained(self.address):
            return index.is_current(self._connection)

    def other_words(self, documents: list[Document]) -> set[str]:
        """Return which of these documents the index of words holds otherwise than they are."""
        with explained(self.address):
            return index.astray(self._connection, documents)

    def stray_words(self) -> set[str]:
        """Return the documents that the index of words holds and the case does not."""
        with explained(self.address):
            return index.strays(self._connection)

    def _rows(self, table: Table) -> list[rows.Row]:
        with explained(self.address):
            found = [dict(row) for row in self._connection.execute(select(table)).mappings()]
        return rows.settled(table, found)


def _flat(table: Table, row: rows.Row) -> tuple[object, ...]:
    return tuple(row[column.name] for column in table.c)


@contextmanager
def suspected(address: Address) -> Iterator[Suspect]:
    """Open a case to look at it as it is, of whatever schema.

    Raises:
        StoreError: it cannot be read at all.
    """
    with examining(address) as (connection, version):
        yield Suspect(address, connection, version)
