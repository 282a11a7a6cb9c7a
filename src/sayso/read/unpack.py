"""Open a file, unpacking one layer of gzip on the way, with a limit on what a small file may unpack to."""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sayso.model.errors import ReadError

GZIP_MAGIC = b"\x1f\x8b"
FREE, RATIO, _BUFFER = 10_000_000, 200, 1 << 16


@contextmanager
def opened(path: str) -> Iterator["io.BufferedReader[Any]"]:
    """Open a file for reading bytes; a gzipped one is unpacked as it is read.

    Raises:
        ReadError: while reading: the packed file is cut short, broken, or unpacks to far more than any text would.
    """
    with io.FileIO(path) as file, unpacked(file) as content:
        yield content


@contextmanager
def unpacked(stream: Any) -> Iterator["io.BufferedReader[Any]"]:
    """Read a stream of bytes, unpacked where it is gzipped.

    Raises:
        ReadError: while reading, as in `opened`.
    """
    plain = io.BufferedReader(stream, _BUFFER)
    try:
        if plain.peek(2).startswith(GZIP_MAGIC):
            yield io.BufferedReader(_Unpacked(plain), _BUFFER)
        else:
            yield plain
    finally:
        plain.detach()


class _Unpacked(io.RawIOBase):
    """The bytes inside a gzip file, counted as they come."""

    def __init__(self, packed: "io.BufferedReader[Any]") -> None:
        super().__init__()
        self._packed = packed
        self._inside = gzip.GzipFile(fileobj=packed)
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            content = self._inside.read(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise ReadError(
                f"the gzip file is cut short or broken: {error}", rule="cut_short", remedy="fetch it again"
            ) from error
        self._count += len(content)
        if self._count > FREE and self._count > RATIO * self._packed.tell():
            raise ReadError(
                f"the gzip file unpacks to more than {RATIO} times its size",
                rule="bomb",
                remedy="unpack it yourself if you trust it",
            )
        buffer[: len(content)] = content
        return len(content)
