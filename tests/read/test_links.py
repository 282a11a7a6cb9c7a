"""Where the words of a page lead: whole addresses, each with the place of its words, whatever the page does with them."""

import io
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.document import Document
from sayso.model.errors import Failure
from sayso.read.flatten import flatten, parse_html
from sayso.read.inputs import read_inputs
from sayso.show.rows import to_row
from sayso.store.rows import decode, encode

HEAD = '<html><head><link rel="canonical" href="https://courier.example/news/harbour-fire"></head><body>'
SENTENCE = "Two people died in the harbour fire on Monday, the coastguard said in a statement."


def page(folder: Path, body: str, head: str = HEAD) -> Document:
    path = folder / "a.html"
    path.write_text(f"{head}<p>{SENTENCE} It was put out at noon.</p>{body}</body></html>", encoding="utf-8")
    (found,) = read_inputs((str(path),), io.BytesIO(b""))
    assert isinstance(found, Document), found
    return found


def leads(document: Document) -> list[tuple[str, str]]:
    return [(link.span.cut(document.text), link.target) for link in document.links]


def test_links_are_kept_with_their_words_and_whole_addresses(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        "<p>According  to <a href='https://reuters.example/a#part'>two\n <b>agency</b>  reports</a>, it was the "
        "<a href='/b'>third</a> <a href='c?x=1'> fire </a>of the year.<br><br>Later <a href=//other.example/d>more</a> came.</p>",
    )
    assert leads(found) == [
        ("two agency reports", "https://reuters.example/a"),
        ("third", "https://courier.example/b"),
        ("fire", "https://courier.example/news/c?x=1"),
        ("more", "https://other.example/d"),
    ]


def test_a_page_may_say_from_where_its_addresses_are_counted(tmp_path: Path) -> None:
    head = HEAD.replace("<head>", "<head><base href='https://base.example/x/'>")
    assert leads(page(tmp_path, "<p>It was <a href='y'>so</a> said the mayor.</p>", head)) == [("so", "https://base.example/x/y")]


def test_without_an_address_of_its_own_a_page_keeps_whole_addresses_alone(tmp_path: Path) -> None:
    found = page(tmp_path, "<p>See <a href='/b'>this</a> and <a href='https://other.example/d'>that</a> too.</p>", "<body>")
    assert leads(found) == [("that", "https://other.example/d")]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        " JAVASCRIPT:void(0)",
        "mailto:a@courier.example",
        "tel:+123",
        "data:text/html,x",
        "#top",
        "",
        "https://other.example/\x1b[31m",
        "https://other.example/&#x202e;gpj",
        "http://[::1",
        "https://",
        "https://other.example/" + "a" * 3_000,
        "https://courier.example/news/harbour-fire#comments",
    ],
)
def test_what_leads_to_no_other_page_of_the_web_is_no_link(tmp_path: Path, address: str) -> None:
    assert leads(page(tmp_path, f"<p>It was <a href='{address}'>so</a> said the mayor of the town.</p>")) == []


def test_a_page_of_nothing_but_links_is_read_and_costs_little(tmp_path: Path) -> None:
    many = "".join(f"<p><a href='https://other.example/{number}'>link {number}</a></p>" for number in range(9_000))
    found = page(tmp_path, many)
    assert 2_000 <= len(found.links) < 2_100
    assert "link 8999" in found.text


def test_a_link_around_blocks_is_one_for_each(tmp_path: Path) -> None:
    found = page(tmp_path, "<a href='/card'><div><h3>A card</h3><p>Its words</p></div></a>")
    assert leads(found) == [("A card", "https://courier.example/card"), ("Its words", "https://courier.example/card")]


def test_the_links_of_a_feed_are_counted_from_each_entry(tmp_path: Path) -> None:
    entry = "It burned, &lt;a href='/x'&gt;Reuters&lt;/a&gt; said on Monday."
    path = tmp_path / "feed.xml"
    path.write_text(
        "<rss version='2.0'><channel><title>Courier</title><item><title>Fire</title>"
        f"<link>https://courier.example/news/fire</link><description>{entry}</description></item></channel></rss>",
        encoding="utf-8",
    )
    (found,) = read_inputs((str(path),), io.BytesIO(b""))
    assert not isinstance(found, Failure)
    assert leads(found) == [("Reuters", "https://courier.example/x")]


def test_links_come_back_from_a_case_and_stand_in_the_row(tmp_path: Path) -> None:
    found = page(tmp_path, "<p>It was <a href='https://other.example/d'>so</a> said the mayor.</p>")
    (link,) = found.links
    assert decode(encode(found), Document).links == found.links
    assert decode(encode(found).replace('"links"', '"unknown"'), Document).links == ()
    assert to_row(found)["links"] == [{"start": link.span.start, "end": link.span.end, "target": link.target}]
    assert msgspec.json.decode(msgspec.json.encode(to_row(found)))["links"]


WORDS = st.text(alphabet="ab \n\t\u00a0\u2003\u0301", max_size=6)


@given(st.lists(st.tuples(st.sampled_from(["", "a", "br", "b", "div"]), WORDS), min_size=1, max_size=12))
def test_the_words_of_a_link_are_those_of_the_page(pieces: list[tuple[str, str]]) -> None:
    markup = "".join(
        f"<a href='https://x.example/{number}'>{words}</a>"
        if tag == "a"
        else f"<br>{words}"
        if tag == "br"
        else f"<{tag}>{words}</{tag}>"
        if tag
        else words
        for number, (tag, words) in enumerate(pieces)
    )
    found = flatten(parse_html(f"<p>x{markup}</p>"))
    assert all(found.text[block.span.start : block.span.end].strip() for block in found.blocks)
    for link in found.links:
        words = pieces[int(link.target.rsplit("/", 1)[1])][1]
        assert "".join(link.span.cut(found.text).split()) == "".join(words.split())
