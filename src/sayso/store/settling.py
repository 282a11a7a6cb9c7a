"""Lead the rows of a case from what it holds to what it is to hold: only what differs is written, whatever the case's size."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, bindparam, delete, insert, select, update

from sayso.store import index, rows, schema
from sayso.store.held import StoriesFound

AT_ONCE = 500
_OF_A_STORY = (schema.CLAIM_GROUP, schema.DISPUTE, schema.HAPPENING)
_BEFORE = "held_"
"""What the keys of rows that are changed are called in the statement, so that they are told from their new values."""


@dataclass(frozen=True)
class Changes:
    """The rows of one table that go, that are put in the place of one with the same key, and that come."""

    table: Table
    gone: Sequence[rows.Row]
    changed: Sequence[tuple[rows.Row, rows.Row]]
    new: Sequence[rows.Row]

    def __bool__(self) -> bool:
        return bool(self.gone or self.changed or self.new)

    @property
    def mark(self) -> int:
        """What the mark of the case has to be led on by."""
        come = (*self.new, *(new for _, new in self.changed))
        go = (*self.gone, *(old for old, _ in self.changed))
        return sum(rows.mark_of_row(self.table, row) for row in come) - sum(rows.mark_of_row(self.table, row) for row in go)


def changes_to(connection: Connection, derived: Mapping[Table, list[rows.Row]], stories: StoriesFound) -> tuple[Changes, ...]:
    """Return what differs between what a case holds of these tables and what it is to hold.

    Of the stories that are kept as they are, what was found in each alone is not looked at.
    """
    held = {table: list(_held(connection, table, stories.kept)) for table in derived if table is not schema.GROUP_MEMBER}
    groups = [row["id"] for row in held.get(schema.CLAIM_GROUP, ())] if stories.kept else None
    if schema.GROUP_MEMBER in derived:
        held[schema.GROUP_MEMBER] = list(_of_values(connection, schema.GROUP_MEMBER, schema.GROUP_MEMBER.c.claim_group, groups))
    return tuple(_changes(table, held[table], wanted) for table, wanted in derived.items())


def changes_of_stories(connection: Connection, found: Mapping[Table, list[rows.Row]]) -> tuple[Changes, ...]:
    """Return what differs between what a case holds of the stories that these rows are of, and these rows.

    A row that stood in another story, under the same key, is put in its place too.
    """
    stories = sorted({row["story"] for table in _OF_A_STORY for row in found[table]})
    held = dict[Table, list[rows.Row]]()
    for table in _OF_A_STORY:
        keyed = _of_values(connection, table, table.c.id, [row["id"] for row in found[table]])
        known = {row["id"]: row for each in (_of_values(connection, table, table.c.story, stories), keyed) for row in each}
        held[table] = list(known.values())
    groups = sorted({row["id"] for each in (held, found) for row in each[schema.CLAIM_GROUP]})
    member = schema.GROUP_MEMBER
    held[member] = list(_of_values(connection, member, member.c.claim_group, groups))
    return tuple(_changes(table, held[table], found[table]) for table in held)


def settle(connection: Connection, found: Iterable[Changes]) -> None:
    """Write what differs: rows that name others go before these and come after them."""
    places = {table: place for place, table in enumerate(schema.METADATA.sorted_tables)}
    ordered = sorted(filter(None, found), key=lambda each: places[each.table])
    for each in reversed(ordered):
        keys = _keys(each.table)
        _execute(connection, delete(each.table).where(_is_key(each.table)), [_key_of(row, keys) for row in each.gone])
    for each in ordered:
        keys = _keys(each.table)
        put = [new | _key_of(old, keys) for old, new in each.changed]
        _execute(connection, update(each.table).where(_is_key(each.table)), put)
        _execute(connection, insert(each.table), each.new)


def counted_mark(connection: Connection) -> str:
    """Return the mark of a case, counted over all that it holds by the fingerprints of its documents."""
    fingerprints = {id: mark for id, mark in connection.execute(select(schema.DOCUMENT.c.id, schema.DOCUMENT.c.fingerprint))}
    derived = {table: list(_of_values(connection, table, None, None)) for table in schema.DERIVED}
    return rows.content_mark(fingerprints, derived, stamp_of(connection))


def stamp_of(connection: Connection) -> dict[str, str]:
    """Return what made a case, without what the store says of itself."""
    found = connection.execute(select(schema.STAMP.c.key, schema.STAMP.c.value))
    return {key: value for key, value in found if key not in {"schema", "content", index.MARK}}


def _changes(table: Table, held: Sequence[rows.Row], wanted: Sequence[rows.Row]) -> Changes:
    keys = _keys(table)
    known = {tuple(row[key] for key in keys): row for row in held}
    coming = {tuple(row[key] for key in keys): row for row in wanted}
    return Changes(
        table,
        gone=[row for key, row in known.items() if key not in coming],
        changed=[(known[key], row) for key, row in coming.items() if key in known and known[key] != row],
        new=[row for key, row in coming.items() if key not in known],
    )


def _held(connection: Connection, table: Table, kept: Collection[str]) -> Iterator[rows.Row]:
    """Yield the rows of a table, without those of the stories that are kept where they are a story's own."""
    if table not in _OF_A_STORY or not kept:
        yield from _of_values(connection, table, None, None)
        return
    # Stories that no row of the table of stories names any more are looked at too.
    known = connection.execute(select(table.c.story).distinct()).scalars()
    yield from _of_values(connection, table, table.c.story, sorted(set(known) - set(kept)))


def _of_values(
    connection: Connection, table: Table, column: ColumnElement[Any] | None, values: Sequence[str] | None
) -> Iterator[rows.Row]:
    """Yield the rows of a table, those with these values in a column where some are given."""
    names = [each.name for each in table.columns]
    if column is None or values is None:
        yield from (dict(zip(names, row, strict=True)) for row in connection.execute(select(table)))
        return
    for at in range(0, len(values), AT_ONCE):
        found = connection.execute(select(table).where(column.in_(values[at : at + AT_ONCE])))
        yield from (dict(zip(names, row, strict=True)) for row in found)


def _execute(connection: Connection, statement: Any, found: Sequence[rows.Row]) -> None:
    if found:
        connection.execute(statement, found)


def _keys(table: Table) -> list[str]:
    return [column.name for column in table.primary_key]


def _is_key(table: Table) -> ColumnElement[bool]:
    return and_(*(column == bindparam(_BEFORE + column.name) for column in table.primary_key))


def _key_of(row: rows.Row, keys: Iterable[str]) -> rows.Row:
    return {_BEFORE + key: row[key] for key in keys}
