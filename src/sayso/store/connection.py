"""Open a case in a file or on a server, as a reader or as its one writer, and say plainly what is wrong with what is no case."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from sayso.model.errors import StoreError
from sayso.store import index
from sayso.store.address import Address, Server, address_of
from sayso.store.catching_up import catch_up
from sayso.store.database import Database
from sayso.store.file_database import FileDatabase
from sayso.store.schema import MIGRATIONS, PLACED, STAMP, migrate
from sayso.store.server_database import ServerDatabase


def database_of(address: Address) -> Database:
    """Return the database that holds a case."""
    return ServerDatabase(address) if isinstance(address, Server) else FileDatabase(address)


@contextmanager
def explained(address: Address) -> Iterator[None]:
    """Turn what the database says into a `StoreError` that names the case and the remedy."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise database_of(address).told(error) from error
    except (msgspec.MsgspecError, UnicodeError) as error:
        remedy = "build it again into a new case, or restore it from a copy"
        raise StoreError(f"{address}: holds a record that cannot be read: {error}", remedy=remedy) from error


@contextmanager
def connected(address: Address, *, write: bool) -> Iterator[Connection]:
    """Yield a connection to a case of the newest schema: its one writer, or a reader who sees one state of it throughout.

    Raises:
        StoreError: there is no such case, it is something else, or it is being written.
    """
    database = database_of(address)
    database.check(write=write)
    if not write:
        _bring_forward(address, database)
    with database.session(write=write) as connection:
        if write:
            with explained(address):
                _lead(connection, address, database)
        yield connection


def _bring_forward(address: Address, database: Database) -> None:
    """Lead a case of an older schema to the newest before it is read."""
    with database.session(write=False) as connection, explained(address):
        version = _version(connection, address, database)
        database.check_content(connection, version)
        is_newest = version == len(MIGRATIONS) and index.is_current(connection)
    if not is_newest:
        with database.session(write=True) as connection, explained(address):
            _lead(connection, address, database)
            connection.commit()


def _lead(connection: Connection, address: Address, database: Database) -> None:
    version = _version(connection, address, database)
    is_newest = version == len(MIGRATIONS) and index.is_current(connection)
    if 0 < version < len(MIGRATIONS):
        database.lead(connection, version)
    migrate(connection, version)
    if 0 < version < PLACED:
        catch_up(connection)
    if not index.is_current(connection):
        index.refill(connection)
    if not is_newest:
        database.led(connection)


@contextmanager
def reading(address: Address) -> Iterator[Connection]:
    """Yield a connection that reads a case which this program has opened before and which is still the same one."""
    with database_of(address).session(write=False) as connection:
        yield connection


@contextmanager
def examining(address: Address) -> Iterator[tuple[Connection, int]]:
    """Yield a connection that only looks at a case as it is, of whatever schema, and the version of that schema.

    Nothing is brought forward and nothing written, not even what a cut-off write left beside a file.

    Raises:
        StoreError: there is no such case, it is something else, or its file is being written at this moment.
    """
    database = database_of(address)
    database.check(write=False)
    with database.session(write=False, looks=True) as connection:
        with explained(address):
            version = _version(connection, address, database)
            database.check_content(connection, version)
        yield connection, version


def _version(connection: Connection, address: Address, database: Database) -> int:
    """Return the schema version of a case; 0 for what holds nothing yet."""
    tables = database.tables(connection)
    if not tables:
        return 0
    value = connection.scalar(select(STAMP.c.value).where(STAMP.c.key == "schema")) if "stamp" in tables else None
    if not str(value or "").isdigit():
        raise StoreError(f"{address}: is not a sayso case", remedy=f"name another {database.kind}; this one was left as it is")
    version = int(str(value))
    if version > len(MIGRATIONS):
        message = f"{address}: was made by a newer sayso (schema {version}; this one knows {len(MIGRATIONS)})"
        raise StoreError(message, remedy="install a newer sayso")
    return version


def wipe_case(case: str | Path | Server) -> None:
    """Write a case anew, so that nothing of what was taken out of it is left in its bytes."""
    address = address_of(case)
    with connected(address, write=True) as connection, explained(address):
        index.wipe(connection)
        connection.commit()
    with explained(address):
        database_of(address).wipe()
