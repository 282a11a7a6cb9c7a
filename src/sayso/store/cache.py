"""Keep parses, by far the dearest step, by the hash of what was parsed, so that nothing is parsed twice on one machine.

The cache is a help and never a need: one that is damaged, full or not writable is left aside with a warning.
"""

import logging
import sqlite3
import time
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Self

import msgspec
from platformdirs import user_cache_dir

from sayso.kit.config import Config
from sayso.model.document import Parse, Sentence

LOG = logging.getLogger(__name__)
FILE = "parses.db"
PATIENCE = 10.0
"""How many seconds to wait for another program that is using the cache."""
AT_ONCE = 500
KEPT = 0.9
"""What share of the allowed bytes is kept when the cache is full."""
FAST = 1

_TABLES = """
CREATE TABLE IF NOT EXISTS parse (key TEXT PRIMARY KEY, value BLOB NOT NULL, size INTEGER NOT NULL, used INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS parse_used ON parse (used, size);
"""


class Parsed(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """What a parser found in a document."""

    parse: Parse
    sentences: tuple[Sentence, ...]


class ParseCache:
    """Parses by key, in one file that several programs may share. Use it in a `with`."""

    def __init__(self, folder: Path | None, limit: int) -> None:
        """Open the cache in a folder, made where it does not exist; with None it keeps nothing. `limit` is in bytes."""
        self._limit = limit
        self._folder = folder
        self._connection = self._open(folder) if folder and limit else None

    @classmethod
    def of(cls, config: Config) -> Self:
        """Return the cache that a configuration names: none where its folder is empty, the user's own where it says nothing."""
        if config.cache == "":
            return cls(None, 0)
        return cls(Path(config.cache or user_cache_dir("sayso")), config.cache_bytes)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go. A closed cache keeps and finds nothing."""
        connection, self._connection = self._connection, None
        if connection:
            connection.close()

    def get_many(self, keys: Iterable[str]) -> dict[str, Parsed]:
        """Return what is kept for these keys; a key that is not known is left out."""
        found = dict[str, Parsed]()
        if self._connection:
            try:
                for key, value in self._values(self._connection, sorted(set(keys))):
                    parsed = _unpacked(value)
                    if parsed:
                        found[key] = parsed
                now = time.time_ns()
                self._connection.executemany("UPDATE parse SET used = ? WHERE key = ?", [(now, key) for key in found])
            except sqlite3.Error as error:
                self._give_up(error)
        return found

    def put_many(self, found: Mapping[str, Parsed]) -> None:
        """Keep these, and drop what was used least lately where the cache has grown too large."""
        now = time.time_ns()
        rows = [
            (key, value, len(value), now) for key, value in ((key, _packed(parsed)) for key, parsed in found.items()) if value
        ]
        if self._connection and rows:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                self._connection.executemany("INSERT OR REPLACE INTO parse VALUES (?, ?, ?, ?)", rows)
                self._drop_oldest(self._connection)
                self._connection.execute("COMMIT")
            except sqlite3.Error as error:
                self._give_up(error)

    def forget(self, keys: Iterable[str]) -> int:
        """Let go of what is kept for these keys, out of the bytes of the file too, and return how many there were."""
        count = 0
        if self._connection:
            try:
                self._connection.execute("PRAGMA secure_delete = ON")
                for key in keys:
                    count += self._connection.execute("DELETE FROM parse WHERE key = ?", [key]).rowcount
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.Error as error:
                self._give_up(error)
        return count

    def _values(self, connection: sqlite3.Connection, keys: list[str]) -> Iterable[tuple[str, bytes]]:
        for at in range(0, len(keys), AT_ONCE):
            some = keys[at : at + AT_ONCE]
            yield from connection.execute(
                f"SELECT key, value FROM parse WHERE key IN ({','.join('?' * len(some))})", some
            ).fetchall()

    def _drop_oldest(self, connection: sqlite3.Connection) -> None:
        (size,) = connection.execute("SELECT coalesce(sum(size), 0) FROM parse").fetchone()
        surplus = size - int(self._limit * KEPT) if size > self._limit else 0
        gone = list[tuple[str]]()
        for key, size in connection.execute("SELECT key, size FROM parse ORDER BY used, key") if surplus > 0 else ():
            gone.append((key,))
            surplus -= size
            if surplus <= 0:
                break
        connection.executemany("DELETE FROM parse WHERE key = ?", gone)

    def _open(self, folder: Path) -> sqlite3.Connection | None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(folder / FILE, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        except (OSError, sqlite3.Error) as error:
            self._warn(error)
            return None
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.executescript(_TABLES)
        except sqlite3.Error as error:
            self._warn(error)
            connection.close()
            return None
        return connection

    def _give_up(self, error: sqlite3.Error) -> None:
        self._warn(error)
        self.close()

    def _warn(self, error: Exception) -> None:
        LOG.warning("the parse cache in %s is left aside: %s (remove it, or name another folder)", self._folder, error)


def _packed(parsed: Parsed) -> bytes | None:
    """Return a parse as bytes, or None for one whose words no encoding holds."""
    try:
        return zlib.compress(msgspec.msgpack.encode(parsed), FAST)
    except UnicodeEncodeError:
        return None


def _unpacked(value: bytes) -> Parsed | None:
    """Return the parse that the bytes hold, or None where they are damaged or from another version: it is parsed again."""
    try:
        return msgspec.msgpack.decode(zlib.decompress(value), type=Parsed)
    except (zlib.error, msgspec.MsgspecError, TypeError):
        return None
