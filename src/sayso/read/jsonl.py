"""Read JSON: one article a line, one object, or an array of objects. A bad line costs nothing but itself."""

import json
from collections.abc import Iterator
from typing import BinaryIO

from sayso.model.document import Document
from sayso.model.errors import Failure, ReadError
from sayso.read.fields import read_row
from sayso.read.identity import storable

LONGEST_LINE = 64_000_000
_LONGEST_NUMBER = 300


def read_lines(path: str, stream: BinaryIO) -> Iterator[Document | Failure]:
    """Yield the article of each line, or the failure that names `path:line`."""
    number = 0
    while True:
        number += 1
        line = stream.readline(LONGEST_LINE)
        if not line:
            return
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            _skip_line(stream)
            yield _failure(
                path, number, ReadError("the line is too long for one article", rule="too_long", remedy="leave it out")
            )
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _read_line(path, number, line)


def read_array(path: str, content: bytes) -> Iterator[Document | Failure]:
    """Yield the articles of a JSON object or an array of objects.

    Raises:
        ReadError: the content is no JSON.
    """
    value, loss = parse(content)
    rows = value if isinstance(value, list) else [value]
    if not rows:
        raise ReadError("the JSON array is empty", rule="empty", remedy="leave it out")
    for number, row in enumerate(rows, start=1):
        yield _one(path, number, row, loss)


def parse(content: bytes) -> tuple[object, str]:
    """Return the value of a JSON text, and what was lost in decoding it.

    Raises:
        ReadError: it is no JSON, or is nested too deep.
    """
    text = content.decode("utf-8-sig", "replace")
    loss = "" if _is_unicode(content) else "bytes that are no UTF-8 were replaced"
    try:
        return json.loads(text, parse_int=_integer), loss
    except RecursionError as error:
        raise ReadError("the JSON is nested too deep", rule="json", remedy="give flat objects") from error
    except ValueError as error:
        raise ReadError(
            f"no valid JSON: {storable(str(error))}", rule="json", remedy="one JSON object a line is expected"
        ) from error


def _read_line(path: str, number: int, line: bytes) -> Document | Failure:
    try:
        value, loss = parse(line)
    except ReadError as error:
        return _failure(path, number, error)
    return _one(path, number, value, loss)


def _one(path: str, number: int, value: object, loss: str) -> Document | Failure:
    try:
        document = read_row(value, path, number)
    except ReadError as error:
        return _failure(path, number, error)
    if not loss:
        return document
    return document.replace(status="degraded", status_why="; ".join(filter(None, (document.status_why, loss))))


def _failure(path: str, number: int, error: ReadError) -> Failure:
    return Failure(source=f"{storable(path)}:{number}", rule=error.rule, message=error.message, remedy=error.remedy)


def _skip_line(stream: BinaryIO) -> None:
    while True:
        rest = stream.readline(LONGEST_LINE)
        if not rest or rest.endswith(b"\n"):
            return


def _integer(digits: str) -> int | None:
    """Return the number, or None for one so long that it can be no field of an article."""
    return int(digits) if len(digits) <= _LONGEST_NUMBER else None


def _is_unicode(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
