"""A copy of a case: whole and of one state, or none at all; and one is kept before an older case is brought forward."""

import logging
import sqlite3
from pathlib import Path

import pytest

from benchmark.dump import dump
from sayso.model.corpus import Corpus
from sayso.model.document import Document
from sayso.model.errors import StoreError
from sayso.store import connection, copying, schema
from sayso.store.backup import backup_case
from sayso.store.store import open_case
from tests.trouble import a_user_without_rights

STAMP = {"sayso": "0.1.0", "parser": "fake/1", "analysis": "analysis-1"}


def corpus(*names: str) -> Corpus:
    return Corpus(
        documents=tuple(Document(id=name, source=name, text="The dam held. " * 900, text_sha256=name) for name in names)
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "affair # 50%.db"
    with open_case(path, write=True) as case:
        case.write(corpus("a", "b"), [], STAMP)
    return path


@pytest.fixture
def older(path: Path) -> Path:
    """Return a case as it was before happenings were kept."""
    with sqlite3.connect(path) as opened:
        opened.execute("DROP TABLE happening")
        opened.execute("UPDATE stamp SET value = '4' WHERE key = 'schema'")
    opened.close()
    return path


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_a_copy_is_a_case_that_holds_the_same(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    done = backup_case(path, tmp_path / "copy.db")
    assert (done.documents, done.schema) == (2, len(schema.MIGRATIONS))
    assert done.bytes == (tmp_path / "copy.db").stat().st_size
    assert dump(tmp_path / "copy.db") == dump(path)
    with open_case(tmp_path / "copy.db", write=True) as case:
        assert not case.write(corpus("a", "b"), [], STAMP)
    assert path.read_bytes() == before
    assert names(tmp_path) == ["affair # 50%.db", "copy.db"]


def test_a_copy_made_during_a_write_is_of_the_state_before_it(path: Path, tmp_path: Path) -> None:
    with open_case(path) as reader, open_case(path, write=True) as writer:
        with writer._connection.begin_nested():
            writer._put(schema.FAILURE, [{"id": "f", "source": "s", "rule": "r", "record": "{}"}])
            backup_case(path, tmp_path / "copy.db")
        assert [one.id for one in reader.documents()] == ["a", "b"]
    with open_case(tmp_path / "copy.db") as copy:
        assert copy.failures() == ()
        assert [one.id for one in copy.documents()] == ["a", "b"]


def test_nothing_is_replaced_unasked(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match="is there already"):
        backup_case(path, target)
    assert target.read_text("utf-8") == "mine"
    assert backup_case(path, target, force=True).documents == 2
    before = path.read_bytes()
    for wrong, why in ((path, "the case itself"), (tmp_path, "is a folder"), (tmp_path / "no" / "c.db", "folder cannot")):
        with pytest.raises(StoreError, match=why) as caught:
            backup_case(path, wrong, force=True)
        assert caught.value.remedy
    assert path.read_bytes() == before


def test_a_full_disk_leaves_no_part_and_the_old_copy(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "copy.db"
    target.write_text("mine", encoding="utf-8")

    def small(part: Path) -> sqlite3.Connection:
        opened = sqlite3.connect(part, isolation_level=None)
        opened.execute("PRAGMA max_page_count = 3")
        return opened

    monkeypatch.setattr(copying, "_opened", small)
    with pytest.raises(StoreError, match="the disk is full") as caught:
        backup_case(path, target, force=True)
    assert str(target) in caught.value.message
    assert caught.value.remedy
    assert target.read_text("utf-8") == "mine"
    assert names(tmp_path) == ["affair # 50%.db", "copy.db"]


def test_a_folder_that_may_not_be_written_is_named() -> None:
    with a_user_without_rights() as folder:
        with open_case(folder / "case.db", write=True) as case:
            case.write(corpus("a", "b"), [], STAMP)
        shut = folder / "shut"
        shut.mkdir(mode=0o500)
        with pytest.raises(StoreError, match="folder cannot be written"):
            backup_case(folder / "case.db", shut / "copy.db")
        assert names(shut) == []


def test_a_copy_that_is_read_back_wrong_is_not_kept(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = bytearray(path.read_bytes())
    # The pages of the document's text, deep in the file: the copy can be made, and must not be trusted.
    page = 4096
    for at in range(page * 20, page * 24):
        content[at] = 0xA5
    path.write_bytes(content)
    with pytest.raises(StoreError, match="damaged") as caught:
        backup_case(path, tmp_path / "copy.db")
    assert "doctor" in caught.value.remedy
    assert names(tmp_path) == ["affair # 50%.db"]


def test_a_locked_case_is_said_and_not_waited_for_without_end(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "PATIENCE", 0.1)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match="in use by another program"):
        copying.copy_file(path, tmp_path / "copy.db")
    other.close()
    assert names(tmp_path) == ["affair # 50%.db"]


@pytest.mark.parametrize("content", [b"The mayor resigned.\n" * 200, b"", b"{}"], ids=["long text", "empty", "short text"])
def test_what_is_no_case_is_not_copied(tmp_path: Path, content: bytes) -> None:
    wrong = tmp_path / "notes.txt"
    wrong.write_bytes(content)
    with pytest.raises(StoreError):
        backup_case(wrong, tmp_path / "copy.db")
    assert names(tmp_path) == ["notes.txt"]


@pytest.mark.parametrize("write", [False, True])
def test_an_older_case_is_kept_before_it_is_brought_forward(older: Path, write: bool, caplog: pytest.LogCaptureFixture) -> None:
    before = dump(older)
    kept = older.with_name(f"{older.name}.schema-4.backup")
    with caplog.at_level(logging.WARNING, logger="sayso"), open_case(older, write=write) as case:
        if write:
            case.write(corpus("c"), [], STAMP)
        else:
            assert case.stamp()["schema"] == str(len(schema.MIGRATIONS))
    assert dump(kept) == before
    assert str(kept) in caplog.text
    caplog.clear()
    with open_case(older) as case:
        assert len(tuple(case.documents())) == (1 if write else 2)
    assert caplog.text == ""
    assert names(older.parent) == [older.name, kept.name]


def test_a_new_case_and_one_of_this_schema_get_no_copy(path: Path) -> None:
    with open_case(path, write=True) as case:
        case.write(corpus("c"), [], STAMP)
    assert names(path.parent) == [path.name]


def test_a_copy_is_kept_once_and_another_ones_is_never_replaced(older: Path, caplog: pytest.LogCaptureFixture) -> None:
    kept = older.with_name(f"{older.name}.schema-4.backup")
    with open_case(older, write=True):
        pass  # Nothing is written: the case is of the older schema still, and its copy is there.
    assert names(older.parent) == [older.name, kept.name]
    caplog.clear()
    with open_case(older):
        pass
    assert names(older.parent) == [older.name, kept.name]
    assert caplog.text == ""


def test_the_copy_of_another_older_case_is_never_replaced(older: Path) -> None:
    other = older.with_name(f"{older.name}.schema-4.backup")
    other.write_text("of another case", encoding="utf-8")
    with open_case(older):
        pass
    assert other.read_text("utf-8") == "of another case"
    assert older.with_name(f"{older.name}.schema-4.2.backup").exists()


@pytest.mark.parametrize("write", [False, True])
def test_where_no_copy_can_be_kept_the_case_stays_as_it_is(older: Path, write: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(part: Path) -> sqlite3.Connection:
        opened = sqlite3.connect(part, isolation_level=None)
        opened.execute("PRAGMA max_page_count = 3")
        return opened

    before = older.read_bytes()
    monkeypatch.setattr(copying, "_opened", full)
    with pytest.raises(StoreError, match="no copy of it can be kept") as caught, open_case(older, write=write):
        pass
    assert "left as it was" in caught.value.remedy
    assert older.read_bytes() == before
    assert names(older.parent) == [older.name]
    monkeypatch.undo()
    with connection.connected(older, write=False):
        pass
    assert len(names(older.parent)) == 2
