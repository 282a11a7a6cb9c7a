"""A case in one SQLite file: how it is opened, locked, copied and written anew, and what its errors mean.

A writer holds SQLite's own lock from opening to closing, so the lock of a killed program is never left behind; readers go on
seeing the case as it was until the writer commits.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from sayso.model.errors import StoreError
from sayso.store.copying import keep_before_migration
from sayso.store.database import BUSY, COMPILED, PATIENCE

_TOLD = (
    ("not a database", "is not a sayso case", "name another file; this one was left as it is"),
    ("malformed", "is damaged", "restore it from a copy, or build it again into a new file"),
    ("is locked", "is in use by another program", "wait until that has ended, then try again"),
    ("readonly", "cannot be written", "check who may write to the file and its folder"),
    ("disk is full", "cannot be written: the disk is full", "free some space, then build again"),
    ("disk I/O error", "cannot be read or written: its disk refuses", "see whether the disk is full or broken, then try again"),
    ("unable to open", "cannot be opened", "check that the folder exists and may be read and written"),
)
_MOST = 20
"""How many faults of the file the database is asked for."""


class FileDatabase:
    """The file of a case."""

    kind = "file"

    def __init__(self, path: Path) -> None:
        self._path = path

    def check(self, *, write: bool) -> None:
        """Refuse what can be no case before anything is opened.

        Raises:
            StoreError: it is a folder, is not there, holds nothing, or has no folder to be made in.
        """
        path = self._path
        if path.is_dir():
            raise StoreError(f"{path}: is a folder, not a case", remedy="name a file")
        if not write and not path.exists():
            raise StoreError(f"{path}: there is no such case", remedy="make one with `sayso build INPUT --case FILE`")
        if not write and path.stat().st_size == 0:
            raise self._empty()
        if write and not path.absolute().parent.is_dir():
            raise StoreError(f"{path}: its folder does not exist", remedy="make the folder first")

    def check_content(self, connection: Connection, version: int) -> None:
        """Refuse a case whose first build did not end.

        Raises:
            StoreError: the file holds nothing.
        """
        if version == 0:
            raise self._empty()

    def _empty(self) -> StoreError:
        return StoreError(f"{self._path}: holds nothing: its first build did not end", remedy="run `sayso build` again")

    @contextmanager
    def session(self, *, write: bool, looks: bool = False) -> Iterator[Connection]:
        """Yield a connection; one that only `looks` takes back not even a write that was cut off."""
        mode = "ro" if looks else "rwc" if write else "rw"
        engine = _engine(f"{self._path.absolute().as_uri()}?mode={mode}", write=write)
        try:
            connection = engine.connect().execution_options(compiled_cache=COMPILED)
        except SQLAlchemyError as error:
            raise self.told(error) from error
        try:
            self._begin(connection)
            yield connection
        finally:
            connection.close()

    def _begin(self, connection: Connection) -> None:
        try:
            connection.begin()
        except SQLAlchemyError as error:
            if "locked" in str(error):
                raise StoreError(f"{self._path}: {BUSY[0]}", remedy=BUSY[1]) from error
            raise self.told(error) from error

    def told(self, error: Exception) -> StoreError:
        """Return what an error of the database means to who uses the case."""
        cause = str(getattr(error, "orig", None) or error)
        for sign, message, remedy in _TOLD:
            if sign in cause:
                return StoreError(f"{self._path}: {message}", remedy=remedy)
        return StoreError(f"{self._path}: cannot be used: {cause}", remedy="check the file, or build into a new one")

    def tables(self, connection: Connection) -> list[str]:
        """Return the names of the tables that there are."""
        return inspect(connection).get_table_names()

    def lead(self, connection: Connection, version: int) -> None:
        """Keep a copy before a case is led on from an older schema."""
        # This connection holds the writer's lock, so what is copied is what the migration begins from.
        keep_before_migration(self._path, version)

    def led(self, connection: Connection) -> None:
        """Do nothing: what a writer led forward is written with what it writes, all at once."""

    def refused_id(self, id: str) -> str:
        """Return why the database cannot hold a document of this id: never, here."""
        return ""

    def identity(self) -> int:
        """Return a number that is another one when another file is put in the place of this; 0 where there is none."""
        return self._path.stat().st_ino if self._path.exists() else 0

    def size(self, connection: Connection) -> int:
        """Return how many bytes the file has."""
        return self._path.stat().st_size

    def described(self, connection: Connection) -> str:
        """Return where the case is and how large it is."""
        return f"{self._path}, {self.size(connection)} bytes"

    def faults(self, connection: Connection) -> tuple[str, ...]:
        """Return what the database finds wrong with the file: pages, tables and their indexes."""
        found = connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST})")
        return tuple(str(row[0]) for row in found if row[0] != "ok")

    def loose_ends(self, connection: Connection) -> tuple[str, ...]:
        """Return which tables have rows that name a row which is not there."""
        found = connection.exec_driver_sql("PRAGMA foreign_key_check")
        return tuple(sorted({f"{row[0]} names a {row[2]} that is not there" for row in found}))

    def wipe(self) -> None:
        """Write the file anew, so that nothing of what was taken out of it is left in its bytes."""
        alone = sqlite3.connect(self._path, timeout=PATIENCE, isolation_level=None)
        try:
            alone.execute("PRAGMA secure_delete = ON")
            alone.execute("VACUUM")
        finally:
            alone.close()


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
