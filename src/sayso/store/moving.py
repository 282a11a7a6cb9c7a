"""Copy the rows of a case into another database, and count them there again: the tables are the same, whatever holds them."""

from collections.abc import Iterator

from sqlalchemy import Connection, Table, func, insert, select

from sayso.model.errors import StoreError
from sayso.store import index, rows, schema
from sayso.store.address import Address
from sayso.store.connection import database_of, explained
from sayso.store.examining import Suspect

AT_ONCE = 500
_OF_ITS_DATABASE = ("schema", index.MARK)
"""What a stamp says of the database that it stands in, and not of the case."""


def copy_rows(opened: Connection, source: Address, copy: Connection, target: Address) -> None:
    """Put the rows of one case in the place of those of another, which is not committed yet, and make its index of words.

    Raises:
        StoreError: a row cannot be read or written, or the copy is not what it was made of.
    """
    with explained(target):
        for table in reversed(schema.METADATA.sorted_tables):
            copy.execute(
                table.delete().where(schema.STAMP.c.key.not_in(_OF_ITS_DATABASE)) if table is schema.STAMP else table.delete()
            )
    for table in schema.METADATA.sorted_tables:
        for batch in _batches(opened, source, table):
            with explained(target):
                _check_ids(table, batch, target)
                copy.execute(insert(table), batch)
    with explained(target):
        index.refill(copy)
    _compare(opened, source, copy, target)


def _batches(opened: Connection, source: Address, table: Table) -> Iterator[list[rows.Row]]:
    question = select(table)
    if table is schema.STAMP:
        question = question.where(table.c.key.not_in(_OF_ITS_DATABASE))
    with explained(source):
        found = opened.execution_options(yield_per=AT_ONCE).execute(question).mappings()
        for part in found.partitions():
            yield [dict(row) for row in part]


def _check_ids(table: Table, batch: list[rows.Row], target: Address) -> None:
    for row in batch if table is schema.DOCUMENT else ():
        why = database_of(target).refused_id(row["id"])
        if why:
            raise StoreError(f"{target}: cannot hold {row['source']}: {why}", remedy="build the case again with a shorter id")


def _compare(opened: Connection, source: Address, copy: Connection, target: Address) -> None:
    """See that every table has as many rows as it had, and that all that a mark was made of has that mark again."""
    remedy = f"look at the case with `sayso doctor '{source}'`; nothing was kept"
    for table in schema.METADATA.sorted_tables:
        counted = select(func.count()).select_from(table)
        with explained(source):
            many = opened.scalar(counted)
        with explained(target):
            if copy.scalar(counted) != many:
                raise StoreError(f"{target}: the copy is not whole: {table.name} has other rows", remedy=remedy)
    held = Suspect(target, copy, len(schema.MIGRATIONS))
    if held.held_mark() not in {None, held.counted_mark()}:
        raise StoreError(f"{target}: the copy holds something else than the case was written with", remedy=remedy)
