"""`sayso backup` at the command line: what it says, how it ends, and that a case that is brought forward is told of."""

import sqlite3
from pathlib import Path

from tests.cli.command import sayso, small_case


def test_a_case_is_copied_and_the_copy_is_used(tmp_path: Path) -> None:
    case = small_case(tmp_path)
    done = sayso("backup", case, tmp_path / "copy.db")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"{tmp_path / 'copy.db'}: 2 documents, ")
    assert sayso("claims", tmp_path / "copy.db", "--json").json == sayso("claims", case, "--json").json


def test_what_is_there_is_replaced_only_when_asked(tmp_path: Path) -> None:
    case, target = small_case(tmp_path), tmp_path / "copy.db"
    target.write_text("mine", encoding="utf-8")
    refused = sayso("backup", case, target)
    assert (refused.code, refused.out, target.read_text("utf-8")) == (2, "", "mine")
    assert "--force" in refused.err
    assert sayso("backup", case, target, "--force", "--json").json["documents"] == 2


def test_what_cannot_be_copied_is_one_line_and_two(tmp_path: Path) -> None:
    done = sayso("backup", tmp_path / "none.db", tmp_path / "copy.db")
    assert (done.code, len(done.err.splitlines())) == (2, 1)
    assert not (tmp_path / "copy.db").exists()


def test_a_reader_of_an_older_case_is_told_of_the_copy(tmp_path: Path) -> None:
    case = small_case(tmp_path)
    with sqlite3.connect(case) as opened:
        opened.execute("DROP TABLE happening")
        opened.execute("UPDATE stamp SET value = '4' WHERE key = 'schema'")
    opened.close()
    assert f"{case}.schema-4.backup" in sayso("stories", case).err
    assert sayso("stories", case).err == ""
