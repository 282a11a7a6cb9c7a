"""What became of stories as a case was built in steps: told from where the documents stand, dated by them, only ever added."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmark.dump import dump, dump_without_steps
from sayso.model.corpus import Corpus, Story, StoryChange
from sayso.model.document import Document
from sayso.store import schema
from sayso.store.changes import changes
from sayso.store.store import open_case

STAMP = {"sayso": "0.1.0", "parser": "fake/1", "analysis": "analysis-1"}


def corpus(days: Mapping[str, str | None] | None = None, /, **stories: str) -> Corpus:
    """Return a corpus of stories, each of documents of one letter, published on these days or on none."""
    names = sorted("".join(stories.values()))
    documents = (
        Document(id=name, source=name, text="text", text_sha256=name, published=(days or {}).get(name)) for name in names
    )
    told = (Story(id=id, title=id, documents=tuple(found), first=None, last=None) for id, found in stories.items())
    return Corpus(documents=tuple(documents), stories=tuple(told))


def held(**stories: str) -> dict[str, str]:
    return {document: story for story, documents in stories.items() for document in documents}


def told(before: dict[str, str], after: Corpus) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(one.change, one.story, "".join(one.documents), one.others) for one in changes(before, after, 0)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({}, {"one": "ab"}, []),
        ({"one": "ab"}, {"one": "ab"}, []),
        ({"one": "ab"}, {"one": "abc"}, [("grew", "one", "c", ())]),
        ({"one": "ab"}, {"one": "ab", "two": "c"}, [("began", "two", "c", ())]),
        ({"one": "ab", "two": "c"}, {"one": "abc"}, [("merged", "two", "c", ("one",))]),
        (
            {"one": "ab", "two": "c"},
            {"new": "abcd"},
            [("merged", "one", "ab", ("new",)), ("merged", "two", "c", ("new",)), ("grew", "new", "d", ())],
        ),
        ({"one": "ab"}, {"new": "abc"}, [("renamed", "one", "ab", ("new",)), ("grew", "new", "c", ())]),
        ({"one": "abc"}, {"one": "a", "two": "bc"}, [("split", "one", "bc", ("one", "two"))]),
        ({"one": "abc"}, {"two": "ab", "three": "c"}, [("split", "one", "abc", ("three", "two"))]),
        ({"one": "abc", "two": "d"}, {"one": "ab", "two": "cd"}, [("split", "one", "c", ("one", "two"))]),
        ({"one": "abc"}, {"one": "ab"}, [("shrank", "one", "c", ())]),
        ({"one": "abc"}, {"new": "bc"}, [("shrank", "one", "a", ()), ("renamed", "one", "bc", ("new",))]),
        ({"one": "ab", "two": "c"}, {"one": "ab"}, [("ended", "two", "c", ())]),
        ({"one": "ab", "two": "c"}, {}, [("ended", "one", "ab", ()), ("ended", "two", "c", ())]),
    ],
)
def test_where_documents_stand_tells_what_became_of_a_story(
    before: dict[str, str], after: dict[str, str], expected: list[tuple[str, str, str, tuple[str, ...]]]
) -> None:
    assert told(held(**before), corpus(**after)) == expected


def test_changes_are_numbered_and_dated_by_the_newest_document_that_came() -> None:
    days = {"a": "2031-01-01", "b": "2024-05-03", "c": "2024-05-04T08:00:00Z", "d": None}
    found = changes(held(one="a"), corpus(days, one="ab", two="cd"), 7)
    assert [(one.place, one.change, one.newest) for one in found] == [(7, "grew", "2024-05-04"), (8, "began", "2024-05-04")]
    assert [one.newest for one in changes(held(one="a"), corpus(days, one="ad"), 0)] == [None]
    assert [one.newest for one in changes(held(one="ab"), corpus(days, one="a", two="b"), 0)] == [None]


def write(path: Path, *steps: Corpus) -> tuple[StoryChange, ...]:
    for step in steps:
        with open_case(path, write=True) as case:
            case.write(step, [], STAMP)
    with open_case(path) as case:
        return case.story_history()


def test_a_case_adds_to_its_history_and_what_it_holds_is_the_same_in_any_steps(tmp_path: Path) -> None:
    last = corpus(one="abc", two="de")
    assert write(tmp_path / "whole.db", last) == ()
    whole = dump(tmp_path / "whole.db")
    first = write(tmp_path / "steps.db", corpus(one="ab"), corpus(one="ab", two="d"))
    found = write(tmp_path / "steps.db", last)
    assert found[: len(first)] == first
    assert [(one.place, one.change, one.story) for one in found] == [(0, "began", "two"), (1, "grew", "one"), (2, "grew", "two")]
    other = write(tmp_path / "other.db", corpus(two="e"), last)
    assert [one.change for one in other] == ["began", "grew"]
    assert dump_without_steps(tmp_path / "steps.db") == dump_without_steps(tmp_path / "other.db") == whole


def test_a_build_that_changes_no_story_adds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    write(path, corpus(one="ab"), corpus(one="abc"))
    before = path.read_bytes()
    assert len(write(path, corpus(one="abc"))) == 1
    assert path.read_bytes() == before
    assert len(write(path, corpus({"a": "2024-05-01"}, one="abc"))) == 1


def test_a_case_that_came_back_to_what_it_held_is_in_another_state(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    marks = set()
    for step in (corpus(one="ab"), corpus(one="a"), corpus(one="ab")):
        write(path, step)
        with open_case(path) as case:
            marks.add(case.mark())
    assert len(marks) == 3


def test_a_case_from_before_there_was_a_history_gets_room_for_it_and_keeps_it_from_then_on(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    write(path, corpus(one="ab"))
    version = schema.MIGRATIONS.index(schema._hold_story_history)
    with sqlite3.connect(path) as opened:
        opened.execute("DROP TABLE story_history")
        opened.execute("UPDATE stamp SET value = ? WHERE key = 'schema'", (str(version),))
    assert write(path) == ()
    assert write(path, corpus(one="ab")) == ()
    assert [one.change for one in write(path, corpus(one="abc"))] == ["grew"]
