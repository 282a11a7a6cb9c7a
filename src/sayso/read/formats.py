"""Tell what a file holds by how it begins; its name only breaks a tie."""

import codecs
import functools
import json
import re
from typing import Literal

from sayso.kit.lexicon import load
from sayso.model.base import Record
from sayso.model.errors import ReadError
from sayso.read.unpack import GZIP_MAGIC

Format = Literal["text", "lines", "json", "json or text", "html", "feed"]
HEAD = 1 << 16
_MARKUP = re.compile(
    rb"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}-->\s*)?<(?:!doctype|html|head|body|article|section|main|div|p|h1|meta|title|table)[\s>/]",
    re.IGNORECASE,
)
_FEED = re.compile(rb"<(?:rss|feed|rdf:rdf)[\s>]", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:html|head|body|!doctype\s+html)[\s>]", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[\s>]|<(?:rss|feed|rdf:rdf|tei|doc)[\s>]", re.IGNORECASE)
_HTML = re.compile(r"\.(html?|xhtml)(\.gz)?$", re.IGNORECASE)
_TAGGED = re.compile(rb"</?(?:p|div|br|span|a|b|i|h\d|li|html|body)[\s>/]", re.IGNORECASE)
_LINES = re.compile(r"\.(jsonl|ndjson|jsonlines)(\.gz)?$", re.IGNORECASE)
_JSON = re.compile(r"\.json(\.gz)?$", re.IGNORECASE)
_ENDING = re.compile(r"\.([A-Za-z0-9]{1,5})$")


class FileKind(Record, frozen=True, kw_only=True):
    """A kind of file that holds no text to read: the bytes it begins with (hexadecimal), its endings, and what to do."""

    what: str
    magic: str = ""
    at: int = 0
    endings: tuple[str, ...] = ()
    remedy: str


def recognise(path: str, head: bytes) -> Format:
    """Return how the file is to be read, from its name and first bytes.

    Raises:
        ReadError: it is nothing that can be read.
    """
    head = in_utf8(head)
    _refuse(path, head)
    begins = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    marked = _markup(path, begins)
    if marked:
        return marked
    if _LINES.search(path):
        return "lines"
    if not begins.startswith((b"{", b"[")):
        return "json" if begins and _JSON.search(path) else "text"
    if begins.startswith(b"{") and is_object(begins.partition(b"\n")[0]):
        return "lines"
    return "json" if _JSON.search(path) else "json or text"


def _refuse(path: str, head: bytes) -> None:
    """Raise ReadError for archives, pictures, programs and markup."""
    if len(head) < HEAD and not head.strip():
        raise ReadError("the file is empty", rule="empty", remedy="leave it out")
    if head.startswith(GZIP_MAGIC):
        raise ReadError("the file is compressed twice", rule="archive", remedy="unpack it first")
    ending = _ENDING.search(path)
    for kind, magic in _refused():
        if (magic and head[kind.at :].startswith(magic)) or (ending and ending[1].lower() in kind.endings):
            raise ReadError(f"the file is {kind.what}", rule="format", remedy=kind.remedy)


def _markup(path: str, begins: bytes) -> Format | None:
    """Return whether a file is a page or a feed; None where it is neither.

    Raises:
        ReadError: it is XML of another kind.
    """
    feed, page = _FEED.search(begins), _PAGE.search(begins)
    if begins.startswith(b"<") and feed and not (page and page.start() < feed.start()):
        return "feed"
    if _MARKUP.match(begins) or (begins.startswith(b"<") and page):
        return "html"
    if _XML.match(begins):
        remedy = "extract the text first, or give JSONL"
        raise ReadError("the file is XML, but neither a page nor a feed", rule="format", remedy=remedy)
    if _HTML.search(path) and _TAGGED.search(begins):
        return "html"
    return None


def in_utf8(head: bytes) -> bytes:
    """Return the first bytes of a file in UTF-8, where its mark says that they are UTF-16."""
    for mark, codec in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark) and not head.startswith(codecs.BOM_UTF32_LE):
            return head[len(mark) :].decode(codec, "replace").encode("utf-8", "replace")
    return head


@functools.cache
def _refused() -> tuple[tuple[FileKind, bytes], ...]:
    return tuple((kind, bytes.fromhex(kind.magic)) for kind in load("file_kinds", FileKind))


def is_object(line: bytes) -> bool:
    """Is the line a whole JSON object?"""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
