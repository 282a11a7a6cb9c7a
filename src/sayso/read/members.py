"""Take a gzip file apart into its members, one after the other: a broken one ends where it breaks, and the next is looked for."""

import zlib
from collections.abc import Iterator
from typing import BinaryIO

from sayso.read.unpack import FREE, GZIP_MAGIC, RATIO

_CHUNK = 1 << 16
_BEGINS = GZIP_MAGIC + b"\x08"


def members(stream: BinaryIO) -> Iterator["Member"]:
    """Yield the members of a gzip file. Each is to be read before the next is asked for."""
    packed = _Packed(stream)
    while packed.next_member():
        member = Member(packed, expected=packed.expected)
        yield member
        member.finish()
        packed.expected = not member.broken


class _Packed:
    """The packed bytes, of which some may be put back."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._held = b""
        self.expected = True

    def take(self) -> bytes:
        """Return some bytes; nothing at the end."""
        held, self._held = self._held, b""
        return held or self._stream.read(_CHUNK)

    def put_back(self, content: bytes) -> None:
        """Let these bytes be the next."""
        self._held = content + self._held

    def next_member(self) -> bool:
        """Go on to where a member begins. Returns whether there is one."""
        seen = b""
        while piece := self.take():
            seen += piece
            at = seen.find(_BEGINS)
            self.expected = self.expected and at == 0
            if at >= 0:
                self.put_back(seen[at:])
                return True
            seen = seen[-2:]
        return False


class Member:
    """The bytes inside one member, read like a file. `trouble` says what is wrong with it; nothing where it is whole."""

    def __init__(self, packed: _Packed, *, expected: bool) -> None:
        self._packed = packed
        self._expected = expected
        self._inside = zlib.decompressobj(wbits=31)
        self._taken = self._given = 0
        self._rest = b""
        self._ended = False
        self.trouble = ""
        self.broken = False

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes; nothing at the end of the member, or where it breaks."""
        size = _CHUNK if size is None or size < 0 else size
        while not self._ended and size:
            content = self._unpack(size)
            if content:
                self._given += len(content)
                if self._given > FREE and self._given > RATIO * self._taken:
                    self._end(f"unpacks to more than {RATIO} times its size")
                return content
        return b""

    def tell(self) -> int:
        """Return how many bytes were given."""
        return self._given

    def finish(self) -> None:
        """Go to the end of the member."""
        while self.read(_CHUNK):
            pass

    def _unpack(self, size: int) -> bytes:
        piece = self._rest
        if not piece:
            piece = self._packed.take()
            self._taken += len(piece)
        if not piece:
            self._end("is cut short")
            return b""
        try:
            content = self._inside.decompress(piece, size)
        except zlib.error as error:
            self._packed.put_back(piece[len(_BEGINS) :] if self._taken == len(piece) else piece)
            self._end(f"is broken: {error}")
            return b""
        self._rest = self._inside.unconsumed_tail
        if self._inside.eof:
            self._packed.put_back(self._inside.unused_data)
            self._end("")
        return content

    def _end(self, trouble: str) -> None:
        """End the member. Where it was only looked for, bytes that give nothing are no member: nothing is wrong with it."""
        self._ended = True
        self.broken = bool(trouble)
        self.trouble = trouble if self._expected or self._given else ""
