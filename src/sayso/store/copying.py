"""Copy the file of a case while others read or write it: whole, verified, and in place only when it is both.

The copy is made beside its name and renamed, so that no half of one is ever left under that name, whatever stops it.
"""

import filecmp
import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path

from sayso.model.errors import StoreError

LOG = logging.getLogger(__name__)
PATIENCE = 60.0
"""How many seconds a copy waits for a commit that is under way."""

_REMEDIES = (
    ("disk is full", "the disk is full", "free some space, or name a place on another disk"),
    ("readonly", "it may not be written", "check who may write there, or name another place"),
    ("unable to open", "its folder cannot be written", "check that the folder exists and who may write there"),
)


def copy_file(path: Path, target: Path, *, force: bool = False) -> int:
    """Make `target` a copy of the case as it stands at this moment, and return how many bytes it has.

    Raises:
        StoreError: there is something at `target` already and `force` is not given, it cannot be written, or the case is damaged.
    """
    if target.exists() and target.samefile(path):
        raise StoreError(f"{target}: is the case itself", remedy="name another file")
    check_target(target, force=force)
    with unfinished(target) as part:
        _copy(path, part, target)
        size = part.stat().st_size
        put_in_place(part, target)
    return size


def check_target(target: Path, *, force: bool) -> None:
    """Refuse to make a copy where something is.

    Raises:
        StoreError: there is, and `force` is not given, or it is a folder.
    """
    if target.is_dir():
        raise StoreError(f"{target}: is a folder", remedy="name a file")
    if target.exists() and not force:
        raise StoreError(f"{target}: is there already", remedy="name another file, or say --force to replace it")


def keep_before_migration(path: Path, version: int) -> None:
    """Keep a copy of a case beside it before it is led on from an older schema; one that is there already is not made twice.

    Raises:
        StoreError: the copy cannot be written. The case is then left as it is.
    """
    first = path.with_name(f"{path.name}.schema-{version}.backup")
    try:
        with unfinished(first) as part:
            _copy(path, part, first)
            for number in count(1):
                kept = first if number == 1 else path.with_name(f"{path.name}.schema-{version}.{number}.backup")
                if not kept.exists():
                    put_in_place(part, kept)
                    LOG.warning("%s is of an older schema (%d) and is brought forward; a copy is kept as %s", path, version, kept)
                    return
                if filecmp.cmp(part, kept, shallow=False):
                    return
    except StoreError as error:
        message = f"{path}: is of an older schema ({version}), and no copy of it can be kept: {error.message}"
        remedy = "make room in its folder, or open a copy of it in another one; the case was left as it was"
        raise StoreError(message, remedy=remedy) from error


@contextmanager
def unfinished(target: Path) -> Iterator[Path]:
    """Yield the name that a copy is made under; whatever happens, nothing is left under it."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield part
    finally:
        for each in (part, part.with_name(f"{part.name}-journal")):
            with suppress(OSError):
                each.unlink(missing_ok=True)


def _copy(path: Path, part: Path, target: Path) -> None:
    """Copy the file of a case and read the copy back."""
    with closing(_looking(path)) as source:
        try:
            # Held from here on: what is copied is one state, and a case that stays locked is told and not waited for forever.
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.Error as error:
            raise _of_the_case(path, error) from error
        try:
            with closing(_opened(part)) as copy:
                source.backup(copy)
        except sqlite3.Error as error:
            raise _of_the_copy(path, target, error) from error
    try:
        with closing(_looking(part)) as copy:
            found = [row[0] for row in copy.execute("PRAGMA integrity_check(1)")]
    except sqlite3.Error as error:
        found = [str(error)]
    if found != ["ok"]:
        remedy = f"look at the case with `sayso doctor {path}`; nothing was kept"
        raise StoreError(f"{target}: the copy is damaged: {found[0]}", remedy=remedy)


def _looking(path: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=PATIENCE)
    except sqlite3.Error as error:
        raise _of_the_case(path, error) from error


def _opened(part: Path) -> sqlite3.Connection:
    return sqlite3.connect(part, isolation_level=None)


def put_in_place(part: Path, target: Path) -> None:
    """Give a finished copy its name.

    Raises:
        StoreError: it cannot be written.
    """
    try:
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        os.replace(part, target)
    except OSError as error:
        raise StoreError(f"{target}: cannot be written: {error.strerror}", remedy="name another place") from error


def _of_the_case(path: Path, error: sqlite3.Error) -> StoreError:
    if "locked" in str(error):
        return StoreError(f"{path}: is in use by another program", remedy="wait until that has ended, then try again")
    if "readonly" in str(error):
        remedy = f"run `sayso stories {path}` once: that sets it right"
        return StoreError(f"{path}: a write of it was cut off and is not yet taken back", remedy=remedy)
    return StoreError(f"{path}: cannot be read: {error}", remedy=f"see what is wrong with `sayso doctor {path}`")


def _of_the_copy(path: Path, target: Path, error: sqlite3.Error) -> StoreError:
    for sign, message, remedy in _REMEDIES:
        if sign in str(error):
            return StoreError(f"{target}: cannot be written: {message}", remedy=remedy)
    if "disk I/O" in str(error):
        return StoreError(f"{target}: cannot be written: {error}", remedy="check the disk, or name a place on another one")
    return _of_the_case(path, error)
