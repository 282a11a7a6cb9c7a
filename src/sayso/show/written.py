"""Write files into a folder so that they appear only when all are whole."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from sayso.model.errors import SaysoError


def write_files(folder: Path, files: Iterable[tuple[str, Iterable[bytes]]]) -> tuple[Path, ...]:
    """Write files of lines into a folder, made where it is missing; they appear only when all are whole.

    Raises:
        SaysoError: the folder cannot be written.
    """
    waiting = dict[Path, Path]()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, lines in files:
            if (folder / name).exists() and not (folder / name).is_file():
                raise SaysoError(f"{folder / name}: is no plain file, and is left as it is", remedy="name another place")
            waiting[folder / name] = _write_aside(folder, lines)
        for path, aside in waiting.items():
            os.replace(aside, path)
    except OSError as error:
        remedy = "free some space, or name a folder that can be written"
        raise SaysoError(f"{folder}: cannot be written: {error.strerror}", remedy=remedy) from error
    finally:
        for aside in waiting.values():
            aside.unlink(missing_ok=True)
    return tuple(waiting)


def _write_aside(folder: Path, lines: Iterable[bytes]) -> Path:
    """Write lines under a name of the moment, to be renamed when all is written."""
    handle, name = tempfile.mkstemp(prefix=".sayso-", dir=folder)
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(line + b"\n" for line in lines)
        aside.chmod(0o666 & ~_umask())
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    return aside


def _umask() -> int:
    """Return the permissions that this process withholds from new files."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
