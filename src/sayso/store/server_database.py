"""A case in a schema of a PostgreSQL database: how it is opened, locked, kept before a migration, looked at and written anew.

A writer holds an advisory lock for as long as its transaction is open, so the lock of a killed program is never left behind.
Readers see one state of the case throughout, whatever is written meanwhile, and wait for nobody.
"""

import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count

from sqlalchemy import Connection, and_, exists, func, inspect, not_, select
from sqlalchemy.exc import SQLAlchemyError

from sayso.model.errors import StoreError
from sayso.store import schema, server_errors
from sayso.store.address import LONGEST_SCHEMA, Server
from sayso.store.database import BUSY, COMPILED, PATIENCE
from sayso.store.server_connection import connect, driver, engine_of, outlive_errors, quoted, run

LOG = logging.getLogger(__name__)
LONGEST_ID = 1000
"""How many bytes the id of a document may have: an index holds two in a row, and no more than 2,700 bytes."""
_TABLES = (
    "SELECT c.relname, has_schema_privilege(n.oid, 'USAGE') FROM pg_namespace n "
    "LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relkind IN ('r', 'p') WHERE n.nspname = %s ORDER BY 1"
)
_SIZE = (
    "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE c.relkind = 'r' AND n.nspname = %s"
)
_BROKEN = (
    "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE n.nspname = %s AND NOT (i.indisvalid AND i.indisready) ORDER BY 1"
)
_DAMAGED = "SELECT checksum_failures FROM pg_stat_database WHERE datname = current_database()"


