"""Read what the user names: files, folders and standard input, into documents; what cannot be read becomes a failure.

Nothing that an input holds can stop the reading of the others.
"""

import os
import stat
from collections.abc import Iterator
from io import BufferedReader, BytesIO
from typing import Any, BinaryIO

from sayso.model.document import Document
from sayso.model.errors import Failure, ReadError
from sayso.read.folders import cannot_read, files_under, not_plain
from sayso.read.formats import HEAD, Format, is_object, recognise
from sayso.read.html import read_feed_file, read_html
from sayso.read.identity import storable
from sayso.read.jsonl import read_array, read_lines
from sayso.read.raw_page import RawPage
from sayso.read.recode import recoded
from sayso.read.text import LONGEST_TEXT, read_text
from sayso.read.unpack import opened, unpacked
from sayso.read.warc import LARGEST_PAGE, holds_archive, read_warc

STANDARD_INPUT = "-"
LARGEST_JSON = 100_000_000
_LARGEST_TEXT_FILE = 4 * LONGEST_TEXT


def read_inputs(paths: tuple[str, ...], stdin: BinaryIO) -> Iterator[Document | Failure]:
    """Yield the articles of the named inputs in order, and a failure for each part that cannot be read.

    Args:
        paths: files, folders (walked in the order of their names), or `-` for JSONL on `stdin`.
    """
    for path in paths:
        if path == STANDARD_INPUT:
            yield from _read_standard_input(stdin)
            continue
        try:
            mode = os.stat(path).st_mode
        except (OSError, ValueError) as error:
            yield cannot_read(path, error if isinstance(error, OSError) else OSError(str(error)))
            continue
        if stat.S_ISDIR(mode):
            for entry in files_under(path):
                yield from [entry] if isinstance(entry, Failure) else read_file(entry)
        elif stat.S_ISREG(mode):
            yield from read_file(path)
        else:
            yield not_plain(path)


def read_file(path: str) -> Iterator[Document | Failure]:
    """Yield the articles of one file, or the failure to read it."""
    try:
        if holds_archive(path):
            yield from read_warc(path)
            return
        with opened(path) as stream:
            yield from _read_stream(path, stream)
    except ReadError as error:
        yield Failure(source=storable(path), rule=error.rule, message=error.message, remedy=error.remedy)
    except OSError as error:
        yield cannot_read(path, error)


def _read_stream(path: str, stream: "BufferedReader[Any]") -> Iterator[Document | Failure]:
    head = stream.peek(HEAD)[:HEAD]
    form = recognise(path, head)
    if form == "lines":
        yield from read_lines(path, recoded(stream, head))
    elif form == "html":
        yield read_html(RawPage(path=path, content=_whole(stream, LARGEST_PAGE)))
    elif form == "feed":
        yield from read_feed_file(RawPage(path=path, content=_whole(stream, LARGEST_PAGE)))
    elif form == "text":
        yield read_text(path, _whole(stream, _LARGEST_TEXT_FILE))
    else:
        yield from _read_json(path, _whole(recoded(stream, head), LARGEST_JSON), form)


def _read_json(path: str, content: bytes, form: Format) -> Iterator[Document | Failure]:
    """Yield what a file that begins like JSON holds: one value, or a value a line, or only words in brackets."""
    try:
        yield from read_array(path, content)
    except ReadError:
        if is_object(content.partition(b"\n")[0]):
            yield from read_lines(path, BytesIO(content))
        elif form == "json":
            raise
        else:
            yield read_text(path, content)


def _read_standard_input(stdin: BinaryIO) -> Iterator[Document | Failure]:
    found = False
    try:
        with unpacked(stdin) as stream:
            for item in read_lines(STANDARD_INPUT, recoded(stream, stream.peek(4))):
                found = True
                yield item
    except ReadError as error:
        found = True
        yield Failure(source=STANDARD_INPUT, rule=error.rule, message=error.message, remedy=error.remedy)
    except OSError as error:
        found = True
        yield cannot_read(STANDARD_INPUT, error)
    if not found:
        yield Failure(
            source=STANDARD_INPUT, rule="empty", message="standard input held nothing", remedy="give JSONL, one article a line"
        )


def _whole(stream: BinaryIO, limit: int) -> bytes:
    """Return all that is left of a stream.

    Raises:
        ReadError: it is more than one file of this kind may hold.
    """
    pieces, size = list[bytes](), 0
    while piece := stream.read(HEAD):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            raise ReadError(f"the file holds more than {limit} bytes", rule="too_long", remedy="split it, or give JSONL")
    return b"".join(pieces)
