"""A case that is whole is said to be; each way in which it can be broken is named, with the remedy, and nothing is written."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from sayso.model.corpus import Anchor, Judgement, Target
from sayso.run.health import Check, Health
from sayso.run.integrity import integrity
from sayso.store import file_database
from sayso.store.store import open_case


@pytest.fixture
def case(example_case: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(example_case, tmp_path / "affair # 50%.db"))


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return all that stands in a folder, with its times of change."""
    return {str(each): (each.read_bytes(), each.stat().st_mtime_ns) for each in sorted(folder.rglob("*")) if each.is_file()}


def look(case: Path) -> Health:
    """Look at a case, and see that nothing of its folder is changed by that."""
    before = state(case.parent)
    found = integrity(case)
    assert state(case.parent) == before
    assert all(check.remedy for check in found.checks if check.state != "ok")
    return found


def amiss(found: Health) -> dict[str, Check]:
    return {check.name: check for check in found.checks if check.state != "ok"}


def change(case: Path, *statements: str) -> None:
    with sqlite3.connect(case) as opened:
        for statement in statements:
            opened.execute(statement)
    opened.close()


def test_a_case_that_was_built_is_whole(case: Path) -> None:
    found = look(case)
    assert amiss(found) == {}
    assert found.readable
    names = ["file", "database", "references", "schema", "stamp", "documents", "content", "texts", "places", "rows", "index"]
    assert [check.name for check in found.checks] == [*names, "judgements", "case disk"]


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE document SET text = 'X' || substr(text, 2)", {"documents", "content", "texts", "index"}),
        ("UPDATE document SET record = replace(record, '\"denied\"', '\"asserted\"')", {"documents", "content", "rows"}),
        ("UPDATE claim SET stance = 'asserted'", {"rows"}),
        ("DELETE FROM claim WHERE id = (SELECT min(id) FROM claim)", {"rows"}),
        ("UPDATE event SET start = start + 1", {"rows"}),
        ("UPDATE claim_group SET state = 'contradicted'", {"content"}),
        ("DELETE FROM dependence", {"content"}),
        ("DELETE FROM article_words WHERE rowid = 1", {"index"}),
        ("UPDATE claim_words SET body = 'other words' WHERE rowid = 1", {"index"}),
        ("INSERT INTO article_words (document, body) VALUES ('nobody', 'words')", {"index"}),
        ("UPDATE stamp SET value = 'other' WHERE key = 'words'", {"index"}),
        ("DELETE FROM stamp WHERE key = 'parser'", {"stamp", "content"}),
        ("DELETE FROM stamp WHERE key = 'content'", {"content"}),
    ],
)  # fmt: skip
def test_what_another_program_changed_is_found(case: Path, statement: str, named: set[str]) -> None:
    change(case, statement)
    found = look(case)
    assert set(amiss(found)) == named
    assert found.readable


def test_a_row_that_names_none_is_found(case: Path) -> None:
    change(case, "DELETE FROM story")
    found = amiss(look(case))
    assert "story" in found["references"].detail
    assert "content" in found


def test_a_fact_outside_its_text_is_found(case: Path) -> None:
    # Text, hash and marks are made to fit each other, so that only the places of the facts speak against it.
    with open_case(case, write=True) as opened:
        corpus = opened.corpus()
        first = corpus.documents[0]
        far = first.claims[0].replace(span=first.claims[0].span.replace(end=len(first.text) + 1))
        changed = first.replace(claims=(far, *first.claims[1:]))
        stamp = {key: value for key, value in opened.stamp().items() if key != "schema"}
        opened.write(corpus.replace(documents=(changed, *corpus.documents[1:])), opened.failures(), stamp, opened.arrived())
    found = amiss(look(case))
    assert first.id in found["places"].detail
    assert set(found) == {"places"}


def test_judgements_whose_words_are_gone_are_named(case: Path) -> None:
    with open_case(case, write=True) as opened:
        corpus = opened.corpus()
        anchor = Anchor(document=corpus.documents[0].id, start=0, end=9, quote="never said")
        target = Target(id="entity-x", name="nobody", anchors=(anchor,))
        made = Judgement(id="judgement-1", kind="merge", of="entity", targets=(target, target), why="w", by="b")
        stamp = {key: value for key, value in opened.stamp().items() if key != "schema"}
        packs = opened.packs()
        opened.write(corpus.replace(judgements=(made,)), opened.failures(), stamp, opened.arrived(), packs)
    found = amiss(look(case))
    assert set(found) == {"judgements"}
    assert "judgement-1" in found["judgements"].detail
    assert found["judgements"].state == "warning"


