"""What is read of a page of HTML: all of its words, what its markup says of them, and what it says of itself."""

import gzip
import hashlib
import io
from pathlib import Path

import pytest

from sayso.clean.zones import zones
from sayso.kit.config import Config
from sayso.model.document import Document, ZoneKind
from sayso.model.errors import Failure
from sayso.read.inputs import read_inputs

PAGES = Path(__file__).parent / "pages"
SENTENCE = "The bridge was closed on Monday after cracks were found, the ministry said in a statement."
PROSE = "".join(f"<p>{SENTENCE} It was report number {number} of the day.</p>" for number in range(4))


def read(path: Path) -> Document:
    (found,) = read_inputs((str(path),), io.BytesIO(b""))
    assert isinstance(found, Document), found
    return found


def page(folder: Path, content: str | bytes, name: str = "a.html") -> Document:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path)


def zoned(document: Document, kind: ZoneKind) -> list[str]:
    found = zones(document, Config())
    assert "".join(zone.span.cut(found.text) for zone in found.zones) == found.text
    return [zone.span.cut(found.text).strip() for zone in found.zones_of(kind)]


def test_a_page_says_what_it_is() -> None:
    document = read(PAGES / "bridge.html")
    assert (document.title, document.outlet, document.url, document.status) == (
        "Bridge closed after cracks are found",
        "The Courier",
        "https://courier.example/news/bridge-closed",
        "ok",
    )
    assert document.authors == ("Ana Okafor", "Per Lind")
    assert document.source == "bridge.html"
    assert document.language is None
    assert document.raw_sha256 == hashlib.sha256((PAGES / "bridge.html").read_bytes()).hexdigest()


def test_a_time_in_utc_is_told_in_the_time_of_the_place() -> None:
    document = read(PAGES / "bridge.html")
    assert document.published == "2024-03-01T22:30:00-05:00"
    methods = [candidate.method for candidate in document.published_why.candidates]
    assert methods[0] == document.published_why.method == "json-ld:datePublished, local"
    assert {"json-ld:datePublished", "meta:article:published_time", "time"} <= set(methods)
    assert not document.published_why.conflict


def test_every_part_of_a_page_has_its_zone() -> None:
    document = read(PAGES / "bridge.html")
    assert zoned(document, "headline") == ["Bridge closed after cracks are found"]
    assert zoned(document, "byline") == [
        "By Ana Okafor and Per Lind",
        "This article was amended on 3 March 2024. An earlier version said that three piers had cracks.",
    ]
    assert zoned(document, "caption") == ["Engineers look at the northern pier of the bridge on Friday morning."]
    assert zoned(document, "credit") == ["Photo: Example Agency"]
    assert zoned(document, "dateline") == ["HARBOURTOWN, March 1 (Reuters) -"]
    body = zoned(document, "body")
    assert [words[:12] for words in body] == ["The bridge o", "Nobody was h", "The ministry", "Work on the "]
    chrome = " ".join(zoned(document, "chrome"))
    assert all(words in chrome for words in ("Home", "Ten walks", "Nobody was ever meant", "Copyright 2024"))
    assert "no words of the page" not in document.text
    assert [zone.why for zone in zones(document, Config()).zones_of("byline")][-1] == "correction-note"


def test_an_address_with_a_day_in_it_is_believed_and_a_disagreement_is_said(tmp_path: Path) -> None:
    address = '<link rel="canonical" href="https://x.example/2024/03/05/bridge">'
    head = address + '<meta property="article:published_time" content="2024-03-09">'
    document = page(tmp_path, f"<html><head>{head}</head><body><h1>Bridge closed</h1>{PROSE}")
    assert (document.published, document.published_why.method, document.published_why.conflict) == ("2024-03-05", "url", True)


def test_the_day_beside_the_headline_is_read_where_the_page_names_none(tmp_path: Path) -> None:
    document = page(tmp_path, f"<html><body><h1>Bridge closed at last</h1><p>5. November 2021, 10:16 Uhr</p>{PROSE}")
    assert document.published == "2021-11-05"
    assert page(tmp_path, f"<html><body><h1>Bridge closed</h1>{PROSE}<footer>(c) 2019 Courier", "b.html").published is None


def test_a_page_without_words_but_with_its_article_in_its_data_is_not_lost(tmp_path: Path) -> None:
    data = f'{{"@type": "NewsArticle", "articleBody": "{SENTENCE}"}}'
    document = page(tmp_path, f'<html><body><div id="app"></div><script type="application/ld+json">{data}</script></body></html>')
    assert (document.text, document.status) == (SENTENCE, "degraded")


def test_two_texts_at_one_address_are_two_states_of_one_page(tmp_path: Path) -> None:
    head = '<head><link rel="canonical" href="https://x.example/a"></head>'
    first = page(tmp_path, f"<html>{head}<body>{PROSE}", "a.html")
    second = page(tmp_path, f"<html>{head}<body>{PROSE}<p>{SENTENCE} More was found later.", "b.html")
    assert first.id == second.id
    assert first.text_sha256 != second.text_sha256
    home = '<head><link rel="canonical" href="https://x.example/"></head>'
    third, fourth = (page(tmp_path, f"<html>{home}<body>{PROSE}{words}", "c.html") for words in ("", "<p>More."))
    assert third.id != fourth.id


