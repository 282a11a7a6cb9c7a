"""When a page was published: which of its many dates is believed, and which never is."""

import json
from collections.abc import Mapping

import pytest

from sayso.model.document import DateCandidate, Document
from sayso.read.page import read_page
from sayso.read.raw_page import RawPage

SENTENCE = "The bridge was closed on Monday after cracks were found, the ministry said in a statement."
PROSE = "".join(
    f"<p>{SENTENCE} It was report number {number} of the day, and it was the longest of them all.</p>" for number in range(4)
)


def dated(body: str, head: str = "", **more: str) -> Document:
    content = f"<html><head><title>Bridge closed after cracks - The Courier</title>{head}</head><body>{body}</body></html>"
    return read_page(RawPage(path="a.html", content=content.encode(), **more))


def data(*things: Mapping[str, object]) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(thing)}</script>' for thing in things)


TITLE = "<h1>Bridge closed after cracks</h1>"


def test_an_article_that_is_only_related_dates_nothing() -> None:
    related = {"@type": "NewsArticle", "headline": "Ten walks", "datePublished": "2024-05-05", "author": {"name": "Per Lind"}}
    own = {"@type": "NewsArticle", "headline": "Bridge closed after cracks", "datePublished": "2024-03-01"}
    document = dated(TITLE + PROSE, data(related, own))
    assert (document.published, document.published_why.conflict, document.authors) == ("2024-03-01", False, ())
    by_address = own | {"headline": "Closed!", "mainEntityOfPage": {"@id": "http://www.x.example/a/"}}
    document = dated(TITLE + PROSE, data(related, by_address), address="https://x.example/a?from=feed")
    assert document.published == "2024-03-01"


def test_the_day_of_a_change_is_kept_and_never_taken_for_that_of_publication() -> None:
    thing = {"@type": "NewsArticle", "datePublished": "2024-03-01", "dateModified": "2024-03-04T10:00:00Z"}
    document = dated(TITLE + PROSE, data(thing) + '<meta property="article:modified_time" content="2024-03-05">')
    assert (document.published, document.published_why.conflict) == ("2024-03-01", False)
    assert DateCandidate(method="json-ld:dateModified", value="2024-03-04T10:00:00Z") in document.published_why.candidates
    assert DateCandidate(method="meta:modified", value="2024-03-05") in document.published_why.candidates
    only_changed = dated(TITLE + PROSE, '<meta property="og:updated_time" content="2024-03-05">')
    assert "meta:modified" not in only_changed.published_why.method


def test_a_day_that_had_not_come_when_the_page_was_fetched_is_none() -> None:
    head = '<meta property="article:published_time" content="2099-01-05">'
    document = dated(TITLE + PROSE, head, fetched="2024-03-02T10:00:00+00:00")
    assert document.published is None
    assert DateCandidate(method="meta:article:published_time", value="2099-01-05") in document.published_why.candidates
    document = dated(f"{TITLE}<p>1 March 2024</p>{PROSE}", head, fetched="2024-03-02T10:00:00+00:00")
    assert (document.published, document.published_why.method) == ("2024-03-01", "page")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            f"<h1>The Courier</h1><p>Tuesday, 5 March 2024</p><ul>{'<li>Section</li>' * 9}</ul>{TITLE}<p>1 March 2024</p>",
            "2024-03-01",
        ),
        (f"<header><p>Tuesday, 5 March 2024</p></header><ul>{'<li>Section</li>' * 9}</ul>{TITLE}<p>By A. Writer</p>", None),
        (f"{TITLE}<p class='stamp'>Written: 2024-03-01 10:00 / Updated: 2024-03-02 11:00</p>", "2024-03-01"),
        (f"{TITLE}<p>{SENTENCE * 3}</p><p>Published on 1 March 2024</p>", "2024-03-01"),
        (f"<h2 class='day'>Freitag, 1. März 2024</h2>{TITLE}<p>Price: 12</p><p>First sold: 14 August 2017</p>", "2024-03-01"),
        (f"{TITLE}<p>2024年3月1日 | News</p>", "2024-03-01"),
        (f"{TITLE}<p>2024년 3월 1일</p>", "2024-03-01"),
        (f"{TITLE}<p>26 | 01 | 2022</p>", "2022-01-26"),
        (f"{TITLE}<img src='/pictures/20160309-1.jpg'>", None),
        (f"{TITLE}<div class='comments'><p>Per Lind</p><p>4 April 2024</p></div>", None),
    ],
)
def test_the_day_that_readers_see_is_the_one_at_the_headline(body: str, expected: str | None) -> None:
    assert dated(body + PROSE).published == expected


def test_words_that_name_one_day_are_one_witness() -> None:
    comment = '<div class="comments"><time datetime="2024-04-04T03:00:00+02:00">4 April 2024, 03:00</time></div>'
    assert dated(f"{TITLE}<p>1 March 2024</p>{PROSE}{comment}").published == "2024-03-01"


def test_the_title_is_the_heading_of_the_article_and_not_of_the_site() -> None:
    content = "<title>The Courier &amp; Post - Bridge closed after cracks</title>"
    document = read_page(RawPage(path="a.html", content=f"{content}<h1>The Courier &amp; Post</h1>{TITLE}{PROSE}".encode()))
    assert document.title == "Bridge closed after cracks"
    escaped = '<meta property="og:title" content="A &amp;#039;bridge&amp;#039; closed">'
    assert read_page(RawPage(path="a.html", content=(escaped + PROSE).encode())).title == "A 'bridge' closed"
