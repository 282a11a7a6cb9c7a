"""A page of HTML as it was found, and the little that can be kept of one that no parser should be given."""

import hashlib

from sayso.model.base import Record
from sayso.model.document import Document
from sayso.model.errors import ReadError
from sayso.read.charset import decode_page, refuse_binary
from sayso.read.identity import base_name, page_id, storable, text_hash
from sayso.read.strip import strip_tags
from sayso.read.text import archived


class RawPage(Record, frozen=True, kw_only=True):
    """The bytes of a page, the file or address they came from, and the encoding and time of fetching given with them."""

    path: str
    content: bytes
    address: str | None = None
    charset: str | None = None
    fetched: str | None = None


def stripped_page(raw: RawPage, why: str) -> Document:
    """Return what is left of a page whose tags are only cut out: its words, and that nothing else is known of it.

    Raises:
        ReadError: it holds no words, or is no page.
    """
    try:
        content, loss = decode_page(raw.content, raw.charset)
    except ReadError:
        content, loss = raw.content.decode("utf-8", "replace"), ""
    words = strip_tags(refuse_binary(storable(content.replace("\x00", ""))))
    text, loss = archived(words, loss)
    reason = f"its tags were cut out and its markup was not read: {why}"
    return page_document(raw, text, "; ".join(filter(None, (loss, reason))))


def page_document(raw: RawPage, text: str, loss: str) -> Document:
    return Document(
        id=page_id(raw.address or base_name(raw.path), text),
        source=storable(raw.address) if raw.address else base_name(raw.path),
        text=text,
        text_sha256=text_hash(text),
        url=storable(raw.address) if raw.address else None,
        raw_sha256=hashlib.sha256(raw.content).hexdigest(),
        status="degraded" if loss else "ok",
        status_why=loss,
    )