@pytest.mark.parametrize(
    ("codec", "declared", "words"),
    [
        ("utf-8", "iso-8859-1", "“cracks” \u2013 café"),
        ("cp1252", None, "“cracks” \u2013 café"),
        ("gb18030", "gb2312", "朝中社星期二报道"),
        ("shift_jis", "shift_jis", "朝鮮中央通信は"),
        ("iso2022_jp", "iso-2022-jp", "朝鮮中央通信は"),
        ("euc_kr", "euc-kr", "조선중앙통신은"),
        ("koi8-r", "koi8-r", "Президент России"),
        ("utf-16", None, "“cracks” \u2013 café"),
    ],
)
def test_a_page_is_read_in_its_encoding(tmp_path: Path, codec: str, declared: str | None, words: str) -> None:
    head = f'<meta charset="{declared}">' if declared else ""
    document = page(tmp_path, f"<html><head>{head}</head><body>{PROSE}<p>{words} x</p></body></html>".encode(codec))
    assert words in document.text
    assert document.status == "ok"


@pytest.mark.parametrize(
    ("what", "content"),
    [
        ("nested", "<div>" * 5_000 + PROSE),
        ("attributes", "<p " + " ".join(f"a{number}=1" for number in range(50_000)) + ">" + PROSE),
        ("tags", "<b>x" * 200_000 + PROSE),
        ("comments", "<!--" * 20_000 + PROSE),
    ],
)
def test_a_page_that_no_parser_should_be_given_keeps_its_words(tmp_path: Path, what: str, content: str) -> None:
    document = page(tmp_path, f"<html><body>{content}")
    assert document.text.count("the ministry said") == 4, what
    assert document.status == "degraded"
    assert document.status_why


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("<html><head><title>x</title></head><body></body></html>", "empty"),
        ("<html><body><script>var a = 'Kim said no.';</script></body></html>", "empty"),
        ("<?xml version='1.0'?><config><key>1</key></config>", "format"),
        ("<html><body><p>" + "word " * 4_100_000, "too_long"),
    ],
)
def test_what_is_no_page_is_a_failure(tmp_path: Path, content: str, rule: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(content, encoding="utf-8")
    (failure,) = read_inputs((str(path),), io.BytesIO(b""))
    assert isinstance(failure, Failure)
    assert (failure.rule, bool(failure.remedy)) == (rule, True)


def test_nothing_outside_the_page_is_read_and_nothing_grows(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("root: secret", encoding="utf-8")
    entities = (
        f'<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY a "aaaaaaaaaa"><!ENTITY b "{"&a;" * 50}"><!ENTITY c "{"&b;" * 50}">'
    )
    document = page(tmp_path, f'<?xml version="1.0"?><!DOCTYPE l [{entities}]><html><body>{PROSE}<p>&x; &c;</p></body></html>')
    assert "secret" not in document.text
    assert "aaaaaaaaaaaaaaaaaaaa" not in document.text


@pytest.mark.parametrize(
    "markup",
    [
        "<figure><img src='a.jpg'><p>{}</p></figure>",
        "<div class='image-widget_x1'><span><picture><img src='a.jpg'></picture></span><p><span>{}</span></p></div>",
        "<div class='lead'><img src='a.jpg'></div><p class='img-description'>{}</p>",
        "<div class='CarouselSlide'><div><img src='a.jpg'></div><div><span><p>{}</p></span></div></div>",
    ],
)
def test_what_stands_under_a_picture_is_its_caption_whatever_it_is_called(tmp_path: Path, markup: str) -> None:
    words = "Engineers look at the northern pier of the bridge on Friday morning"
    document = page(tmp_path, f"<html><body><h1>Bridge closed</h1>{PROSE}{markup.format(words)}{PROSE}</body></html>")
    assert zoned(document, "caption") == [words]
    assert len(zoned(document, "body")) == 8


@pytest.mark.parametrize(
    "markup",
    [
        "<div class='hero-image'><img src='a.jpg'><h2>Part two</h2><p>{}</p></div>",
        "<div class='image-and-text'><img src='a.jpg'>" + "<p>{}</p>" * 9 + "</div>",
        "<div class='photo-essay'><p>{}</p></div>",
        "<figure><blockquote><p>{}</p></blockquote></figure>",
    ],
)
def test_words_of_the_article_beside_a_picture_are_no_caption(tmp_path: Path, markup: str) -> None:
    document = page(tmp_path, f"<html><body><h1>Bridge closed</h1>{PROSE}{markup.format(*[SENTENCE] * 9)}{PROSE}</body></html>")
    assert zoned(document, "caption") == []


def test_a_packed_page_is_the_same_page(tmp_path: Path) -> None:
    content = (PAGES / "bridge.html").read_bytes()
    packed = page(tmp_path, gzip.compress(content), "bridge.html.gz")
    plain = read(PAGES / "bridge.html")
    assert (packed.text, packed.published, packed.title, packed.id) == (plain.text, plain.published, plain.title, plain.id)
    assert packed.status == "ok"
