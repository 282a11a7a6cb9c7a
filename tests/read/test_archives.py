"""What is read of web archives and of feeds, whole and broken."""

import gzip
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.model.document import Document
from sayso.model.errors import Failure
from sayso.read.inputs import read_inputs
from sayso.read.warc import read_warc

SENTENCE = "The bridge was closed on Monday after cracks were found, the ministry said in report number"


def html(number: int) -> str:
    head = f"<head><title>Report {number}</title></head>"
    return f"<html>{head}<body><h1>Report {number}</h1><p>{SENTENCE} {number}.</p></body></html>"


def record(number: int, *, status: str = "200 OK", kind: str = "text/html; charset=utf-8", packed: bool = False) -> bytes:
    body = gzip.compress(html(number).encode()) if packed else html(number).encode()
    encoding = "Content-Encoding: gzip\r\n" if packed else ""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{encoding}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.example/{number}\r\nWARC-Date: 2024-02-21T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def read(folder: Path, content: bytes, name: str = "a.warc") -> tuple[list[Document], list[Failure]]:
    (folder / name).write_bytes(content)
    found = list(read_inputs((str(folder / name),), io.BytesIO(b"")))
    return [one for one in found if isinstance(one, Document)], [one for one in found if isinstance(one, Failure)]


def numbers(documents: list[Document]) -> list[str]:
    return [(document.url or "").rpartition("/")[2] for document in documents]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_each_page_of_an_archive_is_an_article(tmp_path: Path, pack: type[bytes]) -> None:
    documents, failures = read(tmp_path, b"".join(pack(record(number)) for number in range(3)))
    assert not failures
    assert [document.text for document in documents] == [f"Report {number}\n{SENTENCE} {number}." for number in range(3)]
    assert [document.source for document in documents] == [f"https://x.example/{number}" for number in range(3)]
    assert {document.outlet for document in documents} == {"x.example"}
    assert {document.published for document in documents} == {None}, "the time of the crawl is no day of publication"


def test_a_member_that_is_cut_costs_only_itself(tmp_path: Path) -> None:
    members = [gzip.compress(record(number)) for number in range(4)]
    for broken in (members[1][:-100], members[1][:60] + b"\0" * 40 + members[1][100:]):
        documents, failures = read(tmp_path, members[0] + broken + members[2] + members[3][:-9])
        assert numbers(documents)[:3:2] == ["0", "3"] or numbers(documents) == ["0", "2", "3"]
        assert "2" in numbers(documents)
        assert {failure.rule for failure in failures} == {"cut_short"}


def test_a_record_that_is_cut_or_lies_costs_only_itself(tmp_path: Path) -> None:
    documents, (failure,) = read(tmp_path, record(0) + record(1)[:-80])
    assert numbers(documents) == ["0"]
    assert (failure.rule, failure.source) == ("cut_short", "https://x.example/1")
    lying = record(0).replace(b"Content-Length: ", b"Content-Length: 9", 1) + record(1)
    documents, failures = read(tmp_path, lying)
    assert numbers(documents) == ["0", "1"]
    assert (documents[0].status, failures) == ("degraded", [])


def test_errors_of_servers_are_no_articles_and_pictures_are_passed_over(tmp_path: Path) -> None:
    content = record(0, status="404 Not Found") + record(1, kind="image/png") + record(2, packed=True)
    documents, (failure,) = read(tmp_path, content)
    assert numbers(documents) == ["2"]
    assert (failure.rule, failure.source) == ("http_status", "https://x.example/0")
    assert [one.rule for one in read(tmp_path, record(1, kind="image/png"))[1]] == ["empty"]


def test_an_archive_is_read_as_a_stream(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(b"".join(gzip.compress(record(number)) for number in range(50)))
    found = read_warc(str(tmp_path / "a.warc.gz"))
    assert isinstance(found, Iterator)
    assert isinstance(next(found), Document)


ITEM = """<item><title>Bridge &amp; river closed</title><link>https://x.example/1</link>
<pubDate>Tue, 20 Feb 2024 10:00:00 +0100</pubDate>
<description>&lt;p&gt;{words} &lt;b&gt;1&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;More.&lt;/p&gt;</description>
<author>ana@x.example (Ana Okafor)</author></item>"""
RSS = f'<?xml version="1.0"?><rss version="2.0"><channel><title>The Courier</title>{ITEM.format(words=SENTENCE)}</channel></rss>'
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Courier</title><entry><title>One</title><link href="https://x.example/2"/>
<published>2024-02-20T10:00:00Z</published><author><name>Per Lind</name></author><summary>Short.</summary>
<content type="html">&lt;p&gt;{SENTENCE} 2.&lt;/p&gt;</content></entry><entry><title>No words</title></entry></feed>"""


def test_each_entry_of_a_feed_with_words_is_an_article(tmp_path: Path) -> None:
    for name, content in (("a.rss", RSS.encode()), ("b.xml", gzip.compress(RSS.encode("utf-16")))):
        (document,), failures = read(tmp_path, content, name)
        assert not failures
        assert (document.text, document.title) == (f"{SENTENCE} 1.\nMore.", "Bridge & river closed")
        assert (document.outlet, document.url, document.source) == ("The Courier", "https://x.example/1", "https://x.example/1")
        assert (document.published, document.published_why.method) == ("2024-02-20T10:00:00+01:00", "feed:published")
    (document,), _ = read(tmp_path, ATOM.encode(), "c.atom")
    assert (document.text, document.authors, document.published) == (f"{SENTENCE} 2.", ("Per Lind",), "2024-02-20T10:00:00+00:00")


def test_a_feed_that_is_broken_keeps_what_is_whole_and_never_grows(tmp_path: Path) -> None:
    (document, *_), _ = read(tmp_path, RSS.replace("</channel></rss>", "<item><title>Cu").encode(), "a.rss")
    assert document.status == "degraded"
    entities = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    bomb = RSS.replace("<rss", f"{entities}<rss", 1).replace("More.", "More. &b; &c;")
    (document,), _ = read(tmp_path, bomb.encode(), "a.rss")
    assert "aaaaaaaaaaa" not in document.text
    assert "root:" not in document.text
    documents, (failure,) = read(tmp_path, b"<rss><channel><title>x</title></channel></rss>", "a.rss")
    assert (documents, failure.rule) == ([], "empty")
