"""Find the files under a folder, in an order that depends on their names alone, and never leave the folder."""

import os
import stat
from collections.abc import Iterator

from sayso.model.errors import Failure
from sayso.read.identity import storable


def files_under(folder: str) -> Iterator[str | Failure]:
    """Yield the paths of a folder's files, sorted, and a failure for each entry that cannot be read.

    Hidden entries are skipped. A link into the folder is skipped, for its target is found by itself; one that leads out
    is a failure.
    """
    inside, found = os.path.realpath(folder), False
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            names = sorted(name for name in os.listdir(here) if not name.startswith("."))
        except OSError as error:
            yield cannot_read(here, error)
            found = True
            continue
        folders = list[str]()
        for name in names:
            path = os.path.join(here, name)
            entry = _classify(path, inside)
            if entry == "folder":
                folders.append(path)
            elif entry is not None:
                found = True
                yield entry
        waiting.extend(reversed(folders))
    if not found:
        yield Failure(
            source=storable(folder), rule="empty", message="the folder holds no files", remedy="name a folder with articles"
        )


def cannot_read(path: str, error: OSError) -> Failure:
    """Return the failure for a path that the system refuses to open."""
    remedy = "check the path" if isinstance(error, FileNotFoundError) else "check its permissions, or leave it out"
    rule = "missing" if isinstance(error, FileNotFoundError) else "unreadable"
    return Failure(source=storable(path), rule=rule, message=f"it cannot be opened: {error.strerror or error}", remedy=remedy)


def _classify(path: str, inside: str) -> str | Failure | None:
    """Return the path of a plain file, the word `folder`, a failure, or None for what is found elsewhere."""
    try:
        mode = os.lstat(path).st_mode
        if stat.S_ISLNK(mode):
            return _classify_link(path, inside)
    except OSError as error:
        return cannot_read(path, error)
    if stat.S_ISDIR(mode):
        return "folder"
    return path if stat.S_ISREG(mode) else not_plain(path)


def _classify_link(path: str, inside: str) -> Failure | None:
    target = os.path.realpath(path)
    if target == inside or target.startswith(inside + os.sep):
        if os.path.lexists(target):
            return None
        return Failure(source=storable(path), rule="link", message="it is a link that leads nowhere", remedy="leave it out")
    message = "it is a link that leads out of the folder and was not followed"
    return Failure(source=storable(path), rule="link", message=message, remedy="name the file itself")


def not_plain(path: str) -> Failure:
    """Return the failure for a pipe, a device or a socket: reading one might never end."""
    return Failure(source=storable(path), rule="unreadable", message="it is no plain file", remedy="leave it out")
