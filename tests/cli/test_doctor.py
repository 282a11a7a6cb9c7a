"""`sayso doctor` at the command line: one line a check, the remedy, and how it ends."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.cli.command import sayso


@pytest.fixture
def case(example_case: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(example_case, tmp_path / "affair.db"))


def test_what_is_well_ends_with_nought(case: Path) -> None:
    alone, both = sayso("doctor"), sayso("doctor", case)
    assert (alone.code, both.code) == (0, 0)
    assert all(line.startswith("ok      ") for line in both.out.splitlines())
    assert len(both.out.splitlines()) > len(alone.out.splitlines()) > 10


def test_what_is_wrong_is_one_line_with_its_remedy(case: Path) -> None:
    with sqlite3.connect(case) as opened:
        opened.execute("UPDATE document SET text = 'X' || substr(text, 2)")
    opened.close()
    done = sayso("doctor", case)
    assert done.code == 1
    assert any(line.startswith("wrong   texts: ") and "backup" in line for line in done.out.splitlines())
    found = sayso("doctor", case, "--json")
    assert (found.code, found.json["readable"]) == (1, True)
    assert {"name", "state", "detail", "remedy"} == set(found.json["checks"][0])
    assert len(done.out.splitlines()) == len(found.json["checks"])


@pytest.mark.parametrize("content", [b"", b"The mayor resigned.\n" * 300], ids=["empty", "a text"])
def test_what_cannot_be_read_ends_with_two(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes\x1b[2J\n.txt"
    path.write_bytes(content)
    done = sayso("doctor", path)
    assert done.code == 2
    assert "\x1b" not in done.out
    assert [line[:13] for line in done.out.splitlines() if not line.startswith("ok")] == ["wrong   file:"]
    assert not sayso("doctor", path, "--json").json["readable"]
    assert path.read_bytes() == content
    assert sayso("doctor", "postgresql://host/case").code == 2
