"""Exports are whole or absent, the same for the same case, and carry no command of a hostile article."""

import json
from pathlib import Path

import pytest

from sayso.model.corpus import Happening
from sayso.model.errors import SaysoError
from sayso.query.answers import StoryAnswer
from sayso.show import exports, markdown
from sayso.show.written import write_files
from tests.show.sample import HOSTILE, document, dossier


def rows(lines: object) -> list[dict[str, object]]:
    return [json.loads(line) for line in lines]  # type: ignore[attr-defined]


def test_a_happening_has_the_words_of_both_articles_and_else_stands_alone() -> None:
    first, second, third = (document(name).replace(happenings=document(name).events) for name in ("a.txt", "b.txt", "c.txt"))
    second = second.replace(happenings=tuple(event.replace(id="other") for event in second.happenings))
    third = third.replace(happenings=tuple(event.replace(id="alone") for event in third.happenings))
    one = Happening(id="happening-1", story="story-1", members=(("a.txt", first.happenings[0].id), ("b.txt", "other")))
    found = rows(exports.event_lines((third, second, first), (one,)))
    assert found == [
        {"group": "alone", "document": "c.txt", "start": 27, "end": 31},
        {"group": "happening-1", "document": "a.txt", "start": 27, "end": 31},
        {"group": "happening-1", "document": "b.txt", "start": 27, "end": 31},
    ]


def test_stories_are_pairs_and_groups_are_whole() -> None:
    story = StoryAnswer(id="s", title="t", first=None, last=None, documents=("b", "a"), outlets=(), at_least=0, at_most=0)
    assert rows(exports.story_lines((story,))) == [{"story": "s", "document": "a"}, {"story": "s", "document": "b"}]
    assert [row["id"] for row in rows(exports.group_lines(dossier().groups))] == [f"group-{n}" for n in range(1, 5)]


def test_documents_can_go_without_their_text() -> None:
    (row,) = rows(exports.document_lines((document(),), {"a.txt-jo": "entity-9"}, with_text=False))
    assert "text" not in row
    assert row["events"][0]["roles"][0]["entity"] == "entity-9"  # type: ignore[index]


def test_files_appear_whole_or_not_at_all(tmp_path: Path) -> None:
    def broken() -> object:
        yield b"one"
        raise RuntimeError("halfway")

    write_files(tmp_path / "out", (("a.jsonl", (b"old",)),))
    with pytest.raises(RuntimeError):
        write_files(tmp_path / "out", (("a.jsonl", (b"new",)), ("b.jsonl", broken())))  # type: ignore[arg-type]
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == {"a.jsonl": b"old\n"}


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SaysoError, match="file"):
        write_files(tmp_path / "file", (("a.jsonl", ()),))


def test_markdown_shows_hostile_words_and_does_nothing_with_them() -> None:
    page = markdown.dossier(dossier(HOSTILE))
    assert "\x1b" not in page
    assert "<script>" not in page
    assert "\\[red\\]Bridge" in page


def test_markdown_pages_are_the_same_each_time_and_led_to() -> None:
    answer = dossier()
    ids = tuple(each.id for each in answer.documents)
    story = StoryAnswer(id=answer.id, title="t", first=None, last=None, documents=ids, outlets=(), at_least=1, at_most=1)
    pages = dict(exports.markdown_pages((answer,), (story,)))
    assert pages == dict(exports.markdown_pages((answer,), (story,)))
    assert list(dict(exports.markdown_pages((answer,)))) == ["story-1.md"]
    assert b"(story-1.md)" in pages["index.md"]
    assert "## Accounts differ" in pages["story-1.md"].decode()
    assert "**15**\n      - reported: The Gazette ← ENA “fifteen people were hurt” \\[2\\] 40" in pages["story-1.md"].decode()
