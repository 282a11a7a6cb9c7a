"""Give a stream that is written in UTF-16 as UTF-8, so that its lines can be told apart."""

import codecs
import io
from typing import Any

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK = 1 << 16


def recoded(stream: "io.BufferedReader[Any]", head: bytes) -> "io.BufferedReader[Any]":
    """Return the stream itself, or one in UTF-8 where its first bytes say that it is UTF-16 or UTF-32."""
    codec = next((codec for mark, codec in _MARKS if head.startswith(mark)), None)
    return io.BufferedReader(_Recoded(stream, codec), _CHUNK) if codec else stream


class _Recoded(io.RawIOBase):
    """The characters of a stream, in UTF-8."""

    def __init__(self, stream: "io.BufferedReader[Any]", codec: str) -> None:
        super().__init__()
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(codec)("replace")
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            piece = self._stream.read(_CHUNK)
            self._ready = self._decoder.decode(piece, final=not piece).encode("utf-8", "replace")
            if not piece:
                break
        given, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(given)] = given
        return len(given)
