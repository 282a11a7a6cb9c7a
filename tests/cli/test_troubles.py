"""What the system refuses is one line that says what to do, and ends with two: it is no fault of sayso."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.store.store import open_case
from tests.cli.command import sayso, small_case
from tests.trouble import a_user_without_rights

FULL = Path("/dev/full")
ROW = '{"id": "a", "text": "The dam broke."}'


@pytest.mark.skipif(not FULL.is_char_device(), reason="this system has no device that is always full")
@pytest.mark.parametrize(
    "words", [["stories", "CASE"], ["stories", "CASE", "--json"], ["analyse", "--stage", "zones", "-"], ["-h"]]
)
def test_output_that_cannot_be_written(tmp_path: Path, words: list[str]) -> None:
    case = str(small_case(tmp_path))
    command = [sys.executable, "-m", "sayso", *(case if word == "CASE" else word for word in words)]
    with FULL.open("wb") as full:
        done = subprocess.run(command, input=ROW, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "No space left on device (free some space" in line


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_no_plain_file_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The dam broke.", "utf-8")
    os.mkfifo(tmp_path / "pipe")
    done = sayso("analyse", "--stage", "zones", tmp_path / "a.txt", tmp_path / "none.txt", "--failures", tmp_path / "pipe")
    assert done.code == 2
    assert "pipe: is no plain file, and is left as it is (name another place)" in done.err
    assert (tmp_path / "pipe").is_fifo()


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    case, taken = small_case(tmp_path), tmp_path / "taken"
    taken.write_text("mine", "utf-8")
    commands: list[list[object]] = [
        ["export", case, "--to", "jsonl", "--output", taken],
        ["pack", "new", taken / "pack"],
        ["backup", case, taken / "copy.db"],
        ["build", case.parent, "--case", taken / "case.db"],
        ["serve", taken],
    ]
    for command in commands:
        done = sayso(*command)
        assert (done.code, done.out) == (2, ""), command
        last = done.err.splitlines()[-1]
        assert str(taken) in last
        assert last.endswith(")"), "no remedy"
    assert taken.read_text("utf-8") == "mine"


def test_a_folder_that_may_only_be_read() -> None:
    with a_user_without_rights() as folder:
        case = small_case(folder)
        folder.chmod(0o500)
        assert sayso("stories", case, "--json").json["stories"]
        for command in (
            ["export", case, "--to", "html", "--output", folder / "pages"],
            ["backup", case, folder / "copy.db"],
            ["pack", "new", folder / "pack"],
        ):
            done = sayso(*command)
            assert (done.code, done.out) == (2, "")
            assert "cannot be written" in done.err


def test_a_case_that_is_being_written(tmp_path: Path) -> None:
    case = small_case(tmp_path)
    (tmp_path / "rows.jsonl").write_text(ROW, "utf-8")
    with open_case(case, write=True):
        done = sayso("build", tmp_path / "rows.jsonl", "--case", case)
        assert sayso("stories", case).code == 0
    assert done.code == 2
    assert "another build is writing this case (wait until that build has ended, then try again)" in done.err


@pytest.mark.parametrize(
    "content", [b"", b"The dam broke.\n" * 90, b"SQLite format 3\x00" + b"\x00" * 5000], ids=["empty", "text", "header"]
)
@pytest.mark.parametrize(
    "words", [["stories"], ["claims"], ["check", "The dam broke"], ["why", "group-1"], ["doctor"]], ids=" ".join
)
def test_what_is_no_case(tmp_path: Path, content: bytes, words: list[str]) -> None:
    case = tmp_path / "case.db"
    case.write_bytes(content)
    done = sayso(words[0], case, *words[1:])
    assert done.code == 2
    assert "case.db" in done.err + done.out
    assert case.read_bytes() == content
