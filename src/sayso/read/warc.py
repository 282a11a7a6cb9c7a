"""Read a web archive record by record: each page is an article, and what is broken costs only itself.

The time in a record is that of the crawl, and is never taken for the day of publication.
"""

import io
from collections.abc import Iterator
from typing import Any

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from sayso.model.document import Document
from sayso.model.errors import Failure
from sayso.read.dates import day_or_time
from sayso.read.html import page_or_failure
from sayso.read.identity import storable
from sayso.read.members import Member, members
from sayso.read.raw_page import RawPage
from sayso.read.unpack import GZIP_MAGIC

LARGEST_PAGE = 20_000_000
_CHUNK = 1 << 16
_WARC = b"WARC/"
_PANIC = "PanicException"
"""What the reader of records raises in distress; it is no `Exception`."""
_NEXT = b"\r\n\r\nWARC/1."
_PAGES = ("text/html", "application/xhtml+xml", "")
_FETCH = "fetch the file again"


def holds_archive(path: str) -> bool:
    """Is the file a web archive, packed or not, by how it begins?"""
    with io.BufferedReader(io.FileIO(path), _CHUNK) as stream:
        if not stream.peek(2).startswith(GZIP_MAGIC):
            return stream.peek(len(_WARC)).startswith(_WARC)
        first = next(members(stream), None)
        return first is not None and first.read(len(_WARC)) == _WARC


def read_warc(path: str) -> Iterator[Document | Failure]:
    """Yield the articles of a web archive, packed or not, and a failure for each part of it that cannot be read."""
    found = False
    with io.BufferedReader(io.FileIO(path), _CHUNK) as stream:
        parts: Iterator[Any] = members(stream) if stream.peek(2).startswith(GZIP_MAGIC) else iter([stream])
        for part in parts:
            for item in _pages(path, part):
                found = True
                yield item
    if not found:
        yield Failure(source=storable(path), rule="empty", message="the archive holds no page", remedy="leave it out")


def _pages(path: str, stream: Any) -> Iterator[Document | Failure]:
    """Yield the pages of one stream of records."""
    waiting, last = [stream], path
    while waiting:
        here = waiting.pop()
        try:
            for record in ArchiveIterator(here, record_types=WarcRecordType.response, parse_http=False):
                last = record.headers.get("WARC-Target-URI") or path
                item, rest = _page(path, record)
                if item is not None:
                    yield item
                if rest:
                    waiting.append(io.BytesIO(rest))
        except BaseException as error:
            if not isinstance(error, Exception) and type(error).__name__ != _PANIC:
                raise
            yield _failure(last, "cut_short", f"a part of the archive is broken: {error}", _FETCH)
        if isinstance(here, Member) and here.trouble:
            yield _failure(path, "cut_short", f"a part of the archive {here.trouble}", _FETCH)


def _page(path: str, record: WarcRecord) -> tuple[Document | Failure | None, bytes]:
    """Return the page of a record, and the bytes after it where its length is wrong and other records stand inside it."""
    address = record.headers.get("WARC-Target-URI") or None
    source = storable(address or path)
    record.parse_http(auto_decode="all")
    headers = record.http_headers
    if headers is None:
        return _failure(source, "cut_short", "its record holds no answer of a server", _FETCH), b""
    if headers.status_code is not None and headers.status_code != 200:
        return _failure(source, "http_status", f"the server answered {headers.status_code}: no article", "leave it out"), b""
    if (record.http_content_type or "").split(";")[0].strip().lower() not in _PAGES:
        return None, b""
    length = record.content_length
    content = record.reader.read(LARGEST_PAGE + 1)
    content, rest = _without_others(content)
    if len(content) > LARGEST_PAGE:
        return _failure(source, "too_long", f"the page has more than {LARGEST_PAGE} bytes", "leave it out"), b""
    packed = headers.get("Content-Encoding") or headers.get("Transfer-Encoding")
    if len(content) < length and not rest and not packed:
        return _failure(source, "cut_short", "its record is cut short", _FETCH), b""
    raw = RawPage(path=path, content=content, address=address, charset=record.http_charset)
    page = page_or_failure(raw.replace(fetched=day_or_time(record.headers.get("WARC-Date") or "")))
    if rest and isinstance(page, Document):
        why = "; ".join(filter(None, (page.status_why, "the length of its record is wrong")))
        page = page.replace(status="degraded", status_why=why)
    return page, rest


def _without_others(content: bytes) -> tuple[bytes, bytes]:
    """Return a page, and the records that stand behind it in what was given as its length."""
    at = content.find(_NEXT)
    return (content, b"") if at < 0 else (content[:at], content[at + 4 :])


def _failure(source: str, rule: str, message: str, remedy: str) -> Failure:
    return Failure(source=storable(source), rule=rule, message=message, remedy=remedy)
