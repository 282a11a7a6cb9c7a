"""Read a feed, RSS or Atom: each entry is an article, as long as its publisher gave its words and not only a link."""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

import feedparser

from sayso.model.document import DateCandidate, Document, Link
from sayso.model.errors import ReadError
from sayso.read.charset import decode_page, refuse_binary
from sayso.read.dates import settle_date
from sayso.read.flatten import flatten, parse_html
from sayso.read.identity import base_name, is_own_address, page_id, storable, text_hash
from sayso.read.links import outward
from sayso.read.raw_page import RawPage
from sayso.read.text import archived

_MARKED = re.compile(r"<[A-Za-z!/]|&[a-z#0-9]{2,8};")
_MOST_ENTRIES = 20_000
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)


def read_feed(raw: RawPage) -> tuple[Document, ...]:
    """Return the articles of a feed.

    Raises:
        ReadError: it holds no entry with words.
    """
    content, loss = decode_page(raw.content, raw.charset)
    content = _DOCTYPE.sub("", refuse_binary(storable(content)), count=1)
    feed = feedparser.parse(_as_utf8(content), response_headers={"content-type": "application/xml; charset=utf-8"})
    cut = "" if not feed.bozo else "the feed is broken or cut short"
    entries = feed.entries[:_MOST_ENTRIES]
    found = tuple(_documents(raw, feed.feed, entries, "; ".join(filter(None, (loss, cut)))))
    if not found:
        raise ReadError("the feed holds no entry with words", rule="empty", remedy="give the pages that it links to")
    return found


def _as_utf8(content: str) -> bytes:
    """Return the feed in UTF-8, without a declaration that says otherwise."""
    return re.sub(r"\A\s*<\?xml[^>]*\?>", "", content).encode("utf-8", "replace")


def _documents(raw: RawPage, feed: Mapping[str, Any], entries: list[Any], loss: str) -> Iterator[Document]:
    for number, entry in enumerate(entries, start=1):
        try:
            words, links = _words(entry)
            text, lost = archived(words, loss)
        except ReadError:
            continue
        yield _document(raw, number, feed, entry).replace(
            text=text,
            text_sha256=text_hash(text),
            id=page_id(_address(entry) or base_name(raw.path), text),
            links=links,
            status="degraded" if lost else "ok",
            status_why=lost,
        )


def _document(raw: RawPage, number: int, feed: Mapping[str, Any], entry: Mapping[str, Any]) -> Document:
    address = _address(entry)
    published, why = settle_date(_dates(entry))
    return Document(
        id="",
        source=address or f"{base_name(raw.path)}:{number}",
        text="",
        text_sha256="",
        outlet=_plain(entry.get("source", {}).get("title")) or _plain(feed.get("title")),
        published=published,
        published_why=why,
        title=_plain(entry.get("title")),
        authors=tuple(dict.fromkeys(name for one in _authors(entry) if (name := _plain(one)))),
        url=address,
    )


def _words(entry: Mapping[str, Any]) -> tuple[str, tuple[Link, ...]]:
    """Return the fullest words of an entry, its tags flattened, and its links."""
    given = [part.get("value", "") for part in entry.get("content", [])] + [entry.get("summary", "")]
    longest: str = max(given, key=len, default="")
    if not _MARKED.search(longest):
        return longest.strip(), ()
    if not longest.strip():
        return "", ()
    try:
        root = parse_html(longest)
        page = flatten(root)
    except ReadError:
        return "", ()
    return page.text, tuple(outward(page.links, root, _address(entry)))


def _dates(entry: Mapping[str, Any]) -> tuple[DateCandidate, ...]:
    return tuple(
        DateCandidate(method=f"feed:{name}", value=storable(" ".join(value.split()))[:100])
        for name in ("published", "created", "updated")
        if isinstance(value := entry.get(name), str) and value.strip()
    )


def _authors(entry: Mapping[str, Any]) -> Iterator[object]:
    for author in entry.get("authors", []):
        yield author.get("name")
    yield entry.get("author")


def _address(entry: Mapping[str, Any]) -> str | None:
    link = entry.get("link")
    return storable(link) if isinstance(link, str) and is_own_address(link) else None


def _plain(value: object) -> str | None:
    """Return a name or a title without tags and doubled spaces."""
    if not isinstance(value, str):
        return None
    words = html.unescape(re.sub(r"<[^<>]{0,500}>", " ", value)) if "<" in value else value
    return storable(" ".join(words.split()))[:500] or None