class ServerDatabase:
    """The schema of a case."""

    kind = "schema"

    def __init__(self, server: Server) -> None:
        self._server = server
        self._schema = server.schema

    def check(self, *, write: bool) -> None:
        """Refuse to work without a driver.

        Raises:
            StoreError: psycopg is not installed.
        """
        driver()

    def check_content(self, connection: Connection, version: int) -> None:
        """Refuse a case that there is not, or whose first build did not end.

        Raises:
            StoreError: it is so.
        """
        if version == 0:
            remedy = f"make one with `sayso build INPUT --case '{self._server}'`"
            raise StoreError(f"{self._server}: there is no such case", remedy=remedy)
        content = connection.scalar(select(schema.STAMP.c.value).where(schema.STAMP.c.key == "content"))
        if content is None and not connection.scalar(select(schema.DOCUMENT.c.id).limit(1)):
            remedy = "run `sayso build` again: it goes on where it was"
            raise StoreError(f"{self._server}: holds nothing: its first build did not end", remedy=remedy)

    @contextmanager
    def session(self, *, write: bool, looks: bool = False) -> Iterator[Connection]:
        """Yield a connection in a transaction, which holds the lock of the case where it is to be written."""
        connection = None
        try:
            connection = engine_of(self._server, write=write).connect().execution_options(compiled_cache=COMPILED)
            connection.begin()
        except SQLAlchemyError as error:
            if connection is not None:
                connection.close()
            if write and server_errors.state_of(error) == server_errors.LOCKED:
                raise StoreError(f"{self._server}: {BUSY[0]}", remedy=BUSY[1]) from error
            raise self.told(error) from error
        with connection:
            if looks:
                outlive_errors(connection)
            yield connection

    def told(self, error: Exception) -> StoreError:
        """Return what an error of the server means to who uses the case."""
        return server_errors.told(self._server, error)

    def tables(self, connection: Connection) -> list[str]:
        """Return the names of the tables that there are.

        Raises:
            StoreError: the schema may not be used. PostgreSQL itself would only say that it finds nothing there.
        """
        found = connection.exec_driver_sql(_TABLES, (self._schema,)).all()
        if not all(may_use for _, may_use in found):
            remedy = "ask its owner: GRANT USAGE ON SCHEMA, and on its tables SELECT, or ALL to write"
            raise StoreError(f"{self._server}: you may not use this schema", remedy=remedy)
        return [name for name, _ in found if name is not None]

    def lead(self, connection: Connection, version: int) -> None:
        """Keep a copy of every table in a schema beside it before a case is led on from an older version.

        Raises:
            StoreError: the copy cannot be made. The case is then left as it is.
        """
        try:
            kept = self._free_name(connection, f".schema-{version}")
            run(connection, f"CREATE SCHEMA {quoted(kept)}")
            for name in self.tables(connection):
                old, new = (f"{quoted(place)}.{quoted(name)}" for place in (self._schema, kept))
                run(connection, f"CREATE TABLE {new} (LIKE {old} INCLUDING ALL)")
                run(connection, f"INSERT INTO {new} SELECT * FROM {old}")
        except SQLAlchemyError as error:
            why = self.told(error)
            message = f"{self._server}: is of an older schema ({version}), and no copy of it can be kept: {why.message}"
            remedy = "let its owner make schemas in the database: GRANT CREATE ON DATABASE; the case was left as it was"
            raise StoreError(message, remedy=remedy) from error
        words = "%s is of an older schema (%d) and is brought forward; a copy is kept in the schema %s"
        LOG.warning(words, self._server, version, kept)

    def _free_name(self, connection: Connection, end: str) -> str:
        """Return a name for a copy that no schema has yet."""
        for number in count(1):
            last = f"{end}.backup" if number == 1 else f"{end}.{number}.backup"
            name = self._schema.encode()[: LONGEST_SCHEMA - len(last)].decode(errors="ignore") + last
            if name not in inspect(connection).get_schema_names():
                return name
        raise AssertionError

    def led(self, connection: Connection) -> None:
        """Write what was made or led forward at once: a build may take hours, and nobody is to wait for its locks so long."""
        connection.commit()
        connection.begin()

    def refused_id(self, id: str) -> str:
        """Return why the server cannot hold a document of this id, or nothing."""
        length = len(id.encode("utf-8", "replace"))
        return f"its id has {length} bytes, and a case on a server takes {LONGEST_ID}" if length > LONGEST_ID else ""

    def identity(self) -> int:
        """Return one number for every case: another is not put in its place unseen, as a file can be."""
        return 1

    def size(self, connection: Connection) -> int:
        """Return how many bytes the tables and their indexes have."""
        return int(connection.exec_driver_sql(_SIZE, (self._schema,)).scalar() or 0)

    def described(self, connection: Connection) -> str:
        """Return where the case is, on which server, and how large it is."""
        version = connection.exec_driver_sql("SHOW server_version").scalar()
        return f"{self._server}, PostgreSQL {version}, {self.size(connection)} bytes"

    def faults(self, connection: Connection) -> tuple[str, ...]:
        """Return the indexes that the server holds for broken, tables that are not there, and pages that it found damaged."""
        found = [f"the index {name} is broken" for (name,) in connection.exec_driver_sql(_BROKEN, (self._schema,))]
        missing = schema.METADATA.tables.keys() - set(self.tables(connection))
        found += [f"there is no table {name}" for name in sorted(missing)]
        damaged = connection.exec_driver_sql(_DAMAGED).scalar()
        return (*found, f"{damaged} pages of the database are damaged") if damaged else tuple(found)

    def loose_ends(self, connection: Connection) -> tuple[str, ...]:
        """Return which tables have rows that name a row which is not there: the server forbids it, and is not believed."""
        found = set[str]()
        for column in (column for table in schema.METADATA.sorted_tables for column in table.c):
            for key in column.foreign_keys:
                there = exists().where(key.column == column)
                asked = select(func.count()).select_from(column.table).where(and_(column.is_not(None), not_(there)))
                if connection.scalar(asked):
                    found.add(f"{column.table.name} names a {key.column.table.name} that is not there")
        return tuple(sorted(found))

    def wipe(self) -> None:
        """Write every table and index of the case anew, and what the server remembers of their values."""
        try:
            with closing(connect(self._server)) as alone:
                alone.autocommit = True
                alone.execute("SELECT set_config('lock_timeout', %s, false)", (f"{int(PATIENCE)}s",))
                names = alone.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", (self._schema,)).fetchall()
                for (name,) in names:
                    alone.execute(f"VACUUM (FULL, ANALYZE) {quoted(self._schema)}.{quoted(name)}".encode())
        except driver().Error as error:
            raise self.told(error) from error
