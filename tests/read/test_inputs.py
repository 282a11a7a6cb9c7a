"""What a user may point sayso at, and what comes back."""

import gzip
import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from sayso.model.document import Document
from sayso.model.errors import Failure
from sayso.read.inputs import read_inputs

ARTICLE = "The bridge was closed on Monday, the ministry said. Nobody was hurt."


def read(*paths: Path | str, stdin: bytes = b"") -> tuple[list[Document], list[Failure]]:
    found = list(read_inputs(tuple(map(str, paths)), io.BytesIO(stdin)))
    return [one for one in found if isinstance(one, Document)], [one for one in found if isinstance(one, Failure)]


def row(**fields: object) -> str:
    return json.dumps({"text": ARTICLE, **fields})


def put(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_text_file_keeps_its_words_and_its_header_date(tmp_path: Path) -> None:
    text = f" date 2024-02-20 {ARTICLE}\r\nEnd.\n"
    (document,), failures = read(put(tmp_path / "a.txt", "\ufeff" + text))
    assert (document.text, document.source, document.published, document.status) == (text, "a.txt", "2024-02-20", "ok")
    assert document.published_why.method == "header"
    assert not failures


def test_id_of_a_file_does_not_depend_on_its_folder(tmp_path: Path) -> None:
    documents, _ = read(put(tmp_path / "x/a.txt", ARTICLE), put(tmp_path / "y/a.txt", ARTICLE), put(tmp_path / "b.txt", ARTICLE))
    assert documents[0].id == documents[1].id != documents[2].id


def test_folder_is_walked_in_order_without_hidden_files_or_endless_links(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c/d.txt", ".hidden.txt", ".git/e.txt"):
        put(tmp_path / "pile" / name, f"{name}: {ARTICLE}")
    put(tmp_path / "outside.txt", "secret")
    (tmp_path / "pile/again").symlink_to(".")
    (tmp_path / "pile/self").symlink_to("self")
    documents, failures = read(tmp_path / "pile")
    assert [document.source for document in documents] == ["a.txt", "b.txt", "d.txt"]
    assert not failures
    (tmp_path / "pile/out.txt").symlink_to(tmp_path / "outside.txt")
    documents, failures = read(tmp_path / "pile")
    assert len(documents) == 3
    assert [failure.rule for failure in failures] == ["link"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipe_in_a_folder_is_never_waited_for(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", ARTICLE)
    os.mkfifo(tmp_path / "pipe.txt")
    documents, failures = read(tmp_path)
    assert len(documents) == len(failures) == 1


def test_missing_path_and_empty_folder_are_failures(tmp_path: Path) -> None:
    (tmp_path / "void").mkdir()
    _, failures = read(tmp_path / "nothing.txt", tmp_path / "void", "nul\0byte")
    assert [failure.rule for failure in failures] == ["missing", "empty", "unreadable"]


def test_bad_lines_cost_nothing_but_themselves(tmp_path: Path) -> None:
    bad = [
        '{"text": "no end',
        "[1, 2",
        '"words"',
        "null",
        "{}",
        '{"text": 12}',
        '{"text": " "}',
        '{"text": ' + "[" * 100_000,
        "\0",
    ]
    path = put(tmp_path / "a.jsonl", "\n".join([row(id="1"), *bad, "", row(id="2")]) + "\n")
    documents, failures = read(path)
    assert [document.id for document in documents] == ["1", "2"]
    assert [failure.source for failure in failures] == [f"{path}:{number}" for number in range(2, 2 + len(bad))]
    assert all(failure.message and failure.remedy for failure in failures)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", "\ufeff" + row() + "\r\n" + row() + "\r\n"),
        ("a.json", f"[{row()},\n{row()}]"),
        ("a.txt", row() + "\n" + row()),
        ("a.json", row(body="x" * 200_000) + "\n" + row()),
        ("noname", f"  [{row()}, {row()}]"),
    ],
)
def test_json_is_recognised_by_content(tmp_path: Path, name: str, content: str) -> None:
    for packed in (content.encode(), gzip.compress(content.encode())):
        documents, failures = read(put(tmp_path / name, packed))
        assert [document.text for document in documents] == [ARTICLE, ARTICLE]
        assert not failures


def test_text_in_brackets_is_text(tmp_path: Path) -> None:
    (first, second), _ = read(put(tmp_path / "a.txt", f"[Updated] {ARTICLE}"), put(tmp_path / "b.txt", "{{ x }} " + ARTICLE))
    assert first.text.startswith("[Updated]")
    assert second.text.startswith("{{ x }}")


def test_standard_input_is_jsonl() -> None:
    (document,), (failure,) = read("-", stdin=(row(url="https://example.org/1") + "\n{broken\n").encode())
    assert document.source == document.url == "https://example.org/1"
    assert failure.source == "-:2"
    assert read("-")[1][0].rule == "empty"


@pytest.mark.parametrize("codec", ["utf-16", "utf-32", "utf-8-sig"])
def test_jsonl_is_read_in_every_unicode_form_and_packed(tmp_path: Path, codec: str) -> None:
    content = "\n".join([row(id="1"), "{broken", row(id="2", title="Brücke")]).encode(codec)
    for packed in (content, gzip.compress(content)):
        documents, failures = read(put(tmp_path / "a.jsonl", packed))
        assert [document.id for document in documents] == ["1", "2"]
        assert documents[1].title == "Brücke"
        assert len(failures) == 1
        assert [document.id for document in read("-", stdin=packed)[0]] == ["1", "2"]


def zipped() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", ARTICLE)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "rule", "remedy"),
    [
        (zipped(), "format", "unpack it first"),
        (gzip.compress(gzip.compress(ARTICLE.encode())), "archive", "unpack it first"),
        (gzip.compress(b"a " * 20_000_000), "bomb", "unpack"),
        (gzip.compress(os.urandom(5000))[:-40], "cut_short", "fetch it again"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 9, "format", "extract the text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "format", "leave it out"),
        (bytes(range(256)) * 40, "binary", "extract the text"),
        (b"<?xml version='1.0'?><config><key>1</key></config>", "format", "extract the text first, or give JSONL"),
        (b"WARC/1.0\r\n", "empty", "leave it out"),
        (b"", "empty", "leave it out"),
        (b" \n\t\r\n", "empty", "leave it out"),
        (b"word " * 1_000_001, "too_long", "split it"),
    ],
)
def test_what_is_no_article_is_refused_with_a_remedy(tmp_path: Path, content: bytes, rule: str, remedy: str) -> None:
    documents, (failure,) = read(put(tmp_path / "a.txt", content))
    assert not documents
    assert failure.rule == rule
    assert remedy in failure.remedy


def test_rows_before_a_cut_are_kept(tmp_path: Path) -> None:
    lines = "".join(row(id=str(number), noise=os.urandom(200).hex()) + "\n" for number in range(2000))
    documents, failures = read(put(tmp_path / "a.jsonl.gz", gzip.compress(lines.encode())[:-2000]))
    assert len(documents) > 1000
    assert failures[-1].rule == "cut_short"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Le café “rouge” oui.".encode("cp1252"), "Le café “rouge” oui."),
        ("Der Minister sprach über Öl.".encode("utf-16"), "Der Minister sprach über Öl."),
        ("Президент России подарил автомобиль, сообщило агентство.".encode("koi8_r") * 3, "Президент России"),
    ],
)
def test_encodings(tmp_path: Path, content: bytes, expected: str) -> None:
    (document,), _ = read(put(tmp_path / "a.txt", content))
    assert expected in document.text


def test_characters_that_cannot_be_stored_are_replaced_one_for_one(tmp_path: Path) -> None:
    path = put(tmp_path / "a.jsonl", '{"id": "a\\u0000", "text": "The c\\ud800ar\\u0000 came. \\ud83d\\ude97"}')
    (document,), _ = read(path, put(tmp_path / "b.txt", ""))
    assert document.text == "The c\ufffdar\ufffd came. \U0001f697"
    assert document.id == "a\ufffd"
    assert document.status == "degraded"
    assert "2 characters" in document.status_why
