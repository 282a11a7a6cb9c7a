"""The names that the fields of an article may have, and the dates they may hold."""

import pytest

from sayso.model.errors import ReadError
from sayso.read.dates import day_or_time
from sayso.read.fields import read_row

ARTICLE = "The bridge was closed on Monday, the ministry said."


@pytest.mark.parametrize("name", ["text", "maintext", "plaintext", "body", "content", "raw_text"])
def test_names_of_the_text(name: str) -> None:
    assert read_row({name: ARTICLE, "text" if name != "text" else "body": None}, "a.jsonl", 1).text == ARTICLE


def test_all_fields() -> None:
    given = {
        "headline": "Bridge closed",
        "date_publish": "2024-02-20 09:30:00+00:00",
        "source_domain": "example.org",
        "language": "en",
    }
    document = read_row(
        {**given, "authors": ["A. Writer", None, "A. Writer"], "url": "https://example.org/1", "text": ARTICLE}, "a.jsonl", 4
    )
    assert (document.title, document.outlet, document.language, document.authors) == (
        "Bridge closed",
        "example.org",
        "en",
        ("A. Writer",),
    )
    assert (document.published, document.published_why.method) == ("2024-02-20T09:30:00+00:00", "field:date_publish")
    assert document.source == document.url == "https://example.org/1"


def test_source_that_is_an_address_is_the_url_and_no_outlet() -> None:
    document = read_row(
        {"source": "https://example.org/1", "sitename": "Example", "author": "A; B", "text": ARTICLE}, "a.json", 1
    )
    assert (document.url, document.outlet, document.authors) == ("https://example.org/1", "Example", ("A", "B"))


def test_source_without_address_names_file_and_line() -> None:
    assert read_row({"text": ARTICLE}, "folder/a.jsonl", 7).source == "a.jsonl:7"
    assert read_row({"text": ARTICLE, "filename": "news\\b.html"}, "folder/a.jsonl", 7).source == "b.html"


def test_id_as_given_else_from_name_and_text() -> None:
    assert read_row({"id": "../x", "text": ARTICLE}, "a.jsonl", 1).id == "../x"
    assert read_row({"id": 12, "text": ARTICLE}, "a.jsonl", 1).id == "12"
    one, again = (
        read_row({"url": "https://example.org/1", "id": None, "text": ARTICLE}, file, 1) for file in ("a.jsonl", "b.jsonl")
    )
    assert one.id == again.id != read_row({"url": "https://example.org/2", "text": ARTICLE}, "a.jsonl", 1).id


@pytest.mark.parametrize("value", [5, ["a"], {"a": 1}, True, None, "None", ""])
def test_wrong_types_are_left_out(value: object) -> None:
    fields = dict.fromkeys(("title", "outlet", "language", "url", "authors", "published"), value)
    document = read_row({**fields, "authors": {"a": 1}, "text": ARTICLE}, "a.jsonl", 1)
    assert document.title is document.outlet is document.language is document.url is document.published is None
    assert document.authors == ()


@pytest.mark.parametrize("row", [None, 5, "words", [], {}, {"text": ""}, {"text": ["a"]}, {"title": "x"}])
def test_no_text_is_refused(row: object) -> None:
    with pytest.raises(ReadError):
        read_row(row, "a.jsonl", 1)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-02-20", "2024-02-20"),
        ("20240220", "2024-02-20"),
        ("2024-02-20T23:30:00Z", "2024-02-20T23:30:00+00:00"),
        ("2024-02-20 23:30:00+09:00", "2024-02-20T23:30:00+09:00"),
        ("2024-02-20 23:30:00", "2024-02-20"),
        ("Tue, 20 Feb 2024 10:00:00 GMT", "2024-02-20T10:00:00+00:00"),
        ("20 Feb 2024 10:00:00 +0300", "2024-02-20T10:00:00+03:00"),
        *((bad, None) for bad in ("None", "", "2024-02-30", "2024-13-01", "02/03/2024", "20/02/2024", "yesterday", "0000-00-00")),
        *((bad, None) for bad in ("0001-01-01", "9999-12-31", "2024-02-20T10:00:00+99:00", "1e9999", "-5000-01-01", "2024")),
    ],
)
def test_dates(value: str, expected: str | None) -> None:
    assert day_or_time(value) == expected


def test_bad_date_is_kept_as_a_candidate_and_the_next_is_used() -> None:
    document = read_row({"published": "last week", "date": "2024-02-21", "text": f" date 2024-02-20 {ARTICLE}"}, "a.jsonl", 1)
    assert document.published == "2024-02-21"
    assert [candidate.value for candidate in document.published_why.candidates] == ["last week", "2024-02-21", "2024-02-20"]
    assert document.published_why.conflict
    assert document.text.startswith(" date 2024-02-20 ")


def test_local_and_utc_day_are_no_conflict() -> None:
    row = {"published": "2024-02-20T23:30:00-05:00", "date": "2024-02-21", "text": ARTICLE}
    assert not read_row(row, "a.jsonl", 1).published_why.conflict


def test_impossible_header_date_is_no_date() -> None:
    document = read_row({"text": f" date 2050-99-99 {ARTICLE}"}, "a.jsonl", 1)
    assert document.published is None
    assert document.published_why.candidates[0].value == "2050-99-99"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            {"maintext": "Words.", "date_publish": "2024-02-20 10:00:00", "source_domain": "x.example", "date_modify": "None"},
            ("Words.", "2024-02-20", "x.example", None, ()),
        ),
        (
            {"maintext": "Words.", "date_publish": "None", "authors": ["None", "A. Writer"]},
            ("Words.", None, None, None, ("A. Writer",)),
        ),
        (
            {
                "title": "T",
                "body": {"summary": ["Lead."], "sections": [{"headline": ["Part"], "paragraphs": ["One.", "Two."]}, 3]},
                "publishing_date": "2024-02-20 10:00:00+01:00",
                "authors": ["A. Writer"],
            },
            ("Lead.\n\nPart\n\nOne.\n\nTwo.", "2024-02-20T10:00:00+01:00", None, None, ("A. Writer",)),
        ),
        (
            {
                "raw_text": "Words.",
                "source": "https://x.example/1",
                "source-hostname": "The Example",
                "hostname": "x.example",
                "author": "A. Writer; B. Writer",
                "date": "2024-02-20",
            },
            ("Words.", "2024-02-20", "The Example", "https://x.example/1", ("A. Writer", "B. Writer")),
        ),
        (
            {
                "text": "Words.",
                "publish_date": "2024-02-20T10:00:00",
                "meta_site_name": "The Example",
                "canonical_link": "https://x.example/1",
            },
            ("Words.", "2024-02-20", "The Example", "https://x.example/1", ()),
        ),
    ],
    ids=["news-please", "news-please without a date", "fundus", "trafilatura", "newspaper4k"],
)
def test_fields_of_crawlers_are_known(row: dict[str, object], expected: tuple[object, ...]) -> None:
    document = read_row(row, "a.jsonl", 1)
    assert (document.text, document.published, document.outlet, document.url, document.authors) == expected


def test_another_text_at_the_same_address_is_a_revision_of_it() -> None:
    first, second = (read_row({"url": "https://x.example/1", "text": text}, "a.jsonl", 1) for text in ("One.", "Two."))
    assert first.id == second.id
    script, other = (read_row({"url": "javascript:alert(1)", "text": text}, "a.jsonl", 1) for text in ("One.", "Two."))
    assert script.id != other.id