def test_an_older_case_is_looked_at_as_it_is(case: Path) -> None:
    change(case, "DROP TABLE happening", "UPDATE stamp SET value = '4' WHERE key = 'schema'")
    found = amiss(look(case))
    assert set(found) == {"schema"}
    assert found["schema"].state == "warning"
    with open_case(case):
        pass
    assert set(amiss(look(case))) == {"content"}


def test_a_build_that_has_not_ended_is_told(case: Path) -> None:
    case.with_name(f"{case.name}.building").mkdir()
    found = amiss(look(case))
    assert set(found) == {"build"}
    assert "run sayso build again" in found["build"].remedy


def test_pages_of_rubbish_are_found(case: Path) -> None:
    content = bytearray(case.read_bytes())
    for at in range(len(content) // 2, len(content)):
        content[at] = 0xA5
    case.write_bytes(content)
    found = look(case)
    assert amiss(found)["database"].state == "wrong"
    assert "backup" in amiss(found)["database"].remedy


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "first build did not end"),
        (b"The mayor resigned.\n" * 300, "not a sayso case"),
        (b"{}", "not a sayso case"),
        (b"SQLite format 3\x00" + b"\xa5" * 8000, "not a sayso case"),
        (None, "no such case"),
    ],
    ids=["empty", "a text", "a short text", "a header and rubbish", "nothing"],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, content: bytes | None, why: str) -> None:
    path = tmp_path / "case.db"
    if content is not None:
        path.write_bytes(content)
    path.with_name("case.db.building").mkdir()
    found = look(path)
    assert not found.readable
    assert why in amiss(found)["file"].detail
    assert "build" in amiss(found)


@pytest.mark.parametrize("share", [0.05, 0.5, 0.95])
def test_a_truncated_case_is_said(case: Path, share: float) -> None:
    content = case.read_bytes()
    case.write_bytes(content[: int(len(content) * share)])
    found = look(case)
    assert any(check.state == "wrong" for check in found.checks)


def test_a_folder_another_database_and_a_newer_case_are_no_case_of_ours(case: Path, tmp_path: Path) -> None:
    assert not look(tmp_path).readable
    other = tmp_path / "accounts.db"
    change(other, "CREATE TABLE account (name TEXT)")
    assert "not a sayso case" in amiss(look(other))["file"].detail
    change(case, "UPDATE stamp SET value = '99' WHERE key = 'schema'")
    assert "newer sayso" in amiss(look(case))["file"].detail


def test_a_locked_case_is_said_and_a_written_one_is_looked_at(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_database, "PATIENCE", 0.1)
    other = sqlite3.connect(case, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    locked = integrity(case)
    assert "in use by another program" in amiss(locked)["file"].detail
    assert not locked.readable
    other.execute("ROLLBACK")
    other.execute("BEGIN IMMEDIATE")
    assert amiss(integrity(case)) == {}
    other.close()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_a_write_that_was_cut_off_is_told_and_left_to_the_next_command(case: Path) -> None:
    script = """
        import sqlite3, sys, time
        opened = sqlite3.connect(sys.argv[1], isolation_level=None)
        opened.execute("PRAGMA cache_size = 5")
        opened.execute("BEGIN IMMEDIATE")
        opened.execute("UPDATE document SET text = text || ' and more'")
        opened.execute("UPDATE claim SET stance = 'asserted'")
        print("written in part", flush=True)
        time.sleep(60)
    """
    command = [sys.executable, "-c", textwrap.dedent(script), str(case)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "written in part\n"
        os.kill(writer.pid, signal.SIGKILL)
    assert case.with_name(f"{case.name}-journal").exists()
    found = look(case)
    assert not found.readable
    assert "cut off" in amiss(found)["file"].detail
    assert "sayso stories" in amiss(found)["file"].remedy
    with open_case(case):
        pass
    assert amiss(look(case)) == {}
