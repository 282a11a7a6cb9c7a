"""Open the file of a case: as a reader, or as its one writer, and say plainly what is wrong with a file that is no case.

A writer holds SQLite's own lock from opening to closing, so the lock of a killed program is never left behind; readers go on
seeing the case as it was until the writer commits.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, create_engine, event, inspect, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool
from sqlalchemy.util import LRUCache

from sayso.model.errors import StoreError
from sayso.store import index
from sayso.store.copying import keep_before_migration
from sayso.store.schema import MIGRATIONS, STAMP, migrate

PATIENCE = 60.0
"""How many seconds a commit waits for readers to end, and a reader for a commit."""

_COMPILED: LRUCache[Any, Any] = LRUCache(400)
"""Questions as the database takes them: costly to make for every opening anew, so the engines are kept that they are for."""

_EXPLAINED = (
    ("not a database", "is not a sayso case", "name another file; this one was left as it is"),
    ("malformed", "is damaged", "restore it from a copy, or build it again into a new file"),
    ("is locked", "is in use by another program", "wait until that has ended, then try again"),
    ("readonly", "cannot be written", "check who may write to the file and its folder"),
    ("disk is full", "cannot be written: the disk is full", "free some space, then build again"),
    ("disk I/O error", "cannot be read or written: its disk refuses", "see whether the disk is full or broken, then try again"),
    ("unable to open", "cannot be opened", "check that the folder exists and may be read and written"),
)


def path_of(case: str | Path) -> Path:
    """Return the file that a path or a `sqlite:///` URL names.

    Raises:
        StoreError: the URL is of another kind.
    """
    name = str(case)
    if name.startswith("sqlite:///"):
        return Path(name.removeprefix("sqlite:///"))
    if "://" in name:
        raise StoreError(f"{name}: a case is a file", remedy="give a path, or sqlite:///PATH")
    return Path(case)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what the database says into a `StoreError` that names the case and the remedy."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        cause = str(getattr(error, "orig", None) or error)
        for sign, message, remedy in _EXPLAINED:
            if sign in cause:
                raise StoreError(f"{path}: {message}", remedy=remedy) from error
        raise StoreError(f"{path}: cannot be used: {cause}", remedy="check the file, or build into a new one") from error
    except (msgspec.MsgspecError, UnicodeError) as error:
        remedy = "build it again into a new file, or restore it from a copy"
        raise StoreError(f"{path}: holds a record that cannot be read: {error}", remedy=remedy) from error


@contextmanager
def connected(path: Path, *, write: bool) -> Iterator[Connection]:
    """Yield a connection to a case of the newest schema: its one writer, or a reader who sees one state of it throughout.

    Raises:
        StoreError: there is no such case, the file is something else, or it is being written.
    """
    _check_file(path, write=write)
    if not write:
        _bring_forward(path)
    with _session(path, write=write) as connection:
        if write:
            with explained(path):
                _lead(connection, path)
        yield connection


def _check_file(path: Path, *, write: bool) -> None:
    if path.is_dir():
        raise StoreError(f"{path}: is a folder, not a case", remedy="name a file")
    if not write and not path.exists():
        raise StoreError(f"{path}: there is no such case", remedy="make one with `sayso build INPUT --case FILE`")
    if not write and path.stat().st_size == 0:
        raise _empty(path)
    if write and not path.absolute().parent.is_dir():
        raise StoreError(f"{path}: its folder does not exist", remedy="make the folder first")


def _empty(path: Path) -> StoreError:
    return StoreError(f"{path}: holds nothing: its first build did not end", remedy="run `sayso build` again")


def _bring_forward(path: Path) -> None:
    """Lead a case of an older schema to the newest before it is read."""
    with _session(path, write=False) as connection, explained(path):
        version = _version(connection, path)
        is_newest = version == len(MIGRATIONS) and index.is_current(connection)
    if version == 0:
        raise _empty(path)
    if not is_newest:
        with _session(path, write=True) as connection, explained(path):
            _lead(connection, path)
            connection.commit()


def _lead(connection: Connection, path: Path) -> None:
    version = _version(connection, path)
    if 0 < version < len(MIGRATIONS):
        # This connection holds the writer's lock, so what is copied is what the migration begins from.
        keep_before_migration(path, version)
    migrate(connection, version)
    if not index.is_current(connection):
        index.refill(connection)


@contextmanager
def reading(path: Path) -> Iterator[Connection]:
    """Yield a connection that reads a case which this program has opened before and which is still the same file."""
    with _session(path, write=False) as connection:
        yield connection


@contextmanager
def examining(path: Path) -> Iterator[tuple[Connection, int]]:
    """Yield a connection that only looks at a case as it is, of whatever schema, and the version of that schema.

    Nothing is brought forward and nothing written, not even what a cut-off write left beside the file.

    Raises:
        StoreError: there is no such case, the file is something else, or it is being written at this moment.
    """
    _check_file(path, write=False)
    with _session(path, write=False, mode="ro") as connection:
        with explained(path):
            version = _version(connection, path)
        if version == 0:
            raise _empty(path)
        yield connection, version


@contextmanager
def _session(path: Path, *, write: bool, mode: str = "") -> Iterator[Connection]:
    engine = _engine(f"{path.absolute().as_uri()}?mode={mode or ('rwc' if write else 'rw')}", write=write)
    with explained(path):
        connection = engine.connect().execution_options(compiled_cache=_COMPILED)
    try:
        _begin(connection, path)
        yield connection
    finally:
        connection.close()


def _begin(connection: Connection, path: Path) -> None:
    try:
        connection.begin()
    except SQLAlchemyError as error:
        if "locked" in str(error):
            remedy = "wait until that build has ended, then try again"
            raise StoreError(f"{path}: another build is writing this case", remedy=remedy) from error
        with explained(path):
            raise


@lru_cache(maxsize=16)
def _engine(address: str, *, write: bool) -> Engine:
    """Return an engine whose transactions are real ones: SQLite's driver alone would begin them late and not for tables.

    It is kept, since a question is compiled for one engine and no other, and holds no connection of its own.
    """

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=PATIENCE, check_same_thread=False)
        connection.execute("PRAGMA foreign_keys = ON")
        if not write:
            connection.execute("PRAGMA query_only = ON")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if not write:
            connection.exec_driver_sql("BEGIN")
            return
        connection.exec_driver_sql("PRAGMA busy_timeout = 500")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}")

    return engine


def _version(connection: Connection, path: Path) -> int:
    """Return the schema version of a case; 0 for a file that holds nothing yet."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return 0
    value = connection.scalar(select(STAMP.c.value).where(STAMP.c.key == "schema")) if "stamp" in tables else None
    if not str(value or "").isdigit():
        raise StoreError(f"{path}: is not a sayso case", remedy="name another file; this one was left as it is")
    version = int(str(value))
    if version > len(MIGRATIONS):
        message = f"{path}: was made by a newer sayso (schema {version}; this one knows {len(MIGRATIONS)})"
        raise StoreError(message, remedy="install a newer sayso")
    return version


def wipe_case(case: str | Path) -> None:
    """Write the file of a case anew, so that nothing of what was taken out of it is left in its bytes."""
    path = path_of(case)
    with connected(path, write=True) as connection, explained(path):
        index.wipe(connection)
        connection.commit()
    with explained(path):
        connection_alone = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        try:
            connection_alone.execute("PRAGMA secure_delete = ON")
            connection_alone.execute("VACUUM")
        finally:
            connection_alone.close()
