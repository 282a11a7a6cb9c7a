"""Fill in a case of an older schema what its groups and entities are listed by."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, Table, bindparam, select, update

from sayso.model.corpus import ClaimGroup, Dispute, Entity, Judgement
from sayso.model.document import Document
from sayso.store import rows, schema
from sayso.store.ranking import Columns, Listing, fought_over, of_group

_AT_ONCE = 200


def catch_up(connection: Connection) -> None:
    """Fill the columns that a newer schema added from what the case holds."""
    whole = {inside: one for inside, one in connection.execute(select(schema.ENTITY_OF.c.inside, schema.ENTITY_OF.c.entity))}
    listing = Listing(_documents(connection), whole, _records(connection, schema.JUDGEMENT, Judgement))
    fought = fought_over(_records(connection, schema.DISPUTE, Dispute))
    _update(connection, schema.ENTITY, ((one.id, listing.of_entity(one)) for one in _records(connection, schema.ENTITY, Entity)))
    groups = _records(connection, schema.CLAIM_GROUP, ClaimGroup)
    _update(connection, schema.CLAIM_GROUP, ((one.id, of_group(one, listing.claims, fought)) for one in groups))


def _documents(connection: Connection) -> Iterator[Document]:
    held = schema.DOCUMENT.c
    ids = [id for (id,) in connection.execute(select(held.id).order_by(held.id))]
    for at in range(0, len(ids), _AT_ONCE):
        for record, shown in connection.execute(select(held.record, held.text).where(held.id.in_(ids[at : at + _AT_ONCE]))):
            yield rows.document_of(record, shown)


def _records(connection: Connection, table: Table, kind: type[rows.Kind]) -> list[rows.Kind]:
    key = table.c.place if "place" in table.c else table.c.id
    return [rows.decode(record, kind) for (record,) in connection.execute(select(table.c.record).order_by(key))]


def _update(connection: Connection, table: Table, found: Iterable[tuple[str, Columns]]) -> None:
    shown = (
        (id, {name: rows.plain(value) if isinstance(value, str) else value for name, value in columns.items()})
        for id, columns in found
    )
    changed = [{"which": rows.plain(id), **columns} for id, columns in shown]
    if changed:
        names = [name for name in changed[0] if name != "which"]
        asked = update(table).where(table.c.id == bindparam("which")).values({name: bindparam(name) for name in names})
        connection.execute(asked, changed)
